package present

import (
	"example.org/partake/internal/opportunity"
	"example.org/partake/internal/site"
	"example.org/partake/internal/value"
	"example.org/partake/internal/view"
	"example.org/partake/internal/wording"
)

// difference fills question 3: what changes, when people hear, what came of it.
func (m *Maker) difference(v *view.Opportunity, o *site.Opportunity) {
	v.Difference = o.Difference
	v.Feedback = wording.Feedback(o)
	v.Updates, v.Report = m.Stories(o.Updates), o.ReportURL()
	if out := o.Outcome; out != nil {
		v.Outcome = &view.Outcome{Text: out.Outcome}
		if out.PeopleInvolved > 0 {
			v.Outcome.People = wording.Plural(out.PeopleInvolved, "person took part", "people took part")
		}
		if r := out.Reflections; r != nil {
			v.Outcome.WentWell, v.Outcome.DidNot = r.WentWell, r.DidNot
		}
	}
}

// experience fills question 5.
func (m *Maker) experience(v *view.Opportunity, o *site.Opportunity) {
	if e := o.Experience; e != nil {
		v.Needed, v.Helpful, v.NothingNeeded = e.Needed.List, e.Helpful, e.Needed.None
		v.ExperienceNote = wording.ExperienceNote(m.Site, e)
	}
	if s := o.Skills; s != nil {
		v.SkillsNeeded = s.Needed
		v.SkillsGained = m.Site.SkillNames(s.Gained)
	}
}

// apply fills questions 6 and 7: how to take part and how we decide. Every
// way leads somewhere: the named contact's phone, email or post.
func (m *Maker) apply(v *view.Opportunity, o *site.Opportunity) {
	team := m.Site.Config.Team
	ways := []value.ApplyWay{"phone", "email", "post"}
	if a := o.Apply; a != nil {
		v.ApplySteps, v.ApplyLimit = a.Steps, a.Limits
		if len(a.How) > 0 {
			ways = a.How
		}
		if a.URL != "" {
			v.ApplyHow = append(v.ApplyHow, view.Fact{Label: "On the web", Text: wording.Bare(a.URL), Link: a.URL})
		}
	}
	for _, w := range ways {
		switch w {
		case "phone":
			v.ApplyHow = addFact(v.ApplyHow, "By phone", string(wording.First(o.Contact.Phone, team.Phone)), wording.First(o.Contact.Phone, team.Phone).URL())
		case "email":
			mail := string(wording.First(o.Contact.Email, team.Email))
			v.ApplyHow = addFact(v.ApplyHow, "By email", mail, "mailto:"+mail)
		case "post":
			v.ApplyHow = addFact(v.ApplyHow, "By post", wording.First(o.Contact.Post, team.Post), "")
		case "in-person":
			v.ApplyHow = addFact(v.ApplyHow, "In person", wording.First(o.Location.Venue, team.Post), "")
		}
	}
	switch {
	case o.Places.Any:
		v.Places = "Everyone who would like to can take part."
	case o.Places.Number > 0:
		v.Places = "We have " + wording.Plural(o.Places.Number, "place", "places") + "."
	}
	v.Selection = o.Selection
	if o.Form != nil && o.State.Open() {
		v.FormURL, v.FormSends = o.FormURL(), m.Desk.Sends
	}
}

func addFact(list []view.Fact, label, text, link string) []view.Fact {
	if text == "" {
		return list
	}
	return append(list, view.Fact{Label: label, Text: text, Link: link})
}

// fourPi says for each of the five parts where the page meets it. What an
// editor wrote for a part stands before what the fields show.
func fourPi(o *site.Opportunity) []view.FourPi {
	own := opportunity.FourPi{}
	if o.FourPi != nil {
		own = *o.FourPi
	}
	parts := []view.FourPi{
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
		{o.Experience != nil || o.Places != (opportunity.Places{}), "We say who we would like to hear from: " + wording.Join(wording.All(o.Who), "and") + "."},
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
