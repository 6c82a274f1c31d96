// Package opportunity is something to take part in: opportunities/NAME.md. It
// is the largest kind of page, so it has a room of its own; the other kinds
// stand in package content.
package opportunity

import (
	"slices"
	"strconv"

	"example.org/partake/internal/frontmatter"
	"example.org/partake/internal/page"
	"example.org/partake/internal/value"
)

// Opportunity is something to take part in: opportunities/NAME.md. Its page
// answers the nine questions of the Health Research Authority's checklist.
type Opportunity struct {
	page.Page

	// Status overrides what the dates say: paused, filled or cancelled.
	Status value.Override `yaml:"status" eg:"paused"`
	// StatusNote says why, and what people can do instead.
	StatusNote string `yaml:"status_note" eg:"\"We start again in the spring.\""`
	// Opens is the day from which people can say that they are interested. Left out, it is when the page is published.
	Opens value.Moment `yaml:"opens" eg:"2026-05-03"`
	// Closes is the last day, or the last moment, to say that you are interested. A day ends at 11:59pm. The page needs it unless rolling is true.
	Closes value.Moment `yaml:"closes" eg:"2026-06-30"`
	// Rolling is true when people can join at any time: there is no closing date.
	Rolling bool `yaml:"rolling" eg:"true"`
	// Activity is what people do.
	Activity value.Activity `yaml:"activity" must:"true" eg:"focus-group"`
	// Level is how much say people have, from being informed to deciding as equals.
	Level value.Level `yaml:"level" asked:"the TLAP ladder" eg:"co-design"`
	// Stage is how far the work is.
	Stage value.Stage `yaml:"stage" asked:"4Pi Purpose" eg:"idea"`
	// Setting is where in the organisation it happens.
	Setting value.Setting `yaml:"setting" eg:"clinical"`
	// Purpose says why we ask people to take part.
	Purpose string `yaml:"purpose" must:"true" eg:"\"To choose the menus together with the people who eat them.\""`
	// Exploring is true while the purpose is still being worked out with people.
	Exploring bool `yaml:"exploring" eg:"true"`
	// CanChange lists what people can change. 4Pi asks for it at every level but informing.
	CanChange []string `yaml:"can_change" eg:"[\"What is on the menu\"]"`
	// CannotChange lists what is settled.
	CannotChange []string `yaml:"cannot_change" eg:"[\"The budget for this year\"]"`
	// Decides says who takes the decision. 4Pi asks for it from the level engagement up.
	Decides value.Decides `yaml:"decides" eg:"shared"`
	// Difference says what will be different because people took part.
	Difference string `yaml:"difference" asked:"HRA C, 4Pi Impact" eg:"\"The new menus start in March.\""`
	// Feedback says by when, and how, we tell people what came of it.
	Feedback *Feedback `yaml:"feedback" asked:"HRA C, 4Pi Impact" eg:"{days_after_close: 60, how: [email, phone]}"`
	// Who lists the people we would like to hear from.
	Who []value.Who `yaml:"who" must:"true" eg:"[patients, carers]"`
	// Experience says what people need to have been through, if anything.
	Experience *Experience `yaml:"experience" asked:"HRA E, 4Pi Presence" eg:"{needed: none}"`
	// Skills are what people bring and what they gain.
	Skills *Skills `yaml:"skills" eg:"{gained: [public-speaking]}"`
	// Places is how many people can take part, or any.
	Places Places `yaml:"places" asked:"4Pi Presence" eg:"8"`
	// Commitment says how much time it takes: a phrase, or the details.
	Commitment Commitment `yaml:"commitment" must:"true" eg:"\"2 hours a month for a year\""`
	// Dates are the sessions.
	Dates []page.Session `yaml:"dates" eg:"[{start: 2026-07-13T10:00, end: 2026-07-13T12:00, what: \"First tasting\"}]"`
	// Location is how and where people take part.
	Location Location `yaml:"location" must:"true" eg:"{mode: online}"`
	// Training is what people can learn for it, from learning/.
	Training []Training `yaml:"training" eg:"[{learning: panel-training, required: true}]"`
	// Partners are the organisations that we do it with, from organisations/.
	Partners []string `yaml:"partners" eg:"[thornmere-healthwatch]"`
	// Access says what makes it possible for everyone to come, or "ask".
	Access *Access `yaml:"access" asked:"the Accessible Information Standard, 4Pi Process" eg:"{step_free: yes, provided: [captions, breaks]}"`
	// Checks are what people need before they start.
	Checks *Checks `yaml:"checks" asked:"4Pi Process" eg:"{dbs: none, occupational_health: none}"`
	// Reimbursement says what people are paid. The page says it before anything else.
	Reimbursement Reimbursement `yaml:"reimbursement" must:"true" eg:"{model: travel}"`
	// NamedContact is the person who looks after the people who take part.
	NamedContact *value.Contact `yaml:"named_contact" asked:"HRA D, 4Pi Process" eg:"{name: \"Sam Rowe\", phone: \"01632 960123\", email: sam.rowe@example.org}"`
	// Support says how we help people to take part.
	Support string `yaml:"support" asked:"HRA D, 4Pi Process" eg:"\"We ring you before and after each session.\""`
	// Supervision says who people can talk to about how it goes. 4Pi asks for it in an ongoing role.
	Supervision string `yaml:"supervision" eg:"\"You meet Sam once every 3 months.\""`
	// Apply says how to say that you are interested.
	Apply *Apply `yaml:"apply" asked:"HRA F, 4Pi Process" eg:"{how: [phone, email], steps: \"Ring us and we talk it through.\"}"`
	// Selection says how we decide who takes part and when we tell them. The HRA asks for it when there are only so many places.
	Selection string `yaml:"selection" eg:"\"We choose people with different experiences. We ring everyone by 9 July.\""`
	// Parts are the parts of recruiting somebody that people join in.
	Parts []value.Part `yaml:"parts" eg:"[questions, panel]"`
	// Agreement says whether there is a written agreement about the role. 4Pi asks for it in an ongoing role.
	Agreement *RoleAgreement `yaml:"agreement" eg:"{use: true, review_months: 6}"`
	// Form is the form to say that you are interested: an id from forms/, or false for none. Left out, it is the form interest if there is one.
	Form FormRef `yaml:"form" eg:"interest"`
	// Poster is how the poster looks.
	Poster *Poster `yaml:"poster" eg:"{headline: \"What did you think of the food?\"}"`
	// Advertise lists where the opportunity is made known.
	Advertise []string `yaml:"advertise" eg:"[waiting-room, website]"`
	// Standards are the UK Standards for Public Involvement that it works to.
	Standards []value.Standard `yaml:"uk_standards" eg:"[working-together]"`
	// FourPi says where a part of 4Pi is met when the fields can't show it.
	FourPi *FourPi `yaml:"fourpi" eg:"{impact: \"We publish the new menus.\"}"`
	// Outcome says how it went, once it is over. GRIPP2 asks for it before you archive the page.
	Outcome *Outcome `yaml:"outcome" eg:"{people_involved: 12, outcome: \"The new menus start in March.\"}"`
}

