package involvement

import (
	"slices"

	"example.org/partake/internal/lint"
	"example.org/partake/internal/site"
	"example.org/partake/internal/value"
)

// fewPlaces: one or two people at a table of professionals are there for show.
var fewPlaces = lint.Rule{
	Name: "few-places", Asker: "4Pi Presence",
	About: "A committee or a panel has places for more than 2 people.",
	Page: current(func(p *lint.Page, o *site.Opportunity) {
		panels := []value.Activity{"committee", "governance-meeting", "interview-panel"}
		if n := o.Places.Number; n > 0 && n <= 2 && slices.Contains(panels, o.Activity) {
			p.Find(p.At("places"), "make it 3 or more, or say in support: how they are not on their own", "there are only %d places on a committee or panel", n)
		}
	}),
}
