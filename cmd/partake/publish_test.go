//go:build linux

package main

import (
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// While a site is built 30 times, those who read it find every page, and each is
// that of one version or the other, whole.
func TestReadersDuringBuilds(t *testing.T) {
	t.Parallel()
	a := newAlternating(t)
	a.build()
	var paths []string
	for path := range a.want[0] {
		if _, both := a.want[1][path]; both {
			paths = append(paths, path)
		}
	}
	var reads [2]atomic.Int64
	var wrong atomic.Value
	done := make(chan struct{})
	var readers sync.WaitGroup
	for n := range 2 {
		readers.Go(func() {
			for i := n; ; i++ {
				select {
				case <-done:
					return
				default:
				}
				path := paths[i%len(paths)]
				data, err := os.ReadFile(filepath.Join(a.dir, "public", path))
				switch text := string(data); {
				case err != nil:
					wrong.Store(err.Error())
				case text == a.want[0][path]:
					reads[0].Add(1)
				case text == a.want[1][path]:
					reads[1].Add(1)
				default:
					wrong.Store(fmt.Sprintf("%s is torn, with %d bytes", path, len(text)))
				}
			}
		})
	}
	for n := range 30 {
		a.edit(n % 2)
		a.build()
	}
	close(done)
	readers.Wait()
	t.Logf("read %d and %d times", reads[0].Load(), reads[1].Load())
	if wrong.Load() != nil || reads[0].Load() < 1000 || reads[1].Load() < 1000 {
		t.Errorf("%v; read %d and %d times", wrong.Load(), reads[0].Load(), reads[1].Load())
	}
}

// S13: of two builds at once the second says which process is at work, and the first
// is none the worse for it.
func TestBuildTwiceAtOnce(t *testing.T) {
	t.Parallel()
	a := newAlternating(t)
	a.build()
	a.edit(0)
	for range 20 { // until one is stopped on its way
		first := a.command()
		must(t, first.Start())
		for end := time.Now().Add(5 * time.Second); a.moment(".public.tmp-*").IsZero() && time.Now().Before(end); {
			time.Sleep(50 * time.Microsecond)
		}
		must(t, first.Process.Signal(syscall.SIGSTOP))
		onItsWay := !a.moment(".public.tmp-*").IsZero()
		if onItsWay {
			a.refused(nil, fmt.Sprintf("another build is running into %s/public (process %d)", a.dir, first.Process.Pid))
		}
		must(t, first.Process.Signal(syscall.SIGCONT))
		must(t, first.Wait())
		if onItsWay {
			if a.stands() != 0 || len(a.left()) > 0 {
				t.Errorf("there stands %d, beside %v", a.stands(), a.left())
			}
			return
		}
		a.edit(1)
		a.build()
		a.edit(0)
	}
	t.Error("no build was met on its way")
}

// refused wants a build to exit with 3 and to say this in one line.
func (a *alternating) refused(args []string, want ...string) {
	a.t.Helper()
	cmd := a.command(args...)
	out, _ := cmd.CombinedOutput()
	if code := cmd.ProcessState.ExitCode(); code != exitMachine {
		a.t.Errorf("the build exits with %d", code)
	}
	for _, w := range want {
		if !strings.Contains(string(out), w) || !strings.HasPrefix(string(out), "partake: ") || strings.Count(string(out), "\n") != 1 {
			a.t.Errorf("the build says %q, and not in one line %q", out, w)
		}
	}
}

// disk mounts a small disk in a folder of the site.
func (a *alternating) disk(folder, options string) {
	a.t.Helper()
	if !mayMount() {
		if os.Getenv("CI") != "" {
			a.t.Fatal("nothing may be mounted here")
		}
		a.t.Skip("nothing may be mounted here")
	}
	dir := filepath.Join(a.dir, folder)
	must(a.t, os.MkdirAll(dir, 0o755))
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", options, "tmpfs", dir).CombinedOutput(); err != nil {
		a.t.Fatalf("%v: %s", err, out)
	}
	a.t.Cleanup(func() { exec.Command("umount", "-l", dir).Run() })
}

func (a *alternating) remount(folder, options string) {
	a.t.Helper()
	if out, err := exec.Command("mount", "-o", "remount,"+options, filepath.Join(a.dir, folder)).CombinedOutput(); err != nil {
		a.t.Fatalf("%v: %s", err, out)
	}
}

