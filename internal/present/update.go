package present

import (
	"example.org/partake/internal/frame"
	"example.org/partake/internal/markdown"
	"example.org/partake/internal/site"
	"example.org/partake/internal/value"
	"example.org/partake/internal/view"
	"example.org/partake/internal/wording"
)

// updateTag is the status of an update in a tag.
func updateTag(u *site.Update) view.Tag {
	short := map[value.UpdateStatus]view.Tag{
		"heard": {Text: "Heard", Tone: view.Still}, "looking-into": {Text: "Looking into it", Tone: view.Still}, "planned": {Text: "Planned", Tone: view.Busy}, "in-progress": {Text: "Started", Tone: view.Busy},
		"partly": {Text: "Done in part", Tone: view.Good}, "done": {Text: "Done", Tone: view.Good}, "cannot-now": {Text: "We cannot yet", Tone: view.No}, "cannot": {Text: "We cannot", Tone: view.No},
	}
	return short[u.Status]
}

// Story makes an update's entry in a list.
func (m *Maker) Story(u *site.Update) view.Story {
	return view.Story{
		Title: u.Title, URL: u.URL, Said: u.YouSaid, Heading: u.Status.Words(), Answer: wording.Answer(u),
		State: updateTag(u), Date: u.StatusDate.String(),
	}
}

// Stories makes the entries of a list.
func (m *Maker) Stories(list []*site.Update) []view.Story {
	out := make([]view.Story, 0, len(list))
	for _, u := range list {
		out = append(out, m.Story(u))
	}
	return out
}

var updates = view.Link{Text: "You said, we did", URL: "/updates/"}

// Update makes the page of an update.
func (m *Maker) Update(u *site.Update, body markdown.Rendered) view.Update {
	v := view.Update{Frame: m.Page("update", &u.Page, body, updates), State: updateTag(u), Body: body.HTML}
	v.Question, v.WeAsked = u.AnswerKind == "question", u.WeAsked
	v.Steps = m.steps(u)
	v.Told, v.Poster = wording.Told(u), u.PosterURL()
	if c := u.CheckedWith; c != nil {
		who := wording.First(c.Who, "the people who said it")
		v.CheckedWith = "On " + c.On.String() + " we asked " + who + ". " + c.Agree.Words()
		if c.Said != "" {
			v.CheckedWith += " They said: “" + c.Said + "”"
		}
		v.Agree = agree[c.Agree]
	}
	v.Disagreed = u.Disagreed
	for _, o := range u.Opportunities {
		v.Opportunities = append(v.Opportunities, view.Link{Text: o.Title, URL: o.URL})
	}
	v.Ambitions = frame.AmbitionLinks(u.Ambitions)
	for _, ref := range u.Evidence {
		if title, url, ok := m.Site.Ref(ref); ok {
			v.Evidence = append(v.Evidence, view.Link{Text: title, URL: url})
		}
	}
	return v
}

// agree says as a heading whether the people who said it agree with the answer.
var agree = map[value.Agreement]string{
	"yes": "The people who said this agree with our answer", "partly": "The people who said this agree in part", "no": "The people who said this do not agree with our answer",
}

// steps go down the page: what people said, what happened, the difference.
func (m *Maker) steps(u *site.Update) []view.Step {
	out := []view.Step{{Heading: "You said", Text: u.YouSaid, Large: true, Facts: heardFacts(u)}, m.answerStep(u)}
	if u.AnswerKind == "question" {
		out[0].Heading = "You asked"
	}
	if u.WeWill != "" && u.Status != "planned" && wording.Answer(u) != u.WeWill {
		out = append(out, view.Step{Heading: "What comes next", Text: u.WeWill, Facts: m.dueFacts(u)})
	}
	if u.Reason != "" && u.Status == "partly" {
		out = append(out, view.Step{Heading: "Why not all of it", Text: u.Reason})
	}
	if u.Alternative != "" {
		out = append(out, view.Step{Heading: "What we can do instead", Text: u.Alternative})
	}
	if u.Status == "cannot-now" && u.LookAgain <= m.Site.Today {
		out = append(out, view.Step{Heading: "We look at this again now", Text: "We said that we would look at this again on " + u.LookAgain.String() + ". That day has come. We write here what we find."})
	}
	switch {
	case u.Difference != "":
		out = append(out, view.Step{Heading: "The difference", Text: u.Difference, Facts: differenceFacts(u)})
	case u.DifferenceDue != 0 && u.DifferenceDue >= m.Site.Today:
		out = append(out, view.Step{Heading: "The difference", Text: "We find out by " + u.DifferenceDue.String() + " and tell you here."})
	}
	return out
}

func heardFacts(u *site.Update) []view.Fact {
	out := []view.Fact{{Label: "When", Text: u.HeardOn.String()}}
	h := u.HeardFrom
	if h == nil {
		return out
	}
	who := wording.SentenceCase(wording.Join(wording.All(h.Who), "and"))
	if h.Count.Number > 0 {
		who += " (" + wording.Plural(h.Count.Number, "person", "people") + ")"
	}
	if h.How != "" {
		who += ", " + h.How.Words()
	}
	return append(out, view.Fact{Label: "Who", Text: who})
}

func (m *Maker) answerStep(u *site.Update) view.Step {
	s := view.Step{Heading: u.Status.Words(), Text: wording.Answer(u), Facts: []view.Fact{{Label: "When", Text: u.StatusDate.String()}}}
	if owner := m.Owner(u.Owner); owner.Text != "" {
		s.Facts = append(s.Facts, view.Fact{Label: "Who answers for it", Text: owner.Text, Link: owner.URL})
	}
	if u.Status == "planned" {
		s.Facts = append(s.Facts, m.dueFacts(u)...)
	}
	if u.Status == "cannot-now" && u.LookAgain > m.Site.Today {
		s.Facts = append(s.Facts, view.Fact{Label: "We look at this again", Text: u.LookAgain.String()})
	}
	return s
}

func (m *Maker) dueFacts(u *site.Update) []view.Fact {
	switch {
	case u.Due == 0:
		return nil
	case u.Due < m.Site.Today:
		return []view.Fact{{Label: "This is late: it was due", Text: u.Due.String()}}
	}
	return []view.Fact{{Label: "Due", Text: u.Due.String()}}
}

func differenceFacts(u *site.Update) []view.Fact {
	if len(u.DifferenceFor) == 0 {
		return nil
	}
	return []view.Fact{{Label: "Who felt it", Text: wording.SentenceCase(wording.Join(wording.All(u.DifferenceFor), "and"))}}
}
