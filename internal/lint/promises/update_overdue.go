package promises

import (
	"slices"

	"example.org/partake/internal/lint"
	"example.org/partake/internal/site"
	"example.org/partake/internal/value"
)

// updateOverdue: a day has passed on which something was to be done.
var updateOverdue = lint.Rule{
	Name: "update-overdue", Asker: "4Pi Impact",
	About: "What we said we would do is done by the day that the update names.",
	Page: onUpdate(func(p *lint.Page, u *site.Update) {
		over := slices.Contains([]value.UpdateStatus{"done", "cannot", "cannot-now"}, u.Status)
		if u.Due != 0 && u.Due < p.Site.Today && !over {
			p.Find(p.At("due"), "write status: done and what you did, or a new day and the reason", "this was to be done by %s, and the status is %s", u.Due, u.Status)
		}
	}),
}
