package teamcopy

import (
	"crypto/rand"
	"os"
	"path/filepath"
	"testing"

	"example.org/partake/internal/casework"
	"example.org/partake/internal/intake"
	"example.org/partake/internal/store"
)

// step marks a record that may be here only.
func (x *team) step(db *store.DB, r intake.Record) {
	x.Helper()
	m, err := casework.NewMark(rand.Reader, r.ID, nil, intake.Placed, 10, "team")
	x.must(err)
	_, err = casework.Add(x.Context(), db, m)
	x.must(err)
}

// TestUnsent: what was done here counts until it is on the desk, also when the line is
// cut on the way; what came from others does not, nor does what stays here for good,
// which is told once. Nobody can say before the first push or pull.
func TestUnsent(t *testing.T) {
	x := newTeam(t, 2, 2)
	one, file := x.laptops[0], filepath.Join(t.TempDir(), "s.db")
	put(t, one, sentSmall(7)) // came on paper, on this computer only
	want := func(when string, n int, known bool) {
		t.Helper()
		if got, k, err := ReadSent(file).Unsent(t.Context(), one); err != nil || got != n || k != known {
			t.Errorf("%s: %d changes, known %t, %v; want %d, %t", when, got, k, err, n, known)
		}
	}
	push := func(when string, want Pushed) {
		t.Helper()
		sent := ReadSent(file)
		got, err := Push(t.Context(), x.client, one, sent)
		x.must(err)
		x.must(sent.Write(file))
		if got != want {
			t.Errorf("%s: %+v, want %+v", when, got, want)
		}
	}
	x.step(one, sentSmall(0))
	want("before anything went", 0, false)
	push("the first time", Pushed{Steps: 1})
	want("after the first push", 0, true)

	x.step(one, sentSmall(0))
	x.step(one, sentSmall(7))
	x.must(one.Erase(t.Context(), store.Tombstone{Reference: sentSmall(1).Reference, Day: 10, Reason: "asked", Who: "team"}))
	want("two marks and an erasure", 3, true)
	x.line.left.Store(40)
	sent := ReadSent(file)
	if _, err := Push(t.Context(), x.client, one, sent); err == nil {
		t.Error("the line was not cut")
	}
	x.must(sent.Write(file))
	x.line.left.Store(1 << 40)
	if n, _, err := ReadSent(file).Unsent(t.Context(), one); err != nil || n < 2 {
		t.Errorf("after a cut, %d changes, %v: the marks did not go", n, err)
	}

	x.step(x.laptops[1], sentSmall(0))
	_, err := Push(t.Context(), x.client, x.laptops[1], &Sent{})
	x.must(err)
	pushed, err := Push(t.Context(), x.client, one, sent)
	x.must(err)
	x.must(sent.Write(file))
	if pushed.Steps != 1 || pushed.Stayed != 1 || pushed.Waiting != 1 || pushed.Both != 1 {
		t.Errorf("both worked: %+v", pushed)
	}
	want("what stays does not count", 0, true)
	push("what stayed is told once", Pushed{Waiting: 1})
	fetched, err := Fetch(t.Context(), x.client, one, sent)
	x.must(err)
	x.must(sent.Write(file))
	if fetched != (Fetched{Steps: 1}) {
		t.Errorf("%+v", fetched)
	}
	want("what others did is sent already", 0, true)

	// The desk gets the record after all: what stayed goes.
	put(t, x.desk, sentSmall(7))
	push("after the record came there", Pushed{Steps: 1})
	want("all is there", 0, true)
	push("nothing more", Pushed{})

	x.must(os.WriteFile(file+sentEnd, []byte("{broken"), 0o600))
	want("a broken memory", 0, false)
	push("it loses nothing", Pushed{})
	want("and mends", 0, true)
}
