package present

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"strconv"
	"testing"

	"example.org/partake/internal/content"
	"example.org/partake/internal/frame"
	"example.org/partake/internal/promise"
	"example.org/partake/internal/site"
	"example.org/partake/internal/value"
	"example.org/partake/internal/view"
	"example.org/partake/internal/wording"
)

const today value.Date = 20000

// randomStrategy has ambitions with promises in every state, due around today.
func randomStrategy(r *rand.Rand) *site.Strategy {
	st := &site.Strategy{}
	for range r.IntN(5) {
		a := &site.Ambition{Ambition: &content.Ambition{}}
		for range r.IntN(8) {
			statuses := value.ActionStatus("").Allowed()
			a.Actions = append(a.Actions, content.Action{
				What: fmt.Sprint(r.IntN(1000)), Status: value.ActionStatus(statuses[r.IntN(len(statuses))]), Due: today - 2 + value.Date(r.IntN(5)),
			})
		}
		st.Ambitions = append(st.Ambitions, a)
	}
	return st
}

func maker() *Maker {
	return New(frame.New(&site.Site{Today: today}, frame.Desk{}))
}

// Whatever the promises are, each counts once: the cells of a row add up to its
// last, the rows to the sum, and the words say the same figures.
func TestTotalsAddUp(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 2))
	m := maker()
	for range 500 {
		st := randomStrategy(r)
		promises := 0
		for _, a := range st.Ambitions {
			promises += len(a.Actions)
		}
		count := m.CountOf(st)
		if count.All != promises {
			t.Fatalf("%d promises, counted as %d", promises, count.All)
		}
		addsUp(t, m.totals(st, count), promises)
		saysAll(t, wording.Totals(count), promises)
	}
}

func addsUp(t *testing.T, v view.Totals, promises int) {
	t.Helper()
	sum := make([]int, len(v.Columns))
	for _, row := range v.Rows {
		parts := numbers(t, row.Cells)
		all := 0
		for i, n := range parts {
			sum[i] += n
			all += n
		}
		if last := parts[len(parts)-1]; all != 2*last {
			t.Fatalf("the parts of %v do not add up to the last", row.Cells)
		}
	}
	for i, n := range numbers(t, v.Sum) {
		if n != sum[i] || n == 0 {
			t.Fatalf("%s: %d, and the rows come to %d", v.Columns[i], n, sum[i])
		}
	}
	if promises > 0 && v.Sum[len(v.Sum)-1] != strconv.Itoa(promises) {
		t.Fatalf("%v do not end in %d", v.Sum, promises)
	}
}

func numbers(t *testing.T, cells []string) []int {
	t.Helper()
	out := make([]int, len(cells))
	for i, c := range cells {
		n, err := strconv.Atoi(c)
		if err != nil {
			t.Fatal(err)
		}
		out[i] = n
	}
	return out
}

func saysAll(t *testing.T, words string, promises int) {
	t.Helper()
	found := regexp.MustCompile(`\d+`).FindAllString(words, -1)
	if promises == 0 {
		if words != "" {
			t.Fatalf("no promise: %q", words)
		}
		return
	}
	all := numbers(t, found)
	sum := 0
	for _, n := range all[1:] {
		sum += n
	}
	if all[0] != promises || sum != promises {
		t.Fatalf("%d promises: %q", promises, words)
	}
}

// What is overdue stands first, then what is still to be done, then what is over;
// each by its day. What is overdue says so in words once its day has passed.
func TestOverdueFirst(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 3))
	m := maker()
	for range 300 {
		for _, a := range randomStrategy(r).Ambitions {
			inOrder(t, m, a)
		}
	}
}

func inOrder(t *testing.T, m *Maker, a *site.Ambition) {
	t.Helper()
	group, due := 0, value.Date(0)
	shown := m.actions(a)
	if len(shown) != len(a.Actions) {
		t.Fatalf("%d of %d promises are shown", len(shown), len(a.Actions))
	}
	for _, x := range shown {
		day := dueOf(t, x.Due)
		over := x.State.Text == "Done" || x.State.Text == "Stopped"
		now := 1
		switch {
		case x.Overdue:
			now = 0
		case over:
			now = 2
		}
		if now < group || now == group && day < due {
			t.Fatalf("%q stands too late", x.What)
		}
		group, due = now, day
		if passed := day < today && !over; passed != (x.Late != "") || passed && !x.Overdue {
			t.Fatalf("due %s, %s: overdue %t, %q", x.Due, x.State.Text, x.Overdue, x.Late)
		}
	}
}

// dueOf is the day that a page shows.
func dueOf(t *testing.T, words string) value.Date {
	t.Helper()
	for d := today - 3; d < today+4; d++ {
		if d.String() == words {
			return d
		}
	}
	t.Fatalf("%q is no day around today", words)
	return 0
}

// A promise whose page calls it late is overdue before its day; nothing that is done
// or stopped ever is.
func TestBehind(t *testing.T) {
	for _, c := range []struct {
		status value.ActionStatus
		due    value.Date
		want   bool
	}{
		{"late", today + 1, true},
		{"in-progress", today - 1, true},
		{"not-started", today - 1, true},
		{"changed", today - 1, true},
		{"in-progress", today, false},
		{"done", today - 1, false},
		{"stopped", today - 1, false},
	} {
		if got := promise.Behind(content.Action{Status: c.status, Due: c.due}, today); got != c.want {
			t.Errorf("%s, due %d days after today: %t", c.status, c.due-today, got)
		}
	}
}
