package disclosure

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"
	"time"
)

// The world of the attack: three cells, two of one quarter and one of the next. A
// state is the exact counts of all three, none of them over top.
const (
	cells  = 3
	top    = 12
	radix  = top + 1
	states = radix * radix * radix
)

var (
	spring = QuarterOf(at("2026-01-01"))
	cellOf = [cells]struct {
		form    string
		quarter Quarter
	}{{"a", spring}, {"b", spring}, {"a", spring + 1}}
)

type state [cells]int

func stateOf(n int) state { return state{n % radix, n / radix % radix, n / radix / radix} }

func (s state) index() int { return s[0] + radix*(s[1]+radix*s[2]) }

func (s state) count(q Quarter) []Cell {
	var out []Cell
	for i, c := range cellOf {
		if c.quarter == q {
			out = append(out, Cell{Form: c.form, Sent: s[i]})
		}
	}
	return out
}

// moment is a look: what everybody knows of it.
type moment struct {
	now          time.Time
	purged       bool // the time of the first quarter's records is over: everybody knows the rule
	looks        bool // it is published, or published again
	ledger, file []Table
	seen         string      // what is published
	counted      [cells]bool // which cells it was worked out from
}

// life is a desk from February to September.
type life struct {
	moments []moment
	truth   []state
}

// begun says whether there can be a record in a cell.
func (m moment) begun(cell int) bool { return QuarterOf(m.now) >= cellOf[cell].quarter }

// scheme says what somebody sees at a moment, if the state is this one.
type scheme func(m moment, s state) ([]Table, string)

// ours is the real one.
func ours(m moment, s state) ([]Table, string) {
	all, err := Next(m.ledger, m.file, m.now, func(q Quarter) ([]Cell, error) { return s.count(q), nil })
	if err != nil {
		panic(err)
	}
	return all, text(all)
}

// text is what matters of tables.
func text(all []Table) string {
	var b []byte
	for _, t := range all {
		b = append(strconv.AppendInt(b, int64(t.Quarter), 10), ':')
		for _, r := range t.Rows {
			b = append(append(append(append(b, r.Form...), ' '), r.Sent.String()...), r.Done.String()...)
		}
	}
	return string(b)
}

// risks are what may go wrong in a life, in percent of its looks.
type risks struct{ lostFile, lostLedger, lostBoth int }

// live plays a random life. In each cell no more than one record comes or goes
// between two looks: by the web or on paper, late or not, or erased.
func live(r *rand.Rand, show scheme, risk risks) life {
	var l life
	s := state{r.IntN(11), r.IntN(11), 0}
	var published []Table
	for day := at("2026-02-08"); day.Before(at("2026-09-10")); day = day.AddDate(0, 0, 13) {
		m := moment{now: day, purged: QuarterOf(day) == spring+2 && len(l.moments)%3 == 0, looks: r.IntN(100) < 60, ledger: published, file: published}
		for i := range s {
			if m.begun(i) && len(l.moments) > 0 {
				s[i] = min(top, max(0, s[i]+r.IntN(3)-1+r.IntN(2)*r.IntN(2)*(i/2)))
			}
		}
		s = clip(l.truth, s)
		if m.purged {
			s[0], s[1] = 0, 0
		}
		switch n := r.IntN(100); {
		case n < risk.lostBoth:
			m.ledger, m.file = nil, nil
		case n < risk.lostBoth+risk.lostFile:
			m.file = nil
		case n < risk.lostBoth+risk.lostFile+risk.lostLedger:
			m.ledger = nil
		}
		if m.looks {
			published, m.seen = show(m, s)
			m.counted = m.told(show, s)
		}
		l.moments, l.truth = append(l.moments, m), append(l.truth, s)
	}
	return l
}

// clip keeps a step to one record in each cell.
func clip(before []state, s state) state {
	if len(before) > 0 {
		last := before[len(before)-1]
		for i := range s {
			s[i] = min(last[i]+1, max(last[i]-1, s[i]))
		}
	}
	return s
}

// set is a set of states.
type set []bool

// moved are the states that may follow: each cell stays, or one comes or goes.
func (from set) moved(m moment, back bool) set {
	for i, stride := range [cells]int{1, radix, radix * radix} {
		to := slices.Clone(from)
		for n, in := range from {
			if !in || !m.begun(i) {
				continue
			}
			if at := n / stride % radix; at > 0 {
				to[n-stride] = true
			}
			if at := n / stride % radix; at < top {
				to[n+stride] = true
			}
		}
		from = to
	}
	if m.purged && !back {
		from = from.purged()
	}
	return from
}

// purged are the states after a purge of the first two cells.
func (from set) purged() set {
	to := make(set, states)
	for n, in := range from {
		if in {
			to[state{0, 0, stateOf(n)[2]}.index()] = true
		}
	}
	return to
}

// unpurged are the states before one.
func (from set) unpurged() set {
	to := make(set, states)
	for n := range to {
		to[n] = from[state{0, 0, stateOf(n)[2]}.index()]
	}
	return to
}

