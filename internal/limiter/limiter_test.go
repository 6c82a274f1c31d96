package limiter

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"net/netip"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"example.org/partake/internal/intake"
	"example.org/partake/internal/store"
)

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// a desk is a limiter on a real store, with the keys that name its clients.
type desk struct {
	*Limiter
	keys intake.Keys
	db   *store.DB
	file string
}

func newDesk(t *testing.T) desk {
	t.Helper()
	file := filepath.Join(t.TempDir(), "desk.db")
	db, err := store.Open(context.Background(), "sqlite:"+file, func(string) string { return "" })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	keys, err := intake.NewKeys(bytes.Repeat([]byte{1}, 32))
	if err != nil {
		t.Fatal(err)
	}
	return desk{New(db), keys, db, file}
}

func (d desk) look(t *testing.T, from string, at time.Duration) intake.Verdict {
	t.Helper()
	now := noon.Add(at)
	v, err := d.Allow(context.Background(), d.keys.Limit(netip.MustParseAddr(from), now), now)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// Input 65: the sixth look in a minute has to wait until the minute is over, and
// no longer; another client does not (F5).
func TestMinute(t *testing.T) {
	d := newDesk(t)
	for i := range PerMinute {
		if v := d.look(t, "192.0.2.7", time.Duration(i)*time.Second); v != (intake.Verdict{OK: true}) {
			t.Errorf("look %d: %+v", i+1, v)
		}
	}
	for range 50 { // impatience costs nothing more
		if v := d.look(t, "192.0.2.7", 20*time.Second); v != (intake.Verdict{After: 40 * time.Second}) {
			t.Fatalf("the sixth: %+v", v)
		}
	}
	if v := d.look(t, "192.0.2.8", 20*time.Second); !v.OK {
		t.Errorf("another client: %+v", v)
	}
	if v := d.look(t, "192.0.2.7", time.Minute); !v.OK {
		t.Errorf("a minute later: %+v", v)
	}
}

// Input 66: thirty people in a library within an hour are all let in, and the
// thirty-first is told when (F5).
func TestHour(t *testing.T) {
	d := newDesk(t)
	for i := range PerHour {
		if v := d.look(t, "2001:db8::1", time.Duration(i)*time.Minute); v != (intake.Verdict{OK: true}) {
			t.Errorf("person %d: %+v", i+1, v)
		}
	}
	if v := d.look(t, "2001:db8::2", 45*time.Minute); v != (intake.Verdict{After: 15 * time.Minute}) {
		t.Errorf("person 31: %+v", v)
	}
	if v := d.look(t, "2001:db8::2", time.Hour); !v.OK {
		t.Errorf("the next hour: %+v", v)
	}
}

// However many come in a minute, nobody is refused: above 120 it is a burst (F5).
func TestBurst(t *testing.T) {
	d := newDesk(t)
	from := netip.MustParseAddr("198.51.100.0")
	for i := range AllMinute + 10 {
		from = from.Next()
		if v := d.look(t, from.String(), 0); v != (intake.Verdict{OK: true, Burst: i >= AllMinute}) {
			t.Errorf("client %d: %+v", i+1, v)
		}
	}
	if v := d.look(t, "192.0.2.7", time.Minute); v != (intake.Verdict{OK: true}) {
		t.Errorf("a minute later: %+v", v)
	}
}

// Fifty at once from one client: five are let in, not one more.
func TestParallel(t *testing.T) {
	d := newDesk(t)
	var in atomic.Int32
	var all sync.WaitGroup
	for range 50 {
		all.Go(func() {
			if d.look(t, "192.0.2.7", 0).OK {
				in.Add(1)
			}
		})
	}
	all.Wait()
	if in.Load() != PerMinute {
		t.Errorf("%d were let in", in.Load())
	}
}

// F7: no address is stored, and what is counted is gone within two hours.
func TestForgotten(t *testing.T) {
	d := newDesk(t)
	client := netip.MustParseAddr("192.0.2.7")
	name := d.keys.Limit(client, noon)
	d.look(t, client.String(), 0)
	if !d.stored(t, name[:]) {
		t.Error("nothing is counted in the store, so the next lines show nothing")
	}
	if d.stored(t, []byte(client.String())) || d.stored(t, client.AsSlice()) {
		t.Error("the address is in the store")
	}
	if err := d.db.Forget(context.Background(), noon.Add(2*time.Hour)); err != nil {
		t.Fatal(err)
	}
	if d.stored(t, name[:]) {
		t.Error("the count is still in the store")
	}
}

// stored says whether bytes are in the store's files.
func (d desk) stored(t *testing.T, needle []byte) bool {
	t.Helper()
	for _, end := range []string{"", "-wal"} {
		text, err := os.ReadFile(d.file + end)
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			t.Fatal(err)
		}
		if bytes.Contains(text, needle) {
			return true
		}
	}
	return false
}

// broken is a store that fails.
type broken struct{}

var errBroken = errors.New("broken")

func (broken) CountAll(context.Context, ...intake.Tally) ([]int, error) { return nil, errBroken }

// Without the store nobody is let in, and nobody is told that they were too fast.
func TestBroken(t *testing.T) {
	v, err := New(broken{}).Allow(context.Background(), [8]byte{}, noon)
	if !errors.Is(err, errBroken) || v != (intake.Verdict{}) {
		t.Errorf("%+v, %v", v, err)
	}
}

// Memory counts as the store does, forgets, and takes no more room than it may.
func TestMemory(t *testing.T) {
	d := newDesk(t)
	m := new(Memory)
	d.Limiter = New(m)
	for i := range PerMinute + 1 {
		if v := d.look(t, "192.0.2.7", 0); v.OK != (i < PerMinute) {
			t.Errorf("look %d: %+v", i+1, v)
		}
	}
	if v := d.look(t, "192.0.2.7", time.Minute); !v.OK {
		t.Errorf("the next minute: %+v", v)
	}
	for i := range uint64(mostCounts) {
		if _, err := d.Allow(context.Background(), [8]byte(binary.BigEndian.AppendUint64(nil, i)), noon.Add(2*time.Minute)); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(m.counts); n > mostCounts+1 {
		t.Errorf("%d counts", n)
	}
	if v := d.look(t, "192.0.2.8", 2*time.Minute); !v.OK || !v.Burst {
		t.Errorf("in a flood: %+v", v)
	}
	d.look(t, "192.0.2.8", 25*time.Hour)
	if n := len(m.counts); n != 3 {
		t.Errorf("%d counts a day later", n)
	}
	if m.Forget(noon.Add(27 * time.Hour)); len(m.counts) != 0 { // F7, where nobody looks any more
		t.Errorf("%d counts two hours after the last look", len(m.counts))
	}
}
