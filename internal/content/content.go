// Package content turns one source file into one typed Doc.
//
// What a file is follows from its folder alone:
//
//	content/index.md                   the home page
//	content/opportunities/NAME.md      an opportunity: something to take part in
//	content/updates/NAME.md            an update: you said, we did
//	content/strategy/NAME/index.md     a strategy
//	content/strategy/NAME/OTHER.md     an ambition of it, with actions and measures
//	content/glossary/NAME.md           a term of the glossary
//	content/guide/NAME.md              a guide, for staff
//	content/news/NAME.md               news, or a story
//	content/learning/NAME.md           something to learn
//	content/people/NAME.md             a person
//	content/groups/NAME.md             a group that meets
//	content/organisations/NAME.md      another organisation
//	content/routes/NAME.md             a way in: membership, the bank, volunteering
//	content/forms/NAME.md              a form
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
	"example.org/partake/internal/page"
	"example.org/partake/internal/value"
)

// Doc is one source file: *opportunity.Opportunity, *form.Definition, or a kind
// of this package.
type Doc interface {
	Base() *page.Page
	Check(*frontmatter.Check)
}

// Broken is a file with mistakes in its front matter: what can still be told of
// it. So other pages' references to it are not called mistakes too, and the
// mistakes in its text are found in the same run.
type Broken struct {
	page.Page
}

// Check has nothing left to find.
func (*Broken) Check(*frontmatter.Check) {}

// named is a kind whose title has another key, such as a person's name.
type named interface{ Name() }

// Parse makes a Doc of a file. file is slash-separated and starts with
// "content/". When there are errors the Doc is a *Broken, or nil where not even
// its kind is known.
func Parse(file string, src []byte) (Doc, diag.List) {
	doc, list, _ := parse(file, src, frontmatter.Parse, false)
	return doc, list
}

// Count is Parse for those who want to hear of mistakes only: advice is counted.
func Count(file string, src []byte) (doc Doc, mistakes diag.List, advice int) {
	return parse(file, src, frontmatter.Count, true)
}

func parse(file string, src []byte, read func(string, []byte, any) (frontmatter.Page, diag.List), count bool) (Doc, diag.List, int) {
	kind, list := KindOf(file)
	if len(list) > 0 {
		return nil, list, 0
	}
	doc := makers[kind]()
	block, list := read(file, src, doc)
	base := doc.Base()
	base.Origin = page.Origin{
		Kind: kind, File: file, Keys: block.Keys, BodyLine: block.BodyLine,
		Folder: path.Dir(strings.TrimPrefix(file, Root)), Digest: Digest(src),
		Links: candidateLinks(block.Body),
	}
	if n, ok := doc.(named); ok {
		n.Name()
	}
	base.Order = value.Order(base.Title)
	c := &frontmatter.Check{Keys: block.Keys, List: list, Count: count, Advice: block.Advice}
	address(base, c)
	if kind == page.KindTerm && len(bytes.TrimSpace(block.Body)) > 0 {
		c.List.Add(diag.Errorf(diag.Pos{File: file, Line: block.BodyLine, Col: 1}, "move it into definition, or into a page of its own", "a term has no text below its front matter"))
	}
	if len(list.Errors()) > 0 { // what fields say together is told once each is right
		return &Broken{*base}, list, c.Advice
	}
	doc.Check(c)
	base.Check(c)
	if len(c.List.Errors()) > 0 {
		return &Broken{*base}, c.List, c.Advice
	}
	return doc, c.List, c.Advice
}

// address sets the id and the URL.
func address(p *page.Page, c *frontmatter.Check) {
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
		if p.Kind == page.KindForm { // stands on the pages that use it
			break
		}
		if !value.IsSlug(base) {
			c.Errorf("", "add slug: \"a-short-name\"", "the file's name can't be an address")
		} else {
			value.CheckSlug(c, "", base)
		}
	}
	p.URL = addressOf(p.Kind, dir, base)
	if base == "index" && p.Slug == "" {
		p.URL = "/" + dir
	}
}

// addressOf is the address of a page. All terms stand on one page; a form stands on
// the pages that use it.
func addressOf(kind page.Kind, dir, name string) string {
	switch kind {
	case page.KindTerm:
		return "/glossary/#" + name
	case page.KindForm:
		return ""
	case page.KindRoute:
		return "/get-involved/" + name + "/"
	}
	return "/" + dir + name + "/"
}

// Digest is the digest of a source that Origin holds.
func Digest(src []byte) uint64 { return xxhash.Sum64(src) }
