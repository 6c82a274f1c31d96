package present

import (
	"example.org/partake/internal/content"
	"example.org/partake/internal/frame"
	"example.org/partake/internal/markdown"
)

// Planned are the pages of strategies, those of prose, those that are filled from
// site.yaml, and the 404 page.
func (m *Maker) Planned() []frame.Planned {
	var out []frame.Planned
	add := func(url, kind string, d content.Doc, view func(markdown.Rendered) any) {
		out = append(out, frame.Planned{URL: url, Kind: kind, Doc: d, View: view})
	}
	for _, st := range m.Site.Strategies {
		add(st.Page.URL, "strategy", st.Strategy, func(b markdown.Rendered) any { return m.Strategy(st, b) })
		for _, a := range st.Ambitions {
			add(a.Page.URL, "ambition", a.Ambition, func(b markdown.Rendered) any { return m.Ambition(a, b) })
		}
	}
	generated := m.generated()
	for _, d := range m.Site.About {
		if _, made := generated[d.URL]; !made {
			add(d.URL, "plain", d, func(b markdown.Rendered) any { return m.Plain(d, b) })
		}
	}
	for _, url := range generatedURLs {
		var doc content.Doc
		if written := m.Site.Written(url); written != nil {
			doc = written
		}
		add(url, generated[url].kind, doc, generated[url].view)
	}
	return append(out, frame.Planned{URL: "/404.html", Kind: "404", Unlisted: true, View: func(markdown.Rendered) any { return m.NotFound() }})
}

// generatedURLs are pages that Partake fills from site.yaml; a file of the same
// address adds a title and a text of its own.
var generatedURLs = []string{"/about/contact/", "/about/privacy/", "/about/accessibility/", "/about/get-updates/"}

type generated struct {
	kind string
	view func(markdown.Rendered) any
}

func (m *Maker) generated() map[string]generated {
	return map[string]generated{
		"/about/contact/":       {"contact", func(b markdown.Rendered) any { return m.Contacts(b) }},
		"/about/privacy/":       {"privacy", func(b markdown.Rendered) any { return m.Privacy(b) }},
		"/about/accessibility/": {"accessibility", func(b markdown.Rendered) any { return m.Accessibility(b) }},
		"/about/get-updates/":   {"get-updates", func(b markdown.Rendered) any { return m.Updates(b) }},
	}
}
