package promises

import (
	"example.org/partake/internal/lint"
	"example.org/partake/internal/site"
)

// lookAgain: "not yet" is an answer only for as long as we do look again.
var lookAgain = lint.Rule{
	Name: "look-again", Asker: "4Pi Impact",
	About: "What we could not do is looked at again on the day that the page names.",
	Page: onUpdate(func(p *lint.Page, u *site.Update) {
		if u.Status == "cannot-now" && u.LookAgain <= p.Site.Today {
			p.Find(p.At("look_again"), "look at it again, then write what you found, with a new status_date and a new look_again", "we said that we would look at this again on %s", u.LookAgain)
		}
	}),
}
