package store

import (
	"bufio"
	"context"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"example.org/partake/internal/cluster"
)

// TestPragmas: SQLite does not start with a setting that is not in force.
func TestPragmas(t *testing.T) {
	file := t.TempDir() + "/desk.db"
	for i := range pragmas {
		wrong := slices.Clone(pragmas)
		// What SQLite does not know it passes over in silence.
		wrong[i].value = map[string]string{"journal_mode": "DELETE", "busy_timeout": "1", "synchronous": "NORMAL", "temp_store": "FILE"}[wrong[i].name]
		if wrong[i].value == "" {
			wrong[i].value = "OFF"
		}
		d, err := openSQLite(t.Context(), file, wrong)
		want(t, err, ErrUnsafe)
		if err == nil {
			d.close()
		} else if !strings.Contains(err.Error(), wrong[i].name) {
			t.Errorf("%v does not name %s", err, wrong[i].name)
		}
	}
}

// TestRights: the files are their owner's only.
func TestRights(t *testing.T) {
	dsn := places[0].dsn(t)
	put(t, open(t, dsn), 0, 1)
	for _, suffix := range []string{"", "-wal", "-shm"} {
		info, err := os.Stat(strings.TrimPrefix(dsn, "sqlite:") + suffix)
		if err != nil || info.Mode() != fs.FileMode(0o600) {
			t.Errorf("%q: %v, %v", suffix, info.Mode(), err)
		}
	}
}

// TestFull: a full disk is a named error, nothing is half there, and saving goes
// on by itself when there is space.
func TestFull(t *testing.T) {
	for _, p := range places {
		t.Run(p.name, func(t *testing.T) {
			dsn := p.dsn(t)
			db := open(t, dsn)
			fillUp(t, db)
			stored, refused := 0, 0
			var mu sync.Mutex
			var wg sync.WaitGroup
			for w := range 8 { // together in one commit, too
				wg.Go(func() {
					for i := range 25 {
						r, mails := record(w*100 + i)
						_, err := db.Save(context.Background(), r, mails, now)
						mu.Lock()
						if err == nil {
							stored++
						} else {
							refused++
							want(t, err, ErrFull)
						}
						mu.Unlock()
					}
				})
			}
			wg.Wait()
			if refused == 0 {
				t.Fatal("the disk was never full")
			}
			t.Logf("%d stored, %d refused", stored, refused)
			counted(t, db, stored, 2*stored)
			makeRoom(t, db)
			put(t, db, 5000, 5010)
			counted(t, db, stored+10, 2*stored+20)
			want(t, db.Check(t.Context()), nil)
		})
	}
}

// TestFullDisk is TestFull for SQLite with a disk that is really full, where the
// tests may mount one.
func TestFullDisk(t *testing.T) {
	dir := t.TempDir()
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", dir).CombinedOutput(); err != nil {
		t.Skipf("no small disk may be mounted here; TestFull stands in: %s", out)
	}
	t.Cleanup(func() { exec.Command("umount", dir).Run() })
	db := open(t, "sqlite:"+dir+"/desk.db")
	ballast := dir + "/ballast"
	if err := os.WriteFile(ballast, make([]byte, 1<<20), 0o600); err != nil {
		t.Fatal(err)
	}
	stored := 0
	for n := 0; ; n++ {
		r, mails := record(n)
		if _, err := db.Save(t.Context(), r, mails, now); err != nil {
			want(t, err, ErrFull)
			break
		}
		stored++
	}
	t.Logf("%d stored", stored)
	counted(t, db, stored, 2*stored)
	want(t, os.Remove(ballast), nil)
	put(t, db, 5000, 5010)
	counted(t, db, stored+10, 2*stored+20)
	want(t, db.Check(t.Context()), nil)
}

// TestHalf: a record whose second mail can't be queued is not stored at all, and
// those that share a commit with it are.
func TestHalf(t *testing.T) {
	everywhere(t, func(t *testing.T, db *DB, _ string) {
		put(t, db, 0, 1)
		_, first := record(0)
		var wg sync.WaitGroup
		for n := 1; n <= 40; n++ {
			wg.Go(func() {
				r, mails := record(n)
				if n%2 == 0 {
					mails[1].ID = first[1].ID
				}
				if _, err := db.Save(context.Background(), r, mails, now); (err == nil) != (n%2 == 1) {
					t.Errorf("record %d: %v", n, err)
				}
			})
		}
		wg.Wait()
		counted(t, db, 21, 42)
	})
}

