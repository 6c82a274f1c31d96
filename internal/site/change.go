package site

import (
	"time"

	"example.org/partake/internal/opportunity"
)

// NextChange is the next moment at which time alone may change a page: midnight
// in London, or an opportunity that opens, is closing soon or closes before.
// Nothing else on a site looks at the time of day. No page changes between Now
// and that moment.
func (s *Site) NextChange() time.Time {
	next := (s.Today + 1).Start()
	for _, o := range s.Opportunities {
		for _, at := range turns(o.Opportunity) {
			if at.After(s.Now) && at.Before(next) {
				next = at
			}
		}
	}
	return next
}

// turns are the moments at which StateOf may say something else. An opportunity
// is open up to its last moment, and closed right after it.
func turns(o *opportunity.Opportunity) []time.Time {
	var out []time.Time
	if o.Opens.Date != 0 {
		out = append(out, o.Opens.Start())
	}
	if o.Closes.Date != 0 {
		end := o.Closes.End()
		out = append(out, end.Add(-Soon), end.Add(1))
	}
	return out
}
