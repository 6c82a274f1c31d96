package promises

import (
	"example.org/partake/internal/frontmatter"
	"example.org/partake/internal/lint"
)

// oldMeasure: an old figure says nothing about today.
var oldMeasure = lint.Rule{
	Name: "old-measure", Asker: "4Pi Impact",
	About: "Figures are at most 2 years old.",
	Page: func(p *lint.Page) {
		for i, m := range liveMeasures(p) {
			if m.AsOf.AddYears(2) < p.Site.Today {
				p.Find(p.At(frontmatter.Index("measures", i)+".as_of"), "ask or count again, then move the old figure into history", "the figure is from %s", m.AsOf)
			}
		}
	},
}