// fillUp makes the database fail as on a full disk: SQLite after some pages,
// PostgreSQL at the second mail of a record.
func fillUp(t *testing.T, db *DB) {
	t.Helper()
	query := `CREATE FUNCTION full_disk() RETURNS trigger AS $$ BEGIN
			IF NEW.kind = 'confirmation' THEN RAISE EXCEPTION 'no space' USING ERRCODE = '53100'; END IF; RETURN NEW;
		END $$ LANGUAGE plpgsql;
		CREATE TRIGGER full_disk BEFORE INSERT ON outbox FOR EACH ROW EXECUTE FUNCTION full_disk()`
	setup(t, db, "PRAGMA max_page_count = 100", query)
}

func makeRoom(t *testing.T, db *DB) {
	t.Helper()
	setup(t, db, "PRAGMA max_page_count = 1000000", "DROP TRIGGER full_disk ON outbox")
}

func setup(t *testing.T, db *DB, sqlite, postgres string) {
	t.Helper()
	var err error
	switch e := db.engine.(type) {
	case *sqliteDB:
		_, err = e.write.ExecContext(t.Context(), sqlite)
	case *postgresDB:
		_, err = e.db.ExecContext(t.Context(), postgres)
	}
	if err != nil {
		t.Fatal(err)
	}
}

const helperDSN, helperEarly = "STORE_TEST_DSN", "STORE_TEST_EARLY"

// help is the other process of TestKill. It saves until it is killed, and says
// each reference when it is acknowledged; early says it before.
func help(dsn string, early bool) {
	db, err := Open(context.Background(), dsn, none)
	if err != nil {
		fmt.Println("error", err)
		os.Exit(1)
	}
	from, _ := strconv.Atoi(os.Getenv("STORE_TEST_FROM"))
	var n atomic.Int64
	for range 8 {
		go func() {
			for {
				r, mails := record(from + int(n.Add(1)))
				if early {
					fmt.Println(r.Reference)
				}
				if _, err := db.Save(context.Background(), r, mails, now); err != nil {
					fmt.Println("error", err)
					os.Exit(1)
				}
				if !early {
					fmt.Println(r.Reference)
				}
			}
		}()
	}
	select {}
}

// kills runs the helper and kills it, five times, and returns what it
// acknowledged.
func kills(t *testing.T, dsn string, early bool) []string {
	t.Helper()
	var acknowledged []string
	for i := range 5 {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), helperDSN+"="+dsn, fmt.Sprint("STORE_TEST_FROM=", i*100_000))
		if early {
			cmd.Env = append(cmd.Env, helperEarly+"=1")
		}
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(out)
		for said := 0; lines.Scan(); said++ {
			if strings.HasPrefix(lines.Text(), "error") {
				t.Error(lines.Text())
			}
			if len(lines.Text()) == len("0000-0000") {
				acknowledged = append(acknowledged, lines.Text())
			}
			if said == 20*(i+1) {
				cmd.Process.Kill()
			}
		}
		cmd.Wait()
	}
	return acknowledged
}

// lost counts what was acknowledged and is not stored, with its two mails.
func lost(t *testing.T, db *DB, acknowledged []string) int {
	t.Helper()
	stored := map[string]bool{}
	for r, err := range db.List(t.Context(), Filter{}) {
		if err != nil {
			t.Fatal(err)
		}
		stored[r.Reference] = true
	}
	missing := 0
	for _, reference := range acknowledged {
		if !stored[reference] {
			missing++
		}
	}
	t.Logf("%d acknowledged, %d stored, %d lost", len(acknowledged), len(stored), missing)
	counted(t, db, len(stored), 2*len(stored))
	want(t, db.Check(t.Context()), nil)
	return missing
}

