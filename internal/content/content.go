// Package content turns one source file into one typed Doc.
//
// What a file is follows from its folder alone:
//
//	content/index.md                   the home page
//	content/opportunities/NAME.md      an opportunity: something to take part in
//	content/updates/NAME.md            an update: you said, we did
//	content/strategy/NAME/index.md     a strategy
//	content/strategy/NAME/OTHER.md     an ambition of it, with actions and measures
//	content/guide/NAME.md              a page for staff
//	content/about/NAME.md              a page of prose
//
// Its address follows from its path, or from slug. Its id is the path under
// content/ without ".md", or what id says; other files refer to it by that id.
//
// Each kind is one Go file here: a struct whose field comments are the
// documentation for editors, and a check of what the fields say together.
// Fields come in three tiers. A missing must field is an error. A missing
// asked field is advice, with the one who asks for it. The rest are optional.
// What needs other files – references, links – is checked by the site room.
// site.yaml and the data files belong to package config.
package content

import (
	"bytes"
	"path"
	"strings"

	"github.com/cespare/xxhash/v2"

	"example.org/partake/internal/diag"
	"example.org/partake/internal/frontmatter"
	"example.org/partake/internal/value"
)

// Doc is one source file: *Opportunity, *Update, *Strategy, *Ambition, *Plain
// or *Home.
type Doc interface {
	Base() *Page
	check(*frontmatter.Check)
}

// Broken is a file with mistakes in its front matter: what can still be told of
// it. So other pages' references to it are not called mistakes too, and the
// mistakes in its text are found in the same run.
type Broken struct {
	Page
}

func (*Broken) check(*frontmatter.Check) {}

// Parse makes a Doc of a file. file is slash-separated and starts with
// "content/". When there are errors the Doc is a *Broken, or nil where not even
// its kind is known.
func Parse(file string, src []byte) (Doc, diag.List) {
	kind, list := KindOf(file)
	if len(list) > 0 {
		return nil, list
	}
	doc := kind.empty()
	page, list := frontmatter.Parse(file, src, doc)
	base := doc.Base()
	base.Origin = Origin{
		Kind: kind, File: file, Keys: page.Keys, BodyLine: page.BodyLine,
		Folder: path.Dir(strings.TrimPrefix(file, Root)), Digest: Digest(src),
		Links: candidateLinks(page.Body),
	}
	c := &frontmatter.Check{Keys: page.Keys, List: list}
	base.address(c)
	if len(list.Errors()) > 0 { // what fields say together is told once each is right
		return &Broken{*base}, list
	}
	doc.check(c)
	base.check(c)
	if len(c.List.Errors()) > 0 {
		return &Broken{*base}, c.List
	}
	return doc, c.List
}

// address sets the id and the URL.
func (p *Page) address(c *frontmatter.Check) {
	name := strings.TrimSuffix(strings.TrimPrefix(p.File, Root), ".md")
	p.ID = strings.TrimSuffix(name, "/index")
	if p.PageID != "" {
		p.ID = p.PageID
		if !value.IsPath("/" + p.PageID) {
			c.Errorf("id", "write it as "+name, "%q can't be an id", p.PageID)
		}
	}
	dir, base := path.Split(name)
	for part := range strings.SplitSeq(strings.Trim(dir, "/"), "/") {
		if part != "" && !value.IsSlug(part) {
			c.Errorf("", "rename it with small letters, figures and hyphens", "the folder's name %q can't be part of an address", part)
		}
	}
	switch {
	case p.Slug != "" && base == "index":
		c.Errorf("slug", "take the line out", "the address of index.md is that of its folder")
	case p.Slug != "":
		base = p.Slug
		value.CheckSlug(c, "slug", base)
	case base != "index":
		base = value.Slugify(base)
		if !value.IsSlug(base) {
			c.Errorf("", "add slug: \"a-short-name\"", "the file's name can't be an address")
		} else {
			value.CheckSlug(c, "", base)
		}
	}
	p.URL = "/" + dir + base + "/"
	if base == "index" && p.Slug == "" {
		p.URL = "/" + dir
	}
}

// candidateLinks finds root-relative addresses in Markdown, and some that only
// look like one. Which pages a body leads to is part of its page's key. The
// body itself is let go.
func candidateLinks(body []byte) []string {
	var out []string
	for {
		i := bytes.IndexByte(body, '/')
		if i < 0 {
			return out
		}
		before := bytes.TrimRight(body[:i], " <")
		body = body[i:]
		end := bytes.IndexAny(body, ") \t\n>#?\"")
		if end < 0 {
			end = len(body)
		}
		if bytes.HasSuffix(before, []byte("](")) || bytes.HasSuffix(before, []byte("]:")) {
			out = append(out, string(body[:end]))
		}
		body = body[max(1, end):]
	}
}

// Digest is the digest of a source that Origin holds.
func Digest(src []byte) uint64 { return xxhash.Sum64(src) }
