//go:build linux

package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// alternating is a site on disk that changes between two versions. Each has a
// page that the other has not, and no page is the same in both.
type alternating struct {
	t    *testing.T
	dir  string
	want [2]map[string]string // what a clean build makes of them
	took time.Duration

	theirs bool // somebody else has put a file into the site
}

func newAlternating(t *testing.T) *alternating {
	t.Helper()
	dir, err := os.MkdirTemp("/dev/shm", "partake")
	if err != nil {
		dir = t.TempDir()
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	a := &alternating{t: t, dir: dir}
	must(t, os.MkdirAll(filepath.Join(dir, "content/about"), 0o755))
	must(t, os.MkdirAll(filepath.Join(dir, "static/assets"), 0o755))
	writeFile(t, dir, "static/assets/manifest.json", `{"site.css": "site-1.css", "site.js": "site-1.js"}`)
	for n := range 12 {
		writeFile(t, dir, fmt.Sprintf("content/about/page-%d.md", n), fmt.Sprintf("---\ntitle: \"Page %d\"\nsummary: \"One of many.\"\n---\n\n%s", n, strings.Repeat("There is much to say.\n\n", 20)))
	}
	for v := range 2 {
		a.edit(v)
		start := time.Now()
		a.build("--out", fmt.Sprint("clean-", v))
		a.took = time.Since(start)
		a.want[v] = a.tree(fmt.Sprint("clean-", v))
	}
	return a
}

const index = "---\ntitle: \"Get involved\"\nsummary: \"See what you can do.\"\n---\n"

// foreign has somebody else put a file into the site.
func (a *alternating) foreign() {
	a.build()
	writeFile(a.t, a.dir, "public/CNAME", "theirs")
	a.theirs = true
}

// edit makes the sources those of a version.
func (a *alternating) edit(v int) {
	name := []string{"Fell Trust", "Dale Trust"}[v]
	writeFile(a.t, a.dir, "content/site.yaml", `organisation: {name: "`+name+`"}
base_url: "https://involve.example.org"
team: {name: "Involvement team", phone: "01632 960000", email: "team@example.org"}
`)
	writeFile(a.t, a.dir, "content/index.md", index)
	writeFile(a.t, a.dir, fmt.Sprintf("content/about/only-%d.md", v), "---\ntitle: \"Only here\"\nsummary: \"In one of two.\"\n---\n")
	must(a.t, os.RemoveAll(filepath.Join(a.dir, fmt.Sprintf("content/about/only-%d.md", 1-v))))
}

// command is the real program; the test binary is that.
func (a *alternating) command(args ...string) *exec.Cmd {
	return exec.Command("partake", append([]string{"build", "-C", a.dir, "--now", "2026-05-03T09:00:00Z"}, args...)...)
}

func (a *alternating) build(args ...string) {
	a.t.Helper()
	if out, err := a.command(args...).CombinedOutput(); err != nil {
		a.t.Fatalf("%v: %s", err, out)
	}
}

// tree is what stands in a folder; nil when there is none.
func (a *alternating) tree(out string) map[string]string {
	a.t.Helper()
	dir := filepath.Join(a.dir, out)
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		rel, _ := filepath.Rel(dir, name)
		files[rel] = string(data)
		return err
	})
	if os.IsNotExist(err) {
		return nil
	}
	must(a.t, err)
	return files
}

// stands says which version public is, whole; -1 when there is none. All else is
// a mistake.
func (a *alternating) stands() int {
	a.t.Helper()
	got := a.tree("public")
	if got == nil {
		return -1
	}
	if a.theirs && got["CNAME"] != "theirs" {
		a.t.Fatal("a file of somebody else's is lost")
	}
	delete(got, "CNAME")
	for v, want := range a.want {
		same := len(want) == len(got)
		for path, text := range want {
			same = same && got[path] == text
		}
		if same {
			return v
		}
	}
	a.t.Fatalf("a mixture of %d files stands, neither of the versions of %d and %d files", len(got), len(a.want[0]), len(a.want[1]))
	return -1
}

// left lists what a build left beside the output folder and the record.
func (a *alternating) left() []string {
	beside, _ := filepath.Glob(filepath.Join(a.dir, ".public*"))
	records, _ := filepath.Glob(filepath.Join(a.dir, ".partake/build/*.*"))
	for _, name := range records {
		if !strings.HasSuffix(name, ".lock") {
			beside = append(beside, name)
		}
	}
	return beside
}

// phase says where a build of a version was killed, by what it left.
func (a *alternating) phase(v, stands int) string {
	switch left := strings.Join(a.left(), " "); {
	case stands < 0:
		return "between the renames"
	case strings.HasSuffix(left, ".next") && stands == v:
		return "after the swap"
	case strings.HasSuffix(left, ".next"):
		return "before the swap"
	case left != "" && stands == v:
		return "clearing up"
	case left != "":
		return "writing"
	case stands == v:
		return "never"
	}
	return "reading"
}

