package site

import (
	"cmp"
	"slices"
	"strings"

	"example.org/partake/internal/content"
	"example.org/partake/internal/value"
)

// ByTitle orders pages as one looks them up.
func ByTitle[T content.Doc](x, y T) int {
	p, q := x.Base(), y.Base()
	return cmp.Or(strings.Compare(value.Order(p.Title), value.Order(q.Title)), strings.Compare(p.ID, q.ID))
}

// ByRank orders strategies: the current one first, replaced ones last.
func ByRank(x, y *Strategy) int {
	return cmp.Or(cmp.Compare(rank(x), rank(y)), cmp.Compare(y.Period.Start, x.Period.Start), cmp.Compare(x.ID, y.ID))
}

// rank puts the current strategy first and replaced ones last.
func rank(s *Strategy) int {
	return slices.Index([]value.StrategyState{"current", "consultation", "draft", "replaced"}, s.State)
}

// ByState puts open ones first, the soonest to close on top, then those that
// open later, then the past ones, newest first.
func ByState(x, y *Opportunity) int {
	group := func(o *Opportunity) int {
		switch {
		case o.State.Open():
			return 0
		case o.State == Upcoming:
			return 1
		case o.State == Paused:
			return 2
		}
		return 3
	}
	closes := func(o *Opportunity) int {
		switch {
		case o.Closes.Date == 0:
			return 1 << 30
		case group(o) == 3:
			return -int(o.Closes.Date)
		case group(o) == 1:
			return int(o.Opens.Date)
		}
		return int(o.Closes.Date)
	}
	return cmp.Or(cmp.Compare(group(x), group(y)), cmp.Compare(closes(x), closes(y)), strings.Compare(x.ID, y.ID))
}
