package promises

import (
	"slices"

	"example.org/partake/internal/lint"
	"example.org/partake/internal/site"
	"example.org/partake/internal/value"
)

// noReply: somebody told us something and has heard nothing for a month. Where
// an answer is there, asked/replied_on asks for the day.
var noReply = lint.Rule{
	Name: "no-reply", Asker: "HRA C, 4Pi Impact",
	About: "People who told us something hear from us within 30 days, if only that we are looking into it.",
	Page: onUpdate(func(p *lint.Page, u *site.Update) {
		answered := slices.Contains([]value.UpdateStatus{"done", "partly", "cannot"}, u.Status)
		if days := p.Site.Today - u.HeardOn; u.RepliedOn == 0 && !answered && days > replyDays {
			p.Find(p.At("heard_on"), "tell them how far it is, then add replied_on: "+p.Site.Today.ISO()+" and told: [email]",
				"we heard this %d days ago, and the page does not say that we replied", days)
		}
	}),
}

const replyDays = 30
