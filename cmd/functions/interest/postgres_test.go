package main

import (
	"database/sql"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib"
)

// A PostgreSQL of the tests' own: in a temporary folder, reached by a socket
// there, gone afterwards.
var (
	clusterDir string // "" where there is no PostgreSQL
	databases  atomic.Int64
)

// startCluster starts PostgreSQL on a leash: it stops with the tests, however
// they end.
func startCluster() (stop func(), err error) {
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if len(found) == 0 {
		return func() {}, nil
	}
	bin := filepath.Dir(found[len(found)-1])
	if clusterDir, err = os.MkdirTemp("", "pg"); err != nil {
		return nil, err
	}
	who := unprivileged()
	if who != nil {
		if err := os.Chown(clusterDir, int(who.Uid), int(who.Gid)); err != nil {
			return nil, err
		}
	}
	command := func(name string, args ...string) *exec.Cmd {
		cmd := exec.Command(name, args...)
		cmd.Dir, cmd.SysProcAttr = clusterDir, &syscall.SysProcAttr{Credential: who}
		return cmd
	}
	if out, err := command(bin+"/initdb", "-N", "-D", "data", "-U", "partake", "-A", "trust", "-E", "UTF8", "--locale=C").CombinedOutput(); err != nil {
		return nil, fmt.Errorf("initdb: %w\n%s", err, out)
	}
	server := command("sh", "-c", `"$@" 2>log & pid=$!; read -r _; kill -INT $pid; wait $pid`, "sh", bin+"/postgres", "-D", "data", "-k", clusterDir, "-c", "listen_addresses=")
	var leash io.WriteCloser
	if leash, err = server.StdinPipe(); err != nil {
		return nil, err
	}
	if err := server.Start(); err != nil {
		return nil, err
	}
	for range 200 {
		if command(bin+"/pg_isready", "-q", "-h", clusterDir).Run() == nil {
			return func() { leash.Close(); server.Wait(); os.RemoveAll(clusterDir) }, nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	return nil, fmt.Errorf("PostgreSQL in %s did not start", clusterDir)
}

// unprivileged is who runs the server when the tests run as root.
func unprivileged() *syscall.Credential {
	if os.Geteuid() != 0 {
		return nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		if u, err := user.Lookup(name); err == nil {
			uid, _ := strconv.ParseUint(u.Uid, 10, 32)
			gid, _ := strconv.ParseUint(u.Gid, 10, 32)
			return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
		}
	}
	return nil
}

// newDatabase makes a database and returns its address.
func newDatabase(t testing.TB) string {
	t.Helper()
	if clusterDir == "" {
		const none = "PostgreSQL is not installed: on Debian or Ubuntu, sudo apt-get install postgresql"
		if os.Getenv("CI") != "" {
			t.Fatal(none)
		}
		t.Skip(none)
	}
	name := fmt.Sprintf("test%d", databases.Add(1))
	if _, err := query(t, address("postgres")).Exec("CREATE DATABASE " + name); err != nil {
		t.Fatal(err)
	}
	return address(name)
}

func address(database string) string {
	return fmt.Sprintf("postgres://partake:5ec9e7aa@/%s?host=%s", database, clusterDir)
}

func query(t testing.TB, dsn string) *sql.DB {
	t.Helper()
	db, err := sql.Open("pgx", dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}
