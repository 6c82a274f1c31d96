package teamcopy

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"example.org/partake/internal/exchange"
	"example.org/partake/internal/intake"
	"example.org/partake/internal/store"
)

// line is a desk that sends pages.
type line struct {
	pages [][]exchange.Row
	fail  error // at the end of the pages
	acked []string
	deaf  bool // does not hear what is safe
}

func (l *line) Pull(_ context.Context, after int64, _ bool, take func(exchange.Row) error) (int64, bool, error) {
	if int(after) >= len(l.pages) {
		return after, false, l.fail
	}
	for _, r := range l.pages[after] {
		if err := take(r); err != nil {
			return after, false, err
		}
	}
	return after + 1, int(after)+1 < len(l.pages) || l.fail != nil, nil
}

func (l *line) Pulled(_ context.Context, references []string) error {
	if l.deaf {
		return exchange.ErrCut
	}
	l.acked = append(l.acked, references...)
	return nil
}

func rows(all ...intake.Record) []exchange.Row {
	var out []exchange.Row
	for _, r := range all {
		r.Nonce, r.Answers = [32]byte{}, [32]byte{} // they stay on the desk
		out = append(out, exchange.Row{Record: r})
	}
	return out
}

// TestPull: what becomes of each kind of row, and what the desk hears of it.
func TestPull(t *testing.T) {
	db, _ := open(t)
	a, b, c := sentSmall(1), sentSmall(2), sentSmall(3)
	c.State = intake.Contacted
	pull := func(l *line) (Report, []string, error) {
		var told []string
		report, err := Pull(t.Context(), l, db, false, now, func(r intake.Record) { told = append(told, r.Reference) })
		return report, told, err
	}
	l := &line{pages: [][]exchange.Row{rows(a, b), append([]exchange.Row{{Forged: "9999-9999"}}, rows(c)...)}}
	report, told, err := pull(l)
	if err != nil || report.New != 3 || !slices.Equal(report.Forged, []string{"9999-9999"}) || report.Fine() || !slices.Equal(told, []string{"0000-0001", "0000-0002", "0000-0003"}) {
		t.Errorf("%+v, %v, %v", report, told, err)
	}
	if !slices.Equal(l.acked, told) {
		t.Errorf("the desk heard of %v", l.acked)
	}
	for ref, want := range map[string]intake.State{"0000-0001": intake.Pulled, "0000-0003": intake.Contacted} {
		if r, err := db.Get(t.Context(), ref); err != nil || r.State != want || r.Expires != a.Expires {
			t.Errorf("%+v, %v", r, err)
		}
	}
	// Again, also after the day on which the MACs of answers are forgotten, and
	// after one was erased.
	if err := errors.Join(db.Forget(t.Context(), now.Add(48*time.Hour)), db.Erase(t.Context(), store.Tombstone{Reference: "0000-0002", Day: 1, Reason: "asked", Who: "team"})); err != nil {
		t.Fatal(err)
	}
	clash, clear := sentSmall(4), sentSmall(5)
	clash.Reference, clear.Form = a.Reference, "ada@example.org"
	moved := a
	moved.Reference = "8888-8888"
	text := sentSmall(6)
	text.Blob = []byte("not sealed")
	l = &line{pages: [][]exchange.Row{rows(a, b, c, clash, clear, moved, text)}}
	report, told, err = pull(l)
	if err != nil || report.New != 0 || report.Known != 2 || report.Erased != 1 || told != nil ||
		!slices.Equal(report.Refused, []string{"0000-0001", "0000-0005", "8888-8888", "0000-0006"}) || !slices.Equal(l.acked, []string{"0000-0001", "0000-0002", "0000-0003"}) {
		t.Errorf("%+v, %v, %v; acked %v", report, told, err, l.acked)
	}
}

// TestPullBroken: what came before a break is kept, the desk does not hear of it
// before it is safe, and a desk that turns in circles is left.
func TestPullBroken(t *testing.T) {
	db, _ := open(t)
	a, b := sentSmall(1), sentSmall(2)
	none := func(intake.Record) {}
	l := &line{pages: [][]exchange.Row{rows(a)}, fail: exchange.ErrCut}
	if r, err := Pull(t.Context(), l, db, false, now, none); !errors.Is(err, exchange.ErrCut) || r.New != 1 || len(l.acked) != 1 {
		t.Errorf("%+v, %v", r, err)
	}
	l = &line{pages: [][]exchange.Row{rows(a, b)}, deaf: true}
	if r, err := Pull(t.Context(), l, db, false, now, none); !errors.Is(err, exchange.ErrCut) || r.New != 1 || r.Known != 1 {
		t.Errorf("%+v, %v", r, err)
	}
	if _, err := Pull(t.Context(), &circles{}, db, false, now, none); err == nil {
		t.Error("it goes round for ever")
	}
	l = &line{pages: [][]exchange.Row{rows(sentSmall(3))}}
	if _, err := Pull(t.Context(), l, full{db}, false, now, none); !errors.Is(err, store.ErrFull) || len(l.acked) != 0 {
		t.Errorf("a record that is not on disk was called safe: %v, %v", l.acked, err)
	}
}

// full is a store on a full disk.
type full struct{ *store.DB }

func (full) Save(context.Context, intake.Record, []intake.Mail, time.Time) (intake.Saved, error) {
	return intake.Saved{}, store.ErrFull
}

type circles struct{ line }

func (*circles) Pull(context.Context, int64, bool, func(exchange.Row) error) (int64, bool, error) {
	return 0, true, nil
}
