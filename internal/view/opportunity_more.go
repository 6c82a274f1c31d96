package view

import (
	"fmt"
	"strings"

	"example.org/partake/internal/content"
	"example.org/partake/internal/site"
)

// difference fills question 3: what changes, when people hear, what came of it.
func (m *Maker) difference(v *Opportunity, o *site.Opportunity) {
	v.Difference = o.Difference
	v.Feedback = feedback(o)
	v.Updates = m.Stories(o.Updates)
	if out := o.Outcome; out != nil {
		v.Outcome = &Outcome{Text: out.Outcome}
		if out.PeopleInvolved > 0 {
			v.Outcome.People = plural(out.PeopleInvolved, "person took part", "people took part")
		}
		if r := out.Reflections; r != nil {
			v.Outcome.WentWell, v.Outcome.DidNot = r.WentWell, r.DidNot
		}
	}
}

// feedback is the promise to tell people what happened.
func feedback(o *site.Opportunity) string {
	f := o.Feedback
	if f == nil {
		return ""
	}
	by := ""
	switch {
	case f.By != 0:
		by = " by " + f.By.String()
	case f.DaysAfterClose > 0 && o.Closes.Date != 0:
		by = " by " + (o.Closes.Date + content.Date(f.DaysAfterClose)).String()
	case f.DaysAfterClose > 0:
		by = " within " + days(f.DaysAfterClose) + " of taking part"
	}
	how := join(words(f.How), "or")
	if how != "" {
		how = ", " + how
	}
	return "We tell you what happened" + by + how + "."
}

func agreement(o *site.Opportunity) string {
	a := o.Agreement
	if a == nil || !a.Use {
		return ""
	}
	out := "We write down together what each of us will do. It is not a contract of employment."
	if a.ReviewMonths > 0 {
		out += " We look at it together every " + plural(a.ReviewMonths, "month", "months") + "."
	}
	return out
}

// experience fills question 5.
func (m *Maker) experience(v *Opportunity, o *site.Opportunity) {
	if e := o.Experience; e != nil {
		v.Needed, v.Helpful, v.NothingNeeded = e.Needed.List, e.Helpful, e.Needed.None
		v.ExperienceNote = experienceNote(m.site, e)
	}
	if s := o.Skills; s != nil {
		v.SkillsNeeded = s.Needed
		for _, id := range s.Gained {
			for _, t := range m.site.Data.Skills {
				if t.ID == id {
					v.SkillsGained = append(v.SkillsGained, t.Name)
				}
			}
		}
	}
}

func experienceNote(s *site.Site, e *content.Experience) string {
	name := ""
	for _, t := range s.Services {
		if t.ID == e.Service {
			name = t.Name
		}
	}
	switch {
	case name != "" && e.WithinYears > 0:
		return fmt.Sprintf("We would like to hear from people who used this service in the last %s: %s.", plural(e.WithinYears, "year", "years"), name)
	case name != "":
		return "We would like to hear from people who used this service: " + name + "."
	case e.WithinYears > 0:
		return "This is about the last " + plural(e.WithinYears, "year", "years") + "."
	}
	return ""
}

// apply fills questions 6 and 7: how to take part and how we decide. Every
// way leads somewhere: the named contact's phone, email or post.
func (m *Maker) apply(v *Opportunity, o *site.Opportunity) {
	team := m.site.Config.Team
	ways := []content.ApplyWay{"phone", "email", "post"}
	if a := o.Apply; a != nil {
		v.ApplySteps, v.ApplyLimit = a.Steps, a.Limits
		if len(a.How) > 0 {
			ways = a.How
		}
		if a.URL != "" {
			v.ApplyHow = append(v.ApplyHow, Fact{Label: "On the web", Text: bare(a.URL), Link: a.URL})
		}
	}
	for _, w := range ways {
		switch w {
		case "phone":
			v.ApplyHow = addFact(v.ApplyHow, "By phone", string(first(o.Contact.Phone, team.Phone)), first(o.Contact.Phone, team.Phone).URL())
		case "email":
			mail := string(first(o.Contact.Email, team.Email))
			v.ApplyHow = addFact(v.ApplyHow, "By email", mail, "mailto:"+mail)
		case "post":
			v.ApplyHow = addFact(v.ApplyHow, "By post", first(o.Contact.Post, team.Post), "")
		case "in-person":
			v.ApplyHow = addFact(v.ApplyHow, "In person", first(o.Location.Venue, team.Post), "")
		}
	}
	switch {
	case o.Places.Any:
		v.Places = "Everyone who would like to can take part."
	case o.Places.Number > 0:
		v.Places = "We have " + plural(o.Places.Number, "place", "places") + "."
	}
	v.Selection = o.Selection
}

func addFact(list []Fact, label, text, link string) []Fact {
	if text == "" {
		return list
	}
	return append(list, Fact{Label: label, Text: text, Link: link})
}

// first is the first value that is not empty.
func first[T ~string](values ...T) T {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}

// bare is an address without its scheme, as people say it.
func bare(url string) string {
	_, rest, ok := strings.Cut(url, "://")
	if !ok {
		rest = url
	}
	return strings.TrimSuffix(rest, "/")
}

// fourPi says for each of the five parts where the page meets it. What an
// editor wrote for a part stands before what the fields show.
func fourPi(o *site.Opportunity) []FourPi {
	own := content.FourPi{}
	if o.FourPi != nil {
		own = *o.FourPi
	}
	parts := []FourPi{
		{Name: "Principles", Question: "How we relate to each other", URL: "#support", Answer: own.Principles},
		{Name: "Purpose", Question: "Why we ask you to take part", URL: "#what-it-is", Answer: own.Purpose},
		{Name: "Presence", Question: "Who takes part", URL: "#experience", Answer: own.Presence},
		{Name: "Process", Question: "How you take part", URL: "#what-is-involved", Answer: own.Process},
		{Name: "Impact", Question: "What difference it makes", URL: "#what-difference", Answer: own.Impact},
	}
	shown := []struct {
		met  bool
		text string
	}{
		{o.Agreement != nil && o.Agreement.Use, "We write down together what each of us will do."},
		{len(o.CanChange) > 0, "We say what you can change and what you cannot."},
		{o.Experience != nil || o.Places != (content.Places{}), "We say who we would like to hear from: " + join(words(o.Who), "and") + "."},
		{o.Support != "" && o.Access != nil, "We say what is involved and how we support you."},
		{o.Feedback != nil, "We say when you hear what happened."},
	}
	for i := range parts {
		p := &parts[i]
		p.Met = p.Answer != "" || shown[i].met
		if p.Answer == "" && shown[i].met {
			p.Answer = shown[i].text
		}
	}
	return parts
}
