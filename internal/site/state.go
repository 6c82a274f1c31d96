package site

import (
	"time"

	"example.org/partake/internal/opportunity"
)

// State is how far an opportunity is, from its dates or from what the file says.
type State int

// The states, in the order of lists.
const (
	ClosingSoon State = iota // open, and closes within 14 days
	Open
	Upcoming
	Paused
	Filled
	Closed
	Cancelled
)

// Soon is how long before the closing date an opportunity is closing soon.
const Soon = 14 * 24 * time.Hour

// Open says whether people can join now.
func (s State) Open() bool { return s == Open || s == ClosingSoon }

// Words is the state as pages show it.
func (s State) Words() string {
	return [...]string{"Closing soon", "Open", "Opens later", "Paused", "Filled", "Closed", "Cancelled"}[s]
}

// StateOf decides the state at a moment.
func StateOf(o *opportunity.Opportunity, now time.Time) State {
	switch o.Status {
	case "paused":
		return Paused
	case "filled":
		return Filled
	case "cancelled":
		return Cancelled
	}
	ends := o.Closes.Date != 0
	switch {
	case o.Opens.Date != 0 && now.Before(o.Opens.Start()):
		return Upcoming
	case ends && now.After(o.Closes.End()):
		return Closed
	case ends && o.Closes.End().Sub(now) <= Soon:
		return ClosingSoon
	}
	return Open
}
