package teamcopy

import (
	"errors"
	"slices"
	"testing"

	"example.org/partake/internal/exchange"
	"example.org/partake/internal/intake"
	"example.org/partake/internal/seal"
	"example.org/partake/internal/store"
)

// TestCatchUp: a computer gets what a colleague's pulled first, once, and not what was
// erased on it. A forged record is named once, and the line may break anywhere.
func TestCatchUp(t *testing.T) {
	x := newTeam(t, 2, 3)
	one, two := x.laptops[0], x.laptops[1]
	for i := 3; i < 9; i++ {
		put(t, x.desk, sentSmall(i))
	}
	forged := sentSmall(9)
	forged.Seal = seal.MAC(key, forged.ID, []byte("another"))
	put(t, x.desk, forged)
	x.must(two.Erase(t.Context(), store.Tombstone{Reference: sentSmall(1).Reference, Day: 1, Reason: "asked", Who: "team"}))
	none := func(intake.Record) {}
	if report, err := Pull(t.Context(), x.client, one, false, now, none); err != nil || report.New != 6 {
		t.Fatalf("%+v, %v", report, err)
	}
	report, err := Pull(t.Context(), x.client, two, false, now, none)
	if err != nil || report.New != 0 || len(report.Forged) != 1 {
		t.Fatalf("%+v, %v", report, err)
	}
	var told []string
	note := func(r intake.Record) { told = append(told, r.Reference) }
	for left := int64(0); ; left += 150 { // bytes before the line breaks
		x.line.left.Store(left)
		err := CatchUp(t.Context(), x.client, two, now, &report, note)
		if err == nil {
			break
		}
		if errors.Is(err, exchange.ErrNothing) || left > 1<<20 {
			t.Fatal(err)
		}
	}
	x.line.left.Store(1 << 40)
	x.must(CatchUp(t.Context(), x.client, two, now, &report, note))
	want := []string{}
	for i := 3; i < 9; i++ {
		want = append(want, sentSmall(i).Reference)
	}
	if !slices.Equal(told, want) || report.New != len(want) || report.Known != 0 || report.Erased != 0 || len(report.Forged) != 1 {
		t.Errorf("told of %v, report %+v", told, report)
	}
	if _, err := two.Get(t.Context(), sentSmall(1).Reference); !errors.Is(err, store.ErrUnknown) {
		t.Errorf("what was erased here came again: %v", err)
	}
}
