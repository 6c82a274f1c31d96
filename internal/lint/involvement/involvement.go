// Package involvement holds the rules about good involvement: the five parts of
// 4Pi, signs of tokenism, the UK Standards, other forms of a page, and who has
// nothing to take part in. They look at what people can still join: what is over
// can't be made better.
package involvement

import (
	"example.org/partake/internal/lint"
	"example.org/partake/internal/site"
)

// Rules are the rules of this package.
var Rules = []lint.Rule{
	principles, purpose, presence, process, impact,
	coProductionWord, fewPlaces, oneGroup, consultation, lateStage, ukStandards, formats, noFormats, coverage,
}

// current makes a rule's function of one that looks at opportunities that people
// can join now or later.
func current(look func(*lint.Page, *site.Opportunity)) func(*lint.Page) {
	return func(p *lint.Page) {
		o := p.Opportunity
		if o != nil && (o.State.Open() || o.State == site.Upcoming || o.State == site.Paused) {
			look(p, o)
		}
	}
}
