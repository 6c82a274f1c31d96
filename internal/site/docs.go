package site

import (
	"cmp"
	"slices"
	"strings"

	"example.org/partake/internal/config"
	"example.org/partake/internal/content"
	"example.org/partake/internal/value"
)

// Opportunity is an opportunity with what belongs to it.
type Opportunity struct {
	*content.Opportunity
	State     State
	Contact   value.Contact // never empty: falls back to the team
	Named     bool          // Contact is not the team
	Rate      *config.Rate  // nil without a rate
	Services  []*Topic
	Areas     []*Topic
	Ambitions []*Ambition
	Updates   []*Update
}

// Update is an update with what belongs to it.
type Update struct {
	*content.Update
	Services      []*Topic
	Areas         []*Topic
	Opportunities []*Opportunity
	Ambitions     []*Ambition
}

// Strategy is a strategy with its ambitions in order.
type Strategy struct {
	*content.Strategy
	Ambitions  []*Ambition
	Supersedes *Strategy
	ReplacedBy *Strategy
}

// Ambition is an ambition with all that works towards it.
type Ambition struct {
	*content.Ambition
	Strategy      *Strategy
	Opportunities []*Opportunity
	Updates       []*Update
	Evidence      map[string]*Update // updates that its actions name
}

// sort puts the published pages into their lists.
func (a *assembler) sort(docs []content.Doc) {
	a.opps, a.ambs, a.updates = map[string]*Opportunity{}, map[string]*Ambition{}, map[string]*Update{}
	s := a.site
	strategies := map[string]*Strategy{}
	var ambitions []*Ambition
	for _, d := range docs {
		switch d := d.(type) {
		case *content.Home:
			s.Home = d
		case *content.Opportunity:
			o := &Opportunity{Opportunity: d, State: stateOf(d, s.Now)}
			s.Opportunities, a.opps[d.ID] = append(s.Opportunities, o), o
		case *content.Update:
			u := &Update{Update: d}
			s.Updates, a.updates[d.ID] = append(s.Updates, u), u
		case *content.Strategy:
			st := &Strategy{Strategy: d}
			s.Strategies, strategies[d.Folder] = append(s.Strategies, st), st
		case *content.Ambition:
			amb := &Ambition{Ambition: d, Evidence: map[string]*Update{}}
			ambitions, a.ambs[d.ID] = append(ambitions, amb), amb
		case *content.Plain:
			if d.Kind == content.KindGuide {
				s.Guides = append(s.Guides, d)
			} else {
				s.About = append(s.About, d)
			}
		}
	}
	a.ambitions(ambitions, strategies)
	slices.SortFunc(s.Opportunities, byState)
	slices.SortFunc(s.Updates, func(x, y *Update) int {
		return cmp.Or(cmp.Compare(y.StatusDate, x.StatusDate), cmp.Compare(x.ID, y.ID))
	})
	slices.SortFunc(s.Strategies, func(x, y *Strategy) int {
		return cmp.Or(cmp.Compare(rank(x), rank(y)), cmp.Compare(y.Period.Start, x.Period.Start), cmp.Compare(x.ID, y.ID))
	})
	byTitle := func(x, y *content.Plain) int {
		return cmp.Or(strings.Compare(x.Title, y.Title), strings.Compare(x.ID, y.ID))
	}
	slices.SortFunc(s.Guides, byTitle)
	slices.SortFunc(s.About, byTitle)
}

// rank puts the current strategy first and replaced ones last.
func rank(s *Strategy) int {
	return slices.Index([]value.StrategyState{"current", "consultation", "draft", "replaced"}, s.State)
}

// byState puts open ones first, the soonest to close on top, then those that
// open later, then the past ones, newest first.
func byState(x, y *Opportunity) int {
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

// ambitions puts each ambition into the strategy of its folder, in order.
func (a *assembler) ambitions(list []*Ambition, strategies map[string]*Strategy) {
	for _, amb := range list {
		st := strategies[amb.Folder]
		if st == nil {
			if !a.drafts[amb.Folder] && !a.hidden[amb.Folder] {
				a.errorf(amb.At(""), "write content/"+amb.Folder+"/index.md", "the ambition has no strategy: its folder has no index.md")
			}
			continue
		}
		amb.Strategy = st
		st.Ambitions = append(st.Ambitions, amb)
	}
	for _, st := range a.site.Strategies {
		slices.SortFunc(st.Ambitions, func(x, y *Ambition) int {
			return cmp.Or(cmp.Compare(x.Order, y.Order), strings.Compare(x.ID, y.ID))
		})
	}
	a.ambitionNumbers()
}

// ambitionNumbers finds two ambitions of a strategy with one number. It looks
// at those that are published later too: time alone must not make a mistake.
func (a *assembler) ambitionNumbers() {
	type number struct {
		folder string
		order  int
	}
	first := map[number]string{}
	for _, d := range a.in.Docs {
		amb, ok := d.(*content.Ambition)
		if !ok || amb.Draft && !a.in.Drafts {
			continue
		}
		n := number{amb.Folder, amb.Order}
		if other, twice := first[n]; twice {
			a.errorf(amb.At("order"), "", "two ambitions have the number %d: this one and %s", amb.Order, other)
			continue
		}
		first[n] = amb.File
	}
}
