package press

import (
	"slices"

	"example.org/partake/internal/address"
	"example.org/partake/internal/content"
	"example.org/partake/internal/diag"
	"example.org/partake/internal/form"
	"example.org/partake/internal/markdown"
	"example.org/partake/internal/source"
)

// Text is what was found in the text of a page: advice, mistakes, and the places
// on pages that it leads to. One with a mistake has no key: it is not remembered.
type Text struct {
	Key     uint64
	Found   diag.List
	Anchors []markdown.Anchor
}

// Texts are those of a site, by the files of the pages.
type Texts map[string]Text

// Remember tells a Press what an earlier one found in the texts of pages.
func (p *Press) Remember(t Texts) { p.in.Texts = t }

// textOf is what there is to know of a Doc's text. The text is rendered for it
// only when nothing is remembered of it under its key. One that waits for its
// day has none.
func (p *Press) textOf(d content.Doc) Text {
	b := d.Base()
	var key uint64
	if !p.site.Index.Hidden[b.ID] {
		key = p.key("text", string(b.Kind), p.source(d))
	}
	if known, ok := p.in.Texts[b.File]; ok && key != 0 && known.Key == key {
		return known
	}
	body, list, err := p.found(d)
	if err != nil || len(list.Errors()) > 0 {
		key = 0 // looked at again
	}
	return Text{Key: key, Found: list, Anchors: body.Anchors}
}

// found renders a text for what is wrong with it. What the page will show is
// kept where all pages are made anyway.
func (p *Press) found(d content.Doc) (markdown.Rendered, diag.List, error) {
	if !p.in.Once {
		return p.render(d)
	}
	b := p.bodyOf(d)
	return b.Rendered, b.list, b.err
}

// CheckTexts looks for mistakes in the text of every page of a site that can't
// be built, so that an author sees all of them at once.
func (p *Press) CheckTexts() diag.List {
	docs := p.sources.Docs
	lists := make([]diag.List, len(docs))
	_ = source.Each(len(docs), func(i int) error { // a file that can't be read again is no mistake of its author
		b := docs[i].Base()
		if b.BodyLine > 0 && (p.in.Drafts || !b.Draft) {
			_, lists[i], _ = p.found(docs[i])
		}
		return nil
	})
	return slices.Concat(lists...)
}

// Check says what is wrong with the texts, and with links to places on pages.
// read gives a rendered file by its path. The Texts are for the next Press.
func (p *Press) Check(targets []Target, read func(path string) ([]byte, error)) (diag.List, Texts, error) {
	docs := p.checked(targets)
	texts := make([]Text, len(docs))
	_ = source.Each(len(docs), func(i int) error {
		texts[i] = p.textOf(docs[i]) // a page that shows it says when it can't be read again
		return nil
	})
	known := make(Texts, len(docs))
	var list diag.List
	var anchors []markdown.Anchor
	for i, d := range docs {
		b, text := d.Base(), texts[i]
		list.Add(text.Found...)
		if text.Key != 0 {
			known[b.File] = text
		}
		if !p.site.Index.Hidden[b.ID] {
			anchors = append(anchors, markdown.Placed(b.URL, text.Anchors)...)
		}
	}
	more, err := p.checkAnchors(anchors, read)
	return append(list, more...), known, err
}

// checked are the Docs whose texts are looked at: those of the pages, and those
// that wait or stand on pages of others.
func (p *Press) checked(targets []Target) []content.Doc {
	shown := make(map[content.Doc]bool, len(targets))
	for _, t := range targets {
		if t.Doc != nil {
			shown[t.Doc] = true
		}
	}
	var out []content.Doc
	for _, d := range p.sources.Docs {
		b := d.Base()
		_, isForm := d.(*form.Definition) // its text stands on pages of others, or on none
		if shown[d] || (p.in.Drafts || !b.Draft) && (isForm || p.site.Index.Hidden[b.ID]) {
			out = append(out, d)
		}
	}
	return out
}

// checkAnchors looks for each place that a link leads to in the page as it was
// rendered.
func (p *Press) checkAnchors(anchors []markdown.Anchor, read func(path string) ([]byte, error)) (diag.List, error) {
	anchors = slices.DeleteFunc(anchors, func(a markdown.Anchor) bool { return p.site.Fleeting(a.URL, a.ID) })
	return markdown.MissingPlaces(anchors, func(url string) ([]byte, error) { return read(address.File(url)) })
}

// intro is what stands before the questions of a form.
func (p *Press) intro(d *form.Definition) (markdown.HTML, error) {
	body, err := p.body(d)
	return body.HTML, err
}
