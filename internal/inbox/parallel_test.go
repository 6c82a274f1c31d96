package inbox

import (
	"errors"
	"fmt"
	"testing"

	"golang.org/x/sync/errgroup"

	"example.org/partake/internal/intake"
	"example.org/partake/internal/seal"
	"example.org/partake/internal/store"
)

// TestParallel (guarantee 10): while the command line exports, erases and seals
// anew, the server on the same file goes on taking what people send, and nothing
// of either is lost.
func TestParallel(t *testing.T) {
	oldID, src := pair(t, nil, "team")
	newID, next := pair(t, nil, "team 2028")
	old, to := parse(t, src), parse(t, next)
	server, file := open(t)
	const before, after, erased = 300, 200, 40
	for n := range before {
		put(t, server, sent(t, n, old, answers("name", fmt.Sprint(n))))
	}
	line, err := store.Open(t.Context(), "sqlite:"+file, func(string) string { return "" })
	if err != nil {
		t.Fatal(err)
	}
	defer line.Close()
	var all errgroup.Group
	all.Go(func() error {
		for n := before; n < before+after; n++ {
			if _, err := server.Save(t.Context(), sent(t, n, to, answers("name", fmt.Sprint(n))), nil, now); err != nil {
				return err
			}
		}
		return nil
	})
	all.Go(func() error {
		n := 0
		for e, err := range Opened(t.Context(), line.Each(t.Context(), store.Filter{}), []seal.Identity{oldID, newID}) {
			if err = errors.Join(err, e.Problem); err != nil {
				return err
			}
			n++
		}
		if n < before-erased {
			return fmt.Errorf("%d records in the export", n)
		}
		return nil
	})
	all.Go(func() error {
		for n := range erased {
			err := line.Erase(t.Context(), store.Tombstone{Reference: fmt.Sprintf("0000-%04d", n), Day: intake.DayOf(now), Reason: "asked", Who: "team"})
			if err != nil && !errors.Is(err, store.ErrTraces) { // somebody was reading: the next one cleans up
				return err
			}
		}
		return nil
	})
	all.Go(func() error {
		_, err := Rotate(t.Context(), line, Rotation{To: to, Identities: []seal.Identity{oldID, newID}, Key: key})
		return err
	})
	if err := all.Wait(); err != nil {
		t.Fatal(err)
	}
	n := 0
	for e, err := range Opened(t.Context(), server.Each(t.Context(), store.Filter{}), []seal.Identity{newID}) {
		if err != nil || e.Problem != nil || seal.CheckMAC(key, e.ID, e.Blob, e.Seal) != nil {
			t.Fatalf("%s: %v, %v", e.Reference, e.Problem, err)
		}
		n++
	}
	if n != before+after-erased {
		t.Errorf("%d records, want %d", n, before+after-erased)
	}
}
