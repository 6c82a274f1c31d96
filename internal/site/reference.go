package site

import (
	"slices"
	"strings"
)

// Named returns the ambition that a reference in this strategy's pages names.
func (st *Strategy) Named(ref string) *Ambition {
	for _, amb := range st.Ambitions {
		if amb.ID == ref || amb.ID == st.Folder+"/"+ref {
			return amb
		}
	}
	return nil
}

// Ref returns the title and address of what a page reference names. ok is
// false for a page that is not on the site now.
func (s *Site) Ref(ref string) (title, url string, ok bool) {
	if Elsewhere(ref) {
		return ref, ref, true
	}
	if d, found := s.Index.Doc(ref); found {
		return d.Base().Title, d.Base().URL, true
	}
	if p, found := s.At(ref); found {
		return p.Title, ref, true
	}
	if s.Has(ref) {
		return ref, ref, true
	}
	return "", "", false
}

// fleeting are places on lists that are there only while something stands in them.
var fleeting = []string{"open", "later", "paused", "past", "stories", "experience", "staff"}

// Fleeting says whether a place on a page comes and goes with time: a part of a
// list, or a letter. A link there is no mistake when the place is empty; it
// leads to the page.
func (s *Site) Fleeting(url, id string) bool {
	page, ok := s.At(url)
	return ok && page.File == "" && (slices.Contains(fleeting, id) || strings.HasPrefix(id, "letter-"))
}
