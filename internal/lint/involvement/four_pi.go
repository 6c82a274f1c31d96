package involvement

import (
	"strings"

	"example.org/partake/internal/lint"
	"example.org/partake/internal/opportunity"
	"example.org/partake/internal/site"
)

// The five parts of 4Pi, each a rule: an opportunity meets a part when a field
// shows it, or when fourpi says where it is met. The fields are those from which
// its page tells readers how it meets the five.
var (
	principles = fourPi("Principles", "how we relate to each other", "add agreement: {use: true}",
		func(o *site.Opportunity, own opportunity.FourPi) bool {
			return own.Principles != "" || o.Agreement != nil && o.Agreement.Use || o.Pay.Job // which has a contract
		})
	purpose = fourPi("Purpose", "why people are asked, and what they can change", `add can_change: ["What is on the menu"]`,
		func(o *site.Opportunity, own opportunity.FourPi) bool {
			return own.Purpose != "" || len(o.CanChange) > 0 || o.Level == "informing"
		})
	presence = fourPi("Presence", "who takes part", "add places: and experience:",
		func(o *site.Opportunity, own opportunity.FourPi) bool {
			return own.Presence != "" || o.Experience != nil || o.Places != (opportunity.Places{})
		})
	process = fourPi("Process", "how people take part and what supports them", "add support: and access:",
		func(o *site.Opportunity, own opportunity.FourPi) bool {
			return own.Process != "" || o.Support != "" && o.Access != nil
		})
	impact = fourPi("Impact", "what difference it makes, and how people hear of it", "add feedback: {days_after_close: 60, how: [email, phone]}",
		func(o *site.Opportunity, own opportunity.FourPi) bool { return own.Impact != "" || o.Feedback != nil })
)

func fourPi(part, about, hint string, met func(*site.Opportunity, opportunity.FourPi) bool) lint.Rule {
	key := strings.ToLower(part)
	return lint.Rule{
		Name: "4pi-" + key, Asker: "4Pi " + part, About: "An opportunity shows " + about + ".",
		Page: current(func(p *lint.Page, o *site.Opportunity) {
			own := opportunity.FourPi{}
			if o.FourPi != nil {
				own = *o.FourPi
			}
			if !met(o, own) {
				p.Find(p.At(""), hint+", or say it in your words: fourpi: {"+key+": \"…\"}", "the page does not show %s: %s", part, about)
			}
		}),
	}
}
