package content

import (
	"slices"
	"strings"

	"example.org/partake/internal/frontmatter"
	"example.org/partake/internal/page"
	"example.org/partake/internal/value"
)

// Update is one answer of "You said, we did": updates/NAME.md. What it has to
// say follows from its status: no claim without an explanation, and no "we
// can't" without a reason.
type Update struct {
	page.Page

	// AnswerKind says whether the page answers what people said, or a question they asked.
	AnswerKind value.UpdateKind `yaml:"kind" eg:"question"`
	// HeardOn is the day on which people told us.
	HeardOn value.Date `yaml:"heard_on" must:"true" eg:"2026-03-02"`
	// HeardFrom says who told us, how many and how. Never a name.
	HeardFrom *HeardFrom `yaml:"heard_from" asked:"4Pi Presence" eg:"{who: [carers], count: 12, how: meeting}"`
	// WeAsked is the question we put.
	WeAsked string `yaml:"we_asked" eg:"\"What would make visiting easier?\""`
	// YouSaid is what people told us, as near to their words as can be.
	YouSaid string `yaml:"you_said" must:"true" eg:"\"The last bus leaves before visiting ends.\""`
	// Status is how far the answer is.
	Status value.UpdateStatus `yaml:"status" must:"true" eg:"done"`
	// StatusDate is the day on which that was true.
	StatusDate value.Date `yaml:"status_date" must:"true" eg:"2026-05-03"`
	// WeDid says what we have done. The page needs it with the status in-progress, partly or done.
	WeDid string `yaml:"we_did" eg:"\"Visiting now ends at 7pm, in time for the last bus.\""`
	// WeWill says what we are going to do. The page needs it with the status planned.
	WeWill string `yaml:"we_will" eg:"\"We will ask the bus company for a later bus.\""`
	// Due is the day by which we do it. It goes with we_will.
	Due value.Date `yaml:"due" eg:"2026-09-30"`
	// Reason says why we can't, or why only part of it. The page needs it with the status partly, cannot or cannot-now.
	Reason string `yaml:"reason" eg:"\"The building closes at 8pm.\""`
	// Alternative is what we can do instead. 4Pi asks for it with the status cannot.
	Alternative string `yaml:"alternative" eg:"\"You can visit by video at any time.\""`
	// LookAgain is the day on which we look at it again. The page needs it with the status cannot-now.
	LookAgain value.Date `yaml:"look_again" eg:"2027-05-03"`
	// Difference is what is different now for people.
	Difference string `yaml:"difference" eg:"\"Twice as many people now visit in the evening.\""`
	// DifferenceFor lists who felt it.
	DifferenceFor []value.Beneficiary `yaml:"difference_for" eg:"[carers]"`
	// DifferenceDue is the day by which we find out.
	DifferenceDue value.Date `yaml:"difference_due" eg:"2026-12-31"`
	// RepliedOn is the day on which we told the people who said it. The HRA asks for it once there is an answer.
	RepliedOn value.Date `yaml:"replied_on" eg:"2026-05-03"`
	// Told lists how we told them. The HRA asks for it once there is an answer.
	Told []value.Told `yaml:"told" eg:"[post, poster]"`
	// CheckedWith is what they said of our answer.
	CheckedWith *CheckedWith `yaml:"checked_with" eg:"{on: 2026-06-01, who: \"Carers' Forum\", agree: yes}"`
	// Disagreed says what not everyone agrees with.
	Disagreed string `yaml:"disagreed" eg:"\"Some people want visiting to be longer still.\""`
	// Opportunities are where people told us.
	Opportunities []string `yaml:"opportunities" eg:"[ward-visiting]"`
	// Evidence are pages that show it.
	Evidence []string `yaml:"evidence" eg:"[about/visiting]"`
	// Owner is who answers for it.
	Owner string `yaml:"owner" asked:"4Pi Impact" line:"true" eg:"\"Ward managers\""`
	// Poster is false for an update without a poster.
	Poster *bool `yaml:"poster" eg:"false"`
}

// Derived names what Partake works out itself.
func (u *Update) Derived() []string {
	return append(u.Page.Derived(), "days_to_reply", "days_to_done")
}

