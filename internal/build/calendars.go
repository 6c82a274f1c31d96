package build

import (
	"bytes"

	"example.org/partake/internal/dates"
	"example.org/partake/internal/digest"
	"example.org/partake/internal/site"
	"example.org/partake/internal/wording"
)

// calendars are the dates of the site as calendar apps read them.
func (p *press) calendars() []Target {
	var out []Target
	for _, c := range p.site.Calendars {
		out = append(out, Target{Path: file(c.URL + site.CalendarName), Key: p.calendarKey(c), Render: func(w *bytes.Buffer) error {
			return dates.Calendar(p.site, c).Write(w)
		}})
	}
	return out
}

func (p *press) calendarKey(c *site.Calendar) uint64 {
	parts := []string{"calendar", c.URL, c.Title}
	for _, o := range c.Opportunities {
		parts = append(parts, o.ID, digest.Hex(o.Digest), o.State.Words(), wording.PayTag(o.Pay))
	}
	for _, m := range c.Meetings {
		parts = append(parts, m.Page.ID, digest.Hex(m.Page.Digest))
	}
	return p.key(parts...)
}
