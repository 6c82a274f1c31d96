package corpus

import (
	"embed"
	"io/fs"
	"os"
	"path/filepath"
)

//go:embed all:hugo
var hugoSite embed.FS

// WriteHugo writes the same pages as a site for Hugo.
func (s Site) WriteHugo(dir string) error {
	c, err := s.plan()
	if err != nil {
		return err
	}
	layouts, err := fs.Sub(hugoSite, "hugo")
	if err != nil {
		return err
	}
	if err := os.CopyFS(dir, layouts); err != nil {
		return err
	}
	content := filepath.Join(dir, "content")
	for _, p := range c.pages {
		if err := write(content, hugoName(p), c.hugo(p)+c.body(p)); err != nil {
			return err
		}
	}
	return nil
}

// hugoName: for Hugo a page with others below it is named _index.md.
func hugoName(p page) string {
	switch p.kind {
	case home:
		return "_index.md"
	case strategies:
		return filepath.ToSlash(filepath.Dir(p.id)) + "/_index.md"
	}
	return p.id + ".md"
}

// hugo is the front matter of a page.
func (c *corpus) hugo(p page) string {
	f, r, w := c.facts(p), c.rng(p.i, 5), &front{}
	w.WriteString("---\n")
	w.text("title", p.title)
	w.text("summary", f.summary)
	w.set("date", day(f.published))
	switch p.kind {
	case opportunities, updates, news, guides:
		w.list("services", f.services)
		w.list("areas", f.areas)
		w.text("said", sentence(r, 10, 20))
		w.text("person", pick(r, given)+" "+pick(r, family))
		w.text("commitment", sentence(r, 4, 8))
	}
	if p.kind == opportunities && !f.rolling {
		w.set("closes", day(f.closes))
	}
	return w.String() + "---\n\n"
}
