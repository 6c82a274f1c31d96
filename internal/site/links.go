package site

import (
	"strings"

	"example.org/partake/internal/markdown"
	"example.org/partake/internal/page"
	"example.org/partake/internal/value"
)

// Links are what any page is connected with.
type Links struct {
	Services  []*Topic
	Areas     []*Topic
	Ambitions []*Ambition
	Contact   value.Contact // never empty: falls back to the team
	Named     bool          // Contact is not the team
	Formats   []Format
	Version   *Version // nil unless the page is another form of one

	Place int // in the Index
}

// Format is another form of a page. Page is nil for one that is not a page of
// this site; Bytes is the length of a file.
type Format struct {
	page.Format
	Page  *page.Page
	Bytes int64
}

// Version says of which page a page is another form.
type Version struct {
	Of     *page.Page
	Format page.Format
}

// Links returns what a page is connected with.
func (s *Site) Links(p *page.Page) *Links { return s.Index.LinksOf(p.ID) }

// PictureOf returns the address and size of a page's picture. ok is false
// without one, also when it shows somebody who is not shown now.
func (s *Site) PictureOf(p *page.Page) (t markdown.Target, ok bool) {
	if p.Image == nil {
		return markdown.Target{}, false
	}
	t, _, err := s.Picture(p.Folder, p.Image.Src)
	return t, err == nil && !t.Gone
}

// Elsewhere says whether a reference leads to another site.
func Elsewhere(ref string) bool {
	return strings.HasPrefix(ref, "https://") || strings.HasPrefix(ref, "http://")
}

// Languages are the pages that say the same in several languages, the page
// itself and the one that the others translate among them. It is nil when there
// are no translations.
func (s *Site) Languages(p *page.Page) []*page.Page {
	first := p
	if v := s.Index.LinksOf(p.ID).Version; v != nil && v.Format.Kind == "translation" {
		first = v.Of
	}
	out := []*page.Page{first}
	for _, f := range s.Index.LinksOf(first.ID).Formats {
		if f.Kind == "translation" && f.Page != nil {
			out = append(out, f.Page)
		}
	}
	if len(out) == 1 {
		return nil
	}
	return out
}