// HeardFrom says who told us.
type HeardFrom struct {
	// Who lists the groups.
	Who []value.Who `yaml:"who" must:"true" eg:"[carers]"`
	// Count is how many people, or not-counted.
	Count value.Count `yaml:"count" asked:"4Pi Presence" eg:"12"`
	// How is how they told us.
	How value.HeardHow `yaml:"how" asked:"4Pi Process" eg:"meeting"`
}

// CheckedWith is what the people who said it think of the answer.
type CheckedWith struct {
	// On is the day on which we asked them.
	On value.Date `yaml:"on" must:"true" eg:"2026-06-01"`
	// Who says who they were, as it stands inside a sentence: "the Carers' Forum".
	Who string `yaml:"who" line:"true" eg:"\"the Carers' Forum\""`
	// Agree says whether they agree with the answer.
	Agree value.Agreement `yaml:"agree" must:"true" eg:"partly"`
	// Said is what they said of it.
	Said string `yaml:"said" eg:"\"Better, but not at weekends.\""`
}

// fewWords is the least that a claim needs to say something.
const fewWords = 6

// Check looks at what the fields say together.
func (u *Update) Check(c *frontmatter.Check) {
	if u.Published == 0 {
		u.Published = u.StatusDate
	}
	is := func(s ...value.UpdateStatus) bool { return slices.Contains(s, u.Status) }
	words := "with the status " + string(u.Status)
	c.Need(u.WeDid == "" && is("in-progress", "partly", "done"), "we_did", words+" the page has to say what you did", `"Visiting now ends at 7pm."`)
	c.Need(u.WeWill == "" && is("planned"), "we_will", words+" the page has to say what you will do", `"We will ask the bus company."`)
	c.Need(u.Due == 0 && (is("planned") || u.WeWill != ""), "due", "people need to know by when", "2026-09-30")
	c.Need(u.Reason == "" && is("partly", "cannot", "cannot-now"), "reason", words+" people are owed the reason", `"The building closes at 8pm."`)
	c.Need(u.LookAgain == 0 && is("cannot-now"), "look_again", words+" the page has to say when you look at it again", "2027-05-03")
	u.checkDays(c)
	u.short(c, "you_said", u.YouSaid)
	u.short(c, "we_did", u.WeDid)
	u.asks(c, is)
}

// checkDays finds days that come before something that has to come first.
func (u *Update) checkDays(c *frontmatter.Check) {
	after := func(key string, day value.Date, first string, than value.Date) {
		if day != 0 && day < than {
			c.Errorf(key, "one of the two days is wrong: check both", "%q is before %q (%s)", key, first, than)
		}
	}
	after("status_date", u.StatusDate, "heard_on", u.HeardOn)
	after("replied_on", u.RepliedOn, "heard_on", u.HeardOn)
	after("due", u.Due, "heard_on", u.HeardOn)
	after("difference_due", u.DifferenceDue, "heard_on", u.HeardOn)
	if u.CheckedWith != nil {
		after("checked_with.on", u.CheckedWith.On, "heard_on", u.HeardOn)
	}
	if u.Status == "cannot-now" && u.LookAgain != 0 && u.LookAgain <= u.StatusDate {
		c.Errorf("look_again", "write the day on which you look at it next", "%q is not after %q (%s): it was looked at then", "look_again", "status_date", u.StatusDate)
	}
}

func (u *Update) asks(c *frontmatter.Check, is func(...value.UpdateStatus) bool) {
	c.Ask(u.WeWill == "" && is("in-progress"), "we_will", "4Pi Impact", "say what comes next", `"We will finish by spring."`)
	c.Ask(u.Alternative == "" && is("cannot"), "alternative", "4Pi Impact", "say what people can do instead", `"You can visit by video."`)
	c.Ask(u.RepliedOn == 0 && is("done", "partly", "cannot"), "replied_on", "HRA C", "say when you told the people who said it", "2026-05-03")
	c.Ask(len(u.Told) == 0 && is("done", "partly", "cannot"), "told", "HRA C", "say how you told them", "[email, poster]")
}

// short refuses claims of a few words.
func (u *Update) short(c *frontmatter.Check, key, text string) {
	if n := len(strings.Fields(text)); n > 0 && n < fewWords {
		c.Errorf(key, "say enough that somebody who was not there understands", "%q has %d words, at least %d are needed", key, n, fewWords)
	}
}
