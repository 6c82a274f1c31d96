package present

import (
	"fmt"

	"example.org/partake/internal/frame"
	"example.org/partake/internal/markdown"
	"example.org/partake/internal/opportunity"
	"example.org/partake/internal/site"
	"example.org/partake/internal/value"
	"example.org/partake/internal/view"
	"example.org/partake/internal/wording"
)

// stateTag is the state of an opportunity in a tag.
func stateTag(s site.State) view.Tag { return view.Tag{Text: s.Words(), Tone: tones[s]} }

var tones = map[site.State]view.Tone{
	site.Open: view.Good, site.ClosingSoon: view.Soon, site.Upcoming: view.Still, site.Paused: view.Still,
	site.Filled: view.Past, site.Closed: view.Past, site.Cancelled: view.No,
}

// Card makes the card of an opportunity.
func (m *Maker) Card(o *site.Opportunity) view.Card {
	c := view.Card{
		Title: o.Title, URL: o.URL, Line: o.Summary, State: stateTag(o.State),
		Pay: wording.PayTag(o.Pay), Place: wording.Place(o), Time: o.Commitment.Short(),
		Closes: m.closes(o), ClosesIn: m.closesIn(o), Quiet: !o.State.Open() && o.State != site.Upcoming,
	}
	if c.Quiet {
		c.Outcome = became(o)
	}
	return c
}

// Cards makes the cards of a list.
func (m *Maker) Cards(list []*site.Opportunity) []view.Card {
	out := make([]view.Card, 0, len(list))
	for _, o := range list {
		out = append(out, m.Card(o))
	}
	return out
}

// became says what came of an opportunity that nobody can join any more.
func became(o *site.Opportunity) string {
	switch {
	case o.Outcome != nil:
		return o.Outcome.Outcome
	case len(o.Updates) > 0:
		return "You said: " + o.Updates[0].YouSaid
	}
	return o.StatusNote
}

// closes is a whole phrase about the closing date.
func (m *Maker) closes(o *site.Opportunity) string {
	switch {
	case o.State == site.Upcoming:
		return "Opens " + o.Opens.Long()
	case o.State == site.Closed:
		return "Closed on " + o.Closes.Date.String()
	case o.State == site.Cancelled, o.State == site.Filled, o.State == site.Paused:
		return ""
	case o.Rolling:
		return "Open all year round"
	}
	return "Closes " + o.Closes.Long()
}

// closesIn counts the days in the last fortnight.
func (m *Maker) closesIn(o *site.Opportunity) string {
	if o.State != site.ClosingSoon {
		return ""
	}
	switch n := int(o.Closes.Date - m.Site.Today); n {
	case 0:
		return "closes today"
	case 1:
		return "closes tomorrow"
	default:
		return fmt.Sprintf("closes in %d days", n)
	}
}

var opportunities = view.Link{Text: "Opportunities", URL: "/opportunities/"}

// Opportunity makes the page of an opportunity.
func (m *Maker) Opportunity(o *site.Opportunity, body markdown.Rendered) view.Opportunity {
	v := view.Opportunity{Frame: m.Page("opportunity", &o.Page, body, opportunities)}
	v.Contents = nil // the nine questions are its order
	v.State, v.StateNote, v.Open = stateTag(o.State), m.stateNote(o), o.State.Open()
	v.Purpose, v.Exploring, v.Body = o.Purpose, o.Exploring, body.HTML
	v.WhatYouGet, v.Paid = wording.WhatYouGet(o.Pay), wording.TimePaid(o.Pay)
	v.Closes, v.ClosesIn = m.closesLine(o), m.closesIn(o)
	v.Time, v.Where = o.Commitment.Short(), wording.Where(o.Location)
	m.whatItIs(&v, o)
	m.whatIsInvolved(&v, o)
	m.difference(&v, o)
	v.Support, v.Supervision, v.Agreement = o.Support, o.Supervision, wording.Agreement(o)
	m.experience(&v, o)
	m.apply(&v, o)
	v.Pay = m.Pay(o.Pay)
	v.FourPi = fourPi(o)
	v.Standards, v.Ambitions = wording.All(o.Standards), frame.AmbitionLinks(o.Ambitions)
	return v
}

