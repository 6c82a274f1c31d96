package content

import (
	"example.org/partake/internal/frontmatter"
	"example.org/partake/internal/page"
	"example.org/partake/internal/value"
)

// Strategy is what the organisation promises: strategy/NAME/index.md. Its
// ambitions are the other files of its folder.
type Strategy struct {
	page.Page

	// Period is how long it runs.
	Period Period `yaml:"period" must:"true" eg:"{start: 2025-04-01, end: 2030-03-31}"`
	// State is how far it is.
	State value.StrategyState `yaml:"state" must:"true" eg:"current"`
	// Supersedes is the strategy before it.
	Supersedes string `yaml:"supersedes" line:"true" eg:"strategy/together-2019"`
	// Parent is the strategy of the whole organisation.
	Parent *Source `yaml:"parent_strategy" eg:"{title: \"Our strategy to 2030\", url: \"https://example.org/strategy\"}"`
	// Statement says in a sentence what it is for.
	Statement string `yaml:"statement" asked:"4Pi Purpose" eg:"\"Together, we decide what care looks like.\""`
	// Sponsor is the person on the board who answers for it.
	Sponsor string `yaml:"sponsor" asked:"4Pi Principles" line:"true" eg:"\"Chief Nurse\""`
	// OwnerGroup is the group that looks after it.
	OwnerGroup string `yaml:"owner_group" line:"true" eg:"\"Involvement Board\""`
	// Approved says who agreed it and when. 4Pi asks for it once the strategy is current.
	Approved *Approval `yaml:"approved" eg:"{by: \"The board\", date: 2025-03-20}"`
	// DevelopedWith lists the events at which it was written.
	DevelopedWith []Writing `yaml:"developed_with" asked:"4Pi Process" eg:"[{date: 2024-10-02, kind: workshop, who: \"Carers\", count: 24}]"`
	// Definition says part by part what involvement is, each with the ambition that it leads to.
	Definition []Definition `yaml:"definition" eg:"[{text: \"Working together from the start\"}]"`
	// InvolvementIs lists what involvement is about.
	InvolvementIs []string `yaml:"involvement_is" eg:"[\"Planning together from the start\"]"`
	// InvolvementIsNot lists what it is not about.
	InvolvementIsNot []string `yaml:"involvement_is_not" eg:"[\"Asking for opinions on a finished plan\"]"`
	// Signs are how people can tell that it works.
	Signs []string `yaml:"signs" eg:"[\"People come back\"]"`
	// Sources are what it builds on.
	Sources []Source `yaml:"sources" eg:"[{title: \"Working in partnership with people and communities\", url: \"https://www.england.nhs.uk/\"}]"`
	// Partners are organisations that work on it.
	Partners []string `yaml:"partners" eg:"[thornmere-healthwatch]"`
	// OnAPage is false for a strategy without a one-page print.
	OnAPage *bool `yaml:"on_a_page" eg:"false"`
	// Measures are figures for the strategy as a whole.
	Measures []Measure `yaml:"measures" eg:"[{question: \"Was our letter easy to understand?\", value: 72, unit: percent, as_of: 2026-06-30, respondents: {who: [patients, carers], n: 398}, method: \"Survey by post and by phone\", source: \"Yearly involvement survey\"}]"`
}

// Period is a stretch of time.
type Period struct {
	// Start is its first day.
	Start value.Date `yaml:"start" must:"true" eg:"2025-04-01"`
	// End is its last day.
	End value.Date `yaml:"end" must:"true" eg:"2030-03-31"`
}

// Approval is who agreed it and when.
type Approval struct {
	// By is the board or group.
	By string `yaml:"by" must:"true" line:"true" eg:"\"The board\""`
	// Date is the day.
	Date value.Date `yaml:"date" must:"true" eg:"2025-03-20"`
}

// Writing is an event at which a strategy was written.
type Writing struct {
	// Date is the day.
	Date value.Date `yaml:"date" must:"true" eg:"2024-10-02"`
	// Kind is what sort of event it was.
	Kind value.WritingKind `yaml:"kind" must:"true" eg:"workshop"`
	// Who says who was there.
	Who string `yaml:"who" line:"true" eg:"\"Carers\""`
	// Count is how many people.
	Count value.Count `yaml:"count" eg:"24"`
}

// Definition is a part of what involvement means.
type Definition struct {
	// Text is that part.
	Text string `yaml:"text" must:"true" eg:"\"Working together from the start\""`
	// Ambition is the ambition that it leads to: an id.
	Ambition string `yaml:"ambition" line:"true" eg:"communication"`
}

// Source is a document elsewhere.
type Source struct {
	// Title is its name.
	Title string `yaml:"title" must:"true" line:"true" eg:"\"Working in partnership with people and communities\""`
	// URL is its address.
	URL string `yaml:"url" line:"true" eg:"https://www.england.nhs.uk/"`
}

// Check looks at what the fields say together.
func (s *Strategy) Check(c *frontmatter.Check) {
	if s.Period.End < s.Period.Start {
		c.Errorf("period.end", "put the earlier day into start and the later one into end", "the strategy ends before it starts")
	}
	c.Ask(s.Approved == nil && s.State == "current", "approved", "4Pi Principles", "a current strategy has been agreed by somebody", `{by: "The board", date: 2025-03-20}`)
	if s.Parent != nil {
		value.CheckLink(c, "parent_strategy.url", s.Parent.URL)
	}
	for i, source := range s.Sources {
		value.CheckLink(c, frontmatter.Index("sources", i)+".url", source.URL)
	}
	checkMeasures(c, s.Measures)
}

