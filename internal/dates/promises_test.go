package dates

import (
	"strings"
	"testing"
	"time"

	"example.org/partake/internal/content"
	"example.org/partake/internal/page"
	"example.org/partake/internal/promise"
	"example.org/partake/internal/site"
	"example.org/partake/internal/value"
)

// An action stays the same entry when its day, its owner, its state or its place among
// others changes. With other words it is another promise, and two with the same words
// are two.
func TestPromiseNames(t *testing.T) {
	names := func(actions ...content.Action) map[*content.Action]string {
		a := &site.Ambition{Ambition: &content.Ambition{Page: page.Page{Origin: page.Origin{ID: "a/b"}}, Actions: actions}}
		out := map[*content.Action]string{}
		for i := range a.Actions {
			x := &a.Actions[i]
			out[x] = promiseName(promise.Promise{Kind: promise.Act, Action: x, Ambition: a})
		}
		return out
	}
	first := []content.Action{{What: "Train", Due: 10, Owner: "A"}, {What: "Train", Due: 20}, {What: "Build", Due: 30}}
	later := []content.Action{{What: "Build", Due: 31, Status: "late"}, {What: "New", Due: 5}, {What: "Train", Due: 40, Owner: "B", Status: "done"}, {What: "Train", Due: 20}}
	was, is := names(first...), names(later...)
	name := func(all map[*content.Action]string, list []content.Action, i int) string { return all[&list[i]] }
	if name(was, first, 0) != name(is, later, 2) || name(was, first, 1) != name(is, later, 3) || name(was, first, 2) != name(is, later, 0) {
		t.Errorf("names have changed: %v, then %v", was, is)
	}
	if name(was, first, 0) == name(was, first, 1) || name(is, later, 1) == name(is, later, 0) {
		t.Errorf("two promises have one name: %v", was)
	}
}

// What is open stays, however old. What was kept or stopped stays for a year after its
// day, or after the last word on it.
func TestPromisesStay(t *testing.T) {
	now := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	s := &site.Site{Base: "https://a.example", Now: now, Today: value.DateOf(now)}
	for name, c := range map[string]struct {
		promise promise.Promise
		action  content.Action
		want    string // how the entry begins, "" for none
	}{
		"old and open":     {promise.Promise{Due: s.Today - 2000}, content.Action{StatusDate: s.Today - 2000}, "Promise late"},
		"due today":        {promise.Promise{Due: s.Today}, content.Action{}, "Promise due"},
		"kept a year ago":  {promise.Promise{Due: s.Today - 365, Kept: true}, content.Action{}, "Promise kept"},
		"kept long ago":    {promise.Promise{Due: s.Today - 366, Kept: true}, content.Action{StatusDate: s.Today - 366}, ""},
		"kept late":        {promise.Promise{Due: s.Today - 900, Kept: true, KeptOn: s.Today - 3}, content.Action{StatusDate: s.Today - 3}, "Promise kept"},
		"stopped lately":   {promise.Promise{Due: s.Today - 900, Over: true}, content.Action{StatusDate: s.Today - 3}, "Promise stopped"},
		"stopped long ago": {promise.Promise{Due: s.Today - 900, Over: true}, content.Action{StatusDate: s.Today - 800}, ""},
	} {
		p := c.promise
		p.What, p.Action, p.Page = "x", &c.action, &page.Page{}
		p.Ambition = &site.Ambition{Ambition: &content.Ambition{}}
		got := Promises(s, []promise.Promise{p})
		switch {
		case c.want == "" && len(got) > 0:
			t.Errorf("%s: it is still there: %s", name, got[0].Summary)
		case c.want != "" && (len(got) != 1 || !strings.HasPrefix(got[0].Summary, c.want+": x") || got[0].Cancelled):
			t.Errorf("%s: %+v, want %s", name, got, c.want)
		}
	}
}