// S8, S9: what the machine can't do is said in one line, with what to do about it. The
// site stands as it was, and nothing is beside it. Once it is mended, the same
// build goes well.
func TestBuildOnBadGround(t *testing.T) {
	for name, c := range map[string]struct {
		before func(a *alternating) // makes the ground
		spoil  func(a *alternating)
		mend   func(a *alternating)
		want   []string
	}{
		"a full disk": {
			before: func(a *alternating) { a.disk("disk", "size=100m") },
			spoil:  func(a *alternating) { a.remount("disk", "size="+fmt.Sprint(a.used("disk")+64<<10)) },
			mend:   func(a *alternating) { a.remount("disk", "size=100m") },
			want:   []string{"no space left on device: make room on that disk, and build again. The site is as it was", "disk/.public.tmp-"},
		},
		"a disk without a name left": {
			before: func(a *alternating) { a.disk("disk", "size=100m") },
			spoil:  func(a *alternating) { a.remount("disk", "nr_inodes="+fmt.Sprint(a.names("disk")+9)) },
			mend:   func(a *alternating) { a.remount("disk", "nr_inodes=10000") },
			want:   []string{"no space left on device: make room on that disk"},
		},
		"no room for the record": {
			before: func(a *alternating) { a.disk(".partake/build", "size=100m") },
			spoil:  func(a *alternating) { a.remount(".partake/build", "size="+fmt.Sprint(a.used(".partake/build")+4096)) },
			mend:   func(a *alternating) { a.remount(".partake/build", "size=100m") },
			want:   []string{"write manifest: ", "no space left on device: make room on that disk"},
		},
		"a read-only disk": {
			before: func(a *alternating) { a.disk("disk", "size=100m") },
			spoil:  func(a *alternating) { a.remount("disk", "ro") },
			mend:   func(a *alternating) { a.remount("disk", "rw") },
			want:   []string{"a folder for the new site, beside the output folder: ", "read-only file system: that disk can only be read: make it one to write to, or choose another folder"},
		},
		"a read-only record": {
			before: func(a *alternating) { a.disk(".partake", "size=100m") },
			spoil:  func(a *alternating) { a.remount(".partake", "ro") },
			mend:   func(a *alternating) { a.remount(".partake", "rw") },
			want:   []string{"the folder for records of builds: ", ".partake/build", "read-only file system: that disk can only be read"},
		},
		"a mounted output folder": {
			before: func(a *alternating) { must(a.t, os.MkdirAll(filepath.Join(a.dir, "disk"), 0o755)) },
			spoil: func(a *alternating) {
				dir := filepath.Join(a.dir, "disk/public")
				if out, err := exec.Command("mount", "--bind", dir, dir).CombinedOutput(); err != nil {
					a.t.Fatalf("%v: %s", err, out)
				}
				a.t.Cleanup(func() { exec.Command("umount", "-l", dir).Run() })
			},
			mend: func(a *alternating) { must(a.t, exec.Command("umount", filepath.Join(a.dir, "disk/public")).Run()) },
			want: []string{"publish: ", "disk is mounted can't be exchanged; choose one inside of it"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := newAlternating(t)
			if !mayMount() {
				a.disk("", "")
			}
			out := []string{"--out", "disk/public"}
			c.before(a)
			a.build(out...)
			before := a.tree("disk/public")
			a.edit(0)
			c.spoil(a)
			a.refused(out, c.want...)
			if after := a.tree("disk/public"); !maps.Equal(before, after) || !maps.Equal(before, a.want[1]) {
				t.Error("the site is not as it was")
			}
			if beside, _ := filepath.Glob(filepath.Join(a.dir, "disk/.public*")); len(beside) > 0 || len(a.left()) > 0 {
				t.Errorf("left behind: %v %v", beside, a.left())
			}
			c.mend(a)
			a.build(out...)
			if !maps.Equal(a.tree("disk/public"), a.want[0]) {
				t.Error("the mended ground has no new site")
			}
		})
	}
}

// used and names are how many bytes and names a disk holds.
func (a *alternating) used(folder string) uint64 {
	var s syscall.Statfs_t
	must(a.t, syscall.Statfs(filepath.Join(a.dir, folder), &s))
	return (s.Blocks - s.Bfree) * uint64(s.Bsize)
}

