package store

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"example.org/partake/internal/intake"
)

// TestClock (guarantee 8): the clock is put back by an hour. What is sent then is
// a record of its own and comes last, its mails and those from before go out, and
// what was sent before is still known.
func TestClock(t *testing.T) {
	everywhere(t, func(t *testing.T, db *DB, _ string) {
		put(t, db, 0, 3)
		back := now.Add(-time.Hour)
		for n := 3; n < 6; n++ {
			r, mails := record(n)
			if saved, err := db.Save(t.Context(), r, mails, back); err != nil || saved.Again {
				t.Errorf("record %d: %+v, %v", n, saved, err)
			}
		}
		first, mails := record(0)
		if saved, err := db.Save(t.Context(), first, mails, back); err != nil || !saved.Again {
			t.Errorf("the first, again: %+v, %v", saved, err)
		}
		var order []string
		for r, err := range db.List(t.Context(), Filter{}) {
			want(t, err, nil)
			order = append(order, r.Reference)
		}
		if !slices.IsSorted(order) || len(order) != 6 {
			t.Errorf("the order is %v", order)
		}
		due, err := db.Due(t.Context(), back, 20)
		if err != nil || len(due) != 12 {
			t.Errorf("%d of 12 mails are due, %v", len(due), err)
		}
		if again, err := db.Due(t.Context(), back, 20); err != nil || len(again) != 0 {
			t.Errorf("%d mails are handed out twice, %v", len(again), err)
		}
	})
}

// TestQuoted (F20): whatever stands in a name that is asked for, it is a name and
// no more. Signs that stand for others stand for themselves.
func TestQuoted(t *testing.T) {
	everywhere(t, func(t *testing.T, db *DB, _ string) {
		put(t, db, 0, 3)
		for _, s := range []string{
			"' OR '1'='1", "'; DROP TABLE records; --", "0000-000_", "0000-%", "%", "_________", "*", "0000-0000' --", `0000-0000"`, "0000-0000\\", "$1", "?", "NULL",
		} {
			_, err := db.Get(t.Context(), s)
			want(t, err, ErrUnknown)
			if err := db.Erase(t.Context(), Tombstone{s, 1, "asked", "team"}); err == nil {
				t.Errorf("%q was erased", s)
			}
			if err := db.SetState(t.Context(), s, intake.Pulled); err == nil {
				t.Errorf("%q has a state", s)
			}
			for _, f := range []Filter{{Form: s}, {Opportunity: s}, {State: intake.State(s)}} {
				for r, err := range db.List(t.Context(), f) {
					t.Errorf("%+v finds %s, %v", f, r.Reference, err)
				}
			}
			if n, err := db.Count(t.Context(), []byte(s), now, now); n != 1 || err != nil {
				t.Errorf("%q was counted %d times, %v", s, n, err)
			}
		}
		counted(t, db, 3, 6)
		want(t, db.Check(t.Context()), nil)
	})
}

const traceDSN, traceMode = "STORE_TRACE_DSN", "STORE_TRACE_MODE"

// The other process of TestSyncs saves three records, one after the other, and
// says each when it is acknowledged.
func init() {
	dsn := os.Getenv(traceDSN)
	if dsn == "" {
		return
	}
	mode := os.Getenv(traceMode)
	db, err := Open(context.Background(), dsn, none)
	fmt.Println("ready")
	for n := 0; n < 3 && err == nil; n++ {
		if mode == "off" {
			_, err = db.engine.(*sqliteDB).write.Exec("PRAGMA synchronous = OFF")
		}
		r, mails := record(n)
		if mode == "early" {
			fmt.Println(r.Reference)
		}
		if _, e := db.Save(context.Background(), r, mails, now); e != nil {
			err = e
		}
		if mode != "early" {
			fmt.Println(r.Reference)
		}
	}
	if err != nil {
		fmt.Println("error", err)
	}
	os.Exit(0)
}

var acknowledgement = regexp.MustCompile(`write\(1.*"(error|\d{4}-\d{4})`)

// TestSyncs (guarantee 1): the trace of each record shows that the log was synced
// between one acknowledgement and the next, and the folder once before the first.
// The same test finds out a store without syncs, and one that speaks too early:
// what they acknowledge would be lost in a power cut.
func TestSyncs(t *testing.T) {
	if _, err := exec.LookPath("strace"); err != nil {
		if os.Getenv("CI") != "" && runtime.GOOS == "linux" {
			t.Fatal("strace is missing: make packages installs it")
		}
		t.Skip("strace is missing: make packages installs it")
	}
	for mode, lost := range map[string]int{"": 0, "off": 3, "early": 1} {
		dir := t.TempDir()
		cmd := exec.Command("strace", "-f", "-y", "-s", "20", "-e", "trace=fsync,fdatasync,write", os.Args[0])
		cmd.Env = append(os.Environ(), traceDSN+"=sqlite:"+dir+"/desk.db", traceMode+"="+mode)
		var trace strings.Builder
		cmd.Stderr = &trace
		if err := cmd.Run(); err != nil {
			if strings.Contains(trace.String(), "not permitted") && os.Getenv("CI") == "" {
				t.Skip("no program may be traced here")
			}
			t.Fatalf("%v\n%s", err, trace.String())
		}
		told, unsynced, synced := 0, 0, false
		folder := false
		for line := range strings.Lines(trace.String()) {
			switch {
			case strings.Contains(line, "sync(") && strings.Contains(line, "desk.db-wal>"):
				synced = true
			case strings.Contains(line, "sync(") && strings.Contains(line, "<"+dir+">"):
				folder = folder || told == 0
			case strings.Contains(line, `"ready`):
				synced = false
			case acknowledgement.MatchString(line):
				if told++; !synced {
					unsynced++
				}
				synced = false
			}
		}
		if told != 3 || unsynced < lost || lost == 0 && unsynced > 0 || !folder {
			t.Errorf("mode %q: %d acknowledged, %d of them not synced, folder %v, in\n%s", mode, told, unsynced, folder, trace.String())
		}
	}
}
