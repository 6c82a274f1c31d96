package view

import (
	"example.org/partake/internal/content"
	"example.org/partake/internal/markdown"
	"example.org/partake/internal/site"
)

// updateTag is the status of an update in a tag.
func updateTag(u *site.Update) Tag {
	short := map[content.UpdateStatus]Tag{
		"heard": {"Heard", Still}, "looking-into": {"Looking into it", Still}, "planned": {"Planned", Busy}, "in-progress": {"Started", Busy},
		"partly": {"Done in part", Good}, "done": {"Done", Good}, "cannot-now": {"We cannot yet", No}, "cannot": {"We cannot", No},
	}
	return short[u.Status]
}

// answer is what happened in a few sentences, by status.
func answer(u *site.Update) string {
	switch u.Status {
	case "done", "partly", "in-progress":
		return u.WeDid
	case "planned":
		return u.WeWill
	case "cannot", "cannot-now":
		return u.Reason
	case "looking-into":
		return first(u.WeWill, u.WeDid, "We tell you here what we find out.")
	}
	return first(u.WeWill, u.WeDid, "We have passed this on and tell you here what happens.")
}

// Story makes an update's entry in a list.
func (m *Maker) Story(u *site.Update) Story {
	return Story{
		Title: u.Title, URL: u.URL, Said: u.YouSaid, Heading: u.Status.Words(), Answer: answer(u),
		State: updateTag(u), Date: u.StatusDate.String(),
	}
}

// Stories makes the entries of a list.
func (m *Maker) Stories(list []*site.Update) []Story {
	out := make([]Story, 0, len(list))
	for _, u := range list {
		out = append(out, m.Story(u))
	}
	return out
}

var updates = Link{Text: "You said, we did", URL: "/updates/"}

// Update makes the page of an update.
func (m *Maker) Update(u *site.Update, body markdown.Rendered) Update {
	v := Update{Frame: m.page("update", &u.Page, body, updates), State: updateTag(u), Body: body.HTML}
	v.Question, v.WeAsked = u.AnswerKind == "question", u.WeAsked
	v.Services, v.Areas = topicLinks(u.Services), topicLinks(u.Areas)
	v.Steps = m.steps(u)
	v.Told = told(u)
	if c := u.CheckedWith; c != nil {
		who := first(c.Who, "the people who said it")
		v.CheckedWith = "On " + c.On.String() + " we asked " + who + ". " + c.Agree.Words()
		if c.Said != "" {
			v.CheckedWith += " They said: “" + c.Said + "”"
		}
		v.Disagreed = c.Agree == "no"
	}
	for _, o := range u.Opportunities {
		v.Opportunities = append(v.Opportunities, Link{Text: o.Title, URL: o.URL})
	}
	v.Ambitions = ambitionLinks(u.Ambitions)
	for _, ref := range u.Evidence {
		if title, url, ok := m.site.Ref(ref); ok {
			v.Evidence = append(v.Evidence, Link{Text: title, URL: url})
		}
	}
	return v
}

// steps go down the page: what people said, what happened, the difference.
func (m *Maker) steps(u *site.Update) []Step {
	out := []Step{{Heading: "You said", Text: u.YouSaid, Large: true, Facts: heardFacts(u)}, m.answerStep(u)}
	if u.AnswerKind == "question" {
		out[0].Heading = "You asked"
	}
	if u.WeWill != "" && u.Status != "planned" && answer(u) != u.WeWill {
		out = append(out, Step{Heading: "What comes next", Text: u.WeWill, Facts: m.dueFacts(u)})
	}
	if u.Reason != "" && u.Status == "partly" {
		out = append(out, Step{Heading: "Why not all of it", Text: u.Reason})
	}
	if u.Alternative != "" {
		out = append(out, Step{Heading: "What we can do instead", Text: u.Alternative})
	}
	switch {
	case u.Difference != "":
		out = append(out, Step{Heading: "The difference", Text: u.Difference, Facts: differenceFacts(u)})
	case u.DifferenceDue != 0 && u.DifferenceDue >= m.site.Today:
		out = append(out, Step{Heading: "The difference", Text: "We find out by " + u.DifferenceDue.String() + " and tell you here."})
	}
	return out
}

func heardFacts(u *site.Update) []Fact {
	out := []Fact{{Label: "When", Text: u.HeardOn.String()}}
	h := u.HeardFrom
	if h == nil {
		return out
	}
	who := sentenceCase(join(words(h.Who), "and"))
	if h.Count.Number > 0 {
		who += " (" + plural(h.Count.Number, "person", "people") + ")"
	}
	if h.How != "" {
		who += ", " + h.How.Words()
	}
	return append(out, Fact{Label: "Who", Text: who})
}

func (m *Maker) answerStep(u *site.Update) Step {
	s := Step{Heading: u.Status.Words(), Text: answer(u), Facts: []Fact{{Label: "When", Text: u.StatusDate.String()}}}
	if u.Owner != "" {
		s.Facts = append(s.Facts, Fact{Label: "Who answers for it", Text: u.Owner})
	}
	if u.Status == "planned" {
		s.Facts = append(s.Facts, m.dueFacts(u)...)
	}
	if u.LookAgain != 0 {
		label := "We look at this again"
		if u.LookAgain < m.site.Today {
			label = "We said we would look at this again"
		}
		s.Facts = append(s.Facts, Fact{Label: label, Text: u.LookAgain.String()})
	}
	return s
}

func (m *Maker) dueFacts(u *site.Update) []Fact {
	switch {
	case u.Due == 0:
		return nil
	case u.Due < m.site.Today:
		return []Fact{{Label: "This is late: it was due", Text: u.Due.String()}}
	}
	return []Fact{{Label: "Due", Text: u.Due.String()}}
}

func differenceFacts(u *site.Update) []Fact {
	if len(u.DifferenceFor) == 0 {
		return nil
	}
	return []Fact{{Label: "Who felt it", Text: sentenceCase(join(words(u.DifferenceFor), "and"))}}
}

func told(u *site.Update) string {
	how := join(words(u.Told), "and")
	switch {
	case u.RepliedOn != 0 && how != "":
		return "We told the people who said this on " + u.RepliedOn.String() + ", " + how + "."
	case u.RepliedOn != 0:
		return "We told the people who said this on " + u.RepliedOn.String() + "."
	}
	return ""
}