// kill edits the site, has its build killed, and looks at what stands. Sometimes
// the next build may finish, and then stands itself with nothing beside it.
func (a *alternating) kill(r *rand.Rand, killed func()) (where string) {
	a.t.Helper()
	before := a.stands()
	if before < 0 {
		before = r.IntN(2)
	}
	a.edit(1 - before)
	killed()
	where = a.phase(1-before, a.stands())
	if where == "between the renames" {
		writeFile(a.t, a.dir, "content/index.md", "---\ntitle: [\n---\n")
		if out, err := a.command().CombinedOutput(); err == nil || a.stands() < 0 {
			a.t.Fatalf("a build with a mistake, %v, leaves no site: %s", err, out)
		}
		writeFile(a.t, a.dir, "content/index.md", index)
	}
	if r.IntN(3) > 0 {
		return where
	}
	next := r.IntN(2)
	a.edit(next)
	a.build()
	if got := a.stands(); got != next || len(a.left()) > 0 {
		a.t.Fatalf("killed %s: after the next build of %d stands %d, and there are %v", where, next, got, a.left())
	}
	return where
}

// moment is when the newest of some files was changed; zero without any.
func (a *alternating) moment(pattern string) (newest time.Time) {
	found, _ := filepath.Glob(filepath.Join(a.dir, pattern))
	for _, name := range found {
		if info, err := os.Lstat(name); err == nil && info.ModTime().After(newest) {
			newest = info.ModTime()
		}
	}
	return newest
}

// killAfter starts a build and kills it a while after a file has appeared or changed; none
// is the start.
func (a *alternating) killAfter(cmd *exec.Cmd, pattern string, while time.Duration) {
	a.t.Helper()
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	must(a.t, cmd.Start())
	before := a.moment(pattern)
	for end := time.Now().Add(2 * time.Second); pattern != "" && time.Now().Before(end); time.Sleep(100 * time.Microsecond) {
		if now := a.moment(pattern); !now.IsZero() && !now.Equal(before) {
			break
		}
	}
	time.Sleep(while)
	_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) // with strace, if that runs it
	_ = cmd.Wait()
}

// S11: a build is killed at 50 random moments: the old site stands or the new one, and
// the next build is like any other.
func TestBuildKilled(t *testing.T) {
	t.Parallel()
	a := newAlternating(t)
	r := rand.New(rand.NewPCG(6, 6))
	a.foreign()
	seen := map[string]int{}
	for n := range 50 {
		pattern, within := "", a.took
		if n%3 > 0 {
			pattern, within = ".public.tmp-*", 15*time.Millisecond
		}
		seen[a.kill(r, func() { a.killAfter(a.command(), pattern, time.Duration(r.Int64N(int64(within)))) })]++
	}
	t.Logf("a build takes %s; killed %v", a.took.Round(time.Millisecond), seen)
	if seen["writing"] < 5 || seen["reading"] == 0 {
		t.Errorf("the test shows too little: killed %v", seen)
	}
}

// A build is killed while it publishes, which strace makes slow: where folders can
// be exchanged, and where that takes two renames.
func TestBuildKilledPublishing(t *testing.T) {
	t.Parallel()
	mayTrace(t)
	for _, c := range []struct {
		way, inject string
		within      time.Duration
		phases      []string
	}{
		{"exchange", "renameat2:delay_enter=8000:delay_exit=8000", 30 * time.Millisecond, []string{"before the swap", "after the swap"}},
		{"two renames", "renameat2:error=EINVAL", 40 * time.Millisecond, []string{"before the swap", "between the renames", "after the swap"}},
	} {
		t.Run(c.way, func(t *testing.T) {
			t.Parallel()
			a := newAlternating(t)
			a.foreign()
			r := rand.New(rand.NewPCG(6, 7))
			seen := map[string]int{}
			missing := func(phase string) bool { return seen[phase] == 0 }
			for n := 0; n < 16 || n < 100 && slices.ContainsFunc(c.phases, missing); n++ {
				cmd := exec.Command("strace", append([]string{
					"-f", "-qq", "--seccomp-bpf", "-o", "/dev/null", "-e", "trace=?rename,?renameat,renameat2",
					"-e", "inject=?rename,?renameat:delay_enter=8000", "-e", "inject=" + c.inject,
				}, a.command().Args...)...)
				seen[a.kill(r, func() { a.killAfter(cmd, ".partake/build/*.next", time.Duration(r.Int64N(int64(c.within)))) })]++
			}
			t.Logf("killed %v", seen)
			if slices.ContainsFunc(c.phases, missing) {
				t.Errorf("the test shows too little: of %q there are only %v", c.phases, seen)
			}
		})
	}
}

// mayTrace skips a test where no program may be traced, but for the machine that
// must run all.
func mayTrace(t *testing.T) {
	t.Helper()
	out, err := exec.Command("strace", "-o", "/dev/null", "true").CombinedOutput()
	if err != nil && os.Getenv("CI") != "" {
		t.Fatalf("strace: %v: %s", err, out)
	}
	if err != nil {
		t.Skipf("no program may be traced here: %s", out)
	}
}
