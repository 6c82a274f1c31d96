package press

import (
	"fmt"
	"strconv"
	"strings"

	"example.org/partake/internal/content"
	"example.org/partake/internal/digest"
	"example.org/partake/internal/site"
)

// key makes the key of a target: what every page depends on, and what this one
// depends on besides.
func (p *Press) key(parts ...string) uint64 {
	return digest.Sum(append(parts, digest.Hex(p.common))...)
}

// fold makes a target's key of what was fixed before and of its texts.
func (p *Press) fold(fixed uint64, texts []content.Doc) uint64 {
	if len(texts) == 0 {
		return fixed
	}
	parts := make([]string, 0, 1+len(texts))
	parts = append(parts, digest.Hex(fixed))
	for _, d := range texts {
		parts = append(parts, p.source(d))
	}
	return digest.Sum(parts...)
}

// source is a digest of what a page says itself, of the pages that its text
// leads to, of its picture, and of what the clock does to it.
func (p *Press) source(d content.Doc) string {
	return digest.Hex(p.pages[d].source.of(func() uint64 { return p.sumSource(d) }))
}

func (p *Press) sumSource(d content.Doc) uint64 {
	b := d.Base()
	parts := []string{digest.Hex(p.sources.Digest(d)), p.site.Clock(b)}
	for _, l := range b.Links {
		t, ok := p.site.Leads(l)
		parts = append(parts, l, t.URL, strconv.FormatBool(ok), strconv.FormatBool(t.Gone), strconv.FormatBool(t.Private))
		if p.sources.Files.Has(l) {
			parts = append(parts, fmt.Sprint(p.sources.Files.Size(l)))
		}
	}
	if t, ok := p.site.PictureOf(b); ok {
		parts = append(parts, fmt.Sprint(t))
	}
	l := p.site.Links(b)
	if l.Named { // the team is part of every key already
		parts = append(parts, fmt.Sprintf("%+v", l.Contact))
	}
	for _, x := range p.site.Languages(b) {
		parts = append(parts, x.URL, string(x.Lang))
	}
	for _, f := range l.Formats {
		parts = append(parts, fmt.Sprint(f.Bytes, f.Page != nil))
		if f.Page != nil {
			parts = append(parts, f.Page.URL)
		}
	}
	if v := l.Version; v != nil {
		parts = append(parts, v.Of.Title, v.Of.URL, fmt.Sprint(v.Format))
	}
	return digest.Sum(parts...)
}

// face is a digest of what other pages show of an opportunity: its card.
func (p *Press) face(o *site.Opportunity) string {
	return digest.Hex(p.pages[o.Opportunity].face.of(func() uint64 { return digest.Of(p.views.Card(o)) }))
}

// storyFace is the same for an update.
func (p *Press) storyFace(u *site.Update) string {
	return digest.Hex(p.pages[u.Update].face.of(func() uint64 { return digest.Of(p.views.Story(u)) }))
}

func (p *Press) faces(list []*site.Opportunity) string {
	var b strings.Builder
	for _, o := range list {
		b.WriteString(p.face(o))
	}
	return digest.Hex(digest.Sum(b.String()))
}

func (p *Press) storyFaces(list []*site.Update) string {
	var b strings.Builder
	for _, u := range list {
		b.WriteString(p.storyFace(u))
	}
	return digest.Hex(digest.Sum(b.String()))
}

// refs is a digest of what references by id lead to.
func (p *Press) refs(ids ...string) string { return digest.Hex(digest.Sum(p.site.Refs(ids...))) }

// sizes is a digest of the numbers beside the filters.
func (p *Press) sizes() string {
	p.sizesOnce.Do(func() { p.sizesDigest = digest.Hex(digest.Sum(p.site.Counts())) })
	return p.sizesDigest
}
