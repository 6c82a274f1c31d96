package promises

import (
	"example.org/partake/internal/lint"
)

// reviewSoon gives time to find somebody to review a page.
var reviewSoon = lint.Rule{
	Name: "review-soon", Asker: "NHS content guide",
	About: "Pages to review within 30 days.",
	Page: func(p *lint.Page) {
		if left := p.ReviewDue - p.Site.Today; p.ReviewDue != 0 && left >= 0 && left <= soonDays {
			p.Find(p.At("review_due"), readThrough(p), "the page is to be reviewed by %s", p.ReviewDue)
		}
	},
}

const soonDays = 30
