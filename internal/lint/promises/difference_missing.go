package promises

import (
	"example.org/partake/internal/lint"
	"example.org/partake/internal/site"
)

// differenceMissing: done is not yet better.
var differenceMissing = lint.Rule{
	Name: "difference-missing", Asker: "4Pi Impact",
	About: "An update says what is different, 90 days after it was done, or by when we find out.",
	Page: onUpdate(func(p *lint.Page, u *site.Update) {
		waits := u.DifferenceDue >= p.Site.Today
		if u.Status == "done" && u.Difference == "" && !waits && u.StatusDate+differenceDays < p.Site.Today {
			p.Find(p.At("status_date"), "ask the people concerned, then add difference: or difference_due: with a day by which you know",
				"this was done on %s, and the page does not say what is different now", u.StatusDate)
		}
	}),
}

const differenceDays = 90
