package assemble

import (
	"slices"

	"example.org/partake/internal/site"
)

// calendars makes every calendar of the site. A page that has no dates has
// none; lists always have one, so that nobody's subscription breaks.
func (a *assembler) calendars() {
	s := a.site
	name := a.in.Config.SiteName + " " + a.in.Config.Organisation.ShortName
	add := func(c *site.Calendar) {
		s.Calendars, s.Index.Calendars[c.URL] = append(s.Calendars, c), c
		s.Make(c.URL + site.CalendarName)
	}
	meetings := s.Meetings()
	add(&site.Calendar{URL: "/", Title: name, Opportunities: dated(s.Opportunities), Meetings: meetings})
	add(&site.Calendar{URL: "/opportunities/", Title: "Opportunities – " + name, Opportunities: dated(s.Opportunities)})
	for _, t := range slices.Concat(s.Services, s.Areas) {
		add(&site.Calendar{URL: t.URL, Title: t.Name + " – " + name, Opportunities: dated(t.Opportunities)})
	}
	for _, o := range dated(s.Opportunities) {
		add(&site.Calendar{URL: o.URL, Title: o.Title, Opportunities: []*site.Opportunity{o}})
	}
	for _, m := range meetings {
		add(&site.Calendar{URL: m.Page.URL, Title: m.Page.Title, Meetings: []site.Meeting{m}})
	}
}

// dated leaves out what has no dates and what is archived.
func dated(list []*site.Opportunity) []*site.Opportunity {
	return slices.DeleteFunc(slices.Clone(list), func(o *site.Opportunity) bool {
		return o.Archived || o.Closes.Date == 0 && len(o.Dates) == 0
	})
}