// stateNote says in a sentence why people can't join now.
func (m *Maker) stateNote(o *site.Opportunity) string {
	if o.StatusNote != "" && !o.State.Open() {
		return o.StatusNote
	}
	switch o.State {
	case site.Upcoming:
		return "You can tell us that you are interested from " + o.Opens.Long() + "."
	case site.Paused:
		return "This is paused. Ring us to hear when it starts again."
	case site.Filled:
		return "All places are taken."
	case site.Closed:
		return "This closed on " + o.Closes.Date.String() + "."
	case site.Cancelled:
		return "This is cancelled."
	}
	return ""
}

// closesLine is the closing date in the panel at the top.
func (m *Maker) closesLine(o *site.Opportunity) string {
	switch {
	case o.State == site.Cancelled, o.State == site.Filled, o.State == site.Paused:
		return "" // the state says it, and the date would not be true
	case o.Rolling:
		return "Open all year round"
	}
	return o.Closes.Long()
}

func (m *Maker) whatItIs(v *view.Opportunity, o *site.Opportunity) {
	v.Activity, v.Who = o.Activity.Words(), wording.All(o.Who)
	v.Level, v.Stage, v.Decides, v.Setting = o.Level.Words(), o.Stage.Words(), o.Decides.Words(), o.Setting.Words()
	v.CanChange, v.CannotChange = o.CanChange, o.CannotChange
	v.Parts = wording.All(o.Parts)
}

func (m *Maker) whatIsInvolved(v *view.Opportunity, o *site.Opportunity) {
	v.Commitment = commitment(o.Commitment)
	v.Sessions = frame.Sessions(o.Dates)
	v.Venue = frame.Venue(o.Location.Venue, o.Location.Address, o.Location.Travel)
	m.access(v, o.Access)
	v.Checks = wording.Checks(o)
	for _, t := range o.Training {
		v.Training = append(v.Training, view.Training{Link: view.Link{Text: t.Title, URL: t.URL}, Required: t.Required})
	}
	for _, p := range o.Partners {
		v.Partners = append(v.Partners, view.Link{Text: p.Title, URL: p.URL})
	}
}

func commitment(c opportunity.Commitment) []view.Fact {
	var out []view.Fact
	add := func(label, text string) {
		if text != "" {
			out = append(out, view.Fact{Label: label, Text: text})
		}
	}
	add("Time", c.Phrase)
	if c.Sessions > 0 {
		add("Sessions", wording.Thousands(c.Sessions))
	}
	if c.HoursEach > 0 {
		add("Each session", opportunity.Hours(c.HoursEach))
	}
	if c.PreparationHours > 0 {
		add("Preparing for each", opportunity.Hours(c.PreparationHours))
	}
	if c.Frequency != "" {
		add("How often", wording.SentenceCase(c.Frequency.Words()))
	}
	add("For how long", c.Length)
	if c.Ongoing && c.Length == "" {
		add("Ends", "No end date: you can stop at any time")
	}
	if total := c.TotalHours(); total > 0 {
		add("In all", "About "+opportunity.Hours(total))
	}
	return out
}

func (m *Maker) access(v *view.Opportunity, a *opportunity.Access) {
	if a == nil {
		return
	}
	if a.Ask {
		v.Access = []view.Fact{{Label: "Access", Text: "Ask us"}}
		return
	}
	for _, f := range []struct {
		label  string
		answer value.Answer
	}{
		{"Step-free access", a.StepFree},
		{"Hearing loop", a.HearingLoop},
		{"Parking", a.Parking},
		{"Accessible toilet", a.Toilet},
		{"Quiet space", a.QuietSpace},
	} {
		if f.answer != "" {
			v.Access = append(v.Access, view.Fact{Label: f.label, Text: f.answer.Words()})
		}
	}
	v.Provided = wording.All(a.Provided)
	if a.PapersDaysBefore > 0 {
		v.Papers = "You get any papers " + wording.Days(a.PapersDaysBefore) + " before."
	}
}
