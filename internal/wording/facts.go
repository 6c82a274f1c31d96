package wording

import (
	"fmt"

	"example.org/partake/internal/content"
	"example.org/partake/internal/opportunity"
	"example.org/partake/internal/site"
	"example.org/partake/internal/value"
)

// Place is the second tag of a card: where, or how.
func Place(o *site.Opportunity) string {
	l := o.Location
	switch {
	case l.Mode == "in-person" && len(o.Areas) > 0:
		return areas(o.Areas)
	case l.Mode == "in-person" && l.Venue != "":
		return l.Venue
	case l.Mode == "hybrid" && len(o.Areas) > 0:
		return "Online or " + areas(o.Areas)
	}
	return l.Mode.Words()
}

// areas names one or two places, and counts more.
func areas(list []*site.Topic) string {
	switch len(list) {
	case 1:
		return list[0].Name
	case 2:
		return list[0].Name + " or " + list[1].Name
	}
	return Thousands(len(list)) + " areas"
}

// Where is the line of the panel: how, and the venue with its address.
func Where(l opportunity.Location) string {
	out := l.Mode.Words()
	if l.Venue != "" {
		out += ": " + l.Venue
	}
	if l.Address != "" {
		out += ", " + l.Address
	}
	return out
}

// Checks says in sentences what people need before they start.
func Checks(o *site.Opportunity) []string {
	c := o.Checks
	if c == nil {
		return nil
	}
	out := []string{c.DBS.Words()}
	if c.OccupationalHealth != "" {
		out = append(out, c.OccupationalHealth.Words())
	}
	if c.References > 0 {
		out = append(out, "We ask "+Plural(c.References, "person who knows you", "people who know you")+" for a reference.")
	}
	if c.When != "" && (c.DBS != "none" || c.OccupationalHealth == "required") {
		out = append(out, c.When.Words())
	}
	for _, g := range o.MetBy {
		out = append(out, "Members of this group have these already: "+g.Title+".")
	}
	return out
}

// Feedback is the promise to tell people what happened.
func Feedback(o *site.Opportunity) string {
	f := o.Feedback
	if f == nil {
		return ""
	}
	by := ""
	switch {
	case f.By != 0:
		by = " by " + f.By.String()
	case f.DaysAfterClose > 0 && o.Closes.Date != 0:
		by = " by " + (o.Closes.Date + value.Date(f.DaysAfterClose)).String()
	case f.DaysAfterClose > 0:
		by = " within " + Days(f.DaysAfterClose) + " of taking part"
	}
	how := Join(All(f.How), "or")
	if how != "" {
		how = ", " + how
	}
	return "We tell you what happened" + by + how + "."
}

// Agreement says what is written down together, "" when nothing is.
func Agreement(o *site.Opportunity) string {
	a := o.Agreement
	if a == nil || !a.Use {
		return ""
	}
	out := "We write down together what each of us will do. It is not a contract of employment."
	if a.ReviewMonths > 0 {
		out += " We look at it together every " + Plural(a.ReviewMonths, "month", "months") + "."
	}
	return out
}

// ExperienceNote says whose experience counts: of which service, how long ago.
func ExperienceNote(s *site.Site, e *opportunity.Experience) string {
	name := ""
	for _, t := range s.Services {
		if t.ID == e.Service {
			name = t.Name
		}
	}
	switch {
	case name != "" && e.WithinYears > 0:
		return fmt.Sprintf("We would like to hear from people who used this service in the last %s: %s.", Plural(e.WithinYears, "year", "years"), name)
	case name != "":
		return "We would like to hear from people who used this service: " + name + "."
	case e.WithinYears > 0:
		return "This is about the last " + Plural(e.WithinYears, "year", "years") + "."
	}
	return ""
}

// Writing is one event at which a strategy was written: "2 October 2024:
// workshop with carers (24 people)".
func Writing(w content.Writing) string {
	out := w.Date.String() + ": " + w.Kind.Words()
	if w.Who != "" {
		out += ", " + w.Who
	}
	if w.Count.Number > 0 {
		out += " (" + Plural(w.Count.Number, "person", "people") + ")"
	}
	return out
}

// Answer is what happened in a few sentences, by status.
func Answer(u *site.Update) string {
	switch u.Status {
	case "done", "partly", "in-progress":
		return u.WeDid
	case "planned":
		return u.WeWill
	case "cannot", "cannot-now":
		return u.Reason
	case "looking-into":
		return First(u.WeWill, u.WeDid, "We tell you here what we find out.")
	}
	return First(u.WeWill, u.WeDid, "We have passed this on and tell you here what happens.")
}

// Told says when and how people were given an answer, "" when nobody says.
func Told(u *site.Update) string {
	how := Join(All(u.Told), "and")
	switch {
	case u.RepliedOn != 0 && how != "":
		return "We told the people who said this on " + u.RepliedOn.String() + ", " + how + "."
	case u.RepliedOn != 0:
		return "We told the people who said this on " + u.RepliedOn.String() + "."
	}
	return ""
}
