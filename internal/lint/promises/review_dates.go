package promises

import (
	"slices"

	"example.org/partake/internal/lint"
	"example.org/partake/internal/page"
)

// reviewDates: readers want to know whether what they read still holds.
var reviewDates = lint.Rule{
	Name: "review-dates", Asker: "NHS content guide",
	About: "Strategies, guides and pages about us say when they were last reviewed and when they are next.",
	Page: func(p *lint.Page) {
		if !slices.Contains([]page.Kind{page.KindAbout, page.KindGuide, page.KindStrategy}, p.Kind) {
			return
		}
		if p.Reviewed == 0 {
			p.Find(p.At(""), "add reviewed: "+p.Site.Today.ISO()+" once you have read it through", "the page does not say when it was last reviewed")
		}
		if p.ReviewDue == 0 {
			p.Find(p.At(""), "add review_due: "+p.Site.Today.AddYears(1).ISO(), "the page does not say when it is reviewed next")
		}
	},
}
