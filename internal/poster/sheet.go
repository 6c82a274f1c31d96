package poster

import (
	"example.org/partake/internal/site"
	"example.org/partake/internal/value"
	"example.org/partake/internal/view"
	"example.org/partake/internal/wording"
)

// mostCards is how many answers a sheet has: two sides of A4.
const mostCards = 12

// A card is as wide as so many letters m, and each of its texts has so many lines, so
// that 3 cards stand on a side below each other.
const (
	cardWidth = 19
	cardLines = 6
)

// Sheet makes the sheet of a service: its newest answers.
func (m *Maker) Sheet(t *site.Topic) view.AnswerSheet {
	var list []*site.Update
	for _, u := range t.Updates {
		if u.PosterURL() != "" {
			list = append(list, u)
		}
	}
	v := view.AnswerSheet{Frame: m.bare("sheet", t.PostersURL(), "You said, we did: "+t.Name), Back: view.Link{Text: t.Name, URL: t.URL}}
	if rest := len(list) - mostCards; rest > 0 {
		v.Rest = wording.Plural(rest, "older answer is", "older answers are") + " at " + wording.Bare(m.Site.Base+t.URL) + "."
		list = list[:mostCards]
	}
	first, last := list[0].StatusDate, list[0].StatusDate
	for _, u := range list {
		first, last = min(first, u.StatusDate), max(last, u.StatusDate)
		v.Cards = append(v.Cards, m.card(u))
	}
	v.Lead = wording.Plural(len(list), "answer", "answers") + ", " + span(first, last)
	v.Talk, v.Phone = talk(m.Site.Config.Team)
	return v
}

// span is a stretch of days in words.
func span(first, last value.Date) string {
	if first == last {
		return "of " + first.String()
	}
	return "from " + first.String() + " to " + last.String()
}

func (m *Maker) card(u *site.Update) view.SheetCard {
	c := view.SheetCard{
		Title: u.Title, URL: u.URL, Poster: u.PosterURL(), Said: said(u), Answer: view.PosterPart{Heading: u.Status.Words(), Text: wording.Answer(u)},
		Date: u.StatusDate.String(), Address: wording.Bare(m.Site.Base + u.URL),
	}
	c.Lang, c.Dir = language(u)
	for _, text := range []*string{&c.Said.Text, &c.Answer.Text} {
		short, whole := cut(*text, cardLines, cardWidth)
		*text, c.Cut = short, c.Cut || !whole
	}
	return c
}
