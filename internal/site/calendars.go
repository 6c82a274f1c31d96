package site

import (
	"slices"

	"example.org/partake/internal/content"
	"example.org/partake/internal/opportunity"
	"example.org/partake/internal/page"
	"example.org/partake/internal/value"
)

// Calendar is the dates under one address.
type Calendar struct {
	URL           string // of the page it belongs to; calendar.ics stands below it
	Title         string
	Opportunities []*Opportunity
	Meetings      []Meeting
}

// Meeting is a page with sessions that is not an opportunity.
type Meeting struct {
	Page     *page.Page
	Sessions []page.Session
	Where    opportunity.Location // zero where the page has none
}

// CalendarName is the file of a calendar.
const CalendarName = "calendar.ics"

// Meetings are the pages of groups and of learning with sessions.
func (s *Site) Meetings() []Meeting {
	var out []Meeting
	add := func(d content.Doc, sessions []page.Session, where opportunity.Location) {
		if p := d.Base(); len(sessions) > 0 && !p.Archived {
			out = append(out, Meeting{p, sessions, where})
		}
	}
	for _, l := range s.Learning {
		where := opportunity.Location{}
		if l.Location != nil {
			where = *l.Location
		}
		add(l, l.Dates, where)
	}
	for _, g := range s.Groups {
		add(g, g.Dates, opportunity.Location{})
	}
	return out
}

// Upcoming says whether the calendar has a date that is not over.
func (c *Calendar) Upcoming(today value.Date) bool {
	for _, o := range c.Opportunities {
		if o.LastDate() >= today {
			return true
		}
	}
	return slices.ContainsFunc(c.Meetings, func(m Meeting) bool { return page.LastDate(m.Sessions) >= today })
}
