package press

import (
	"io/fs"
	"maps"
	"slices"

	"example.org/partake/internal/address"
	"example.org/partake/internal/content"
	"example.org/partake/internal/diag"
	"example.org/partake/internal/markdown"
	"example.org/partake/internal/source"
)

// Edited is the Press of the same site in which the texts of some pages have
// changed, and nothing of their front matter. It takes over all but what it
// remembers of those.
func (p *Press) Edited(files fs.FS, src *source.Sources, edited []content.Doc, known Texts) *Press {
	in := p.in
	in.Site, in.Texts = files, known
	q := &Press{
		in: in, sources: src, site: p.site, views: p.views, others: p.others, rooms: p.rooms, shell: p.shell, layouts: p.layouts, layout: p.layout,
		terms: p.terms, assets: p.assets, common: p.common, all: p.all, pages: maps.Clone(p.pages),
	}
	for _, d := range edited {
		q.pages[d] = p.pages[d].afresh()
	}
	return q
}

// afresh is what still holds of a page when its text is another.
func (m *memory) afresh() *memory {
	out := &memory{layout: m.layout}
	if m.told != nil {
		out.told = &told{entry: m.told.entry}
	}
	if m.dated != nil {
		out.dated = new(dated)
	}
	return out
}

// Again are the Targets of a site of which some texts have changed, with the
// places in the list of those whose keys have.
func (p *Press) Again(targets []Target, edited []content.Doc) (out []Target, changed []int) {
	out = slices.Clone(targets)
	for i := range out {
		t := &out[i]
		t.press = p
		if slices.ContainsFunc(t.texts, func(d content.Doc) bool { return slices.Contains(edited, d) }) {
			t.key = new(lazyKey)
			changed = append(changed, i)
		}
	}
	return out, changed
}

// CheckEdited is Check after some pages were edited in a site that was right, and
// no address came or went: it looks at their texts, and at links to places on pages
// whose files have other keys now, which moved says.
func (p *Press) CheckEdited(edited []content.Doc, moved func(path string) bool, read func(path string) ([]byte, error)) (diag.List, Texts, error) {
	var anchors []markdown.Anchor
	for _, text := range p.in.Texts {
		for _, a := range text.Anchors {
			if moved(address.File(a.URL)) {
				anchors = append(anchors, a)
			}
		}
	}
	var list diag.List
	known := maps.Clone(p.in.Texts)
	for _, d := range edited {
		b, text := d.Base(), p.textOf(d)
		list.Add(text.Found...)
		known[b.File] = text
		anchors = append(anchors, markdown.Placed(b.URL, text.Anchors)...)
	}
	more, err := p.checkAnchors(anchors, read)
	return append(list, more...), known, err
}
