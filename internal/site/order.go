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
	return cmp.Or(strings.Compare(p.Order, q.Order), strings.Compare(p.ID, q.ID))
}

// ByRank orders strategies: the current one first, replaced ones last.
func ByRank(x, y *Strategy) int {
	return cmp.Or(cmp.Compare(rank(x), rank(y)), cmp.Compare(y.Period.Start, x.Period.Start), cmp.Compare(x.ID, y.ID))
}

// rank puts the current strategy first and replaced ones last.
func rank(s *Strategy) int {
	return slices.Index([]value.StrategyState{"current", "consultation", "draft", "replaced"}, s.State)
}

// SortByState puts open ones first, the soonest to close on top, then those that
// open later, then the past ones, newest first.
func SortByState(list []*Opportunity) {
	type placed struct {
		group, closes int
		*Opportunity
	}
	all := make([]placed, len(list))
	for i, o := range list {
		group := stateGroup(o.State)
		all[i] = placed{group, closing(o, group), o}
	}
	slices.SortFunc(all, func(x, y placed) int {
		return cmp.Or(cmp.Compare(x.group, y.group), cmp.Compare(x.closes, y.closes), strings.Compare(x.ID, y.ID))
	})
	for i, p := range all {
		list[i] = p.Opportunity
	}
}

func stateGroup(s State) int {
	switch {
	case s.Open():
		return 0
	case s == Upcoming:
		return 1
	case s == Paused:
		return 2
	}
	return 3
}

// closing is what an opportunity stands by in its group: the day on which it
// closes, opens or closed.
func closing(o *Opportunity, group int) int {
	switch {
	case o.Closes.Date == 0:
		return 1 << 30
	case group == 3:
		return -int(o.Closes.Date)
	case group == 1:
		return int(o.Opens.Date)
	}
	return int(o.Closes.Date)
}

// Sort brings all lists into their order, while the Site is made.
func (s *Site) Sort() {
	slices.SortFunc(s.Strategies, ByRank)
	for i, st := range s.Strategies {
		st.Place = i
	}
	for i, a := range s.Ambitions() {
		a.Place = i
	}
	for i, t := range slices.Concat(s.Services, s.Areas) {
		t.Place = i
	}
	s.SortDates()
	s.SortTitles()
}

// SortDates brings the lists into their order that go by dates.
func (s *Site) SortDates() {
	SortByState(s.Opportunities)
	for i, o := range s.Opportunities {
		o.Place = i
	}
	slices.SortFunc(s.Updates, func(x, y *Update) int {
		return cmp.Or(cmp.Compare(y.StatusDate, x.StatusDate), cmp.Compare(x.ID, y.ID))
	})
	for i, u := range s.Updates {
		u.Place = i
	}
}

// Ambitions are those of all strategies.
func (s *Site) Ambitions() []*Ambition {
	var out []*Ambition
	for _, st := range s.Strategies {
		out = append(out, st.Ambitions...)
	}
	return out
}

// SortTitles brings the lists of the directory into their order: most go by titles.
func (s *Site) SortTitles() {
	slices.SortFunc(s.About, ByTitle)
	slices.SortFunc(s.Terms, ByTitle)
	slices.SortFunc(s.Guides, ByTitle)
	slices.SortFunc(s.Learning, ByTitle)
	slices.SortFunc(s.People, ByTitle)
	slices.SortFunc(s.Groups, ByTitle)
	slices.SortFunc(s.Routes, ByTitle)
	slices.SortFunc(s.Forms, ByTitle)
	slices.SortFunc(s.News, func(x, y *content.News) int {
		return cmp.Or(cmp.Compare(y.Published, x.Published), strings.Compare(x.ID, y.ID))
	})
	ended := func(o *Organisation) int {
		if o.Over(s.Today) {
			return 1
		}
		return 0
	}
	slices.SortFunc(s.Organisations, func(x, y *Organisation) int { return cmp.Or(cmp.Compare(ended(x), ended(y)), ByTitle(x, y)) })
	for i, l := range s.Learning {
		l.Place = i
	}
	for i, o := range s.Organisations {
		o.Place = i
	}
}
