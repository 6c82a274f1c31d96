package promise

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"example.org/partake/internal/content"
	"example.org/partake/internal/opportunity"
	"example.org/partake/internal/page"
	"example.org/partake/internal/site"
	"example.org/partake/internal/value"
)

// A small site with a promise of each kind in each state, and the list that comes of
// it, worked through by hand. Today is 100, and days are numbers.
func TestOfSite(t *testing.T) {
	garden := opened("garden", 50) // by day 50, and nobody has heard
	menu := opened("menu", 60)
	told := &site.Update{Update: &content.Update{Page: page.Page{Origin: page.Origin{ID: "told"}, Title: "told", Published: 75}, Status: "done", StatusDate: 70, RepliedOn: 72}}
	again := &site.Update{Update: &content.Update{Page: page.Page{Origin: page.Origin{ID: "again"}, Title: "again", Published: 65}, Status: "heard", StatusDate: 60}}
	menu.Updates = []*site.Update{told, again} // the first of them keeps the promise: 65 is before 72
	off := opened("off", 80)
	off.State = site.Cancelled
	summed := opened("summed", 90)
	summed.Outcome = &opportunity.Outcome{}
	gone := opened("gone", 95)
	gone.Archived = true
	silent := opened("silent", 0) // promises nothing

	planned := &site.Update{Update: &content.Update{Page: page.Page{Origin: page.Origin{ID: "planned"}, Title: "planned"}, Status: "planned", StatusDate: 40, Due: 110, Owner: "Ward"}}
	done := &site.Update{Update: &content.Update{Page: page.Page{Origin: page.Origin{ID: "done"}, Title: "done"}, Status: "done", StatusDate: 88, Due: 99, DifferenceDue: 130}}
	known := &site.Update{Update: &content.Update{Page: page.Page{Origin: page.Origin{ID: "known"}, Title: "known"}, Status: "done", StatusDate: 10, DifferenceDue: 20, Difference: "Yes."}}
	notYet := &site.Update{Update: &content.Update{Page: page.Page{Origin: page.Origin{ID: "not-yet"}, Title: "not-yet"}, Status: "cannot-now", StatusDate: 30, Due: 97, LookAgain: 98}}
	looked := &site.Update{Update: &content.Update{Page: page.Page{Origin: page.Origin{ID: "looked"}, Title: "looked"}, Status: "cannot", StatusDate: 96, LookAgain: 94}}
	welsh := &site.Update{Update: &content.Update{Page: page.Page{Origin: page.Origin{ID: "welsh"}}, Status: "planned", Due: 110}, Links: &site.Links{Version: &site.Version{}}}
	away := &site.Update{Update: &content.Update{Page: page.Page{Origin: page.Origin{ID: "away"}, Archived: true}, Status: "planned", Due: 105}}

	now := plan("now", "current", content.Action{What: "letters", Due: 85, Status: "late", Owner: "Jean"}, content.Action{What: "training", Due: 105, Status: "done", StatusDate: 91}, content.Action{What: "app", Due: 105, Status: "stopped"})
	s := &site.Site{
		Opportunities: []*site.Opportunity{garden, menu, off, summed, gone, silent},
		Updates:       []*site.Update{told, again, planned, done, known, notYet, looked, welsh, away},
		Strategies:    []*site.Strategy{now, plan("then", "replaced", content.Action{What: "old", Due: 1, Status: "late"})},
	}
	same(t, OfSite(s), `
20 difference known: kept
50 reply garden: late
60 reply menu: kept on 65
80 reply off: over
85 act letters: late
90 reply summed: kept
94 again looked: kept on 96
97 plan not-yet: over
98 again not-yet: late
99 plan done: kept on 88
105 act app: over
105 act training: kept on 91
110 plan planned: open
130 difference done: open`)
}

