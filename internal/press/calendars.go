package press

import (
	"bytes"
	"io"

	"example.org/partake/internal/address"
	"example.org/partake/internal/dates"
	"example.org/partake/internal/digest"
	"example.org/partake/internal/site"
	"example.org/partake/internal/wording"
)

// calendars are the dates of the site as calendar apps read them.
func (p *Press) calendars() []Target {
	var out []Target
	for _, c := range p.site.Calendars {
		for _, o := range c.Opportunities {
			if pg := p.pages[o.Opportunity]; pg.dated == nil {
				pg.dated = new(dated)
			}
		}
		out = append(out, Target{Path: address.File(c.URL + site.CalendarName), fixed: func(p *Press) uint64 { return p.calendarKey(c) }, render: func(p *Press, w *bytes.Buffer) error {
			return p.calendar(w, c)
		}})
	}
	for _, f := range dates.Promised(p.site) {
		out = append(out, Target{Path: address.File(f.URL), fixed: func(p *Press) uint64 { return p.key(f.Parts()...) }, render: func(_ *Press, w *bytes.Buffer) error {
			return f.Write(w)
		}})
	}
	return out
}

// calendar writes one. The entries of an opportunity stand in several, so they
// are remembered.
func (p *Press) calendar(w io.Writer, c *site.Calendar) error {
	out := dates.Head(p.site, c)
	for _, o := range c.Opportunities {
		d := p.pages[o.Opportunity].dated
		d.once.Do(func() { d.entries, d.err = dates.Opportunity(p.site, o) })
		if d.err != nil {
			return d.err
		}
		out.Entries = append(out.Entries, d.entries...)
	}
	for _, m := range c.Meetings {
		entries, err := dates.Meeting(p.site, m)
		if err != nil {
			return err
		}
		out.Entries = append(out.Entries, entries...)
	}
	return out.Write(w)
}

func (p *Press) calendarKey(c *site.Calendar) uint64 {
	parts := []string{"calendar", c.URL, c.Title}
	for _, o := range c.Opportunities {
		parts = append(parts, o.ID, digest.Hex(o.Digest), o.State.Words(), wording.PayTag(o.Pay), p.site.Touched(&o.Page).ISO())
	}
	for _, m := range c.Meetings {
		parts = append(parts, m.Page.ID, digest.Hex(m.Page.Digest), p.site.Touched(m.Page).ISO())
	}
	return p.key(parts...)
}
