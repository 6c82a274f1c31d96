package directory

import (
	"example.org/partake/internal/content"
	"example.org/partake/internal/frame"
	"example.org/partake/internal/markdown"
)

// Planned are the pages that say who and what there is, and the lists of them, but
// for the ways in: those may show the text of a form too.
func (m *Maker) Planned() []frame.Planned {
	s := m.Site
	var out []frame.Planned
	add := func(kind string, d content.Doc, view func(markdown.Rendered) any) {
		out = append(out, frame.Planned{URL: d.Base().URL, Kind: kind, Doc: d, View: view})
	}
	for _, g := range s.Guides {
		add("guide", g, func(b markdown.Rendered) any { return m.Guide(g, b) })
	}
	for _, n := range s.News {
		add("news", n, func(b markdown.Rendered) any { return m.NewsItem(n, b) })
	}
	for _, l := range s.Learning {
		add("learning", l.Learning, func(b markdown.Rendered) any { return m.LearningItem(l, b) })
	}
	for _, x := range s.People {
		add("person", x, func(b markdown.Rendered) any { return m.Person(x, b) })
	}
	for _, g := range s.Groups {
		add("group", g, func(b markdown.Rendered) any { return m.Group(g, b) })
	}
	for _, o := range s.Organisations {
		add("organisation", o.Organisation, func(b markdown.Rendered) any { return m.Organisation(o, b) })
	}
	return append(out, m.lists()...)
}

// lists are the pages that list the others.
func (m *Maker) lists() []frame.Planned {
	var out []frame.Planned
	index := func(url, kind string, view func() any) {
		out = append(out, frame.Planned{URL: url, Kind: kind, View: func(markdown.Rendered) any { return view() }})
	}
	index("/guide/", "index", func() any { return m.GuideIndex() })
	index("/news/", "index", func() any { return m.NewsIndex() })
	index("/learning/", "index", func() any { return m.LearningIndex() })
	index("/groups/", "index", func() any { return m.GroupIndex() })
	index("/organisations/", "index", func() any { return m.OrganisationIndex() })
	index("/get-involved/", "index", func() any { return m.RouteIndex() })
	index("/people/", "people", func() any { return m.PeopleList(nil) })
	for _, s := range m.Site.Skills {
		index(s.URL, "people", func() any { return m.PeopleList(s) })
	}
	index("/glossary/", "glossary", func() any { return m.Glossary() })
	return out
}
