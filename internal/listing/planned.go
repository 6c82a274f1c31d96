package listing

import (
	"example.org/partake/internal/content"
	"example.org/partake/internal/frame"
	"example.org/partake/internal/markdown"
)

// Planned are the pages of present, and those that collect pages of several kinds.
// The lists of opportunities and of updates are not among them: they have keys of
// their own, made of what they show of thousands of pages.
func (m *Maker) Planned() []frame.Planned {
	out := m.Maker.Planned()
	var home content.Doc
	if h := m.Site.Home; h != nil {
		home = h
	}
	out = append(out, frame.Planned{URL: "/", Kind: "home", Doc: home, View: func(b markdown.Rendered) any { return m.Home(m.Site.Home, b) }})
	add := func(url, kind string, view func() any) {
		out = append(out, frame.Planned{URL: url, Kind: kind, View: func(markdown.Rendered) any { return view() }})
	}
	add("/about/", "index", func() any {
		return m.Folder("About us", "Who we are and how we work with you.", "/about/", m.Site.About, AboutPages...)
	})
	add("/strategy/", "index", func() any { return m.Strategies() })
	add("/services/", "index", func() any {
		return m.Topics("Services", "What you can take part in, service by service.", "/services/", m.Site.Services)
	})
	add("/areas/", "index", func() any {
		return m.Topics("Areas", "What you can take part in, place by place.", "/areas/", m.Site.Areas)
	})
	for n := range m.AToZPages() {
		add(PageURL("/a-z/", n+1), "a-to-z", func() any { return m.AToZ(n + 1) })
	}
	return out
}
