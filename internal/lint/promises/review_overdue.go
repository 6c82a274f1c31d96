package promises

import (
	"example.org/partake/internal/lint"
)

// reviewOverdue: the page promises that somebody has looked.
var reviewOverdue = lint.Rule{
	Name: "review-overdue", Asker: "NHS content guide",
	About: "Pages are reviewed by the day that they name.",
	Page: func(p *lint.Page) {
		if p.ReviewDue != 0 && p.ReviewDue < p.Site.Today {
			p.Find(p.At("review_due"), readThrough(p), "the page was to be reviewed by %s", p.ReviewDue)
		}
	},
}

func readThrough(p *lint.Page) string {
	return "read the page through, then write reviewed: " + p.Site.Today.ISO() + " and a new review_due"
}
