package site

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
	if d, found := s.Index.Docs[ref]; found {
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
