package site

import (
	"slices"
	"strings"
)

// Groups of facets, in the order in which pages show them.
const (
	ByPay      = "What you get"
	ByMode     = "How you take part"
	ByActivity = "What you do"
)

// Listed returns the opportunities without the archived ones.
func (s *Site) Listed() []*Opportunity {
	return slices.DeleteFunc(slices.Clone(s.Opportunities), func(o *Opportunity) bool { return !o.Listed() })
}

// ListedUpdates returns the updates without the archived ones.
func (s *Site) ListedUpdates() []*Update {
	return slices.DeleteFunc(slices.Clone(s.Updates), func(u *Update) bool { return !u.Listed() })
}

// Redirect leads from an old address to a page.
type Redirect struct{ From, To string }

// Redirects lists the aliases of all pages, sorted.
func (s *Site) Redirects() []Redirect {
	var out []Redirect
	for _, d := range s.Index.Docs {
		for _, alias := range d.Base().Aliases {
			out = append(out, Redirect{From: alias, To: d.Base().URL})
		}
	}
	slices.SortFunc(out, func(x, y Redirect) int { return strings.Compare(x.From, y.From) })
	return out
}
