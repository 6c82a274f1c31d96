package store

import (
	"errors"
	"io"
	"net"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"example.org/partake/internal/cluster"
	"example.org/partake/internal/intake"
)

func TestMain(m *testing.M) {
	if dsn := os.Getenv(helperDSN); dsn != "" {
		help(dsn, os.Getenv(helperEarly) != "")
	}
	os.Exit(cluster.Main(m))
}

// TestFsyncOff: a server that could lose a commit is refused.
func TestFsyncOff(t *testing.T) {
	server := cluster.For(t)
	dsn := server.Database(t)
	for _, setting := range []string{"fsync", "full_page_writes"} {
		server.Exec(t, "ALTER SYSTEM SET "+setting+" = off")
		server.Exec(t, "SELECT pg_reload_conf()")
		wait(t, func() bool {
			db, err := Open(t.Context(), dsn, none)
			if err == nil {
				db.Close()
			}
			return errors.Is(err, ErrUnsafe) && strings.Contains(err.Error(), setting)
		})
		server.Exec(t, "ALTER SYSTEM RESET "+setting)
		server.Exec(t, "SELECT pg_reload_conf()")
	}
	wait(t, func() bool {
		db, err := Open(t.Context(), dsn, none)
		if err == nil {
			db.Close()
		}
		return err == nil
	})
}

// TestCommit (guarantee 1): a statement that succeeded is not a commit. When that
// fails, nothing is acknowledged and nothing is stored.
func TestCommit(t *testing.T) {
	db := open(t, cluster.For(t).Database(t))
	setup(t, db, "", `CREATE FUNCTION too_late() RETURNS trigger AS $$ BEGIN
			RAISE EXCEPTION 'no space' USING ERRCODE = '53100';
		END $$ LANGUAGE plpgsql;
		CREATE CONSTRAINT TRIGGER too_late AFTER INSERT ON records DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION too_late()`)
	r, mails := record(1)
	_, err := db.Save(t.Context(), r, mails, now)
	want(t, err, ErrFull)
	counted(t, db, 0, 0)
	setup(t, db, "", "DROP TRIGGER too_late ON records")
	put(t, db, 1, 2)
	counted(t, db, 1, 2)
}

// TestHurry (guarantee 1): counts do not wait for the disk, and what is saved on
// the same connection afterwards does.
func TestHurry(t *testing.T) {
	db := open(t, cluster.For(t).Database(t)+"&pool_max_conns=1")
	setup(t, db, "", `CREATE TABLE seen (what text, waits text);
		CREATE FUNCTION see() RETURNS trigger AS $$ BEGIN
			INSERT INTO seen VALUES (TG_TABLE_NAME, current_setting('synchronous_commit')); RETURN NULL;
		END $$ LANGUAGE plpgsql;
		CREATE CONSTRAINT TRIGGER see AFTER INSERT ON counts DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION see();
		CREATE CONSTRAINT TRIGGER see AFTER INSERT ON records DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION see()`)
	_, err := db.CountAll(t.Context(), intake.Tally{Who: []byte("a"), Span: now, Forget: now})
	want(t, err, nil)
	put(t, db, 1, 2)
	var seen string
	want(t, db.reader().QueryRow("SELECT string_agg(what || ' ' || waits, ', ' ORDER BY what) FROM seen").Scan(&seen), nil)
	if seen != "counts off, records on" {
		t.Error(seen)
	}
}

// TestPlans: a store that was opened empty does not read all records for each that
// it adds. Vacuuming tells PostgreSQL how small the table is.
func TestPlans(t *testing.T) {
	dsn := cluster.For(t).Database(t)
	db := open(t, dsn+"&pool_max_conns=1")
	want(t, db.Forget(t.Context(), now), nil)
	put(t, db, 0, 20)
	want(t, db.Close(), nil)
	db = open(t, dsn)
	var added, scanned int
	wait(t, func() bool { // the numbers come when a connection has ended
		want(t, db.reader().QueryRow("SELECT n_tup_ins, seq_tup_read FROM pg_stat_user_tables WHERE relname = 'records'").Scan(&added, &scanned), nil)
		return added == 20
	})
	if scanned > 0 {
		t.Errorf("%d rows were read to add 20", scanned)
	}
}

// TestSilent (input 67): a server that no longer answers, as behind a network that
// went away, is given up before the visitor's browser does it.
func TestSilent(t *testing.T) {
	server := cluster.For(t)
	door, err := net.Listen("tcp", "127.0.0.1:0")
	want(t, err, nil)
	defer door.Close()
	var silent atomic.Bool
	var mu sync.Mutex
	var lines []net.Conn
	go func() {
		for {
			in, err := door.Accept()
			if err != nil {
				return
			}
			if silent.Load() {
				continue // taken, and never answered
			}
			out, err := net.Dial("unix", server.Folder+"/.s.PGSQL.5432")
			if err != nil {
				t.Error(err)
				return
			}
			mu.Lock()
			lines = append(lines, in, out)
			mu.Unlock()
			go func() { _, _ = io.Copy(out, in) }()
			go func() { _, _ = io.Copy(in, out) }()
		}
	}()
	dsn := server.Database(t)
	name := dsn[strings.LastIndex(dsn, "/test")+1 : strings.Index(dsn, "?")]
	db := open(t, "postgres://partake@"+door.Addr().String()+"/"+name+"?sslmode=disable")
	put(t, db, 1, 2)
	silent.Store(true)
	mu.Lock()
	for _, c := range lines {
		c.Close()
	}
	mu.Unlock()
	var longest time.Duration
	for range 2 { // on a line that broke, then for want of a new one
		begin := time.Now()
		r, mails := record(2)
		if _, err := db.Save(t.Context(), r, mails, now); err == nil {
			t.Error("saved without a server")
		}
		longest = max(longest, time.Since(begin))
	}
	if longest < time.Second || longest > 25*time.Second { // proxies and our own server allow 30
		t.Errorf("it took %v", longest)
	}
	silent.Store(false)
	put(t, db, 3, 4)
}
