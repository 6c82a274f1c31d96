// Package poster makes paper of pages: the poster of an update, a sheet with the
// answers of a service, what a team's meeting talks about, and the report on an
// opportunity that is over. All of it is made of the same files as the site.
//
// # Posters
//
// A poster fills exactly one side, on A4 as on A5: its sizes are parts of the paper's
// width (layouts/css/_poster.scss), so that one page serves for both. The words must
// then fit on the side whatever their number. Fit chooses how large they are, from
// the widths of Arial's letters: 1 is for a sentence, the last for a long story. What
// is longer than that ends with a whole sentence, and the poster says where the rest
// is. Nothing runs on to a second side, and nothing goes missing without a word.
//
// # Sheets
//
// A sheet has the 12 newest answers of a service, 6 or so on a side. An agenda has
// few lines of each kind, so that a side holds it with room for notes; it says how
// many there are besides, and where.
//
// The addresses of all of them, and when they exist, are in site/papers.go.
package poster

import (
	"strings"

	"example.org/partake/internal/frame"
	"example.org/partake/internal/markdown"
	"example.org/partake/internal/site"
	"example.org/partake/internal/value"
	"example.org/partake/internal/view"
	"example.org/partake/internal/wording"
)

// Maker makes the papers of one site. It keeps nothing between them.
type Maker struct{ *frame.Maker }

// New returns a Maker.
func New(m *frame.Maker) *Maker { return &Maker{m} }

// Planned are the papers of a site. Only the reports are found by search engines:
// the others say what their page says.
func (m *Maker) Planned() []frame.Planned {
	out := make([]frame.Planned, 0, len(m.Site.Updates)+2*len(m.Site.Services))
	add := func(url, kind string, unlisted bool, view func() any) {
		if url != "" {
			out = append(out, frame.Planned{URL: url, Kind: kind, Unlisted: unlisted, View: func(markdown.Rendered) any { return view() }})
		}
	}
	for _, u := range m.Site.Updates {
		add(u.PosterURL(), "poster", true, func() any { return m.Poster(u) })
	}
	for _, t := range m.Site.Services {
		add(t.PostersURL(), "sheet", true, func() any { return m.Sheet(t) })
		add(t.AgendaURL(), "agenda", true, func() any { return m.Agenda(t) })
	}
	for _, o := range m.Site.Opportunities {
		add(o.ReportURL(), "end-report", false, func() any { return m.Report(o) })
	}
	return out
}

// bare is the frame of a page that is paper first: search engines leave it out, and
// it has no address of its own to print.
func (m *Maker) bare(kind, url, title string) view.Frame {
	cfg := m.Site.Config
	return view.Frame{
		Kind: kind, Lang: string(value.English), Dir: "ltr", Title: title, URL: url, NoIndex: true, Section: "/updates/",
		HeadTitle: title + " – " + cfg.SiteName + " – " + cfg.Organisation.ShortName,
	}
}

// Poster makes the poster of an update.
func (m *Maker) Poster(u *site.Update) view.Poster {
	v := view.Poster{
		Frame: m.bare("poster", u.PosterURL(), u.Title), Back: view.Link{Text: u.Title, URL: u.URL},
		Said: said(u), Heard: heard(u), Answer: view.PosterPart{Heading: u.Status.Words(), Text: wording.Answer(u)}, Date: u.StatusDate.String(),
		More: m.more(u), Address: wording.Bare(m.Site.Base + u.URL), Code: m.Site.Base + u.URL,
	}
	v.Frame.HeadTitle = "Poster: " + v.Frame.HeadTitle
	v.Lang, v.Dir = language(u)
	v.Talk, v.Phone = talk(m.Site.Links(&u.Page).Contact)
	fit(&v, m.Site.Config.Organisation.Name)
	return v
}

// said is what people told us, or asked.
func said(u *site.Update) view.PosterPart {
	if u.AnswerKind == "question" {
		return view.PosterPart{Heading: "You asked", Text: u.YouSaid}
	}
	return view.PosterPart{Heading: "You said", Text: u.YouSaid}
}

// heard is who told us, and when.
func heard(u *site.Update) string {
	who := "People"
	if h := u.HeardFrom; h != nil && len(h.Who) > 0 {
		who = wording.SentenceCase(wording.Join(wording.All(h.Who), "and"))
	}
	if u.AnswerKind == "question" {
		return who + " asked us on " + u.HeardOn.String() + "."
	}
	return who + " told us on " + u.HeardOn.String() + "."
}

// next is the heading of what a crowded poster can do without.
const next = "What comes next"

// more is what a status owes besides the answer, and the difference.
func (m *Maker) more(u *site.Update) []view.PosterPart {
	var out []view.PosterPart
	add := func(heading, text string) {
		if text != "" {
			out = append(out, view.PosterPart{Heading: heading, Text: text})
		}
	}
	by := m.dueBy(u)
	if u.WeWill != "" && wording.Answer(u) != u.WeWill {
		add(next, strings.TrimSpace(u.WeWill+" "+by))
		by = ""
	}
	if u.Status == "partly" {
		add("Why not all of it", u.Reason)
	}
	add("What we can do instead", u.Alternative)
	add("By when", by)
	add("The difference", u.Difference)
	return out
}

// dueBy is the day to which people can hold us.
func (m *Maker) dueBy(u *site.Update) string {
	today := m.Site.Today
	switch {
	case u.Status == "cannot-now" && u.LookAgain >= today:
		return "We look at this again on " + u.LookAgain.String() + "."
	case u.Status == "cannot-now":
		return "We said we would look at this again on " + u.LookAgain.String() + "."
	case u.Due == 0 || u.Status == "done" || u.Status == "cannot":
		return ""
	case u.Due < today:
		return "This is late. It was due on " + u.Due.String() + "."
	}
	return "We do this by " + u.Due.String() + "."
}

// language is that of an update's words, "" for English.
func language(u *site.Update) (lang, dir string) {
	if u.Lang == "" || u.Lang.IsEnglish() {
		return "", ""
	}
	return string(u.Lang), u.Lang.Dir()
}

// talk is who to talk to, and how.
func talk(c value.Contact) (who, how string) {
	return wording.First(c.Name, "us"), wording.First(string(c.Phone), string(c.Email))
}
