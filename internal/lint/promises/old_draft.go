package promises

import (
	"example.org/partake/internal/lint"
	"example.org/partake/internal/value"
)

// oldDraft: a draft that nobody has touched for half a year was forgotten, or is
// not wanted.
var oldDraft = lint.Rule{
	Name: "old-draft", Asker: "partake check",
	About: "Drafts are published, or deleted, within 6 months of the last day that they name.",
	Site: func(s *lint.Site) {
		for _, d := range s.All {
			p := d.Base()
			last := max(p.Published, p.Updated, p.Reviewed)
			if p.Draft && last != 0 && last+halfYear < s.Today {
				s.Find(p.At("draft"), "publish it: take the line out and write today's day; or delete the file", "this has been a draft since %s", last)
			}
		}
	},
}

const halfYear value.Date = 183 // days
