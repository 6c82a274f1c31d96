package site

import (
	"fmt"
	"strings"

	"example.org/partake/internal/page"
)

// Counts is how many are open in each facet, service and area, as text: what
// the numbers beside filters depend on.
func (s *Site) Counts() string {
	var b strings.Builder
	for _, f := range s.Facets {
		fmt.Fprint(&b, f.URL, f.Open(), " ")
	}
	for _, x := range s.Statuses {
		fmt.Fprint(&b, x.URL, len(x.List), " ")
	}
	for _, t := range s.Services {
		fmt.Fprint(&b, t.URL, t.Open(), len(t.Updates), " ")
	}
	for _, t := range s.Areas {
		fmt.Fprint(&b, t.URL, t.Open(), len(t.Updates), " ")
	}
	return b.String()
}

// Clock is what time and people do to any page, as text: drafts by date, quotes
// whose consent ends and who said them, and changes that are still to come.
func (s *Site) Clock(b *page.Page) string {
	out := fmt.Sprint(b.Published > s.Today)
	for _, q := range b.Quotes {
		name, _ := s.Owner(q.Person)
		out += fmt.Sprintf("%t%q", s.Quoted(q), name)
	}
	for _, c := range b.Changes {
		out += fmt.Sprint(c.Date <= s.Today)
	}
	return out
}

// Refs is what references by id lead to, as text.
func (s *Site) Refs(ids ...string) string {
	var b strings.Builder
	for _, id := range ids {
		title, url, ok := s.Ref(id)
		fmt.Fprintf(&b, "%s\x00%s\x00%t\x00", title, url, ok)
	}
	return b.String()
}
