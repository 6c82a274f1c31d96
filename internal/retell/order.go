package retell

import (
	"cmp"
	"slices"

	"example.org/partake/internal/site"
)

// byDates brings opportunities and updates into their order, and all lists that
// follow theirs.
func byDates(s *site.Site) {
	s.SortDates()
	for _, t := range slices.Concat(s.Services, s.Areas) {
		opportunities(t.Opportunities)
		updates(t.Updates)
	}
	for _, a := range s.Ambitions() {
		opportunities(a.Opportunities)
		updates(a.Updates)
	}
	for _, o := range s.Organisations {
		opportunities(o.Opportunities)
	}
	for _, f := range s.Facets {
		opportunities(f.List)
	}
	for _, u := range s.Statuses {
		updates(u.List)
	}
	for _, o := range s.Opportunities {
		updates(o.Updates)
	}
	calendars(s)
}

func opportunities(list []*site.Opportunity) {
	slices.SortFunc(list, func(x, y *site.Opportunity) int { return cmp.Compare(x.Place, y.Place) })
}

func updates(list []*site.Update) {
	slices.SortFunc(list, func(x, y *site.Update) int { return cmp.Compare(x.Place, y.Place) })
}

// calendars brings what is in them into its order, and those of single opportunities,
// which stand behind those of lists and before those of meetings.
func calendars(s *site.Site) {
	first := 2 + len(s.Services) + len(s.Areas)
	end := first
	for i, c := range s.Calendars {
		if opportunities(c.Opportunities); i >= first && len(c.Opportunities) > 0 {
			end = i + 1
		}
	}
	slices.SortFunc(s.Calendars[first:end], func(x, y *site.Calendar) int {
		return cmp.Compare(x.Opportunities[0].Place, y.Opportunities[0].Place)
	})
	s.FindCalendars()
}
