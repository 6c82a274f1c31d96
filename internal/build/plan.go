package build

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"

	"example.org/partake/internal/content"
	"example.org/partake/internal/listing"
	"example.org/partake/internal/markdown"
	"example.org/partake/internal/site"
	"example.org/partake/internal/view"
)

// Target is one file of the output. Render writes it; what it writes is a pure
// function of Key.
type Target struct {
	Path   string // slash-separated, relative to the output folder
	Key    uint64
	Render func(*bytes.Buffer) error
	Page   bool        // a page, not a feed or a file
	Doc    content.Doc // whose body it shows; nil for pages that Partake makes
}

// plan lists every target. Pages come before the feeds that show them.
func (p *press) plan() []Target {
	var out []Target
	for _, part := range [][]Target{
		p.opportunities(), p.updates(), p.strategies(), p.prose(), p.made(), p.lists(), p.topics(),
		p.feeds(), p.extras(), p.copies(),
	} {
		out = append(out, part...)
	}
	return out
}

// file is the path of the page at an address.
func file(url string) string {
	if strings.HasSuffix(url, "/") {
		return strings.TrimPrefix(url, "/") + "index.html"
	}
	return strings.TrimPrefix(url, "/")
}

// page makes the target of a page from a function that makes its View.
func (p *press) page(url, kind string, doc content.Doc, key uint64, v func(markdown.Rendered) any) Target {
	return Target{Path: file(url), Key: key, Page: true, Doc: doc, Render: func(w *bytes.Buffer) error {
		if doc == nil {
			return p.layout.Render(w, kind, v(markdown.Rendered{}))
		}
		body, err := p.body(doc, kind)
		if err != nil {
			return err
		}
		if err := p.layout.Render(w, kind, v(body)); err != nil {
			return err
		}
		return p.release(doc)
	}}
}

func (p *press) opportunities() []Target {
	var out []Target
	for _, o := range p.site.Opportunities {
		key := p.key("opportunity", p.source(o.Opportunity), p.face(o), p.storyFaces(o.Updates), titles(o.Ambitions),
			p.refs(o.Reimbursement.Claim, o.Reimbursement.Policy))
		out = append(out, p.page(o.URL, "opportunity", o.Opportunity, key, func(b markdown.Rendered) any { return p.views.Opportunity(o, b) }))
	}
	return out
}

func (p *press) updates() []Target {
	var out []Target
	for _, u := range p.site.Updates {
		var parts []string
		for _, o := range u.Opportunities {
			parts = append(parts, o.Title, o.URL)
		}
		today := p.site.Today
		clock := fmt.Sprint(u.Due < today, u.LookAgain < today, u.DifferenceDue >= today)
		key := p.key("update", p.source(u.Update), clock, hex(sum(parts...)), titles(u.Ambitions), p.refs(u.Evidence...))
		out = append(out, p.page(u.URL, "update", u.Update, key, func(b markdown.Rendered) any { return p.views.Update(u, b) }))
	}
	return out
}

// plans is a digest of strategies and ambitions as wholes. They are few and
// name each other, so each of their pages depends on all of them.
func (p *press) plans() string {
	var parts []string
	for _, st := range p.site.Strategies {
		parts = append(parts, p.source(st.Strategy), fmt.Sprint(st.Period.Start > p.site.Today, p.site.Today > st.Period.End),
			p.views.Strategy(st, markdown.Rendered{}).YearOf)
		for _, a := range st.Ambitions {
			parts = append(parts, p.source(a.Ambition), p.late(a))
		}
	}
	return hex(sum(parts...))
}

// late is what the clock does to promises.
func (p *press) late(a *site.Ambition) string {
	out := ""
	for _, x := range a.Actions {
		out += fmt.Sprint(x.Due < p.site.Today)
	}
	return out
}

