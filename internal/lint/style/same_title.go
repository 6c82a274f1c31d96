package style

import (
	"slices"
	"strings"

	"example.org/partake/internal/content"
	"example.org/partake/internal/lint"
	"example.org/partake/internal/page"
)

// sameTitle: in a list of search results nobody can tell the two apart.
var sameTitle = lint.Rule{
	Name: "same-title", Asker: "WCAG 2.4.2",
	About: "No two pages have the same title.",
	Site: func(s *lint.Site) {
		first := map[string]*page.Page{}
		docs := slices.Clone(s.Index.Docs)
		slices.SortFunc(docs, func(x, y content.Doc) int { return strings.Compare(x.Base().File, y.Base().File) })
		for _, d := range docs {
			p := d.Base()
			if p.Kind == page.KindTerm || p.Kind == page.KindForm || p.Archived || s.Links(p).Version != nil {
				continue
			}
			title := string(p.Lang) + " " + strings.ToLower(p.Title)
			if other := first[title]; other != nil {
				s.Find(p.At("title"), "add what sets it apart: a place or a year", "%s has the same title", other.File)
				continue
			}
			first[title] = p
		}
	},
}
