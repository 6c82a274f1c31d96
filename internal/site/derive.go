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

// Lists says whether there is an opportunity to list at all.
func (s *Site) Lists() bool {
	return slices.ContainsFunc(s.Opportunities, func(o *Opportunity) bool { return o.Listed() })
}

// ListedUpdates returns the updates without the archived ones.
func (s *Site) ListedUpdates() []*Update {
	return slices.DeleteFunc(slices.Clone(s.Updates), func(u *Update) bool { return !u.Listed() })
}

// Redirects are the aliases of all pages, sorted, in the form of Netlify. An
// address with and one without a slash at the end both lead on.
func (s *Site) Redirects() string {
	var lines []string
	for _, d := range s.Index.Docs {
		for _, alias := range d.Base().Aliases {
			lines = append(lines, alias+" "+d.Base().URL+" 301\n")
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, "")
}

// Fixed are addresses that every site has.
var Fixed = []struct{ URL, Title string }{
	{"/", "Home"},
	{"/opportunities/", "Opportunities"},
	{"/updates/", "You said, we did"},
	{"/strategy/", "Our strategies"},
	{"/services/", "Services"},
	{"/areas/", "Areas"},
	{"/guide/", "Guides"},
	{"/glossary/", "Words we use"},
	{"/news/", "News and stories"},
	{"/learning/", "Learning"},
	{"/people/", "People"},
	{"/groups/", "Groups"},
	{"/organisations/", "Organisations"},
	{"/get-involved/", "Ways to get involved"},
	{"/a-z/", "A to Z"},
	{"/about/", "About us"},
	{"/about/contact/", "Contact us"},
	{"/about/privacy/", "Privacy notice"},
	{"/about/accessibility/", "Accessibility statement"},
	{"/about/get-updates/", "Get updates"},
}
