// Package promise lists what a site promises, with the day on which each promise
// falls due and whether it is kept.
//
// There are five kinds: an action of an ambition; a reply to the people who took
// part in an opportunity; what an update says will be done; the day on which
// something that can't be done yet is looked at again; and the day by which the
// difference is known that something made. Calendars, reports, agendas and the
// feedback clock are made of this one list, so that they never differ.
//
// Pages that are archived or unlisted promise nothing here, nor do other forms of a
// page, such as translations.
//
// A promise is kept when the page says so: no clock keeps one. An action that was
// stopped is not kept and falls due no more; its page says why.
package promise

import (
	"cmp"
	"slices"
	"strings"

	"example.org/partake/internal/content"
	"example.org/partake/internal/page"
	"example.org/partake/internal/site"
	"example.org/partake/internal/value"
)

// Kind is what is promised.
type Kind int

// The kinds.
const (
	Act        Kind = iota // an action of an ambition
	Reply                  // to those who took part in an opportunity
	Plan                   // what an update says will be done
	LookAgain              // at what can't be done yet
	Difference             // is known by then
)

// Promise is something that was promised for a day.
type Promise struct {
	Kind   Kind
	What   string // the action, or the title of the opportunity or update
	Due    value.Date
	Kept   bool
	KeptOn value.Date // 0 when it is not kept, or nobody says when
	Over   bool       // stopped, or overtaken: it falls due no more
	Owner  string     // as its page has it: words, or the id of a person or group
	Page   *page.Page // where it stands

	// One of them is set, by Kind; Ambition goes with Action.
	Action      *content.Action
	Ambition    *site.Ambition
	Opportunity *site.Opportunity
	Update      *site.Update
}

// Open says whether it is still to be kept.
func (p Promise) Open() bool { return !p.Kept && !p.Over }

// Overdue says whether its day has passed and it is not kept.
func (p Promise) Overdue(today value.Date) bool { return p.Open() && p.Due < today }

// OfSite lists every promise of the strategies that hold now, of the opportunities
// and of the updates, by the day on which they fall due.
func OfSite(s *site.Site) []Promise {
	var out []Promise
	for _, st := range s.Strategies {
		if st.State != "replaced" {
			out = append(out, actions(st.Ambitions)...)
		}
	}
	return sorted(append(out, answers(s.Opportunities, s.Updates)...))
}

// OfStrategy lists the promises of a strategy: its actions, and what the updates
// say that name one of its ambitions.
func OfStrategy(st *site.Strategy) []Promise {
	out := actions(st.Ambitions)
	seen := map[string]bool{}
	for _, a := range st.Ambitions {
		for _, p := range answers(a.Opportunities, a.Updates) {
			if !seen[p.Page.ID] {
				out = append(out, p)
			}
		}
		for _, o := range a.Opportunities {
			seen[o.ID] = true
		}
		for _, u := range a.Updates {
			seen[u.ID] = true
		}
	}
	return sorted(out)
}

// OfTopic lists the promises of a service or an area: to those who took part there,
// and in the updates that name it.
func OfTopic(t *site.Topic) []Promise { return sorted(answers(t.Opportunities, t.Updates)) }

func actions(list []*site.Ambition) []Promise {
	var out []Promise
	for _, a := range list {
		for i := range a.Actions {
			x := &a.Actions[i]
			p := Promise{
				Kind: Act, What: x.What, Due: x.Due, Kept: x.Status == "done", Over: x.Status == "stopped",
				Owner: cmp.Or(x.Owner, a.Owner), Page: &a.Page, Action: x, Ambition: a,
			}
			if p.Kept {
				p.KeptOn = x.StatusDate
			}
			out = append(out, p)
		}
	}
	return out
}

func answers(opportunities []*site.Opportunity, updates []*site.Update) []Promise {
	var out []Promise
	for _, o := range opportunities {
		if p, ok := reply(o); ok {
			out = append(out, p)
		}
	}
	for _, u := range updates {
		if u.Listed() && !another(u.Links) {
			out = append(out, ofUpdate(u)...)
		}
	}
	return out
}

// reply is the promise to tell people what came of an opportunity. It is kept by the
// first update that names it, or by its outcome.
func reply(o *site.Opportunity) (Promise, bool) {
	p := Promise{Kind: Reply, What: o.Title, Due: o.ReplyBy(), Owner: o.Contact.Name, Page: &o.Page, Opportunity: o}
	if p.Due == 0 || !o.Listed() || another(o.Links) {
		return p, false
	}
	p.Over = o.State == site.Cancelled
	p.Kept = o.Outcome != nil || len(o.Updates) > 0
	for _, u := range o.Updates {
		if told := cmp.Or(u.RepliedOn, u.Published); told != 0 && (p.KeptOn == 0 || told < p.KeptOn) {
			p.KeptOn = told
		}
	}
	return p, true
}

// another says whether a page is another form of one, such as a translation: what it
// promises stands there already.
func another(l *site.Links) bool { return l != nil && l.Version != nil }

// ofUpdate are the promises that an update makes.
func ofUpdate(u *site.Update) []Promise {
	var out []Promise
	add := func(kind Kind, due value.Date, kept, over bool, on value.Date) {
		if due == 0 {
			return
		}
		p := Promise{Kind: kind, What: u.Title, Due: due, Kept: kept, Over: over, Owner: u.Owner, Page: &u.Page, Update: u}
		if kept {
			p.KeptOn = on
		}
		out = append(out, p)
	}
	cannot := u.Status == "cannot" || u.Status == "cannot-now"
	add(Plan, u.Due, u.Status == "done", cannot, u.StatusDate)
	add(LookAgain, u.LookAgain, u.Status != "cannot-now", false, u.StatusDate)
	add(Difference, u.DifferenceDue, u.Difference != "", cannot && u.Difference == "", 0) // no key says when it was found out
	return out
}

// sorted puts promises into the order of their days.
func sorted(list []Promise) []Promise {
	slices.SortStableFunc(list, func(x, y Promise) int {
		return cmp.Or(cmp.Compare(x.Due, y.Due), cmp.Compare(x.Kind, y.Kind), strings.Compare(x.Page.ID, y.Page.ID), strings.Compare(x.What, y.What))
	})
	return list
}