func (a *alternating) names(folder string) uint64 {
	var s syscall.Statfs_t
	must(a.t, syscall.Statfs(filepath.Join(a.dir, folder), &s))
	return s.Files - s.Ffree
}

// S10: an output folder on another disk than the site's is like any other: what did
// not change is not rendered.
func TestBuildOnAnotherDisk(t *testing.T) {
	t.Parallel()
	a := newAlternating(t)
	a.disk("disk", "size=100m")
	for v := range 2 {
		a.edit(v)
		a.build("--out", "disk/public")
		if !maps.Equal(a.tree("disk/public"), a.want[v]) {
			t.Errorf("version %d does not stand", v)
		}
	}
	writeFile(t, a.dir, "content/about/page-3.md", "---\ntitle: \"Page 3\"\nsummary: \"One of many.\"\n---\n\nNew.\n")
	out, err := a.command("--out", "disk/public").CombinedOutput()
	if err != nil || strings.Contains(string(out), " 0 unchanged") || !strings.Contains(string(out), " 0 removed") {
		t.Errorf("%v: %s", err, out)
	}
}

// Clocks are not trusted: a build for an earlier moment is that of the moment, and
// a source from the future that changes without its time is seen to change.
func TestBuildClockSetBack(t *testing.T) {
	t.Parallel()
	a := newAlternating(t)
	at := func(out, now string) map[string]string {
		a.build("--out", out, "--now", now)
		return a.tree(out)
	}
	writeFile(t, a.dir, "content/about/later.md", "---\ntitle: \"Later\"\nsummary: \"From June.\"\npublished: 2026-06-01\n---\n")
	early := at("early", "2026-05-03T09:00:00Z")
	late := at("late", "2026-07-03T09:00:00Z")
	at("public", "2026-07-03T09:00:00Z")
	if back := at("public", "2026-05-03T09:00:00Z"); !maps.Equal(back, early) || maps.Equal(back, late) {
		t.Error("an earlier moment shows another site than it did")
	}
	source := filepath.Join(a.dir, "content/about/page-1.md")
	future := time.Now().Add(48 * time.Hour)
	for _, word := range []string{"much", "tons", "bits"} {
		text, err := os.ReadFile(source)
		must(t, err)
		words := []string{"much", "tons", "bits"}
		for _, old := range words {
			text = []byte(strings.ReplaceAll(string(text), "There is "+old, "There is "+word))
		}
		must(t, os.WriteFile(source, text, 0o644))
		must(t, os.Chtimes(source, future, future))
		page := at("public", "2026-05-03T09:00:00Z")["about/page-1/index.html"]
		if !strings.Contains(page, "There is "+word) {
			t.Errorf("%q is not in the page", word)
		}
	}
}

// A backup with hard links keeps the old site, whatever is built.
func TestBackupWithLinks(t *testing.T) {
	t.Parallel()
	a := newAlternating(t)
	a.build()
	must(t, exec.Command("cp", "-al", filepath.Join(a.dir, "public"), filepath.Join(a.dir, "backup")).Run())
	for _, v := range []int{0, 1, 0} {
		a.edit(v)
		a.build()
		if !maps.Equal(a.tree("backup"), a.want[1]) || a.stands() != v {
			t.Fatalf("after a build of %d the backup is not as it was, or %d stands", v, a.stands())
		}
	}
}

// A disk without hard links is written to in full, and what somebody else put
// into the site is copied.
func TestBuildWithoutLinks(t *testing.T) {
	t.Parallel()
	mayTrace(t)
	a := newAlternating(t)
	a.build()
	writeFile(t, a.dir, "public/CNAME", "theirs")
	a.edit(0)
	for range 2 {
		cmd := exec.Command("strace", append([]string{"-f", "-qq", "--seccomp-bpf", "-o", "/dev/null", "-e", "trace=linkat", "-e", "inject=linkat:error=EPERM"}, a.command().Args...)...)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		got := a.tree("public")
		if got["CNAME"] != "theirs" || len(got) != len(a.want[0])+1 {
			t.Errorf("the site is %v", slices.Sorted(maps.Keys(got)))
		}
		writeFile(t, a.dir, "content/about/page-3.md", "---\ntitle: \"Page 3\"\nsummary: \"One of many.\"\n---\n\nNew.\n")
	}
	if got := a.tree("public"); !strings.Contains(got["about/page-3/index.html"], "New.") {
		t.Error("the new text is missing")
	}
}
