package press

import (
	"bytes"
	"fmt"
	"io"
	"sync"

	"example.org/partake/internal/address"
	"example.org/partake/internal/calendar"
	"example.org/partake/internal/dates"
	"example.org/partake/internal/digest"
	"example.org/partake/internal/promise"
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
	for _, st := range p.site.Strategies {
		out = append(out, p.promises(st.Title, st.URL, func() []promise.Promise { return promise.OfStrategy(st) }))
	}
	for _, t := range p.site.Services {
		out = append(out, p.promises(t.Name, t.URL, func() []promise.Promise { return promise.OfTopic(t) }))
	}
	return out
}

// promises are the days on which what a strategy or a service promises falls due. Its
// key is a digest of its entries.
func (p *Press) promises(title, url string, list func() []promise.Promise) Target {
	events := sync.OnceValue(func() []calendar.Event { return dates.Promises(p.site, list()) })
	key := func(p *Press) uint64 {
		parts := []string{"promises", title, url}
		for _, e := range events() {
			parts = append(parts, e.UID, e.Summary, e.Description, e.URL, fmt.Sprint(e.Start.Unix(), e.Changed.Unix(), e.Sequence))
		}
		return p.key(parts...)
	}
	return Target{Path: address.File(url + site.PromisesName), fixed: key, render: func(p *Press, w *bytes.Buffer) error {
		return dates.WritePromises(w, p.site, title, url, events())
	}}
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
