package press

import (
	"bytes"
	"strings"

	"example.org/partake/internal/headers"
	"example.org/partake/internal/sitemap"
)

// extras are the files for search engines and for the host. pages are the
// targets that the sitemap may name.
func (p *Press) extras(pages []Target) []Target {
	out := []Target{
		p.text("robots.txt", sitemap.Robots(p.site.Base, p.in.Hidden)),
		p.text("_headers", string(headers.Netlify(headers.For(p.site.Base, p.in.Hidden)))),
		p.text("_redirects", p.site.Redirects()),
	}
	if !p.in.Hidden {
		out = append(out, p.text("sitemap.xml", p.sitemap(pages)))
	}
	if css := p.assets.CSS(); css != nil {
		out = append(out, p.text(file(p.assets.Theme()), string(css)))
	}
	return out
}

// text is a target whose text is short enough to make while planning.
func (p *Press) text(path, text string) Target {
	return Target{Path: path, fixed: p.key(path, text), render: func(_ *Press, w *bytes.Buffer) error {
		w.WriteString(text)
		return nil
	}}
}

// sitemap lists the pages that search engines may show.
func (p *Press) sitemap(pages []Target) string {
	var entries []sitemap.Entry
	for _, t := range pages {
		if !t.Page || t.Unlisted {
			continue
		}
		e := sitemap.Entry{URL: "/" + strings.TrimSuffix(t.Path, "index.html")}
		if t.Doc != nil {
			e.Changed = p.site.Touched(t.Doc.Base())
		}
		entries = append(entries, e)
	}
	return sitemap.XML(p.site.Base, entries)
}

// copies are the files of static/ and the pictures beside pages, without those
// of people who are not shown now.
func (p *Press) copies() []Target {
	var out []Target
	shown := p.site.Pictures()
	for _, url := range p.sources.Files.Addresses() {
		if p.site.Hidden(url) || p.sources.Files.Beside(url) && !shown[url] {
			continue
		}
		var key uint64
		data, err := p.sources.Files.Published(url)
		if err == nil {
			key = p.key("copy", string(data))
		}
		out = append(out, Target{Path: file(url), fixed: key, render: func(_ *Press, w *bytes.Buffer) error {
			w.Write(data)
			return err
		}})
	}
	return out
}
