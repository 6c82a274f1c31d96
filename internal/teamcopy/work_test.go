package teamcopy

import (
	"bytes"
	"crypto/rand"
	"fmt"
	"log/slog"
	mathrand "math/rand/v2"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"example.org/partake/internal/casework"
	"example.org/partake/internal/exchange"
	"example.org/partake/internal/intake"
	"example.org/partake/internal/store"
)

// team is a desk and computers that work with copies of what it has.
type team struct {
	*testing.T
	desk    *store.DB
	laptops []*store.DB
	line    *cutter
	client  exchange.Client
	notes   map[casework.ID]casework.Step
	erased  map[casework.ID]bool
}

func newTeam(t *testing.T, laptops, records int) *team {
	t.Helper()
	desk, _ := open(t)
	for i := range records {
		put(t, desk, sentSmall(i))
	}
	hashed, err := exchange.HashToken(token)
	if err != nil {
		t.Fatal(err)
	}
	x := &team{T: t, desk: desk, notes: map[casework.ID]casework.Step{}, erased: map[casework.ID]bool{}}
	x.line = &cutter{h: &exchange.Handler{Store: desk, Token: hashed, Key: key, Log: slog.New(slog.DiscardHandler)}}
	server := httptest.NewServer(x.line)
	t.Cleanup(server.Close)
	x.client = exchange.Client{Base: server.URL, Token: token}
	x.line.left.Store(1 << 40)
	for range laptops {
		db, _ := open(t)
		x.laptops = append(x.laptops, db)
		x.pull(db)
	}
	return x
}

func (x *team) pull(db *store.DB) {
	x.Helper()
	if _, err := Pull(x.Context(), x.client, db, true, now, func(intake.Record) {}); err != nil {
		x.Fatal(err)
	}
}

func (x *team) must(err error) {
	x.Helper()
	if err != nil {
		x.Fatal(err)
	}
}

// act does something on one of the stores, as a person would.
func (x *team) act(dice *mathrand.Rand, db *store.DB) {
	x.Helper()
	r := sentSmall(dice.IntN(4))
	steps, err := casework.Of(x.Context(), db, r.ID)
	x.must(err)
	today := intake.DayOf(now) + intake.Day(dice.IntN(3))
	var s casework.Step
	switch dice.IntN(8) {
	case 0:
		if dice.IntN(3) == 0 {
			x.must(db.Erase(x.Context(), store.Tombstone{Reference: r.Reference, Day: today, Reason: "asked", Who: "team"}))
			x.erased[r.ID] = true
		}
		return
	case 1, 2, 3:
		s = casework.Step{Record: r.ID, Day: today, Who: "team", Keys: "k", Note: bytes.Repeat([]byte{0xff}, 40)}
		_, _ = rand.Read(s.ID[:])
	default:
		s, err = casework.NewMark(rand.Reader, r.ID, casework.Standing(steps), casework.Marks()[dice.IntN(5)], today, "team")
		x.must(err)
	}
	added, err := casework.Add(x.Context(), db, s)
	x.must(err)
	if !s.IsMark() && added.New == 1 {
		x.notes[s.ID] = s
	}
}

// story is all that a store says of all records.
func (x *team) story(db *store.DB) string {
	x.Helper()
	var out []string
	for r, err := range db.List(x.Context(), store.Filter{}) {
		x.must(err)
		steps, err := casework.Of(x.Context(), db, r.ID)
		x.must(err)
		slices.SortFunc(steps, func(a, b casework.Step) int { return bytes.Compare(a.ID[:], b.ID[:]) })
		out = append(out, fmt.Sprint(r.Reference, " ", strings.Replace(string(r.State), "new", "pulled", 1), " ", steps))
	}
	slices.Sort(out)
	return strings.Join(out, "\n")
}

// TestTwoLaptops: whatever two people and the desk do, in whatever order they push
// and pull, and wherever the line is cut, in the end all know the same; no note is
// lost, and no erased record comes back.
func TestTwoLaptops(t *testing.T) {
	cuts := 0
	for seed := range uint64(12) {
		dice := mathrand.New(mathrand.NewPCG(seed, 5))
		x := newTeam(t, 2, 4)
		for range 60 {
			db := x.laptops[dice.IntN(2)]
			x.line.left.Store(int64(dice.IntN(3000)))
			var err error
			switch dice.IntN(6) {
			case 0:
				_, err = Push(t.Context(), x.client, db, &Sent{})
			case 1:
				_, err = Fetch(t.Context(), x.client, db, &Sent{})
			case 2:
				x.act(dice, x.desk)
			default:
				x.act(dice, db)
			}
			if err != nil {
				cuts++
			}
		}
		x.line.left.Store(1 << 40)
		for range 2 {
			for _, db := range x.laptops {
				_, err := Push(t.Context(), x.client, db, &Sent{})
				x.must(err)
				_, err = Fetch(t.Context(), x.client, db, &Sent{})
				x.must(err)
				x.pull(db)
			}
		}
		x.agree(seed)
	}
	if cuts < 20 {
		t.Errorf("the line was cut %d times only", cuts)
	}
}