// An update or an opportunity that serves two ambitions of a strategy stands in its
// list once, with all that it promises. A service's list has what names it.
func TestOfStrategyAndTopic(t *testing.T) {
	u := &site.Update{Update: &content.Update{Page: page.Page{Origin: page.Origin{ID: "u"}, Title: "u"}, Status: "done", StatusDate: 7, Due: 9, DifferenceDue: 120}}
	o := opened("o", 101)
	st := plan("st", "draft", content.Action{What: "first", Due: 100, Status: "in-progress"})
	second := *st.Ambitions[0]
	second.Ambition = &content.Ambition{Page: page.Page{Origin: page.Origin{ID: "st/second"}}, Actions: []content.Action{{What: "second", Due: 99, Status: "changed"}}}
	st.Ambitions = append(st.Ambitions, &second)
	for _, a := range st.Ambitions {
		a.Updates, a.Opportunities = []*site.Update{u}, []*site.Opportunity{o}
	}
	same(t, OfStrategy(st), `
9 plan u: kept on 7
99 act second: late
100 act first: open
101 reply o: open
120 difference u: open`)
	same(t, OfTopic(&site.Topic{Opportunities: []*site.Opportunity{o}, Updates: []*site.Update{u}}), `
9 plan u: kept on 7
101 reply o: open
120 difference u: open`)
}

// The owner of an action is its own, or else the ambition's.
func TestOwner(t *testing.T) {
	st := plan("st", "current", content.Action{What: "a", Due: 1, Owner: "Jean"}, content.Action{What: "b", Due: 2})
	st.Ambitions[0].Owner = "Board"
	list := OfStrategy(st)
	if list[0].Owner != "Jean" || list[1].Owner != "Board" {
		t.Errorf("%q and %q answer for them", list[0].Owner, list[1].Owner)
	}
}

// Each action counts once, whatever it is called: one that is not done on its day is
// overdue, and what is due today is not.
func TestCount(t *testing.T) {
	const today = 100
	list := []content.Action{
		{Status: "done", Due: 90},
		{Status: "done", Due: 110},
		{Status: "stopped", Due: 90},
		{Status: "late", Due: 110},
		{Status: "in-progress", Due: 99},
		{Status: "in-progress", Due: 100},
		{Status: "not-started", Due: 99},
		{Status: "not-started", Due: 101},
		{Status: "changed", Due: 99},
		{Status: "changed", Due: 120},
	}
	want := Count{All: 10, Done: 2, Overdue: 4, InProgress: 1, NotStarted: 1, Changed: 1, Stopped: 1}
	got := CountOf(list, today)
	if got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	if got.Done+got.Overdue+got.InProgress+got.NotStarted+got.Changed+got.Stopped != got.All {
		t.Error("the parts do not add up")
	}
	if two := CountOf(list[:4], today).Plus(CountOf(list[4:], today)); two != want {
		t.Errorf("in two parts %+v, want %+v", two, want)
	}
}

func opened(id string, by value.Date) *site.Opportunity {
	o := &site.Opportunity{Opportunity: &opportunity.Opportunity{Page: page.Page{Origin: page.Origin{ID: id}, Title: id}}, Links: &site.Links{}}
	if by != 0 {
		o.Feedback = &opportunity.Feedback{By: by}
	}
	return o
}

func plan(id string, state value.StrategyState, actions ...content.Action) *site.Strategy {
	st := &site.Strategy{Strategy: &content.Strategy{State: state}}
	st.Ambitions = []*site.Ambition{{Ambition: &content.Ambition{Page: page.Page{Origin: page.Origin{ID: id + "/first"}}, Actions: actions}, Strategy: st}}
	return st
}

// same holds a list to lines of what is due when, and how it stands on day 100.
func same(t *testing.T, list []Promise, want string) {
	t.Helper()
	var got []string
	for _, p := range list {
		state := "open"
		switch {
		case p.Kept && p.KeptOn != 0:
			state = fmt.Sprintf("kept on %d", p.KeptOn)
		case p.Kept:
			state = "kept"
		case p.Over:
			state = "over"
		case p.Overdue(100):
			state = "late"
		}
		kind := [...]string{"act", "reply", "plan", "again", "difference"}[p.Kind]
		got = append(got, fmt.Sprintf("%d %s %s: %s", p.Due, kind, p.What, state))
	}
	if lines := strings.Split(strings.TrimSpace(want), "\n"); !slices.Equal(got, lines) {
		t.Errorf("promises:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(lines, "\n"))
	}
}
