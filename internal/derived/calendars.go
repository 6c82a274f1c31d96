package derived

import (
	"slices"

	"example.org/partake/internal/page"
	"example.org/partake/internal/site"
	"example.org/partake/internal/value"
)

// calendars makes every calendar of the site. Lists always have one. A page has
// one while its last date is at most a year ago; then subscribers have long
// seen how it ended.
func (m *maker) calendars() {
	s := m.site
	name := m.site.Config.SiteName + " " + m.site.Config.Organisation.ShortName
	add := func(c *site.Calendar) {
		s.AddCalendar(c)
		s.Make(c.URL + site.CalendarName)
	}
	meetings := m.recentMeetings()
	opps := m.recent(s.Opportunities)
	in := make(map[*site.Opportunity]bool, len(opps))
	for _, o := range opps {
		in[o] = true
	}
	among := func(list []*site.Opportunity) []*site.Opportunity {
		return slices.DeleteFunc(slices.Clone(list), func(o *site.Opportunity) bool { return !in[o] })
	}
	add(&site.Calendar{URL: "/", Title: name, Opportunities: opps, Meetings: meetings})
	add(&site.Calendar{URL: "/opportunities/", Title: "Opportunities – " + name, Opportunities: opps})
	for _, t := range slices.Concat(s.Services, s.Areas) {
		add(&site.Calendar{URL: t.URL, Title: t.Name + " – " + name, Opportunities: among(t.Opportunities)})
	}
	for _, o := range opps {
		add(&site.Calendar{URL: o.URL, Title: o.Title, Opportunities: []*site.Opportunity{o}})
	}
	for _, x := range meetings {
		add(&site.Calendar{URL: x.Page.URL, Title: x.Page.Title, Meetings: []site.Meeting{x}})
	}
}

// year is how long dates stay in calendars, in days.
const year = 365

// recent leaves out what has no dates, or old ones only, and what is archived.
func (m *maker) recent(list []*site.Opportunity) []*site.Opportunity {
	return slices.DeleteFunc(slices.Clone(list), func(o *site.Opportunity) bool {
		return o.Archived || !m.fresh(o.URL, o.LastDate())
	})
}

func (m *maker) recentMeetings() []site.Meeting {
	return slices.DeleteFunc(m.site.Meetings(), func(x site.Meeting) bool { return !m.fresh(x.Page.URL, page.LastDate(x.Sessions)) })
}

// fresh says whether a page with a last date still has a calendar. One that
// had is gone, so that links to it turn into text.
func (m *maker) fresh(url string, last value.Date) bool {
	if last == 0 {
		return false
	}
	if !Fresh(m.site, last) {
		m.site.Gone(url + site.CalendarName)
		return false
	}
	return true
}

// Fresh says whether a last date is recent enough for a calendar.
func Fresh(s *site.Site, last value.Date) bool { return last+year >= s.Today }