func (p *press) strategies() []Target {
	var out []Target
	plans := p.plans()
	for _, st := range p.site.Strategies {
		out = append(out, p.page(st.URL, "strategy", st.Strategy, p.key("strategy", st.ID, plans),
			func(b markdown.Rendered) any { return p.views.Strategy(st, b) }))
		for _, a := range st.Ambitions {
			var evidence []string
			for _, ref := range slices.Sorted(maps.Keys(a.Evidence)) {
				evidence = append(evidence, ref, a.Evidence[ref].Title, a.Evidence[ref].URL)
			}
			key := p.key("ambition", a.ID, plans, p.faces(a.Opportunities), p.storyFaces(a.Updates), hex(sum(evidence...)))
			out = append(out, p.page(a.URL, "ambition", a.Ambition, key, func(b markdown.Rendered) any { return p.views.Ambition(a, b) }))
		}
	}
	return out
}

// generated are pages that Partake fills from site.yaml; a file of the same
// address adds a title and a text of its own.
var generated = []string{"/about/contact/", "/about/privacy/", "/about/accessibility/", "/about/get-updates/"}

func (p *press) prose() []Target {
	var out []Target
	for _, d := range slices.Concat(p.site.Guides, p.site.About) {
		if slices.Contains(generated, d.URL) {
			continue
		}
		out = append(out, p.page(d.URL, "plain", d, p.key("plain", p.source(d)), func(b markdown.Rendered) any { return p.views.Plain(d, b) }))
	}
	return out
}

// made are the home page, the pages filled from site.yaml, and the 404 page.
func (p *press) made() []Target {
	views := map[string]struct {
		kind string
		view func(markdown.Rendered) any
	}{
		"/about/contact/":       {"contact", func(b markdown.Rendered) any { return p.views.Contacts(b) }},
		"/about/privacy/":       {"privacy", func(b markdown.Rendered) any { return p.views.Privacy(b) }},
		"/about/accessibility/": {"accessibility", func(b markdown.Rendered) any { return p.views.Accessibility(b) }},
		"/about/get-updates/":   {"get-updates", func(b markdown.Rendered) any { return p.views.Updates(b) }},
	}
	var out []Target
	for _, url := range generated {
		var doc content.Doc
		source := ""
		if written := p.site.Written(url); written != nil {
			doc, source = written, p.source(written)
		}
		out = append(out, p.page(url, views[url].kind, doc, p.key(views[url].kind, source), views[url].view))
	}
	notFound := p.page("/404.html", "404", nil, p.key("404"), func(markdown.Rendered) any { return p.views.NotFound() })
	return append(out, p.home(), notFound)
}

func (p *press) home() Target {
	var doc content.Doc
	parts := []string{"home", p.plans(), p.faces(p.site.Listed()), p.storyFaces(p.site.ListedUpdates())}
	if h := p.site.Home; h != nil {
		doc, parts = h, append(parts, p.source(h))
	}
	return p.page("/", "home", doc, p.key(parts...), func(b markdown.Rendered) any { return p.views.Home(p.site.Home, b) })
}

// lists are the pages of opportunities, of updates, and of folders.
func (p *press) lists() []Target {
	var out []Target
	opps, ups := view.Link{Text: "Opportunities", URL: "/opportunities/"}, view.Link{Text: "You said, we did", URL: "/updates/"}
	out = append(out, p.opportunityList("Opportunities", "Ways to take part: what you would do, what you get and when it closes.", opps.URL, p.site.Listed())...)
	for _, f := range p.site.Facets {
		out = append(out, p.opportunityList(facetTitle(f), "Opportunities: "+strings.ToLower(f.Title)+".", f.URL, f.List, opps)...)
	}
	out = append(out, p.updateList("You said, we did", "What people told us, and what we did about it. When we cannot, we say why.", ups.URL, p.site.ListedUpdates())...)
	for _, s := range p.site.Statuses {
		out = append(out, p.updateList(s.Title, "What people told us, with the answer: "+strings.ToLower(s.Title)+".", s.URL, s.List, ups)...)
	}
	about := []view.IndexEntry{
		{Title: "Contact us", URL: "/about/contact/", Note: "How to talk to us."},
		{Title: "Privacy notice", URL: "/about/privacy/", Note: "What happens to what you tell us."},
		{Title: "Accessibility statement", URL: "/about/accessibility/", Note: "How accessible this site is."},
		{Title: "Get updates", URL: "/about/get-updates/", Note: "How to hear from us by feed, phone or post."},
	}
	out = append(out,
		p.folder("About us", "Who we are and how we work with you.", "/about/", p.site.About, about...),
		p.folder("Guides for staff", "How to plan involvement, for staff.", "/guide/", p.site.Guides),
		p.page("/strategy/", "index", nil, p.key("strategies", p.plans()), func(markdown.Rendered) any { return p.views.Strategies() }))
	return out
}

