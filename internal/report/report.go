// Package report gathers what a board asks of a site: the promises of its
// strategies, their measures, how quickly people hear back, what falls due next,
// and what people took part in. It holds figures and titles; package board puts
// them into words.
//
// A report is about a [Period]. The files of a site say how a promise stands, not
// how it stood: so promises are reported as they stand today, and a promise counts
// as changed in the period when the day of its status lies in it. What was heard,
// told, opened and closed is counted by its own day.
//
// [CSV] writes a report as one table. [CoverageOf] tells who was asked nothing and
// heard nothing for a while; the rule coverage of `partake check` asks it too.
package report

import (
	"cmp"
	"slices"

	"example.org/partake/internal/clock"
	"example.org/partake/internal/content"
	"example.org/partake/internal/promise"
	"example.org/partake/internal/site"
	"example.org/partake/internal/value"
)

// Board is a report for a board.
type Board struct {
	Organisation string
	Base         string // the site's address; addresses below are without it
	Today        value.Date
	Period       Period
	Strategies   []Strategy    // those that hold now
	Count        promise.Count // of all their actions
	Late         []Due         // answers that are overdue; the actions stand with their ambition
	Next         []Due         // what falls due in the next months
	Heard        int           // things that people told us in the period
	Clock        clock.Clock   // of the period
	Duties       clock.Duties  // as they stand today
	TakingPart   TakingPart
	TookPart     TakingPart // the same of the period before
}

// Due is a promise with who keeps it in words, "" for a person who is not shown now.
type Due struct {
	promise.Promise
	Who string
}

// NextMonths is how far Next looks.
const NextMonths = 3

// Strategy is a strategy that holds now.
type Strategy struct {
	*site.Strategy
	Ambitions []Ambition
	Count     promise.Count
	Measures  []Measure // its own, then those of its ambitions
}

// Ambition is an ambition with its actions: those overdue first, then those whose
// status is of the period, then the rest.
type Ambition struct {
	*site.Ambition
	Count   promise.Count
	Actions []Action
}

// Action is an action as it stands.
type Action struct {
	content.Action
	Owner    string   // in words; "" for a person who is not shown now
	With     []string // who keeps it too, without such people
	Overdue  bool
	Changed  bool // its status is of the period
	Evidence []*site.Update
}

// Status says how the action stands. That its day has passed is said too.
func (a Action) Status() string {
	if a.Overdue && a.Action.Status != "late" {
		return a.Action.Status.Words() + ", overdue"
	}
	return a.Action.Status.Words()
}

// Measure is a measure with the page that it stands on.
type Measure struct {
	content.Measure
	Title, URL string           // of that page
	Before     *content.Reading // the figure before, nil without one
	New        bool             // the figure is of the period
}

// BoardOf makes the report of a site.
func BoardOf(s *site.Site, p Period) Board {
	b := Board{Organisation: s.Config.Organisation.Name, Base: s.Base, Today: s.Today, Period: p, TakingPart: takingPart(s, p), TookPart: takingPart(s, p.Before())}
	for _, st := range s.Strategies {
		if st.State != "replaced" {
			x := strategy(s, st, p)
			b.Strategies = append(b.Strategies, x)
			b.Count = b.Count.Plus(x.Count)
		}
	}
	b.Clock = clock.Of(s.Updates, clock.Span(p), s.Today)
	for _, u := range s.Updates {
		if !u.Unlisted && u.HeardOn <= s.Today && p.Has(u.HeardOn) {
			b.Heard++
		}
	}
	b.promises(s, promise.OfSite(s))
	return b
}

// promises finds what is overdue and what falls due next.
func (b *Board) promises(s *site.Site, all []promise.Promise) {
	b.Duties = clock.DutiesOf(all, b.Today)
	until := Months(b.Today, NextMonths)
	for _, x := range all {
		switch {
		case !x.Open():
		case x.Overdue(b.Today) && x.Kind != promise.Act:
			b.Late = append(b.Late, dueOf(s, x))
		case x.Due >= b.Today && x.Due <= until:
			b.Next = append(b.Next, dueOf(s, x))
		}
	}
}

func dueOf(s *site.Site, p promise.Promise) Due {
	who, _ := s.Owner(p.Owner)
	return Due{p, who}
}

func strategy(s *site.Site, st *site.Strategy, p Period) Strategy {
	out := Strategy{Strategy: st, Measures: measures(st.Measures, st.Title, st.URL, p)}
	for _, a := range st.Ambitions {
		x := Ambition{Ambition: a, Count: promise.CountOf(a.Ambition.Actions, s.Today)}
		for _, action := range a.Ambition.Actions {
			x.Actions = append(x.Actions, actionOf(s, a, action, p))
		}
		slices.SortStableFunc(x.Actions, func(x, y Action) int { return cmp.Or(cmp.Compare(x.rank(), y.rank()), cmp.Compare(x.Due, y.Due)) })
		out.Ambitions = append(out.Ambitions, x)
		out.Count = out.Count.Plus(x.Count)
		out.Measures = append(out.Measures, measures(a.Measures, a.Title, a.URL, p)...)
	}
	return out
}

func actionOf(s *site.Site, a *site.Ambition, x content.Action, p Period) Action {
	out := Action{Action: x, Changed: p.Has(x.StatusDate), Overdue: promise.CountOf([]content.Action{x}, s.Today).Overdue == 1}
	out.Owner, _ = s.Owner(x.Owner)
	for _, ref := range x.CoOwned {
		if name, _ := s.Owner(ref); name != "" {
			out.With = append(out.With, name)
		}
	}
	for _, ref := range x.Evidence {
		if u := a.Evidence[ref]; u != nil {
			out.Evidence = append(out.Evidence, u)
		}
	}
	return out
}

// rank puts actions into the order in which a board asks for them.
func (a Action) rank() int {
	switch {
	case a.Overdue:
		return 0
	case a.Changed:
		return 1
	}
	return 2
}

func measures(list []content.Measure, title, url string, p Period) []Measure {
	var out []Measure
	for _, m := range list {
		x := Measure{Measure: m, Title: title, URL: url, New: p.Has(m.AsOf)}
		for i, r := range m.History {
			if x.Before == nil || r.AsOf > x.Before.AsOf {
				x.Before = &m.History[i]
			}
		}
		out = append(out, x)
	}
	return out
}