func (x *team) agree(seed uint64) {
	x.Helper()
	want := x.story(x.desk)
	for i, db := range x.laptops {
		if got := x.story(db); got != want {
			x.Errorf("seed %d, laptop %d:\n%s\nthe desk:\n%s", seed, i, got, want)
		}
		names, err := casework.Names(x.Context(), db)
		x.must(err)
		for id, note := range x.notes {
			has := slices.Contains(names, casework.Name{ID: id, Record: note.Record})
			if has == x.erased[note.Record] {
				x.Errorf("seed %d, laptop %d: a note is here %t, its record was erased %t", seed, i, has, x.erased[note.Record])
			}
		}
	}
	for i := range 4 {
		r := sentSmall(i)
		if strings.Contains(want, r.Reference) == x.erased[r.ID] {
			x.Errorf("seed %d: %s is there %t, erased %t", seed, r.Reference, !x.erased[r.ID], x.erased[r.ID])
		}
	}
	for _, db := range x.laptops { // a round more has nothing to do
		pushed, err := Push(x.Context(), x.client, db, &Sent{})
		x.must(err)
		fetched, err := Fetch(x.Context(), x.client, db, &Sent{})
		x.must(err)
		if pushed != (Pushed{}) || fetched != (Fetched{}) {
			x.Errorf("seed %d: there was more to do: %+v, %+v", seed, pushed, fetched)
		}
	}
}

// TestAtOnce: two people mark the same record and do not know of each other. Both
// marks stay until one of them, who sees both, decides.
func TestAtOnce(t *testing.T) {
	x := newTeam(t, 2, 1)
	r := sentSmall(0)
	mark := func(db *store.DB, s intake.State, day intake.Day) {
		t.Helper()
		steps, err := casework.Of(t.Context(), db, r.ID)
		x.must(err)
		m, err := casework.NewMark(rand.Reader, r.ID, casework.Standing(steps), s, day, "team")
		x.must(err)
		_, err = casework.Add(t.Context(), db, m)
		x.must(err)
	}
	swap := func() {
		t.Helper()
		for range 2 {
			for _, db := range x.laptops {
				_, err := Push(t.Context(), x.client, db, &Sent{})
				x.must(err)
				_, err = Fetch(t.Context(), x.client, db, &Sent{})
				x.must(err)
			}
		}
	}
	mark(x.laptops[0], intake.Placed, 10)
	mark(x.laptops[1], intake.NotNow, 11)
	swap()
	for _, db := range append(x.laptops, x.desk) {
		differ, err := casework.Disagreements(t.Context(), db)
		x.must(err)
		if marks := differ[r.ID]; len(marks) != 2 || marks[0].State != intake.NotNow || marks[1].State != intake.Placed {
			t.Errorf("%v", differ)
		}
	}
	mark(x.laptops[0], intake.Placed, 12)
	swap()
	for _, db := range append(x.laptops, x.desk) {
		differ, err := casework.Disagreements(t.Context(), db)
		x.must(err)
		got, err := db.Get(t.Context(), r.Reference)
		x.must(err)
		if len(differ) != 0 || got.State != intake.Placed {
			t.Errorf("%v, %s", differ, got.State)
		}
	}
}

// TestElsewhere: what was done with records that are not here is counted, and comes
// when they come.
func TestElsewhere(t *testing.T) {
	x := newTeam(t, 1, 1)
	late, _ := open(t)
	m, err := casework.NewMark(rand.Reader, sentSmall(0).ID, nil, intake.Placed, 10, "team")
	x.must(err)
	_, err = casework.Add(t.Context(), x.laptops[0], m)
	x.must(err)
	if pushed, err := Push(t.Context(), x.client, x.laptops[0], &Sent{}); err != nil || pushed != (Pushed{Steps: 1}) {
		t.Errorf("%+v, %v", pushed, err)
	}
	if fetched, err := Fetch(t.Context(), x.client, late, &Sent{}); err != nil || fetched != (Fetched{Elsewhere: 1}) {
		t.Errorf("%+v, %v", fetched, err)
	}
	x.pull(late)
	if fetched, err := Fetch(t.Context(), x.client, late, &Sent{}); err != nil || fetched != (Fetched{Steps: 1}) {
		t.Errorf("%+v, %v", fetched, err)
	}
}

// TestExpired: what a store deletes because its time is over, by its own clock, is
// erased nowhere else.
func TestExpired(t *testing.T) {
	x := newTeam(t, 1, 2)
	if n, err := x.laptops[0].Purge(t.Context(), intake.DayOf(now)); err != nil || n != 2 {
		t.Fatal(n, err)
	}
	if pushed, err := Push(t.Context(), x.client, x.laptops[0], &Sent{}); err != nil || pushed != (Pushed{}) {
		t.Errorf("%+v, %v", pushed, err)
	}
	if s, err := x.desk.Stats(t.Context()); err != nil || s.States[intake.Pulled] != 2 {
		t.Errorf("%+v, %v", s, err)
	}
}