// Derived names what Partake works out itself.
func (o *Opportunity) Derived() []string {
	return append(o.Page.Derived(), "updates", "closes_in", "open")
}

// Feedback is the promise to tell people what came of it.
type Feedback struct {
	// By is the day by which we tell them.
	By value.Date `yaml:"by" eg:"2026-08-31"`
	// DaysAfterClose counts from the closing date instead; for a rolling opportunity, from the day on which somebody took part.
	DaysAfterClose int `yaml:"days_after_close" eg:"60"`
	// How lists the ways in which we tell them.
	How []value.Channel `yaml:"how" asked:"HRA C" eg:"[email, phone]"`
}

// Experience is what people have been through.
type Experience struct {
	// Needed lists what people must have been through, or none.
	Needed value.Texts `yaml:"needed" asked:"HRA E" eg:"none"`
	// Helpful lists what helps and is not needed.
	Helpful []string `yaml:"helpful" eg:"[\"You have stayed on a ward\"]"`
	// Service is the service that people used, from data/services.yaml.
	Service string `yaml:"service" eg:"community-mental-health"`
	// WithinYears says how long ago that may be.
	WithinYears int `yaml:"within_years" eg:"3"`
}

// Training is something to learn for an opportunity.
type Training struct {
	// Learning is its id, from learning/.
	Learning string `yaml:"learning" must:"true" line:"true" eg:"panel-training"`
	// Required means that people need it before they start.
	Required bool `yaml:"required" eg:"true"`
}

