package lint

import (
	"bytes"
	"fmt"
	"io/fs"
	"slices"

	"example.org/partake/internal/content"
	"example.org/partake/internal/diag"
	"example.org/partake/internal/frontmatter"
	"example.org/partake/internal/markdown"
	"example.org/partake/internal/page"
	"example.org/partake/internal/source"
)

// Page is a page that is on the site, as rules see it.
type Page struct {
	*page.Page
	Doc  content.Doc
	Site *Site
	linked
	// Source is the file.
	Source []byte
	// Text is what stands in its Markdown.
	Text markdown.Outline
	// Words are its sentences: those of the front matter, then the text's.
	Words []Words

	finder
	ids     []string // places on the page
	anchors []markdown.Anchor
	wrong   diag.List // mistakes in the text
}

// pages reads the text of every page, on all cores, and with rules set runs
// them. Its list is that of the site's pages, nil for others.
func (c *checker) pages(rules bool) ([]*Page, error) {
	docs := c.sources.Docs
	pages := make([]*Page, len(docs))
	err := source.Each(len(docs), func(i int) error {
		if !c.reads(docs[i]) {
			return nil
		}
		p := &Page{Page: docs[i].Base(), Doc: docs[i], Site: c.site, linked: c.site.kinds[docs[i]]}
		if err := c.text(p); err != nil {
			return err
		}
		if rules {
			p.Words = wordsOf(p)
			p.run(c.opts.Rules)
		}
		p.Source, p.Text, p.Words = nil, markdown.Outline{}, nil
		pages[i] = p
		return nil
	})
	for _, p := range pages {
		if p != nil {
			c.list.Add(p.wrong...)
			c.list.Add(p.found...)
		}
	}
	return pages, err
}

// reads says whether a page's text is looked at: it is on the site, or would be
// were it not for mistakes.
func (c *checker) reads(d content.Doc) bool {
	p := d.Base()
	if _, broken := d.(*content.Broken); broken {
		return p.BodyLine > 0 && (c.opts.Drafts || !p.Draft && p.Published <= c.site.Today)
	}
	there, _ := c.site.Index.Doc(p.ID)
	return there == d
}

// text reads a page's file again and looks at its Markdown.
func (c *checker) text(p *Page) error {
	src, err := fs.ReadFile(c.opts.Site, p.File)
	if err != nil {
		return fmt.Errorf("read again: %w", err)
	}
	if content.Digest(src) != p.Digest {
		return fmt.Errorf("%s changed while the site was checked: check again", p.File)
	}
	body, line := frontmatter.Body(src)
	var taken []string
	if c.layout != nil {
		taken = c.layout.IDs(layoutOf(p.Page))
	}
	if g, ok := p.Doc.(*content.Guide); ok {
		taken = slices.Concat(taken, g.PointIDs())
	}
	p.Source = bytes.TrimPrefix(src, []byte("\ufeff"))
	var rendered markdown.Rendered
	p.Text, rendered, p.wrong = markdown.Inspect(markdown.Source{File: p.File, Line: line, Body: body, Taken: taken}, c.site.From(p.Folder))
	p.ids = taken
	if len(p.wrong) == 0 {
		p.anchors = rendered.Anchors
	}
	for _, h := range rendered.Headings {
		p.ids = append(p.ids, h.ID)
	}
	return nil
}

func (p *Page) run(rules []Rule) {
	for i := range rules {
		if p.rule = &rules[i]; p.rule.fits(p) {
			p.rule.Page(p)
		}
	}
}

// TitleKey is the key of the page's title, which some kinds call by another
// name.
func (p *Page) TitleKey() string {
	for _, key := range []string{"name", "term"} {
		if !p.Keys.Has("title") && p.Keys.Has(key) {
			return key
		}
	}
	return "title"
}

// Place is the place of an offset in Source.
func (p *Page) Place(offset int) diag.Pos { return place(p.File, p.Source, offset) }
