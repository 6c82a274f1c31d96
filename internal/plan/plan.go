// Package plan makes the pages that Partake makes of a strategy: on one side of
// paper, as one document with all its ambitions, and the log of what has changed.
//
// They say nothing that the pages of the strategy don't say. On a page, each
// ambition has its statement, the first line of what good looks like, and how far
// its promises are; twelve of them still fit on one side of A4, in a smaller type.
// A log is made of what editors write under changes and of the days on which
// promises began, were kept, became late, changed or stopped. It has feeds of its
// own, which package feed makes of the same lines.
package plan

import (
	"fmt"
	"strings"

	"example.org/partake/internal/content"
	"example.org/partake/internal/frame"
	"example.org/partake/internal/markdown"
	"example.org/partake/internal/present"
	"example.org/partake/internal/site"
	"example.org/partake/internal/view"
	"example.org/partake/internal/wording"
)

// Maker makes the Views of one site. It keeps nothing between them.
type Maker struct{ *present.Maker }

// New returns a Maker.
func New(m *present.Maker) *Maker { return &Maker{m} }

// Planned are the pages of all strategies.
func (m *Maker) Planned() []frame.Planned {
	var out []frame.Planned
	for _, st := range m.Site.Strategies {
		add := func(p frame.Planned) {
			p.Unlisted = p.Unlisted || m.unpublished(st)
			out = append(out, p)
		}
		if url := st.OnAPageURL(); url != "" {
			add(frame.Planned{URL: url, Kind: "on-a-page", View: func(markdown.Rendered) any { return m.onAPage(st) }})
		}
		parts := []content.Doc{st.Strategy}
		add(frame.Planned{URL: st.ChangesURL(), Kind: "changes", View: func(markdown.Rendered) any { return m.changes(st) }})
		for _, a := range st.Ambitions {
			parts = append(parts, a.Ambition)
			add(frame.Planned{URL: a.ChangesURL(), Kind: "changes", Unlisted: m.waits(a), View: func(markdown.Rendered) any { return m.changesOf(a) }})
		}
		add(frame.Planned{URL: st.WholeURL(), Kind: "whole", Parts: parts, Whole: func(texts []markdown.Rendered) any { return m.whole(st, texts) }})
	}
	return out
}

// unpublished and waits say that only those who work on the site see it.
func (m *Maker) unpublished(st *site.Strategy) bool {
	return st.Draft || st.Published > m.Site.Today
}

func (m *Maker) waits(a *site.Ambition) bool { return a.Draft || a.Published > m.Site.Today }

// frameOf is the frame of a page about a strategy: in its language, and with
// whoever answers for it.
func (m *Maker) frameOf(st *site.Strategy, kind, url, title, summary string, crumbs ...view.Link) view.Frame {
	own := m.Page(kind, &st.Page, markdown.Rendered{})
	f := m.Frame(kind, url, title, summary, append([]view.Link{{Text: "Our strategies", URL: "/strategy/"}, present.StrategyLink(st)}, crumbs...)...)
	f.Lang, f.Dir, f.Foreign = own.Lang, own.Dir, own.Foreign
	f.Contact, f.Archived, f.Draft, f.NoIndex = own.Contact, own.Archived, own.Draft, own.NoIndex
	return f
}

// How many ambitions ask for a smaller type, and how many are more than one side
// can hold.
const (
	manyLines = 7
	mostLines = 12
)

func (m *Maker) onAPage(st *site.Strategy) view.OnAPage {
	whole := m.Strategy(st, markdown.Rendered{})
	v := view.OnAPage{
		Frame:    m.frameOf(st, "on-a-page", st.OnAPageURL(), st.Title+": on a page", "The whole strategy on one side of paper: what we promised, and how far we are."),
		Strategy: present.StrategyLink(st), State: whole.State, Period: whole.Period, YearOf: whole.YearOf, Statement: st.Statement, Progress: whole.Progress,
		Dense: len(st.Ambitions) > manyLines, Long: len(st.Ambitions) > mostLines, Changes: st.ChangesURL(),
		Address: strings.TrimPrefix(strings.TrimPrefix(m.Site.Base, "https://"), "http://") + st.URL,
	}
	for i, line := range whole.Ambitions {
		l := view.PageLine{Order: line.Order, Title: line.Title, URL: line.URL, Statement: line.Statement, Progress: line.Progress}
		if ideal := st.Ambitions[i].Ideal; len(ideal) > 0 {
			l.Good = ideal[0]
		}
		v.Lines = append(v.Lines, l)
	}
	return v
}

func (m *Maker) whole(st *site.Strategy, texts []markdown.Rendered) view.Whole {
	v := view.Whole{
		Frame:    m.frameOf(st, "whole", st.WholeURL(), st.Title+": the whole strategy", "All that we promised, with how far we are, in one document to read, print or send on."),
		Strategy: m.Strategy(st, texts[0]),
	}
	v.Strategy.Frame = quiet(v.Strategy.Frame)
	for i, a := range st.Ambitions {
		part := m.Part(a, texts[i+1])
		part.Frame = quiet(part.Frame)
		v.Parts = append(v.Parts, view.WholePart{ID: fmt.Sprintf("ambition_%d", a.Order), Of: part})
	}
	return v
}

// quiet leaves of a page's frame what the whole document shows of it.
func quiet(f view.Frame) view.Frame {
	return view.Frame{
		Title: f.Title, URL: f.URL, Lang: f.Lang, Dir: f.Dir, Draft: f.Draft, Image: f.Image, Quotes: f.Quotes, Media: f.Media, Contact: f.Contact,
		Sensitive: f.Sensitive, UrgentHelp: f.UrgentHelp, Credits: f.Credits, Updated: f.Updated, Reviewed: f.Reviewed,
	}
}

func (m *Maker) changes(st *site.Strategy) view.Log {
	return view.Log{
		Frame: m.frameOf(st, "changes", st.ChangesURL(), "What has changed: "+st.Title, "Each change to this strategy and its promises, with the newest first."),
		Of:    present.StrategyLink(st), Months: m.months(st.Log(m.Site.Today), true),
	}
}

func (m *Maker) changesOf(a *site.Ambition) view.Log {
	of := view.Link{Text: a.Title, URL: a.URL}
	f := m.frameOf(a.Strategy, "changes", a.ChangesURL(), "What has changed: "+a.Title, "Each change to this ambition and its promises, with the newest first.", of)
	own := m.Page("changes", &a.Page, markdown.Rendered{})
	f.Lang, f.Dir, f.Foreign, f.Contact = own.Lang, own.Dir, own.Foreign, own.Contact
	f.Draft, f.NoIndex = f.Draft || own.Draft, f.NoIndex || own.NoIndex
	return view.Log{Frame: f, Of: of, Months: m.months(a.Log(m.Site.Today), false)}
}

// months puts the changes of each month below its name.
func (m *Maker) months(log []site.Change, named bool) []view.Month {
	var out []view.Month
	for _, c := range log {
		if name := c.Day.Month(); len(out) == 0 || out[len(out)-1].Heading != name {
			out = append(out, view.Month{Heading: name})
		}
		line := view.LogLine{Date: c.Day.String(), Text: wording.Changed(c), Why: wording.Why(c)}
		if named {
			line.Page = view.Link{Text: c.Page.Title, URL: c.Page.URL}
		}
		last := &out[len(out)-1]
		last.Lines = append(last.Lines, line)
	}
	return out
}
