// Package board puts the figures of package report into words: a page of the site, a
// document of its own, and Markdown. All three show one [view.Board], so that they
// never say different things.
//
// The page is public, since it answers for promises that were made in public. Its
// period are the 12 whole months before this one, which it says in words. For another
// period there is `partake report board`.
package board

import (
	"strings"
	"sync"

	"example.org/partake/internal/frame"
	"example.org/partake/internal/markdown"
	"example.org/partake/internal/report"
	"example.org/partake/internal/site"
	"example.org/partake/internal/value"
	"example.org/partake/internal/view"
)

// Maker makes the board report of a site.
type Maker struct{ *frame.Maker }

// New returns a Maker.
func New(m *frame.Maker) *Maker { return &Maker{m} }

// Planned is the page. It is made once: its key asks for it, and so does the page.
func (m *Maker) Planned() []frame.Planned {
	made := sync.OnceValue(func() view.Board { return m.View(report.BoardOf(m.Site, report.Year(m.Site.Today))) })
	return []frame.Planned{{URL: site.BoardURL, Kind: "board", View: func(markdown.Rendered) any { return made() }}}
}

// View puts a report into words.
func (m *Maker) View(b report.Board) view.Board {
	summary := "What we promised, what we measured and how quickly people heard back: " + b.Period.String() + "."
	v := view.Board{
		Frame:        m.Frame("board", site.BoardURL, "Board report", summary, view.Link{Text: "Our strategies", URL: "/strategy/"}),
		Organisation: b.Organisation, Period: b.Period.String(), Standing: "Promises are shown as they stand on " + b.Today.String() + ".",
		Short: short(b),
	}
	v.Parts = append(promises(b), measures(b), answers(b), due(b), takingPart(b))
	for _, p := range v.Parts {
		v.Contents = append(v.Contents, view.Link{Text: p.Heading, URL: "#" + p.ID})
	}
	return v
}

// Full makes all addresses of a View whole, for what is read elsewhere than on the
// site.
func Full(v *view.Board, base string) {
	full := func(l *string) {
		if strings.HasPrefix(*l, "/") {
			*l = base + *l
		}
	}
	for i := range v.Parts {
		p := &v.Parts[i]
		full(&p.More.URL)
		for j := range p.Tables {
			full(&p.Tables[j].Heading.URL)
			for _, r := range p.Tables[j].Rows {
				for k := range r.Cells {
					fullCell(&r.Cells[k], full)
				}
			}
		}
	}
}

func fullCell(c *view.BoardCell, full func(*string)) {
	full(&c.URL)
	for _, n := range c.Notes {
		for i := range n.Links {
			full(&n.Links[i].URL)
		}
	}
}

// tones of a status; the word carries the meaning.
func tone(a report.Action) view.Tone {
	if a.Overdue {
		return view.Soon
	}
	return map[value.ActionStatus]view.Tone{"in-progress": view.Busy, "not-started": view.Still, "changed": view.Busy, "done": view.Good, "stopped": view.No}[a.Action.Status]
}
