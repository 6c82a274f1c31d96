package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"example.org/partake/static"
)

// The test binary is the program: a script's "partake" runs main. "measured" runs
// another command: see onefile_test.go.
func TestMain(m *testing.M) {
	testscript.Main(tidy{m}, map[string]func(){"partake": main, "measured": measured})
}

// Each testdata/script/NAME.txtar tells what one use of the program does.
// Besides the commands of testscript there are
//
//	exits N partake …   runs the program and wants this exit code
//	example DIR         copies the example site, with stand-ins for its assets
//	sametree A B        wants two folders to hold the same bytes
//	lock GLOB           holds a lock as another build would
//	spoil DIR           cuts every record of a build in two
//	sent, desk, needle, many, smalldisk: see inbox_test.go
//	smtp: see inbox_deliver_test.go
//	port, answer: see readme_test.go
//
// and the conditions [assets]: the stylesheet is built into the program, and
// [smalldisk].
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "example": example, "sametree": sameTree, "lock": lock, "spoil": spoil,
			"sent": sent, "desk": serveDesk, "needle": needle, "many": many, "smalldisk": smallDisk, "smtp": smtp,
			"port": port, "answer": answer,
		},
		Condition: func(name string) (bool, error) {
			if name == "smalldisk" {
				return mayMount(), nil
			}
			_, err := fs.Stat(static.FS, "assets/manifest.json")
			return name == "assets" && err == nil, nil
		},
		Setup: func(env *testscript.Env) error {
			env.Setenv("HOME", env.WorkDir)
			return nil
		},
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
	})
}

func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits N command …")
	}
	code := 0
	var exit *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &exit) {
		code = exit.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if want, err := strconv.Atoi(args[0]); err != nil || code != want {
		ts.Fatalf("exit code %d, want %s", code, args[0])
	}
}

func example(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: example DIR")
	}
	dir, source := ts.MkAbs(args[0]), os.Getenv("PARTAKE_EXAMPLE")
	for _, part := range []string{"content", "static/images"} {
		ts.Check(os.CopyFS(filepath.Join(dir, part), os.DirFS(filepath.Join(source, part))))
	}
	ts.Check(os.MkdirAll(filepath.Join(dir, "static", "assets"), 0o755))
	ts.Check(os.WriteFile(filepath.Join(dir, "static", "assets", "manifest.json"), []byte(`{"site.css": "site-1.css", "site.js": "site-1.js"}`), 0o644))
}

func spoil(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: spoil DIR")
	}
	files, err := filepath.Glob(filepath.Join(ts.MkAbs(args[0]), "*"))
	ts.Check(err)
	for _, name := range files {
		if strings.HasSuffix(name, ".lock") {
			continue
		}
		src, err := os.ReadFile(name)
		ts.Check(err)
		ts.Check(os.WriteFile(name, src[:len(src)/2], 0o644))
	}
}

// The tests run beside this file; the example site is at the top.
func init() {
	if dir, err := filepath.Abs("../.."); err == nil && os.Getenv("PARTAKE_EXAMPLE") == "" {
		os.Setenv("PARTAKE_EXAMPLE", dir)
	}
}

func sameTree(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: sametree A B")
	}
	a, b := treeOf(ts, args[0]), treeOf(ts, args[1])
	same := len(a) == len(b) && len(a) > 0
	for name, data := range a {
		if other, ok := b[name]; !ok || !bytes.Equal(data, other) {
			same = false
			ts.Logf("%s differs", name)
		}
	}
	if same == neg {
		ts.Fatalf("%s (%d files) and %s (%d files): same is %t", args[0], len(a), args[1], len(b), same)
	}
}

func treeOf(ts *testscript.TestScript, dir string) map[string][]byte {
	out := map[string][]byte{}
	root := ts.MkAbs(dir)
	ts.Check(filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		out[rel], err = os.ReadFile(name)
		return err
	}))
	return out
}

func lock(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: lock GLOB")
	}
	names, err := filepath.Glob(ts.MkAbs(args[0]))
	ts.Check(err)
	if len(names) != 1 {
		ts.Fatalf("%d files match %s", len(names), args[0])
	}
	f, err := os.Open(names[0])
	ts.Check(err)
	ts.Defer(func() { f.Close() })
	ts.Check(syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB))
}

// measured runs a command and says what it took: nanoseconds of all cores and MB. A
// process counts as its own what the one that starts it holds, and a test holds much.
func measured() {
	cmd := exec.Command(os.Args[1], os.Args[2:]...)
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	_ = cmd.Run() // what it says tells
	usage := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	fmt.Printf("measured: %d %d\n", cmd.ProcessState.UserTime()+cmd.ProcessState.SystemTime(), usage.Maxrss>>10)
}