// FormRef names a form. Files may also say true for the usual one, and false for none.
type FormRef struct {
	ID  string // "" for the usual one
	Off bool
}

// UnmarshalValue reads true, false or an id.
func (f *FormRef) UnmarshalValue(v frontmatter.Value) error {
	word, ok := v.Scalar()
	if !ok {
		return &frontmatter.Mistake{Message: "needs the id of a form, true or false", Hint: "write the name of a file in content/forms/, without .md"}
	}
	switch word {
	case "true":
	case "false":
		f.Off = true
	default:
		f.ID = word
	}
	return nil
}

// Skills are abilities.
type Skills struct {
	// Needed lists skills that people bring.
	Needed []string `yaml:"needed" eg:"[\"You like to listen\"]"`
	// Gained lists skills that people gain, from data/skills.yaml.
	Gained []string `yaml:"gained" eg:"[public-speaking]"`
}

// Location is where people take part.
type Location struct {
	// Mode is in person, online, by phone, either, or at home.
	Mode value.Mode `yaml:"mode" must:"true" eg:"online"`
	// Venue is the name of the place. People who meet in person need it.
	Venue string `yaml:"venue" line:"true" eg:"\"Mill House\""`
	// Address is the address of the place.
	Address string `yaml:"address" eg:"\"2 Mill Lane, Northgate\""`
	// Travel says how to get there.
	Travel string `yaml:"travel" eg:"\"Bus 7 stops outside.\""`
}

// Access says what the place and we offer.
type Access struct {
	Ask bool `yaml:"-"` // the whole block is the word ask

	// StepFree says whether people can get in without steps.
	StepFree value.Answer `yaml:"step_free" eg:"yes"`
	// HearingLoop says whether there is one.
	HearingLoop value.Answer `yaml:"hearing_loop" eg:"ask"`
	// Parking says whether people can park.
	Parking value.Answer `yaml:"parking" eg:"yes"`
	// Toilet says whether there is an accessible toilet.
	Toilet value.Answer `yaml:"toilet" eg:"yes"`
	// QuietSpace says whether there is a room to rest in.
	QuietSpace value.Answer `yaml:"quiet_space" eg:"yes"`
	// Provided lists what we bring without being asked.
	Provided []value.Provision `yaml:"provided" eg:"[captions, breaks]"`
	// PapersDaysBefore is how many days before a session people get the papers.
	PapersDaysBefore int `yaml:"papers_days_before" eg:"7"`
}

// UnmarshalValue reads the word ask or the keys.
func (a *Access) UnmarshalValue(v frontmatter.Value) error {
	if word, ok := v.Scalar(); ok && word == "ask" {
		a.Ask = true
		return nil
	}
	type keys Access
	return v.Into((*keys)(a))
}

// Checks are what people need before they start.
type Checks struct {
	// DBS is the level of Disclosure and Barring Service check.
	DBS value.DBS `yaml:"dbs" must:"true" eg:"none"`
	// OccupationalHealth says whether clearance is needed.
	OccupationalHealth value.Need `yaml:"occupational_health" eg:"none"`
	// References is how many people we ask about the person.
	References int `yaml:"references" eg:"1"`
	// When says whether checks have to be there before applying.
	When value.CheckTime `yaml:"when" eg:"we-help-you-get-it"`
	// MetBy names groups whose members have these checks already, from groups/.
	MetBy []string `yaml:"met_by" eg:"[carers-forum]"`
}

