package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"example.org/partake/internal/cluster"
	"example.org/partake/internal/intake"
)

// a place is one kind of database and how to get a new one.
type place struct {
	name string
	dsn  func(t testing.TB) string
}

var places = []place{
	{"sqlite", func(t testing.TB) string { return "sqlite:" + filepath.Join(t.TempDir(), "desk.db") }},
	{"postgres", func(t testing.TB) string { return cluster.For(t).Database(t) }},
}

// everywhere runs a test in each kind of database.
func everywhere(t *testing.T, test func(t *testing.T, db *DB, dsn string)) {
	for _, p := range places {
		t.Run(p.name, func(t *testing.T) {
			dsn := p.dsn(t)
			test(t, open(t, dsn), dsn)
		})
	}
}

func none(string) string { return "" }

func open(t testing.TB, dsn string) *DB {
	t.Helper()
	db, err := Open(context.Background(), dsn, none)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

var now = time.Date(2026, 11, 22, 9, 30, 0, 0, time.UTC)

// fill makes bytes that look sealed, a different stretch for each seed.
func fill(b []byte, seed string) []byte {
	rand.NewChaCha8(sha256.Sum256([]byte(seed))).Read(b)
	return b
}

// record makes the nth record, with a mail to the team and a confirmation.
func record(n int) (intake.Record, []intake.Mail) {
	today := intake.DayOf(now)
	r := intake.Record{
		Reference: fmt.Sprintf("%04d-%04d", n/10000, n%10000), Form: "interest", Opportunity: "opportunities/what's on", Received: today, Expires: today + 90,
		State: intake.New, Flags: []string{"links", "honeypot"}, Keys: "3f2a", Size: 1024, Blob: fill(make([]byte, 1400+n%5*900), fmt.Sprint("blob", n)),
	}
	for i, b := range [][]byte{r.ID[:], r.Nonce[:], r.Answers[:], r.Seal[:]} {
		fill(b, fmt.Sprint(i, "of", n))
	}
	mails := []intake.Mail{{Kind: intake.ToTeam}, {Kind: intake.Confirmation, Address: fill(make([]byte, 60), fmt.Sprint("address", n))}}
	for i := range mails {
		copy(mails[i].ID[:], r.ID[:8])
		binary.BigEndian.PutUint64(mails[i].ID[8:], uint64(i)+1)
	}
	return r, mails
}

// put saves records from one number up to before another.
func put(t testing.TB, db *DB, from, to int) {
	t.Helper()
	for n := from; n < to; n++ {
		r, mails := record(n)
		saved, err := db.Save(context.Background(), r, mails, now)
		if err != nil || saved != (intake.Saved{Reference: r.Reference}) {
			t.Errorf("record %d: %+v, %v", n, saved, err)
		}
	}
}

// counted compares the numbers of records and mails.
func counted(t testing.TB, db *DB, records, waiting int) {
	t.Helper()
	s, err := db.Stats(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	sum := 0
	for _, n := range s.States {
		sum += n
	}
	if sum != records || s.Waiting != waiting {
		t.Errorf("%d records and %d mails that wait, want %d and %d", sum, s.Waiting, records, waiting)
	}
}

func want(t testing.TB, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("got error %v, want %v", err, want)
	}
}

func wait(t *testing.T, until func() bool) {
	t.Helper()
	for range 2000 { // for a busy machine
		if until() {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Fatal("it did not come true")
}

// TestParallel: 50 times the same at once is one record with its mails (F2).
func TestParallel(t *testing.T) {
	everywhere(t, func(t *testing.T, db *DB, _ string) {
		for name, vary := range map[string]func(r, other *intake.Record){
			"the same token":   func(r, _ *intake.Record) {},
			"the same answers": func(r, other *intake.Record) { r.Nonce = other.Nonce },
		} {
			base := len(name) * 1000
			var firsts, wrong int
			refs := map[string]bool{}
			var mu sync.Mutex
			var wg sync.WaitGroup
			for i := range 50 {
				wg.Go(func() {
					r, mails := record(base)
					other, otherMails := record(base + 1 + i)
					r.ID, r.Reference = other.ID, other.Reference
					vary(&r, &other)
					copy(mails, otherMails)
					saved, err := db.Save(context.Background(), r, mails, now)
					mu.Lock()
					defer mu.Unlock()
					refs[saved.Reference] = true
					if err != nil {
						wrong++
						t.Error(err)
					}
					if !saved.Again {
						firsts++
					}
				})
			}
			wg.Wait()
			if firsts != 1 || len(refs) != 1 || wrong != 0 {
				t.Errorf("%s: %d were first, references %v", name, firsts, refs)
			}
		}
		counted(t, db, 2, 4)
	})
}

// TestAgain: the same answers count as sent before for 24 hours, whether or not
// Forget ran.
func TestAgain(t *testing.T) {
	everywhere(t, func(t *testing.T, db *DB, _ string) {
		put(t, db, 0, 1)
		again := func(n int, at time.Time, wantAgain bool) {
			t.Helper()
			r, mails := record(n)
			first, _ := record(0)
			r.Answers = first.Answers
			saved, err := db.Save(t.Context(), r, mails, at)
			if err != nil || saved.Again != wantAgain {
				t.Errorf("record %d: %+v, %v", n, saved, err)
			}
		}
		again(1, now.Add(window-time.Second), true)
		again(2, now.Add(window), false)
		if err := db.Forget(t.Context(), now.Add(2*window)); err != nil {
			t.Fatal(err)
		}
		again(3, now.Add(2*window), false)
		var left int
		if err := db.reader().QueryRow("SELECT count(answers) + count(answers_until) FROM records").Scan(&left); err != nil || left != 2 {
			t.Errorf("%d values are left of three MACs, want those of the last; %v", left, err)
		}
	})
}

// TestConflict: a token for other answers is never taken for a repetition.
func TestConflict(t *testing.T) {
	everywhere(t, func(t *testing.T, db *DB, _ string) {
		put(t, db, 0, 1)
		first, _ := record(0)
		r, mails := record(1)
		r.Nonce = first.Nonce
		saved, err := db.Save(t.Context(), r, mails, now)
		want(t, err, intake.ErrConflict)
		if saved.Reference != first.Reference {
			t.Errorf("the conflict names %q", saved.Reference)
		}
		if err := db.Forget(t.Context(), now.Add(window)); err != nil {
			t.Fatal(err)
		}
		_, err = db.Save(t.Context(), first, nil, now.Add(window))
		want(t, err, intake.ErrConflict)
		counted(t, db, 1, 1) // the confirmation was given up with its address
	})
}

// TestTaken: another record, or a tombstone, has the reference.
func TestTaken(t *testing.T) {
	everywhere(t, func(t *testing.T, db *DB, _ string) {
		put(t, db, 0, 2)
		first, _ := record(0)
		want(t, db.Erase(t.Context(), Tombstone{"0000-0001", 1, "asked", "team"}), nil)
		for _, change := range []func(*intake.Record){
			func(r *intake.Record) { r.Reference = first.Reference },
			func(r *intake.Record) { r.ID = first.ID },
			func(r *intake.Record) { r.Reference = "0000-0001" },
		} {
			r, mails := record(5)
			change(&r)
			_, err := db.Save(t.Context(), r, mails, now)
			want(t, err, intake.ErrTaken)
		}
		counted(t, db, 1, 2)
	})
}

// TestRestart: everything is there after a restart, as it was saved.
func TestRestart(t *testing.T) {
	everywhere(t, func(t *testing.T, db *DB, dsn string) {
		put(t, db, 0, 20)
		want(t, db.Close(), nil)
		db = open(t, dsn)
		n := 0
		for got, err := range db.Each(t.Context(), Filter{}) {
			wanted, _ := record(n)
			wanted.Sequence, wanted.Nonce, wanted.Answers = got.Sequence, [32]byte{}, [32]byte{}
			if err != nil || fmt.Sprint(got) != fmt.Sprint(wanted) {
				t.Fatalf("got  %v, %v\nwant %v", got, err, wanted)
			}
			one, err := db.Get(t.Context(), got.Reference)
			if err != nil || fmt.Sprint(one) != fmt.Sprint(wanted) {
				t.Fatalf("Get: %v, %v", one, err)
			}
			n++
		}
		if n != 20 {
			t.Errorf("%d records, want 20", n)
		}
		counted(t, db, 20, 40)
		want(t, db.Check(t.Context()), nil)
		_, err := db.Get(t.Context(), "9999-9999")
		want(t, err, ErrUnknown)
	})
}

// TestList: filters, states, and no end of a piece is forgotten.
func TestList(t *testing.T) {
	everywhere(t, func(t *testing.T, db *DB, _ string) {
		put(t, db, 0, 2*chunk+1)
		count := func(f Filter) int {
			n, last := 0, int64(0)
			for r, err := range db.List(t.Context(), f) {
				if err != nil || len(r.Blob) > 0 || r.Sequence <= last {
					t.Fatal(r, err)
				}
				n, last = n+1, r.Sequence
			}
			return n
		}
		for i := range 10 {
			want(t, db.SetState(t.Context(), fmt.Sprintf("0000-%04d", i), intake.Pulled), nil)
		}
		want(t, db.SetState(t.Context(), "9999-9999", intake.Pulled), ErrUnknown)
		want(t, db.SetState(t.Context(), "0000-0001", "Ms Canary"), ErrClear)
		today := intake.DayOf(now)
		for _, c := range []struct {
			Filter
			want int
		}{
			{Filter{}, 2*chunk + 1},
			{Filter{State: intake.Pulled}, 10},
			{Filter{State: intake.New, Form: "interest"}, 2*chunk - 9},
			{Filter{Opportunity: "opportunities/none"}, 0},
			{Filter{Expired: today + 89}, 0},
			{Filter{Expired: today + 90}, 2*chunk + 1},
		} {
			if got := count(c.Filter); got != c.want {
				t.Errorf("%+v: %d, want %d", c.Filter, got, c.want)
			}
		}
		for r := range db.List(t.Context(), Filter{}) {
			if got := count(Filter{After: r.Sequence}); got != 2*chunk {
				t.Errorf("after the first come %d", got)
			}
			break
		}
	})
}

// TestReseal: answers change hands only when they are those that were opened.
func TestReseal(t *testing.T) {
	everywhere(t, func(t *testing.T, db *DB, _ string) {
		put(t, db, 0, 1)
		r, _ := record(0)
		old := r.Seal
		r.Blob, r.Keys, r.Seal = fill(make([]byte, 900), "new"), "4b3c", [32]byte{1}
		want(t, db.Reseal(t.Context(), r, old), nil)
		want(t, db.Reseal(t.Context(), r, old), ErrUnknown)
		got, err := db.Get(t.Context(), r.Reference)
		if err != nil || !bytes.Equal(got.Blob, r.Blob) || got.Keys != r.Keys {
			t.Errorf("%v, %v", got, err)
		}
		r.Blob = []byte("my mother has")
		want(t, db.Reseal(t.Context(), r, r.Seal), ErrClear)
	})
}

// TestOutbox: order, lease, retry, end.
func TestOutbox(t *testing.T) {
	everywhere(t, func(t *testing.T, db *DB, _ string) {
		put(t, db, 0, 3)
		due := func(at time.Time, n int) (out []intake.Letter) {
			t.Helper()
			out, err := db.Due(t.Context(), at, n)
			if err != nil {
				t.Fatal(err)
			}
			return out
		}
		names := func(all []intake.Letter) (out []string) {
			for _, l := range all {
				out = append(out, fmt.Sprint(l.Reference[8:], l.Kind[:1], l.Attempts))
			}
			return out
		}
		same := func(got []intake.Letter, want ...string) {
			t.Helper()
			if !slices.Equal(names(got), want) {
				t.Errorf("got %v, want %v", names(got), want)
			}
		}
		first := due(now, 4)
		same(first, "0t1", "0c1", "1t1", "1c1")
		_, mails := record(0)
		if l := first[1]; !bytes.Equal(l.Address, mails[1].Address) || l.ID != mails[1].ID || l.Form != "interest" || len(l.Flags) != 2 {
			t.Errorf("%+v", l)
		}
		same(due(now, 4), "2t1", "2c1")
		same(due(now, 4))
		want(t, db.Sent(t.Context(), first[0].ID), nil)
		want(t, db.Failed(t.Context(), first[1].ID, "smtp-550", time.Time{}), nil)
		want(t, db.Failed(t.Context(), first[2].ID, "smtp-451", now.Add(time.Hour)), nil)
		want(t, db.Failed(t.Context(), first[3].ID, "451 <jane@example.org>", now), ErrClear)
		want(t, db.Sent(t.Context(), [16]byte{1}), ErrUnknown)
		same(due(now.Add(Lease), 9), "1c2", "2t2", "2c2")
		same(due(now.Add(time.Hour), 1), "1t2")
		s, err := db.Stats(t.Context())
		if err != nil || s.Waiting != 4 || s.Failed != 0 || !s.Oldest.Equal(now) {
			t.Errorf("%+v, %v", s, err)
		}
		want(t, db.Forget(t.Context(), now.Add(intake.Confirmation.Patience())), nil)
		same(due(now.Add(30*time.Hour), 9), "1t3", "2t3")
		same(due(now.Add(6*24*time.Hour), 9))
		want(t, db.Forget(t.Context(), now.Add(6*24*time.Hour)), nil)
		var left int
		if err := db.reader().QueryRow("SELECT count(address) + count(due) FROM outbox").Scan(&left); err != nil || left != 0 {
			t.Errorf("%d addresses and times are left, %v", left, err)
		}
		if s, err := db.Stats(t.Context()); err != nil || s.Failed != 2 { // those to the team, not the confirmation
			t.Errorf("%+v, %v", s, err)
		}
		if n, err := db.Requeue(t.Context(), now.Add(7*24*time.Hour)); n != 2 || err != nil {
			t.Errorf("requeued %d, %v", n, err)
		}
		same(due(now.Add(8*24*time.Hour), 9), "1t4", "2t4")
	})
}

// TestLent: many who ask at once get each letter once.
func TestLent(t *testing.T) {
	everywhere(t, func(t *testing.T, db *DB, _ string) {
		put(t, db, 0, 20)
		var mu sync.Mutex
		got := map[[16]byte]int{}
		var wg sync.WaitGroup
		for range 8 {
			wg.Go(func() {
				for range 10 {
					all, err := db.Due(context.Background(), now, 7)
					if err != nil {
						t.Error(err)
					}
					mu.Lock()
					for _, l := range all {
						got[l.ID]++
					}
					mu.Unlock()
				}
			})
		}
		wg.Wait()
		for id, n := range got {
			if n != 1 {
				t.Errorf("%x was handed out %d times", id, n)
			}
		}
		if len(got) != 40 {
			t.Errorf("%d letters, want 40", len(got))
		}
	})
}

// TestPurge: by day, with the mails, with tombstones, and twice.
func TestPurge(t *testing.T) {
	everywhere(t, func(t *testing.T, db *DB, _ string) {
		today := intake.DayOf(now)
		for n := range chunk + 20 {
			r, mails := record(n)
			r.Expires = today
			if n < 10 {
				r.Expires++
			}
			if _, err := db.Save(t.Context(), r, mails, now); err != nil {
				t.Fatal(err)
			}
		}
		for _, wanted := range []int{chunk + 10, 0} {
			if n, err := db.Purge(t.Context(), today); n != wanted || err != nil {
				t.Errorf("purged %d, %v", n, err)
			}
		}
		counted(t, db, 10, 20)
		all, err := db.Tombstones(t.Context())
		if err != nil || len(all) != chunk+10 {
			t.Fatalf("%d tombstones, %v", len(all), err)
		}
		if s := all[0]; s.Day != today || s.Reason != "expired" || s.Who != "retention" {
			t.Error(s)
		}
	})
}

// TestErase: no byte of what was erased, purged or sent stays in the files, even
// between many neighbours; what is kept stays whole.
func TestErase(t *testing.T) {
	everywhere(t, func(t *testing.T, db *DB, dsn string) {
		const all = 160
		put(t, db, 0, all)
		file, isFile := strings.CutPrefix(dsn, "sqlite:")
		if isFile {
			for n := range all {
				if hits(t, file, n) == 0 {
					t.Fatalf("record %d is not found even before", n)
				}
			}
		}
		random := rand.New(rand.NewPCG(1, 2))
		erased := map[int]bool{}
		for _, n := range random.Perm(all)[:all/2] {
			r, _ := record(n)
			want(t, db.Erase(t.Context(), Tombstone{r.Reference, 1, "asked", "team"}), nil)
			erased[n] = true
		}
		for n := range all {
			r, _ := record(n)
			got, err := db.Get(t.Context(), r.Reference)
			if erased[n] {
				want(t, err, ErrUnknown)
				want(t, db.Erase(t.Context(), Tombstone{r.Reference, 2, "asked", "team"}), nil)
			} else if err != nil || !bytes.Equal(got.Blob, r.Blob) {
				t.Errorf("record %d was kept and is not whole: %v", n, err)
			}
			if isFile && erased[n] && hits(t, file, n) > 0 {
				t.Errorf("bytes of record %d stayed", n)
			}
		}
		counted(t, db, all/2, all)
		want(t, db.Erase(t.Context(), Tombstone{"9999-9999", 1, "asked", "team"}), ErrUnknown)
		want(t, db.Erase(t.Context(), Tombstone{"0000-0001", 1, "asked", "Jane Canary <jane@example.org>"}), ErrClear)
		want(t, db.Check(t.Context()), nil)
	})
}

// hits counts in how many places of SQLite's files 64 bytes of a blob, or the
// address, or the MACs of a record are.
func hits(t *testing.T, file string, n int) int {
	t.Helper()
	r, mails := record(n)
	found := 0
	for _, suffix := range []string{"", "-wal", "-shm", "-journal"} {
		src, err := os.ReadFile(file + suffix)
		if err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
		end := len(r.Blob) - 64
		for _, needle := range [][]byte{r.Blob[:64], r.Blob[end/2:][:64], r.Blob[end:], mails[1].Address, r.ID[:], r.Nonce[:], r.Answers[:]} {
			found += bytes.Count(src, needle)
		}
	}
	return found
}

// TestForgotten: the address is out of the files when the mail is sent and the
// hourly job ran.
func TestForgotten(t *testing.T) {
	dsn := places[0].dsn(t)
	db := open(t, dsn)
	put(t, db, 0, 5)
	_, mails := record(3)
	want(t, db.Sent(t.Context(), mails[1].ID), nil)
	want(t, db.Forget(t.Context(), now), nil)
	src, err := os.ReadFile(strings.TrimPrefix(dsn, "sqlite:"))
	if err != nil || bytes.Contains(src, mails[1].Address) {
		t.Errorf("the address stayed (%v)", err)
	}
}

// TestTraces: somebody who reads for long keeps bytes in the log; Erase says so,
// and again later is enough.
func TestTraces(t *testing.T) {
	db := open(t, places[0].dsn(t))
	setup(t, db, "PRAGMA busy_timeout = 100", "")
	put(t, db, 0, 1)
	rows, err := db.reader().QueryContext(t.Context(), "SELECT id FROM records")
	if err != nil || !rows.Next() {
		t.Fatal(err)
	}
	defer rows.Close()
	grave := Tombstone{"0000-0000", 1, "asked", "team"}
	want(t, db.Erase(t.Context(), grave), ErrTraces)
	rows.Close()
	want(t, db.Erase(t.Context(), grave), nil)
}

// TestReplay: after a restore, what had been deleted is deleted again.
func TestReplay(t *testing.T) {
	everywhere(t, func(t *testing.T, db *DB, _ string) {
		put(t, db, 0, 10)
		graves := []Tombstone{{"0000-0003", 5, "asked", "team"}, {"0000-0004", 6, "expired", "retention"}, {"0099-0099", 7, "asked", "team"}}
		for range 2 {
			want(t, db.Replay(t.Context(), graves), nil)
		}
		counted(t, db, 8, 16)
		if got, err := db.Tombstones(t.Context()); err != nil || !slices.Equal(got, graves) {
			t.Errorf("%v, %v", got, err)
		}
	})
}

// TestCount: counts go up in a stretch, start anew in the next, and are
// forgotten.
func TestCount(t *testing.T) {
	everywhere(t, func(t *testing.T, db *DB, _ string) {
		for i, wanted := range []int{1, 2, 3, 1} {
			span := now
			if i == 3 {
				span = now.Add(time.Minute)
			}
			if n, err := db.Count(t.Context(), []byte{1, 2}, span, now.Add(time.Hour)); n != wanted || err != nil {
				t.Errorf("%d, %v", n, err)
			}
		}
		want(t, db.Forget(t.Context(), now.Add(time.Hour)), nil)
		if n, err := db.Count(t.Context(), []byte{1, 2}, now, now.Add(time.Hour)); n != 1 || err != nil {
			t.Errorf("%d, %v", n, err)
		}
	})
}

// TestCountAll (F5): what comes after a count that is over its Most is left as it
// is, however often it is tried.
func TestCountAll(t *testing.T) {
	tally := func(who string, most int) intake.Tally {
		return intake.Tally{Who: []byte(who), Span: now, Forget: now.Add(time.Hour), Most: most}
	}
	minute, hour, all := tally("minute", 2), tally("hour", 3), tally("all", 0)
	everywhere(t, func(t *testing.T, db *DB, _ string) {
		for i, c := range []struct {
			tallies []intake.Tally
			wanted  []int
		}{
			{[]intake.Tally{minute, hour, all}, []int{1, 1, 1}},
			{[]intake.Tally{minute, hour, all}, []int{2, 2, 2}},
			{[]intake.Tally{minute, hour, all}, []int{3}},
			{[]intake.Tally{minute, hour, all}, []int{4}},
			{[]intake.Tally{hour, all}, []int{3, 3}},
			{[]intake.Tally{hour, all}, []int{4}},
			{[]intake.Tally{tally("other", 2), hour, all}, []int{1, 5}},
			{[]intake.Tally{all, tally("new", 1)}, []int{4, 1}},
			{[]intake.Tally{tally("new", 1)}, []int{2}},
			{[]intake.Tally{all}, []int{5}},
		} {
			got, err := db.CountAll(t.Context(), c.tallies...)
			if err != nil || !slices.Equal(got, c.wanted) {
				t.Errorf("%d: %v, %v, want %v", i, got, err, c.wanted)
			}
		}
	})
}

// TestCountParallel: none of many at once is lost or counted twice, and nobody
// waits for somebody who waits for them.
func TestCountParallel(t *testing.T) {
	everywhere(t, func(t *testing.T, db *DB, _ string) {
		var mu sync.Mutex
		var wg sync.WaitGroup
		let, seen := map[int]int{}, map[int]int{}
		for i := range 200 {
			wg.Go(func() {
				who := []byte{byte(i % 4)}
				got, err := db.CountAll(t.Context(), intake.Tally{Who: who, Span: now, Forget: now, Most: 5}, intake.Tally{Who: []byte("all"), Span: now, Forget: now})
				mu.Lock()
				defer mu.Unlock()
				if want(t, err, nil); len(got) == 2 {
					let[i%4]++
					seen[got[1]]++
				}
			})
		}
		wg.Wait()
		if fmt.Sprint(let) != "map[0:5 1:5 2:5 3:5]" || len(seen) != 20 || seen[20] != 1 {
			t.Errorf("%v, %v", let, seen)
		}
	})
}

// TestCanary: clear text in any column is refused, and neither stored nor
// repeated in the error.
func TestCanary(t *testing.T) {
	const canary = "Zoë Canary <canary@example.org>"
	everywhere(t, func(t *testing.T, db *DB, dsn string) {
		for name, plant := range map[string]func(*intake.Record, []intake.Mail){
			"reference":   func(r *intake.Record, _ []intake.Mail) { r.Reference = canary },
			"form":        func(r *intake.Record, _ []intake.Mail) { r.Form = canary },
			"opportunity": func(r *intake.Record, _ []intake.Mail) { r.Opportunity = canary },
			"state":       func(r *intake.Record, _ []intake.Mail) { r.State = canary },
			"flags":       func(r *intake.Record, _ []intake.Mail) { r.Flags = []string{"links", canary} },
			"keys":        func(r *intake.Record, _ []intake.Mail) { r.Keys = canary },
			"blob":        func(r *intake.Record, _ []intake.Mail) { r.Blob = []byte(canary) },
			"kind":        func(_ *intake.Record, m []intake.Mail) { m[0].Kind = canary },
			"address":     func(_ *intake.Record, m []intake.Mail) { m[1].Address = []byte(canary) },
		} {
			r, mails := record(1)
			plant(&r, mails)
			_, err := db.Save(t.Context(), r, mails, now)
			want(t, err, ErrClear)
			if err != nil && strings.Contains(err.Error(), "anary") {
				t.Errorf("%s: the error repeats it: %v", name, err)
			}
		}
		counted(t, db, 0, 0)
		if file, ok := strings.CutPrefix(dsn, "sqlite:"); ok {
			src, err := os.ReadFile(file + "-wal")
			if err != nil || bytes.Contains(src, []byte("anary")) {
				t.Errorf("the file has it (%v)", err)
			}
		}
	})
}

// TestCancelled: a request that ended stores nothing, nor half of it.
func TestCancelled(t *testing.T) {
	everywhere(t, func(t *testing.T, db *DB, _ string) {
		ended, end := context.WithCancel(t.Context())
		end()
		r, mails := record(0)
		_, err := db.Save(ended, r, mails, now)
		want(t, err, context.Canceled)
		counted(t, db, 0, 0)

		var wg sync.WaitGroup
		var mu sync.Mutex
		stored := 0
		for n := range 60 {
			wg.Go(func() {
				ctx, cancel := context.WithTimeout(context.Background(), time.Duration(n%12)*500*time.Microsecond)
				defer cancel()
				r, mails := record(n)
				_, err := db.Save(ctx, r, mails, now)
				mu.Lock()
				defer mu.Unlock()
				if err == nil {
					stored++
				}
			})
		}
		wg.Wait()
		t.Logf("%d of 60 were stored", stored)
		counted(t, db, stored, 2*stored)
		put(t, db, 100, 101)
	})
}

// TestOpen: what is refused, in words for the operator, without the password.
func TestOpen(t *testing.T) {
	for _, c := range []struct{ dsn, env, says string }{
		{"desk.db", "", "sqlite:FILE or postgres://"},
		{"sqlite:", "", "sqlite:FILE or postgres://"},
		{"mysql://u:s3cret@h/d", "", "sqlite:FILE or postgres://"},
		{"postgres://u:s3cret@h:port/d", "", "not valid"},
		{"postgres://u:s3cret@/d?host=/nowhere&connect_timeout=1", "", "open store"},
		{"sqlite:" + t.TempDir() + "/a.db", "NETLIFY", "files do not last here (NETLIFY is set)"},
		{"sqlite:" + t.TempDir() + "/a.db", "AWS_LAMBDA_FUNCTION_NAME", "set a postgres:// address"},
		{"sqlite:/proc/none/a.db", "", "open store"},
	} {
		db, err := Open(t.Context(), c.dsn, func(name string) string {
			if name == c.env {
				return "true"
			}
			return ""
		})
		if err == nil {
			db.Close()
			t.Errorf("%s was opened", c.dsn)
			continue
		}
		if !strings.Contains(err.Error(), c.says) || strings.Contains(err.Error(), "s3cret") {
			t.Errorf("%s: %v", c.dsn, err)
		}
	}
}

// TestNew: several programs may start on a new database at once.
func TestNew(t *testing.T) {
	for _, p := range places {
		t.Run(p.name, func(t *testing.T) {
			for range 5 {
				dsn := p.dsn(t)
				var wg sync.WaitGroup
				for n := range 4 {
					wg.Go(func() {
						db, err := Open(context.Background(), dsn, none)
						want(t, err, nil)
						if err == nil {
							defer db.Close()
							put(t, db, n, n+1)
						}
					})
				}
				wg.Wait()
				counted(t, open(t, dsn), 4, 8)
			}
		})
	}
}

// TestMigrations: a database of version 1 is brought up to date with what it
// holds; one of a newer program is refused and left alone.
func TestMigrations(t *testing.T) {
	everywhere(t, func(t *testing.T, db *DB, dsn string) {
		put(t, db, 0, 1)
		set := func(query string) {
			t.Helper()
			if err := db.Change(t.Context(), "set", func(ctx context.Context, tx querier) error {
				_, err := tx.ExecContext(ctx, query)
				return err
			}); err != nil {
				t.Fatal(err)
			}
		}
		set("DROP TABLE counts")
		set("DROP TABLE steps")
		set("DROP TABLE published")
		set("UPDATE partake_version SET version = 1")
		var wg sync.WaitGroup
		for range 4 { // several programs start at once
			wg.Go(func() {
				db, err := Open(context.Background(), dsn, none)
				want(t, err, nil)
				if err == nil {
					want(t, db.Close(), nil)
				}
			})
		}
		wg.Wait()
		counted(t, db, 1, 2)
		if _, err := db.Count(t.Context(), []byte{1}, now, now); err != nil {
			t.Error(err)
		}
		set("UPDATE partake_version SET version = 99")
		_, err := Open(t.Context(), dsn, none)
		want(t, err, ErrNewer)
	})
}
