package ledger_test

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"sync"
	"testing"
	"time"

	"example.org/partake/internal/cluster"
	"example.org/partake/internal/disclosure"
	"example.org/partake/internal/disclosure/ledger"
	"example.org/partake/internal/intake"
	"example.org/partake/internal/store"
)

func TestMain(m *testing.M) { os.Exit(cluster.Main(m)) }

func none(string) string { return "" }

// everywhere runs a test with a store of either kind.
func everywhere(t *testing.T, test func(t *testing.T, db *store.DB)) {
	for kind, dsn := range map[string]func(*testing.T) string{
		"sqlite":   func(t *testing.T) string { return "sqlite:" + filepath.Join(t.TempDir(), "submissions.db") },
		"postgres": func(t *testing.T) string { return cluster.For(t).Database(t) },
	} {
		t.Run(kind, func(t *testing.T) {
			db, err := store.Open(t.Context(), dsn(t), none)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { db.Close() })
			test(t, db)
		})
	}
}

// record is one of a day.
func record(n int, form, day string) intake.Record {
	r := intake.Record{
		Reference: fmt.Sprintf("0000-%04d", n), Form: form, Received: intake.DayOf(on(day)), Expires: 40_000, State: intake.New,
		Keys: "none", Seal: [32]byte{1}, Blob: make([]byte, 64),
	}
	for _, b := range [][]byte{r.ID[:], r.Nonce[:], r.Answers[:], r.Blob} {
		_, _ = rand.Read(b) // it never fails
	}
	return r
}

// send stores a record, and says what it is called.
func send(t *testing.T, db *store.DB, r intake.Record, state intake.State) string {
	t.Helper()
	_, err := db.Save(t.Context(), r, nil, on("2026-07-14"))
	if err == nil && state != intake.New {
		err = db.SetState(t.Context(), r.Reference, state)
	}
	if err != nil {
		t.Fatal(err)
	}
	return r.Reference
}

func on(day string) time.Time {
	d, err := time.Parse(time.DateOnly, day)
	if err != nil {
		panic(err)
	}
	return d
}

// TestPublish: what is counted is the quarter that ended last, by the states of that
// day; and then nothing changes it, whatever becomes of the records, the file or both.
// A desk without forms publishes nothing, and may do so later.
func TestPublish(t *testing.T) {
	everywhere(t, func(t *testing.T, db *store.DB) {
		if all, err := ledger.Publish(t.Context(), db, nil, nil, on("2026-07-13")); len(all) > 0 || err != nil {
			t.Errorf("without forms: %v, %v", all, err)
		}
		n := 0
		for day, state := range map[string]intake.State{
			"2026-03-31": intake.New, "2026-04-01": intake.Placed, "2026-05-20": intake.NotNow, "2026-06-30": intake.Pulled, "2026-07-01": intake.New,
		} {
			for range 9 {
				n++
				send(t, db, record(n, "forms/interest", day), state)
			}
		}
		few := send(t, db, record(100, "forms/old", "2026-05-01"), intake.New)
		publish := func(file []disclosure.Table, day string) []disclosure.Table {
			t.Helper()
			all, err := ledger.Publish(t.Context(), db, []string{"forms/bank", "forms/interest"}, file, on(day))
			if err != nil {
				t.Fatal(err)
			}
			return all
		}
		q := disclosure.QuarterOf(on("2026-04-01"))
		want := []disclosure.Table{{Quarter: q, Counted: on("2026-07-14"), Rows: []disclosure.Row{
			{Form: "forms/bank", Sent: 0, Done: disclosure.Withheld}, {Form: "forms/interest", Sent: 25, Done: 65}, {Form: "forms/old", Sent: disclosure.Few, Done: disclosure.Withheld},
		}}}
		if got := publish(nil, "2026-07-14"); !reflect.DeepEqual(got, want) {
			t.Fatalf("%v", got)
		}
		if err := db.Erase(t.Context(), store.Tombstone{Reference: few, Day: 1, Reason: "asked", Who: "team"}); err != nil {
			t.Fatal(err)
		}
		send(t, db, record(101, "forms/bank", "2026-06-02"), intake.New) // paper, late
		for _, file := range [][]disclosure.Table{nil, want} {
			if got := publish(file, "2026-07-20"); !reflect.DeepEqual(got, want) {
				t.Errorf("later: %v", got)
			}
		}
		changed := []disclosure.Table{{Quarter: q, Rows: []disclosure.Row{{Form: "forms/bank", Sent: 0, Done: disclosure.Withheld}}}}
		if _, err := ledger.Publish(t.Context(), db, nil, changed, on("2026-07-21")); !errors.Is(err, disclosure.ErrChanged) {
			t.Errorf("a changed file: %v", err)
		}
		// What the file has from before this store is kept, and known when the file is gone.
		older := disclosure.Publish(q-3, on("2025-10-03"), []disclosure.Cell{{Form: "forms/bank", Sent: 12, Done: 12}})
		publish([]disclosure.Table{older}, "2026-07-22")
		want = append([]disclosure.Table{older}, want...)
		if got := publish(nil, "2026-07-23"); !reflect.DeepEqual(got, want) {
			t.Errorf("from another store: %v", got)
		}
		if got := publish(nil, "2026-12-01"); len(got) != 3 || got[2].Quarter != q+1 || got[2].Rows[1].Sent != 10 {
			t.Errorf("the next: %v", got)
		}
		together(t, db)
	})
}

// together: those that count at the same moment, while more comes in, say the same.
func together(t *testing.T, db *store.DB) {
	for n := range 7 {
		send(t, db, record(200+n, "forms/interest", "2027-05-01"), intake.New)
	}
	told := make([]string, 8)
	var all sync.WaitGroup
	for i := range told {
		all.Go(func() {
			if i == 4 {
				if _, err := db.Save(context.Background(), record(300, "forms/interest", "2027-05-02"), nil, on("2027-07-14")); err != nil {
					t.Error(err)
				}
			}
			tables, err := ledger.Publish(context.Background(), db, nil, nil, on("2027-07-14"))
			told[i] = fmt.Sprint(tables, err)
		})
	}
	all.Wait()
	for _, text := range told {
		if text != told[0] {
			t.Errorf("%s and %s", told[0], text)
		}
	}
}
