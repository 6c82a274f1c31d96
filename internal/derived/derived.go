// Package derived gives addresses to what Partake makes by itself of what people
// wrote: lists, papers, feeds and calendars. Package assemble calls it while a Site
// is made, first Lists and, once the pages are linked with each other, Files.
//
// An address that may come to a page later keeps its place today: or a page of
// that name would be a mistake on the day on which a list has its first entry, and
// not before.
package derived

import (
	"example.org/partake/internal/address"
	"example.org/partake/internal/content"
	"example.org/partake/internal/diag"
	"example.org/partake/internal/page"
	"example.org/partake/internal/site"
)

// Input is a Site that is being made, with the pages that have an address.
type Input struct {
	Site   *site.Site
	At     map[string]content.Doc // by address
	Later  []*page.Page           // pages that may come when their time has come
	Broken []*page.Page           // pages with mistakes
}

// maker holds what is needed only while a Site is made.
type maker struct {
	in      Input
	site    *site.Site
	waiting map[string]*page.Page // by the address that they may come to
	list    diag.List
}

func newMaker(in Input) *maker {
	m := &maker{in: in, site: in.Site, waiting: make(map[string]*page.Page, len(in.Later)+len(in.Broken))}
	for _, list := range [][]*page.Page{in.Broken, in.Later} { // of two with one address, the one that waits for its day
		for _, p := range list {
			m.waiting[p.URL] = p
		}
	}
	return m
}

// Lists adds the lists and the pages that every site has, and says which page
// stands in their place.
func Lists(in Input) diag.List {
	m := newMaker(in)
	for _, f := range site.Fixed {
		m.site.Claim(f.URL, address.Page{Title: f.Title, Note: "the page that Partake makes there"})
	}
	m.facets()
	m.statuses()
	m.papers()
	for _, p := range in.Later {
		if other, taken := m.site.At(p.URL); taken {
			m.list.Add(diag.Errorf(p.At("slug"), "give one of them a slug", "two pages have the address %s: this one and %s", p.URL, other.Who()))
		}
	}
	return m.list
}

// Files adds the papers of services, the feeds and the calendars of a Site whose
// pages are linked, and says which file stands in their place.
func Files(in Input) diag.List {
	m := newMaker(in)
	m.topicPapers()
	m.feeds()
	m.calendars()
	return m.list
}
