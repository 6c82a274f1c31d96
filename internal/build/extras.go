package build

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"maps"
	"slices"
	"strings"

	"example.org/partake/internal/headers"
	"example.org/partake/internal/value"
)

// extras are the files for search engines and for the host.
func (p *press) extras() []Target {
	out := []Target{
		p.text("robots.txt", p.robots()),
		p.text("_headers", string(headers.Netlify(headers.For(p.site.Base, p.opts.Hidden)))),
		p.text("_redirects", p.redirects()),
	}
	if !p.opts.Hidden {
		out = append(out, p.text("sitemap.xml", p.sitemap()))
	}
	if p.assets.css != nil {
		out = append(out, p.text(file(p.assets.theme()), string(p.assets.css)))
	}
	return out
}

// text is a target whose text is short enough to make while planning.
func (p *press) text(path, text string) Target {
	return Target{Path: path, Key: p.key(path, text), Render: func(w *bytes.Buffer) error {
		w.WriteString(text)
		return nil
	}}
}

func (p *press) robots() string {
	if p.opts.Hidden {
		return "User-agent: *\nDisallow: /\n"
	}
	return "User-agent: *\nAllow: /\n\nSitemap: " + p.site.Base + "/sitemap.xml\n"
}

// redirects are the aliases, in the form of Netlify. An address with and one
// without a slash at the end both lead on.
func (p *press) redirects() string {
	var b strings.Builder
	for _, r := range p.site.Redirects() {
		fmt.Fprintf(&b, "%s %s 301\n", r.From, r.To)
	}
	return b.String()
}

// sitemap lists the pages that search engines may show, with the day on which
// the content last changed, never the day of the build.
func (p *press) sitemap() string {
	pages := map[string]value.Date{"/": 0, "/opportunities/": 0, "/updates/": 0, "/strategy/": 0, "/services/": 0, "/areas/": 0, "/about/": 0}
	for _, url := range generated {
		pages[url] = 0
	}
	for _, t := range slices.Concat(p.site.Services, p.site.Areas) {
		pages[t.URL] = 0
	}
	for _, f := range p.site.Facets {
		pages[f.URL] = 0
	}
	for _, s := range p.site.Statuses {
		pages[s.URL] = 0
	}
	if len(p.site.Guides) > 0 {
		pages["/guide/"] = 0
	}
	for d := range p.pages {
		b := d.Base()
		if !p.site.Has(b.URL) || b.Draft || b.Published > p.site.Today {
			continue
		}
		changed := max(b.Published, b.Updated, b.Reviewed)
		for _, c := range b.Changes {
			changed = max(changed, c.Date)
		}
		pages[b.URL] = min(changed, p.site.Today)
	}
	var b strings.Builder
	b.WriteString(xml.Header + `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n")
	for _, url := range slices.Sorted(maps.Keys(pages)) {
		b.WriteString("<url><loc>" + p.site.Base + url + "</loc>")
		if day := pages[url]; day != 0 {
			b.WriteString("<lastmod>" + day.ISO() + "</lastmod>")
		}
		b.WriteString("</url>\n")
	}
	return b.String() + "</urlset>\n"
}

// copies are the files of static/ and the pictures beside pages.
func (p *press) copies() []Target {
	var out []Target
	for _, address := range p.sources.Files.Addresses() {
		var key uint64
		data, err := p.sources.Files.Published(address)
		if err == nil {
			key = p.key("copy", string(data))
		}
		out = append(out, Target{Path: file(address), Key: key, Render: func(w *bytes.Buffer) error {
			w.Write(data)
			return err
		}})
	}
	return out
}