// facetTitle is a heading that says what the list is: "Paid opportunities".
func facetTitle(f *site.Facet) string {
	switch f.Group {
	case site.ByPay:
		return map[string]string{"Paid": "Paid opportunities", "Expenses paid": "Opportunities with expenses paid", "Unpaid": "Unpaid opportunities"}[f.Title]
	case site.ByMode:
		return "Take part " + strings.ToLower(f.Title)
	}
	return f.Title
}

func (p *press) opportunityList(title, summary, url string, list []*site.Opportunity, crumbs ...view.Link) []Target {
	var out []Target
	faces := p.faces(list)
	for n := 1; n <= listing.Pages(len(list)); n++ {
		key := p.key("opportunities", url, fmt.Sprint(n, len(list)), p.sizes(), faces)
		out = append(out, p.page(listing.PageURL(url, n), "list", nil, key, func(markdown.Rendered) any {
			return p.views.OpportunityList(title, summary, url, list, n, crumbs...)
		}))
	}
	return out
}

func (p *press) updateList(title, summary, url string, list []*site.Update, crumbs ...view.Link) []Target {
	var out []Target
	faces := p.storyFaces(list)
	for n := 1; n <= listing.Pages(len(list)); n++ {
		key := p.key("updates", url, fmt.Sprint(n, len(list)), p.sizes(), faces)
		out = append(out, p.page(listing.PageURL(url, n), "list", nil, key, func(markdown.Rendered) any {
			return p.views.UpdateList(title, summary, url, list, n, crumbs...)
		}))
	}
	return out
}

func (p *press) folder(title, summary, url string, pages []*content.Plain, more ...view.IndexEntry) Target {
	var parts []string
	for _, d := range pages {
		parts = append(parts, d.Title, d.Summary, d.URL)
	}
	return p.page(url, "index", nil, p.key("folder", url, hex(sum(parts...))), func(markdown.Rendered) any {
		return p.views.Folder(title, summary, url, pages, more...)
	})
}

// topics are the pages of services and areas.
func (p *press) topics() []Target {
	out := []Target{
		p.page("/services/", "index", nil, p.key("services", p.sizes()), func(markdown.Rendered) any {
			return p.views.Topics("Services", "What you can take part in, service by service.", "/services/", p.site.Services)
		}),
		p.page("/areas/", "index", nil, p.key("areas", p.sizes()), func(markdown.Rendered) any {
			return p.views.Topics("Areas", "What you can take part in, place by place.", "/areas/", p.site.Areas)
		}),
	}
	for _, group := range []struct {
		folder view.Link
		topics []*site.Topic
	}{{view.Link{Text: "Services", URL: "/services/"}, p.site.Services}, {view.Link{Text: "Areas", URL: "/areas/"}, p.site.Areas}} {
		for _, t := range group.topics {
			for n := 1; n <= listing.Pages(len(t.Opportunities)); n++ {
				key := p.key("topic", t.URL, fmt.Sprint(n), p.faces(t.Opportunities), p.storyFaces(t.Updates))
				out = append(out, p.page(listing.PageURL(t.URL, n), "list", nil, key, func(markdown.Rendered) any {
					return p.views.Topic(t, group.folder, n)
				}))
			}
		}
	}
	return out
}