// possible are the states at each moment that some history goes through which fits
// all that was seen, before and after; with blind, without seeing anything.
func (l life) possible(show scheme, blind bool) []set {
	fits := make([]set, len(l.moments))
	for i, m := range l.moments {
		fits[i] = make(set, states)
		for n := range fits[i] {
			fits[i][n] = true
		}
		if !m.looks || blind || m.counted == [cells]bool{} {
			continue
		}
		for n := range fits[i] {
			_, seen := show(m, stateOf(n))
			fits[i][n] = seen == m.seen
		}
	}
	forward := make(set, states)
	for n := range forward {
		forward[n] = stateOf(n)[2] == 0
	}
	var ways []set
	for i, m := range l.moments {
		if i > 0 {
			forward = forward.moved(m, false)
		}
		forward = both(forward, fits[i])
		ways = append(ways, forward)
	}
	back := fits[len(fits)-1]
	for i := len(ways) - 1; i >= 0; i-- {
		ways[i] = both(ways[i], back)
		if i > 0 {
			if l.moments[i].purged {
				back = back.unpurged()
			}
			back = both(back.moved(l.moments[i], true), fits[i-1])
		}
	}
	return ways
}

// told says which cells what is seen follows from: another count would show at once.
func (m moment) told(show scheme, s state) (out [cells]bool) {
	for i := range s {
		for n := range top + 1 {
			other := s
			other[i] = n
			_, seen := show(m, other)
			out[i] = out[i] || seen != m.seen
		}
	}
	return out
}

func both(a, b set) set {
	out := make(set, states)
	for n := range out {
		out[n] = a[n] && b[n]
	}
	return out
}

// values are the counts that a cell may have.
func (from set) values(cell int) []int {
	var seen [top + 1]bool
	for n, in := range from {
		if in {
			seen[stateOf(n)[cell]] = true
		}
	}
	var out []int
	for n, in := range seen {
		if in {
			out = append(out, n)
		}
	}
	return out
}

// recovered says which small number somebody can tell more of than is meant to be
// told. Of one that was published that is more than that it is one from 1 to 7; of
// one at another moment, which one it is. What they could tell blindly does not count.
func (l life) recovered(t *testing.T, show scheme) string {
	t.Helper()
	seeing, blind := l.possible(show, false), l.possible(show, true)
	for i, s := range l.truth {
		if !seeing[i][s.index()] {
			t.Fatalf("the attack is wrong: %v on %s is what was", s, l.moments[i].now.Format(time.DateOnly))
		}
		for cell, n := range s {
			if !small(n) {
				continue
			}
			now, before := seeing[i].values(cell), blind[i].values(cell)
			day := l.moments[i].now.Format(time.DateOnly)
			if len(now) == 1 && len(before) > 1 {
				return fmt.Sprintf("on %s cell %d has %d", day, cell, n)
			}
			for _, other := range before {
				if l.moments[i].counted[cell] && small(other) && !slices.Contains(now, other) {
					return fmt.Sprintf("on %s cell %d has %d, and can't be %d", day, cell, n, other)
				}
			}
		}
	}
	return ""
}

// TestAttack: somebody who saw all that was ever published of a desk, and works out
// all histories that fit, can't tell of a small number that was published more than
// that it is one from 1 to 7, nor at any other moment which one it is.
// With any of the rules left out they can.
func TestAttack(t *testing.T) {
	published := 0 // small numbers
	lives := func(n int, show scheme, risk risks) (told string) {
		for seed := range uint64(n) {
			l := live(rand.New(rand.NewPCG(seed, 8)), show, risk)
			if told = l.recovered(t, show); told != "" {
				return told
			}
			for i, m := range l.moments {
				for cell, counted := range m.counted {
					if counted && small(l.truth[i][cell]) {
						published++
					}
				}
			}
		}
		return ""
	}
	if told := lives(50, ours, risks{lostFile: 20, lostLedger: 20}); told != "" || published < 50 {
		t.Errorf("%s; of %d small numbers", told, published)
	}
	for name, broken := range map[string]struct {
		show scheme
		risk risks
	}{
		"totals are published":       {show: totals},
		"open quarters are counted":  {show: open},
		"closed ones are recounted":  {show: recounted},
		"file and ledger are lost":   {ours, risks{lostBoth: 50}},
		"other numbers are rounded":  {show: tens},
		"the file alone is believed": {show: fileAlone, risk: risks{lostFile: 50}},
	} {
		if told := lives(60, broken.show, broken.risk); told == "" {
			t.Errorf("%s, and nothing is recovered: the attack does not bite", name)
		} else {
			t.Logf("%s: %s", name, told)
		}
	}
}

// totals adds a rounded total of each quarter.
func totals(m moment, s state) ([]Table, string) {
	all, seen := ours(m, s)
	for _, due := range []Quarter{spring, spring + 1} {
		if q, ok := Due(m.ledger, m.now); ok && q == due {
			sum := 0
			for _, c := range s.count(q) {
				sum += c.Sent
			}
			seen += " " + Round(sum).String()
		}
	}
	return all, seen
}

// open counts the quarter that is not over, too, anew each time.
func open(m moment, s state) ([]Table, string) {
	all, seen := ours(m, s)
	return all, seen + text([]Table{Publish(QuarterOf(m.now), m.now, s.count(QuarterOf(m.now)))})
}

// recounted counts all quarters that are over, each time.
func recounted(m moment, s state) ([]Table, string) {
	var all []Table
	for q := spring; q < QuarterOf(m.now); q++ {
		all = append(all, Publish(q, m.now, s.count(q)))
	}
	return all, text(all)
}

// fileAlone has no ledger.
func fileAlone(m moment, s state) ([]Table, string) {
	m.ledger = nil
	return ours(m, s)
}

// tens rounds small numbers like the others.
func tens(m moment, s state) ([]Table, string) {
	all, seen := ours(m, s)
	if q, ok := Due(m.ledger, m.now); ok {
		for _, c := range s.count(q) {
			seen += " " + strconv.Itoa((c.Sent+2)/5*5)
		}
	}
	return all, seen
}
