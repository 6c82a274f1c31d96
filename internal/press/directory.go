package press

import (
	"bytes"
	"cmp"

	"example.org/partake/internal/content"
	"example.org/partake/internal/markdown"
	"example.org/partake/internal/site"
	"example.org/partake/internal/value"
)

// directory are the pages that say who and what there is, and the lists of them.
func (p *Press) directory() []Target {
	v, s := p.others, p.site
	var out []Target
	add := func(kind string, d content.Doc, view func(markdown.Rendered) any) {
		out = append(out, p.viewed(d.Base().URL, kind, d, view))
	}
	index := func(at string, view func() any) {
		out = append(out, p.viewed(at, "index", nil, func(markdown.Rendered) any { return view() }))
	}
	for _, g := range s.Guides {
		add("guide", g, func(b markdown.Rendered) any { return v.Guide(g, b) })
	}
	for _, n := range s.News {
		add("news", n, func(b markdown.Rendered) any { return v.NewsItem(n, b) })
	}
	for _, l := range s.Learning {
		add("learning", l.Learning, func(b markdown.Rendered) any { return v.LearningItem(l, b) })
	}
	for _, x := range s.People {
		add("person", x, func(b markdown.Rendered) any { return v.Person(x, b) })
	}
	for _, g := range s.Groups {
		add("group", g, func(b markdown.Rendered) any { return v.Group(g, b) })
	}
	for _, o := range s.Organisations {
		add("organisation", o.Organisation, func(b markdown.Rendered) any { return v.Organisation(o, b) })
	}
	for _, r := range s.Routes {
		out = append(out, p.route(r))
	}
	index("/guide/", func() any { return v.GuideIndex() })
	index("/news/", func() any { return v.NewsIndex() })
	index("/learning/", func() any { return v.LearningIndex() })
	index("/groups/", func() any { return v.GroupIndex() })
	index("/organisations/", func() any { return v.OrganisationIndex() })
	index("/get-involved/", func() any { return v.RouteIndex() })
	return append(append(out, p.people()...), p.viewed("/glossary/", "glossary", nil, func(markdown.Rendered) any { return v.Glossary() }))
}

// people are the lists of people: all of them, and those who share a skill.
func (p *Press) people() []Target {
	list := func(url string, s *site.Skill) Target {
		return p.viewed(url, "people", nil, func(markdown.Rendered) any { return p.others.PeopleList(s) })
	}
	out := []Target{list("/people/", nil)}
	for _, s := range p.site.Skills {
		out = append(out, list(s.URL, s))
	}
	return out
}

// route is a way in, with the text of its form.
func (p *Press) route(r *content.Route) Target {
	f := p.others.FormOf(r)
	if f == nil {
		return p.viewed(r.URL, "route", r, func(b markdown.Rendered) any { return p.others.Route(r, b, markdown.Rendered{}) })
	}
	view := func(b markdown.Rendered) any { return p.others.Route(r, b, markdown.Rendered{}) }
	t := p.page(r.URL, "route", r, ofView("route", view), view)
	t.texts = []content.Doc{r, f}
	t.render = func(p *Press, w *bytes.Buffer) error {
		body, err := p.body(r)
		if err != nil {
			return err
		}
		intro, err := p.body(f)
		if err != nil {
			return err
		}
		return p.write(w, "route", string(cmp.Or(r.Lang, value.English)), p.others.Route(r, body, intro))
	}
	return t
}
