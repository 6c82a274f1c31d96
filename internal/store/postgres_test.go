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
