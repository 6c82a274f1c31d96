package clock

import (
	"example.org/partake/internal/promise"
	"example.org/partake/internal/value"
)

// Duties are promises to people that are not kept yet, each list by due day.
type Duties struct {
	RepliesLate []promise.Promise // their day has passed
	Replies     []promise.Promise
	PlansLate   []promise.Promise
	Plans       []promise.Promise
	LookNow     []promise.Promise // the day has come on which we look again
	LookLater   []promise.Promise
	UnknownLate []promise.Promise // we were to know by now what difference it made
}

// DutiesOf sorts promises that are open. Actions are none of them: they stand with
// their strategy.
func DutiesOf(list []promise.Promise, today value.Date) Duties {
	var d Duties
	for _, p := range list {
		if !p.Open() {
			continue
		}
		late := p.Overdue(today)
		switch p.Kind {
		case promise.Reply:
			put(p, late, &d.RepliesLate, &d.Replies)
		case promise.Plan:
			put(p, late, &d.PlansLate, &d.Plans)
		case promise.LookAgain:
			put(p, p.Due <= today, &d.LookNow, &d.LookLater)
		case promise.Difference:
			if late {
				d.UnknownLate = append(d.UnknownLate, p)
			}
		case promise.Act:
		}
	}
	return d
}

// put adds a promise to the first list when its day has come, else to the second.
func put(p promise.Promise, come bool, now, later *[]promise.Promise) {
	to := later
	if come {
		to = now
	}
	*to = append(*to, p)
}
