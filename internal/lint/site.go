package lint

import (
	"strings"

	"example.org/partake/internal/content"
	"example.org/partake/internal/site"
)

// Site is the whole site, as rules see it.
type Site struct {
	*site.Site
	// All are the pages that were read, also those that are not on the site
	// now: drafts, and people who do not agree to be shown.
	All []content.Doc
	// Absent are the people who do not agree to be shown today.
	Absent []*content.Person
	// Explained are words that the glossary explains, in small letters.
	Explained map[string]bool
	// Names are words of names: of the organisation, its services and places,
	// of people and other organisations.
	Names map[string]bool
	// AnyFormats says whether any page names another form of itself.
	AnyFormats bool

	kinds map[content.Doc]linked
	finder
}

// Fills says whether Partake itself writes what stands at an address.
func (s *Site) Fills(url string) bool {
	for _, f := range site.Fixed {
		if f.URL == url {
			return true
		}
	}
	return false
}

// linked is a page with what belongs to it. One of them is set, or none.
type linked struct {
	Opportunity *site.Opportunity
	Update      *site.Update
	Strategy    *site.Strategy
	Ambition    *site.Ambition
}

func newSite(model *site.Site, docs []content.Doc) *Site {
	s := &Site{Site: model, All: docs, Explained: map[string]bool{}, Names: map[string]bool{}, kinds: map[content.Doc]linked{}}
	for _, d := range docs {
		s.AnyFormats = s.AnyFormats || len(d.Base().Formats) > 0
		if p, ok := d.(*content.Person); ok && !p.Draft && !p.Agreed(model.Today) {
			s.Absent = append(s.Absent, p)
		}
	}
	for _, t := range model.Terms {
		for _, word := range append([]string{t.Title}, t.Aka...) {
			s.Explained[strings.ToLower(word)] = true
		}
	}
	s.names()
	s.link()
	return s
}

func (s *Site) names() {
	add := func(name string) {
		for _, word := range strings.FieldsFunc(name, func(r rune) bool { return !letter(r) }) {
			s.Names[word] = true
		}
	}
	add(s.Config.Organisation.Name)
	add(s.Config.Organisation.ShortName)
	for _, t := range s.Services {
		add(t.Name)
	}
	for _, t := range s.Areas {
		add(t.Name)
	}
	for _, o := range s.Organisations {
		add(o.Title)
	}
	for _, p := range s.People {
		add(p.Title)
	}
}

func (s *Site) link() {
	for _, o := range s.Opportunities {
		s.kinds[o.Opportunity] = linked{Opportunity: o}
	}
	for _, u := range s.Updates {
		s.kinds[u.Update] = linked{Update: u}
	}
	for _, st := range s.Strategies {
		s.kinds[st.Strategy] = linked{Strategy: st}
		for _, a := range st.Ambitions {
			s.kinds[a.Ambition] = linked{Ambition: a}
		}
	}
}
