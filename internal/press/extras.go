package press

import (
	"bytes"
	"fmt"
	"strings"
	"sync"

	"example.org/partake/internal/address"
	"example.org/partake/internal/digest"
	"example.org/partake/internal/headers"
	"example.org/partake/internal/sitemap"
)

// extras are the files for search engines and for the host.
func (p *Press) extras() []Target {
	out := []Target{
		text("robots.txt", func() string { return sitemap.Robots(p.site.Base, p.in.Hidden) }),
		text("_headers", func() string { return string(headers.Netlify(headers.For(p.site.Base, p.in.Hidden))) }),
		text("_redirects", p.site.Redirects),
	}
	if !p.in.Hidden {
		out = append(out, text("sitemap.xml", func() string { return p.sitemap(p.all) }))
	}
	if css := p.assets.CSS(); css != nil {
		out = append(out, text(address.File(p.assets.Theme()), func() string { return string(css) }))
	}
	return out
}

// text is a target whose key is its text.
func text(path string, words func() string) Target {
	words = sync.OnceValue(words)
	return Target{Path: path, fixed: func(p *Press) uint64 { return p.key(path, words()) }, render: func(_ *Press, w *bytes.Buffer) error {
		w.WriteString(words())
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
	shown := sync.OnceValue(p.site.Pictures)
	for _, url := range p.sources.Files.Addresses() {
		if p.site.Hidden(url) || p.sources.Files.Beside(url) && !shown()[url] {
			continue
		}
		t := Target{Path: address.File(url), key: new(lazyKey), press: p}
		t.fixed = func(p *Press) uint64 {
			data, _ := p.sources.Files.Published(url) // one that can't be read is not rendered either
			return p.copyKey(data)
		}
		t.render = func(p *Press, w *bytes.Buffer) error {
			data, err := p.sources.Files.Published(url)
			if err == nil && p.copyKey(data) != t.Key() {
				err = fmt.Errorf("%s changed while the site was built: build again", address.File(url))
			}
			w.Write(data)
			return err
		}
		out = append(out, t)
	}
	return out
}

// copyKey is the key of a file that is published as it is.
func (p *Press) copyKey(data []byte) uint64 { return p.key("copy", digest.Hex(digest.Bytes(data))) }
