package press

import (
	"bytes"

	"example.org/partake/internal/address"
	"example.org/partake/internal/calendar"
	"example.org/partake/internal/dates"
	"example.org/partake/internal/digest"
	"example.org/partake/internal/site"
	"example.org/partake/internal/wording"
)

// calendars are the dates of the site as calendar apps read them.
func (p *Press) calendars() []Target {
	out := make([]Target, 0, len(p.site.Calendars))
	for _, c := range p.site.Calendars {
		for _, o := range c.Opportunities {
			if pg := p.pages[o.Opportunity]; pg.dated == nil {
				pg.dated = new(dated)
			}
		}
		out = append(out, Target{Path: address.File(c.URL + site.CalendarName), fixed: func(p *Press) uint64 { return p.calendarKey(c) }, render: func(p *Press, w *bytes.Buffer) error {
			made, err := dates.Of(p.site, c, p.datesOf)
			if err != nil {
				return err
			}
			return made.Write(w)
		}})
	}
	for _, f := range dates.Promised(p.site) {
		out = append(out, Target{Path: address.File(f.URL), fixed: func(p *Press) uint64 { return p.key(f.Parts()...) }, render: func(_ *Press, w *bytes.Buffer) error {
			return f.Write(w)
		}})
	}
	return out
}

// datesOf remembers the entries of an opportunity, which stand in several calendars.
func (p *Press) datesOf(o *site.Opportunity) ([]calendar.Entry, error) {
	d := p.pages[o.Opportunity].dated
	d.once.Do(func() { d.entries, d.err = dates.Opportunity(p.site, o) })
	return d.entries, d.err
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