// settle waits until nothing is added any more.
func settle(t *testing.T, db *DB) {
	t.Helper()
	last, same := -1, 0
	wait(t, func() bool {
		n := 0
		for _, err := range db.List(t.Context(), Filter{}) {
			if err != nil {
				t.Fatal(err)
			}
			n++
		}
		if same++; n != last {
			last, same = n, 0
		}
		return same >= 15 // times 20 ms
	})
}

// TestKill: what was acknowledged is stored, however the program ends. With an
// acknowledgement before the commit the same test must find losses.
func TestKill(t *testing.T) {
	for _, p := range places {
		for _, early := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s/early=%v", p.name, early), func(t *testing.T) {
				dsn := p.dsn(t)
				acknowledged := kills(t, dsn, early)
				missing := 0
				// PostgreSQL may still be busy with what the dead had asked for.
				db := open(t, dsn)
				settle(t, db)
				if missing = lost(t, db, acknowledged); (missing > 0) != early {
					t.Errorf("%d lost", missing)
				}
				// The rest of the promise: the same again gives the same.
				for i := range 5 {
					n, err := strconv.Atoi(strings.ReplaceAll(acknowledged[i], "-", ""))
					if err != nil {
						t.Fatal(err)
					}
					r, mails := record(n)
					if saved, err := db.Save(t.Context(), r, mails, now); !early && (err != nil || !saved.Again) {
						t.Errorf("%+v, %v", saved, err)
					}
				}
			})
		}
	}
}

// TestCrash: PostgreSQL crashes three times while records are saved. What was acknowledged
// is stored, and the store goes on by itself.
func TestCrash(t *testing.T) {
	dsn := places[1].dsn(t)
	db := open(t, dsn)
	var mu sync.Mutex
	var acknowledged []string
	var failed int
	stop := make(chan struct{})
	var wg sync.WaitGroup
	for w := range 4 {
		wg.Go(func() {
			for n := w * 10_000; ; n++ {
				select {
				case <-stop:
					return
				default:
				}
				r, mails := record(n)
				saved, err := db.Save(context.Background(), r, mails, now)
				mu.Lock()
				if err == nil {
					acknowledged = append(acknowledged, saved.Reference)
				} else if failed++; failed%100 == 0 {
					time.Sleep(time.Millisecond)
				}
				mu.Unlock()
			}
		})
	}
	for range 3 {
		time.Sleep(200 * time.Millisecond)
		cluster.For(t).Crash(t)
	}
	before := func() int { mu.Lock(); defer mu.Unlock(); return len(acknowledged) }()
	wait(t, func() bool { mu.Lock(); defer mu.Unlock(); return len(acknowledged) > before+20 })
	close(stop)
	wg.Wait()
	if failed == 0 {
		t.Error("nothing failed, so nothing was tried")
	}
	if n := lost(t, db, acknowledged); n > 0 {
		t.Errorf("%d lost", n)
	}
}

// BenchmarkSave: 32 connections. It shows saves a second and how long they take.
func BenchmarkSave(b *testing.B) {
	for _, p := range places {
		b.Run(p.name, func(b *testing.B) {
			dsn := p.dsn(b)
			if dir := os.Getenv("STORE_BENCH_DIR"); dir != "" && p.name == "sqlite" {
				dsn = "sqlite:" + dir + "/bench.db"
			}
			db := open(b, dsn)
			var next atomic.Int64
			took := make([]time.Duration, b.N)
			var wg sync.WaitGroup
			b.ResetTimer()
			for range 32 {
				wg.Go(func() {
					for n := int(next.Add(1)) - 1; n < b.N; n = int(next.Add(1)) - 1 {
						r, mails := record(n)
						start := time.Now()
						if _, err := db.Save(context.Background(), r, mails, now); err != nil {
							b.Error(err)
							return
						}
						took[n] = time.Since(start)
					}
				})
			}
			wg.Wait()
			b.StopTimer()
			slices.Sort(took)
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "saves/s")
			b.ReportMetric(float64(took[b.N/2].Microseconds())/1000, "p50-ms")
			b.ReportMetric(float64(took[b.N*99/100].Microseconds())/1000, "p99-ms")
			start, n := time.Now(), 0
			for _, err := range db.List(context.Background(), Filter{}) {
				if n++; err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(time.Since(start).Milliseconds()), "list-ms")
		})
	}
}
