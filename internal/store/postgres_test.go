package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// cluster is a PostgreSQL of the tests' own: in a temporary folder, reached by a
// socket there, gone afterwards.
type cluster struct {
	dir    string // data, socket and log
	bin    string
	server *exec.Cmd
	leash  io.Closer // when it closes, also by the end of the tests, the server stops
	names  atomic.Int64
}

// postgres is nil where there is no PostgreSQL.
var postgres *cluster

const noPostgres = "PostgreSQL is not installed: on Debian or Ubuntu, sudo apt-get install postgresql"

func startCluster() (*cluster, error) {
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if len(found) == 0 {
		return nil, nil
	}
	dir, err := os.MkdirTemp("", "pg")
	if err != nil {
		return nil, err
	}
	c := &cluster{dir: dir, bin: filepath.Dir(found[len(found)-1])}
	if who := c.unprivileged(); who != nil {
		if err := os.Chown(dir, int(who.Uid), int(who.Gid)); err != nil {
			return nil, err
		}
	}
	initdb := c.command("initdb", "-N", "-D", dir+"/data", "-U", "partake", "-A", "trust", "-E", "UTF8", "--locale=C")
	if out, err := initdb.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("initdb: %w\n%s", err, out)
	}
	return c, c.start()
}

// unprivileged is who runs the server when the tests run as root.
func (c *cluster) unprivileged() *syscall.Credential {
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

func (c *cluster) command(name string, args ...string) *exec.Cmd {
	cmd := exec.Command(filepath.Join(c.bin, name), args...)
	cmd.Dir = c.dir
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: c.unprivileged()}
	return cmd
}

func (c *cluster) start() error {
	sh := exec.Command("sh", "-c", `"$@" & pid=$!; echo $pid; read -r _; kill -INT $pid; wait $pid`, "sh",
		filepath.Join(c.bin, "postgres"), "-D", c.dir+"/data", "-k", c.dir, "-c", "listen_addresses=", "-c", "max_connections=60")
	sh.Dir = c.dir
	sh.SysProcAttr = &syscall.SysProcAttr{Credential: c.unprivileged()}
	log, err := os.OpenFile(c.dir+"/log", os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	defer log.Close()
	sh.Stderr = log
	if c.leash, err = sh.StdinPipe(); err != nil {
		return err
	}
	c.server = sh
	if err := sh.Start(); err != nil {
		return err
	}
	for range 200 {
		if c.command("pg_isready", "-q", "-h", c.dir).Run() == nil {
			return nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	said, _ := os.ReadFile(c.dir + "/log")
	return fmt.Errorf("PostgreSQL did not start:\n%s", said)
}

func (c *cluster) stop() {
	c.leash.Close()
	c.server.Wait()
}

// crash stops the server as a power cut would, but for what the system has in
// its memory, and starts it again.
func (c *cluster) crash(t *testing.T) {
	t.Helper()
	if out, err := c.command("pg_ctl", "-D", c.dir+"/data", "-m", "immediate", "-w", "stop").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	c.stop()
	if err := c.start(); err != nil {
		t.Fatal(err)
	}
}

func (c *cluster) dsn(name string) string {
	return fmt.Sprintf("postgres://partake@/%s?host=%s", name, c.dir)
}

// database makes a new one and returns its address.
func (c *cluster) database(t testing.TB) string {
	t.Helper()
	name := fmt.Sprintf("test%d", c.names.Add(1))
	c.exec(t, "postgres", "CREATE DATABASE "+name)
	return c.dsn(name)
}

func (c *cluster) exec(t testing.TB, database, query string) {
	t.Helper()
	db, err := sql.Open("pgx", c.dsn(database))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.ExecContext(context.Background(), query); err != nil {
		t.Fatal(err)
	}
}

func TestMain(m *testing.M) {
	if dsn := os.Getenv(helperDSN); dsn != "" {
		help(dsn, os.Getenv(helperEarly) != "")
	}
	var err error
	if postgres, err = startCluster(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	code := m.Run()
	if postgres != nil {
		postgres.stop()
		os.RemoveAll(postgres.dir)
	}
	os.Exit(code)
}

// TestFsyncOff: a server that could lose a commit is refused.
func TestFsyncOff(t *testing.T) {
	if postgres == nil {
		missing(t)
	}
	dsn := postgres.database(t)
	for _, setting := range []string{"fsync", "full_page_writes"} {
		postgres.exec(t, "postgres", "ALTER SYSTEM SET "+setting+" = off")
		postgres.exec(t, "postgres", "SELECT pg_reload_conf()")
		wait(t, func() bool {
			db, err := Open(t.Context(), dsn, none)
			if err == nil {
				db.Close()
			}
			return errors.Is(err, ErrUnsafe) && strings.Contains(err.Error(), setting)
		})
		postgres.exec(t, "postgres", "ALTER SYSTEM RESET "+setting)
		postgres.exec(t, "postgres", "SELECT pg_reload_conf()")
	}
	wait(t, func() bool {
		db, err := Open(t.Context(), dsn, none)
		if err == nil {
			db.Close()
		}
		return err == nil
	})
}
