package poster

import (
	"strings"

	"example.org/partake/internal/frame"
	"example.org/partake/internal/site"
	"example.org/partake/internal/value"
	"example.org/partake/internal/view"
	"example.org/partake/internal/wording"
)

// Report makes the report on an opportunity that is over: the five parts of the short
// form of GRIPP2, filled from what the page said before and says now. A part that
// nobody has written stays empty, and the layout says so.
func (m *Maker) Report(o *site.Opportunity) view.EndReport {
	title := "How it went: " + o.Title
	v := view.EndReport{
		Frame: m.Frame("end-report", o.ReportURL(), title, "Who took part, what we heard, what changed and what did not.",
			view.Link{Text: "Opportunities", URL: "/opportunities/"}, view.Link{Text: o.Title, URL: o.URL}),
		Back: view.Link{Text: o.Title, URL: o.URL}, Purpose: o.Purpose, Sought: o.Difference, Outcome: o.Outcome.Outcome,
		CanChange: o.CanChange, CannotChange: o.CannotChange, Decides: o.Decides.Words(), Methods: m.methods(o),
	}
	l := m.Site.Links(&o.Page)
	v.Frame.Contact = frame.ContactOf(l.Contact, !l.Named)
	if r := o.Outcome.Reflections; r != nil {
		v.WentWell, v.DidNot = r.WentWell, r.DidNot
	}
	for _, u := range o.Updates {
		answers(&v, u)
	}
	return v
}

// answers puts an update where it belongs in the report: what could not be done has
// the same place as what could.
func answers(v *view.EndReport, u *site.Update) {
	a := view.ReportAnswer{Link: view.Link{Text: u.Title, URL: u.URL}, State: u.Status.Words(), Words: wording.Answer(u)}
	switch u.Status {
	case "cannot", "cannot-now":
		v.Refused = append(v.Refused, a)
	case "heard", "looking-into":
		v.Heard = append(v.Heard, a)
	default:
		v.Changed = append(v.Changed, a)
		if u.Status == "partly" {
			v.Refused = append(v.Refused, view.ReportAnswer{Link: a.Link, State: "Not all of it", Words: u.Reason})
		}
	}
	if u.Difference != "" {
		v.Differences = append(v.Differences, view.ReportAnswer{Link: a.Link, Words: u.Difference})
	}
}

// methods are how people took part.
func (m *Maker) methods(o *site.Opportunity) []view.Fact {
	var out []view.Fact
	add := func(label, text string) {
		if text != "" {
			out = append(out, view.Fact{Label: label, Text: text})
		}
	}
	owed := func(label, text string) { add(label, wording.First(text, "We have not said yet.")) }
	took := ""
	if n := o.Outcome.PeopleInvolved; n > 0 {
		took = wording.Thousands(n)
	}
	owed("People who took part", took)
	add("Who we asked for", wording.SentenceCase(wording.Join(wording.All(o.Who), "and")))
	add("What they did", o.Activity.Words())
	owed("How we worked together", o.Level.Words())
	owed("When in the work", o.Stage.Words())
	add("When they met", m.sessions(o))
	add("How much time it took", o.Commitment.Short())
	add("Where", wording.Where(o.Location))
	add("Places", places(o))
	add("How people were chosen", o.Selection)
	owed("Support", o.Support)
	add("What people got", wording.WhatYouGet(o.Pay))
	add("How we said we would tell them", strings.TrimSuffix(wording.Feedback(o), "."))
	return out
}

// sessions are the days on which people met, or how often they did.
func (m *Maker) sessions(o *site.Opportunity) string {
	n, first, last := 0, m.Site.Today, value.Date(0)
	for _, d := range o.Dates {
		if on := d.Start.Date; !d.Cancelled && on <= m.Site.Today {
			n, first, last = n+1, min(first, on), max(last, on)
		}
	}
	switch {
	case n == 1:
		return first.String()
	case n > 1:
		return wording.Thousands(n) + " times, from " + first.String() + " to " + last.String()
	case o.Commitment.Sessions > 0:
		return wording.Plural(o.Commitment.Sessions, "session", "sessions")
	}
	return ""
}

func places(o *site.Opportunity) string {
	if o.Places.Number > 0 {
		return wording.Thousands(o.Places.Number)
	}
	return ""
}
