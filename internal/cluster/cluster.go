// Package cluster starts a PostgreSQL of the tests' own: in a temporary folder,
// reached by a socket there, gone afterwards. It stops with the tests, however
// they end.
//
//	func TestMain(m *testing.M) { os.Exit(cluster.Main(m)) }
//
//	dsn := cluster.For(t).Database(t)
//
// Where PostgreSQL is not installed, a test that asks for one is skipped, and in
// CI it fails.
package cluster

import (
	"errors"
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
)

// ErrNone means that PostgreSQL is not installed.
var ErrNone = errors.New("PostgreSQL is not installed: on Debian or Ubuntu, sudo apt-get install postgresql")

// Cluster is a running server.
type Cluster struct {
	Folder string // its data, socket and log
	Bin    string // where psql, pg_dump and the like are

	server *exec.Cmd
	leash  io.Closer
	names  atomic.Int64
}

// running is the server of the tests, nil where there is none.
var running *Cluster

// Main runs the tests of a package with a server.
func Main(m *testing.M) int {
	var err error
	if running, err = start(); err != nil && !errors.Is(err, ErrNone) {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	code := m.Run()
	if running != nil {
		if err := running.stop(); err != nil {
			fmt.Fprintln(os.Stderr, err)
		}
	}
	return code
}

// For is the server for a test.
func For(t testing.TB) *Cluster {
	t.Helper()
	if running == nil && os.Getenv("CI") != "" {
		t.Fatal(ErrNone)
	}
	if running == nil {
		t.Skip(ErrNone)
	}
	return running
}

func start() (*Cluster, error) {
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if len(found) == 0 {
		return nil, ErrNone
	}
	dir, err := os.MkdirTemp("", "pg")
	if err != nil {
		return nil, err
	}
	c := &Cluster{Folder: dir, Bin: filepath.Dir(found[len(found)-1])}
	if who := unprivileged(); who != nil {
		if err := os.Chown(dir, int(who.Uid), int(who.Gid)); err != nil {
			return nil, err
		}
	}
	if out, err := c.Command("initdb", "-N", "-D", "data", "-U", "partake", "-A", "trust", "-E", "UTF8", "--locale=C").CombinedOutput(); err != nil {
		return nil, fmt.Errorf("initdb: %w\n%s", err, out)
	}
	return c, c.run()
}

// run starts the server on a leash: when that ends, it stops.
func (c *Cluster) run() error {
	c.server = exec.Command("sh", "-c", `"$@" 2>log & pid=$!; read -r _; kill -INT $pid; wait $pid`, "sh",
		filepath.Join(c.Bin, "postgres"), "-D", "data", "-k", c.Folder, "-c", "listen_addresses=")
	c.server.Dir, c.server.SysProcAttr = c.Folder, &syscall.SysProcAttr{Credential: unprivileged()}
	leash, err := c.server.StdinPipe()
	if err != nil {
		return err
	}
	c.leash = leash
	if err := c.server.Start(); err != nil {
		return err
	}
	for range 200 {
		if c.Command("pg_isready", "-q", "-h", c.Folder).Run() == nil {
			return nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	return errors.Join(fmt.Errorf("PostgreSQL in %s did not start", c.Folder), c.leash.Close())
}

// Command prepares one of PostgreSQL's own programs, run by who runs the server.
func (c *Cluster) Command(name string, args ...string) *exec.Cmd {
	cmd := exec.Command(filepath.Join(c.Bin, name), args...)
	cmd.Dir, cmd.SysProcAttr = c.Folder, &syscall.SysProcAttr{Credential: unprivileged()}
	return cmd
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

// Database makes a new one and returns its address.
func (c *Cluster) Database(t testing.TB) (dsn string) {
	t.Helper()
	name := fmt.Sprintf("test%d", c.names.Add(1))
	c.must(t, "createdb", "-h", c.Folder, "-U", "partake", name)
	return c.Address(name)
}

// Exec runs a statement in the server's own database.
func (c *Cluster) Exec(t testing.TB, statement string) {
	t.Helper()
	c.must(t, "psql", "-q", "-h", c.Folder, "-U", "partake", "-d", "postgres", "-c", statement)
}

// Crash stops the server as a power cut would, but for what the system has in its
// memory, and starts it again.
func (c *Cluster) Crash(t testing.TB) {
	t.Helper()
	c.must(t, "pg_ctl", "-D", "data", "-m", "immediate", "-w", "stop")
	_ = c.leash.Close()
	_ = c.server.Wait() // it ended by a signal
	if err := c.run(); err != nil {
		t.Fatal(err)
	}
}

func (c *Cluster) must(t testing.TB, name string, args ...string) {
	t.Helper()
	if out, err := c.Command(name, args...).CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
}

// Address is that of a database.
func (c *Cluster) Address(database string) string {
	return fmt.Sprintf("postgres://partake@/%s?host=%s", database, c.Folder)
}

// stop stops the server and takes its folder away.
func (c *Cluster) stop() error {
	err := c.leash.Close()
	_ = c.server.Wait() // it ends by a signal
	return errors.Join(err, os.RemoveAll(c.Folder))
}
