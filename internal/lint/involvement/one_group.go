package involvement

import (
	"example.org/partake/internal/lint"
	"example.org/partake/internal/site"
)

// oneGroup: services are planned, shaped and delivered by patients, carers and
// staff together.
var oneGroup = lint.Rule{
	Name: "one-group", Asker: "4Pi Presence",
	About: "Co-design and co-production name more than one group of people.",
	Page: current(func(p *lint.Page, o *site.Opportunity) {
		if (o.Level == "co-design" || o.Level == "co-production") && len(o.Who) == 1 {
			p.Find(p.At("who"), "name all who will be in the room: who: [patients, carers, staff]", "the level is %s, and only one group is named", o.Level)
		}
	}),
}