// Ambition is one thing that the organisation wants to be true: the files
// beside a strategy's index.md. It belongs to the strategy of its folder.
type Ambition struct {
	page.Page

	// Order is its number in the strategy, from 1. Each ambition has its own.
	Order int `yaml:"order" must:"true" eg:"1"`
	// Statement is the ambition in the voice of people: "Together, we …".
	Statement string `yaml:"statement" must:"true" eg:"\"Together, we say things so that everyone can follow.\""`
	// Ideal says what good looks like.
	Ideal []string `yaml:"ideal" asked:"4Pi Purpose" eg:"[\"Letters that everybody understands\"]"`
	// Worked says what has worked, or none-yet.
	Worked value.Texts `yaml:"worked" asked:"4Pi Impact" eg:"none-yet"`
	// NotWorked says what has not worked, or none-yet.
	NotWorked value.Texts `yaml:"not_worked" asked:"4Pi Impact" eg:"none-yet"`
	// How says how we get there.
	How []string `yaml:"how" asked:"4Pi Process" eg:"[\"Readers test each letter\"]"`
	// Prompts are questions to talk about in a team.
	Prompts []string `yaml:"prompts" eg:"[\"When did you last ask?\"]"`
	// Owner is who answers for it.
	Owner string `yaml:"owner" asked:"4Pi Principles" line:"true" eg:"\"Head of Communications\""`
	// Disagreed says what not everyone agrees with.
	Disagreed string `yaml:"disagreed" eg:"\"Some people want letters to be longer.\""`
	// Colour is the ambition's colour. It never says anything on its own.
	Colour string `yaml:"colour" line:"true" eg:"\"#005a61\""`
	// Actions are the promises.
	Actions []Action `yaml:"actions" eg:"[{what: \"Test the 20 letters we send most.\", owner: \"Patient letters team\", due: 2027-04-30, status: in-progress, status_date: 2026-05-03}]"`
	// Measures are figures that show whether it works.
	Measures []Measure `yaml:"measures" eg:"[{question: \"Was our letter easy to understand?\", value: 72, unit: percent, as_of: 2026-06-30, respondents: {who: [patients, carers], n: 398}, method: \"Survey by post and by phone\", source: \"Yearly involvement survey\"}]"`
}

// Derived names what Partake works out itself.
func (a *Ambition) Derived() []string {
	return append(a.Page.Derived(), "strategy", "opportunities", "updates")
}

// Action is a promise with somebody who keeps it and a day by which.
type Action struct {
	// What says what is promised.
	What string `yaml:"what" must:"true" eg:"\"Test the 20 letters we send most.\""`
	// Owner is who keeps it.
	Owner string `yaml:"owner" must:"true" line:"true" eg:"\"Patient letters team\""`
	// OwnerKind is the part of the organisation that is.
	OwnerKind value.OwnerKind `yaml:"owner_kind" eg:"service"`
	// CoOwned lists who keeps it too.
	CoOwned []string `yaml:"co_owned_with" eg:"[\"Readers' panel\"]"`
	// Step is 1 to talk, 2 to reflect, 3 to act together, 4 for the whole organisation.
	Step int `yaml:"step" eg:"3"`
	// Kind is a commitment, or a trial that may fail.
	Kind value.ActionKind `yaml:"kind" eg:"trial"`
	// Due is the day by which.
	Due value.Date `yaml:"due" must:"true" eg:"2027-04-30"`
	// Status is how far it is.
	Status value.ActionStatus `yaml:"status" must:"true" eg:"in-progress"`
	// StatusDate is the day on which that was true. The log of changes shows it then.
	StatusDate value.Date `yaml:"status_date" must:"true" eg:"2026-05-03"`
	// Reason says why it is late, changed or stopped. With such a status it is needed.
	Reason string `yaml:"reason" eg:"\"The printer closed.\""`
	// Learned says what a trial taught us. 4Pi asks for it once the trial is over.
	Learned string `yaml:"learned" eg:"\"People prefer a call.\""`
	// Evidence lists updates that show it is done. 4Pi asks for it then.
	Evidence []string `yaml:"evidence" eg:"[updates/plain-letters]"`
	// CarriedFrom says which earlier promise it goes on from.
	CarriedFrom string `yaml:"carried_from" line:"true" eg:"\"our strategy of 2019\""`
}

// Check looks at what the fields say together.
func (a *Ambition) Check(c *frontmatter.Check) {
	if a.Order == 0 && c.Keys.Has("order") {
		c.Errorf("order", "write order: 1 for the first one", "ambitions are numbered from 1")
	}
	for i, x := range a.Actions {
		x.check(c, frontmatter.Index("actions", i))
	}
	checkMeasures(c, a.Measures)
}

func (x *Action) check(c *frontmatter.Check, key string) {
	off := x.Status == "late" || x.Status == "changed" || x.Status == "stopped"
	c.Need(off && x.Reason == "", key+".reason", "people are owed the reason why it is "+string(x.Status), `"The printer closed."`)
	if x.Step > 4 {
		c.Errorf(key+".step", "write 1, 2, 3 or 4", "the steps are 1 to 4")
	}
	over := x.Status == "done" || x.Status == "stopped"
	c.Ask(x.Kind == "trial" && over && x.Learned == "", key+".learned", "4Pi Impact", "say what the trial taught you", `"People prefer a call."`)
	c.Ask(x.Status == "done" && len(x.Evidence) == 0, key+".evidence", "4Pi Impact", "name the update that shows it", "[plain-letters]")
}
