package promises

import (
	"example.org/partake/internal/content"
	"example.org/partake/internal/frontmatter"
	"example.org/partake/internal/lint"
)

// targetPassed: an aim whose day has passed is owed a figure, reached or not.
var targetPassed = lint.Rule{
	Name: "target-passed", Asker: "4Pi Impact",
	About: "When the day of a target has passed, somebody has counted again and says whether it was reached.",
	Page: func(p *lint.Page) {
		for i, m := range liveMeasures(p) {
			if t := m.Target; t != nil && t.By < p.Site.Today && m.AsOf < t.By {
				p.Find(p.At(frontmatter.Index("measures", i)+".target.by"), "ask or count again, then move the old figure into history; the page says whether the target was reached",
					"the target was for %s, and the last figure is from %s", t.By, m.AsOf)
			}
		}
	},
}

// liveMeasures are the figures of a strategy that still holds, or of its ambition.
func liveMeasures(p *lint.Page) []content.Measure {
	switch {
	case p.Strategy != nil && p.Strategy.State != "replaced":
		return p.Strategy.Measures
	case p.Ambition != nil && p.Ambition.Strategy.State != "replaced":
		return p.Ambition.Measures
	}
	return nil
}
