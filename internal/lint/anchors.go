package lint

import (
	"io/fs"
	"slices"
	"strings"

	"example.org/partake/internal/page"
)

// layoutOf is the name of the layout that a page stands in.
func layoutOf(p *page.Page) string {
	if p.Kind != page.KindAbout {
		return string(p.Kind)
	}
	switch p.URL {
	case "/about/contact/", "/about/privacy/", "/about/accessibility/", "/about/get-updates/":
		return strings.Trim(strings.TrimPrefix(p.URL, "/about"), "/")
	}
	return "plain"
}

// glossaryPage is the page of all terms.
const glossaryPage = "/glossary/"

// anchors looks for each place that a link leads to: among the headings of the
// page, and the ids of its layout. What a layout of the site's own adds can't be
// told without rendering.
func (c *checker) anchors(pages []*Page) {
	if _, err := fs.Stat(c.opts.Site, "layouts"); err == nil || c.layout == nil {
		return
	}
	places := map[string][]string{}
	for _, p := range pages {
		if p != nil && len(p.wrong) == 0 && p.URL != "" {
			places[p.URL] = p.ids
		}
	}
	for _, t := range c.site.Terms {
		places[glossaryPage] = append(places[glossaryPage], strings.TrimPrefix(t.URL, glossaryPage+"#"))
	}
	for _, p := range pages {
		if p == nil {
			continue
		}
		for _, a := range p.anchors {
			url := a.URL
			if url == "" {
				url = p.URL
			}
			if known, ok := places[url]; ok && !slices.Contains(known, a.ID) && !letterOf(url, a.ID) {
				c.list.Add(a.Missing(url, known))
			}
		}
	}
}

// letterOf says whether an id may be that of a letter of the glossary.
func letterOf(url, id string) bool { return url == glossaryPage && len(id) <= len("letter-a") }