// Apply says how to say that you are interested.
type Apply struct {
	// How lists the ways. At least one works without the internet.
	How []value.ApplyWay `yaml:"how" asked:"HRA F" eg:"[phone, email, post]"`
	// Steps says what happens.
	Steps string `yaml:"steps" asked:"HRA F" eg:"\"Ring us. We talk for 10 minutes and send you the dates.\""`
	// Limits says in a sentence what to keep to, such as a number of words.
	Limits string `yaml:"limits" eg:"\"A few sentences are enough.\""`
	// URL is a page elsewhere to apply on, for paid jobs.
	URL string `yaml:"url" line:"true" eg:"https://www.jobs.nhs.uk/"`
}

// RoleAgreement is a written agreement about what each side does.
type RoleAgreement struct {
	// Use says that there is one.
	Use bool `yaml:"use" must:"true" eg:"true"`
	// Template is the page of the agreement.
	Template string `yaml:"template" line:"true" eg:"about/agreement"`
	// ReviewMonths is how often it is looked at together.
	ReviewMonths int `yaml:"review_months" eg:"6"`
}

// Poster is how the poster of an opportunity looks.
type Poster struct {
	// Headline replaces the title.
	Headline string `yaml:"headline" line:"true" eg:"\"What did you think of the food?\""`
	// Use is false for no poster.
	Use bool `yaml:"use" eg:"true"`
}

// FourPi says where a part of 4Pi is met when the fields can't show it.
type FourPi struct {
	// Principles: how we relate to each other.
	Principles string `yaml:"principles" eg:"\"We agreed how we work together at the first meeting.\""`
	// Purpose: why we involve people.
	Purpose string `yaml:"purpose" eg:"\"People on the wards asked for this work.\""`
	// Presence: who is involved.
	Presence string `yaml:"presence" eg:"\"Half of the group are carers.\""`
	// Process: how people are involved.
	Process string `yaml:"process" eg:"\"We ring people who can't come.\""`
	// Impact: what difference it makes.
	Impact string `yaml:"impact" eg:"\"We publish the new menus.\""`
}

// Outcome says how it went.
type Outcome struct {
	// PeopleInvolved is how many people took part.
	PeopleInvolved int `yaml:"people_involved" asked:"GRIPP2" eg:"12"`
	// Outcome says what came of it.
	Outcome string `yaml:"outcome" must:"true" eg:"\"The new menus start in March.\""`
	// Reflections says what went well and what did not.
	Reflections *Reflections `yaml:"reflections" asked:"GRIPP2" eg:"{went_well: \"…\", did_not: \"…\"}"`
}

// Reflections are honest words about how it went.
type Reflections struct {
	// WentWell is what to do again.
	WentWell string `yaml:"went_well" must:"true" eg:"\"People from all wards came.\""`
	// DidNot is what to do better.
	DidNot string `yaml:"did_not" must:"true" eg:"\"We sent the papers too late.\""`
}

// Check looks at what the fields say together.
func (o *Opportunity) Check(c *frontmatter.Check) {
	c.Need(o.Published == 0, "published", "the page needs the day on which it appears", "2026-05-03")
	o.checkDates(c)
	o.checkSay(c)
	o.Reimbursement.Check(c)
	o.checkPeople(c)
}

// LastDate is the last day on which something happens: a session, or its closing.
// It is 0 when no day is named.
func (o *Opportunity) LastDate() value.Date { return max(o.Closes.Date, page.LastDate(o.Dates)) }

