package involvement

import (
	"example.org/partake/internal/lint"
	"example.org/partake/internal/site"
)

// consultation: to be asked about a plan that is made is not to shape it.
var consultation = lint.Rule{
	Name: "consultation", Asker: "4Pi Purpose, the Gunning principles",
	About: "People are consulted while a plan can still change, and not on what staff have settled.",
	Page: current(func(p *lint.Page, o *site.Opportunity) {
		if o.Level == "consultation" && (o.Stage == "design" || o.Stage == "delivery") {
			p.Find(p.At("level"), "ask people in before there is a plan; where it is too late for that, say in can_change: what is still open, and silence this with the reason",
				"people are asked for their view of a plan that exists already: its stage is %s", o.Stage)
		}
	}),
}