func (o *Opportunity) checkDates(c *frontmatter.Check) {
	switch {
	case o.Closes.Date == 0 && !o.Rolling:
		c.Errorf("", "add closes: 2026-06-30, or rolling: true when people can join at any time", "%q is missing", "closes")
	case o.Closes.Date != 0 && o.Rolling:
		c.Errorf("rolling", "keep one of the two", "a rolling opportunity has no closing date")
	}
	if o.Closes.Date != 0 && o.Opens.Date != 0 && o.Closes.End().Before(o.Opens.Start()) {
		c.Errorf("closes", "one of the two days is wrong: check both", "it closes before it opens on %s", o.Opens.Date)
	}
	if o.Closes.Date != 0 && o.Opens.Date == 0 && o.Closes.Date < o.Published {
		c.Errorf("closes", "one of the two days is wrong: check both", "it closes before it is published on %s", o.Published)
	}
	page.CheckSessions(c, o.Dates)
	if f := o.Feedback; f != nil {
		switch {
		case f.By != 0 && f.DaysAfterClose != 0:
			c.Errorf("feedback.by", "keep one of the two", "%q and %q both say when people hear from us", "by", "days_after_close")
		case f.By != 0 && o.Closes.Date != 0 && f.By < o.Closes.Date:
			c.Errorf("feedback.by", "choose a day after the closing date", "people hear from us before it closes on %s", o.Closes.Date)
		}
	}
}

// checkSay looks at how much say people have.
func (o *Opportunity) checkSay(c *frontmatter.Check) {
	c.Ask(len(o.CanChange) == 0 && o.Level != "informing", "can_change", "4Pi Purpose", "say what people can change", `["What is on the menu"]`)
	shared := []value.Level{"engagement", "co-design", "co-production"}
	c.Ask(o.Decides == "" && slices.Contains(shared, o.Level), "decides", "4Pi Purpose", "at this level people ask who decides", "shared")
	c.Ask(o.Archived && o.Outcome == nil, "outcome", "GRIPP2", "before a page is archived, say what came of it", `{outcome: "The new menus start in March."}`)
}

func (o *Opportunity) checkPeople(c *frontmatter.Check) {
	ongoing := o.Commitment.Ongoing
	c.Ask(o.Places.Number > 0 && o.Selection == "", "selection", "HRA G", "there are only so many places", `"We ring everyone by 9 July."`)
	c.Ask(ongoing && o.Supervision == "", "supervision", "4Pi Process", "the role is ongoing", `"You meet Sam once every 3 months."`)
	c.Ask(ongoing && (o.Agreement == nil || !o.Agreement.Use), "agreement", "4Pi Principles", "the role is ongoing", "{use: true}")
	meets := o.Location.Mode == "in-person" || o.Location.Mode == "hybrid"
	c.Ask(meets && o.Location.Venue == "", "location.venue", "Shaping Our Lives", "people need to know where", `"Mill House"`)
	a := o.Apply
	if a == nil {
		return
	}
	value.CheckWebsite(c, "apply.url", a.URL)
	if len(a.How) > 0 {
		digital := func(w value.ApplyWay) bool { return w == "form" || w == "email" }
		c.Ask(!slices.ContainsFunc(a.How, func(w value.ApplyWay) bool { return !digital(w) }), "apply.how", "4Pi Process",
			"one way has to work without the internet", "[phone, email]")
	}
}

// Places is how many people can take part.
type Places struct {
	Number int
	Any    bool
}

// UnmarshalValue reads a number or the word any.
func (p *Places) UnmarshalValue(v frontmatter.Value) error {
	if word, _ := v.Scalar(); word == "any" {
		p.Any = true
		return nil
	}
	if err := v.Into(&p.Number); err != nil {
		return err
	}
	if p.Number == 0 {
		return &frontmatter.Mistake{Message: "can't be 0", Hint: "write a number, or any"}
	}
	return nil
}

// String is the number, or "any".
func (p Places) String() string {
	if p.Any {
		return "any"
	}
	return strconv.Itoa(p.Number)
}
