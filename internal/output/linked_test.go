//go:build unix

package output

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// without runs the rest of a test with no hard links.
func without(t *testing.T) {
	t.Helper()
	link = func(string, string) error { return os.ErrPermission }
	t.Cleanup(func() { link = os.Link })
}

// Where there are no hard links, files are written and copied: the site is the
// same, and what was not written by a build keeps its rights and its time.
func TestNoLinks(t *testing.T) {
	dir := t.TempDir()
	public := filepath.Join(dir, "public")
	if err := publishVersion(dir, 0); err != nil {
		t.Fatal(err)
	}
	theirs := filepath.Join(public, "theirs/CNAME")
	long := time.Now().Add(-time.Hour).Truncate(time.Second)
	for _, err := range []error{
		os.Mkdir(filepath.Dir(theirs), 0o755), os.WriteFile(theirs, []byte("theirs"), 0o600),
		os.Chtimes(theirs, long, long), os.Symlink("theirs/CNAME", filepath.Join(public, "pointer")),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	without(t)
	for _, v := range []uint64{1, 1, 0} {
		if err := publishVersion(dir, v); err != nil {
			t.Fatal(err)
		}
		for path, text := range versionFiles(v) {
			if got := read(t, filepath.Join(public, path)); got != text {
				t.Errorf("%s is %q", path, got)
			}
		}
	}
	info, err := os.Lstat(theirs)
	if err != nil || info.Mode() != 0o600 || !info.ModTime().Equal(long) || read(t, theirs) != "theirs" {
		t.Errorf("%+v, %v", info, err)
	}
	if to, err := os.Readlink(filepath.Join(public, "pointer")); to != "theirs/CNAME" {
		t.Errorf("the pointer leads to %q, %v", to, err)
	}
	if got, want := len(filesOf(t, public)), len(versionFiles(0))+2; got != want {
		t.Errorf("%d files instead of %d", got, want)
	}
	nothingBeside(t, dir)
}

// A linked file is never written in place: who keeps one of an old site, as a
// backup with hard links does, keeps its bytes.
func TestBackupKeeps(t *testing.T) {
	dir := t.TempDir()
	public, backup := filepath.Join(dir, "public"), filepath.Join(dir, "backup")
	if err := publishVersion(dir, 0); err != nil {
		t.Fatal(err)
	}
	for path := range versionFiles(0) {
		name := filepath.Join(backup, path)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.Link(filepath.Join(public, path), name); err != nil {
			t.Skipf("no hard links here: %v", err)
		}
	}
	for _, v := range []uint64{1, 0, 1} {
		if err := publishVersion(dir, v); err != nil {
			t.Fatal(err)
		}
		for path, text := range versionFiles(0) {
			if got := read(t, filepath.Join(backup, path)); got != text {
				t.Errorf("after a build of %d the backup's %s is %q", v, path, got)
			}
		}
	}
	same := func(path string) bool {
		a, err := os.Stat(filepath.Join(public, path))
		b, err2 := os.Stat(filepath.Join(backup, path))
		return err == nil && err2 == nil && os.SameFile(a, b)
	}
	if !same("desk.html") || !same("same-1/index.html") || same("page-1/index.html") {
		t.Error("what stayed the same is linked, and nothing else")
	}
}

// After a kill, a file that only the site to come has is ours if it stands as it
// was written. What somebody else put there in the meantime is not.
func TestKilledThenTheirs(t *testing.T) {
	dir := t.TempDir()
	public, state := filepath.Join(dir, "public"), filepath.Join(dir, ".partake/build")
	if err := publishVersion(dir, 0); err != nil {
		t.Fatal(err)
	}
	s := begin(t, dir)
	if err := stageVersion(s, dir, 1); err != nil {
		t.Fatal(err)
	}
	swap = func(string, string) error { panic("killed") }
	func() {
		defer func() { swap = exchange; _ = recover() }()
		_, _ = s.Commit(nil)
	}()
	if err := errors.Join(s.lock.Unlock(), os.RemoveAll(s.staging)); err != nil {
		t.Fatal(err)
	}
	if ReadLast(public, state).Stands() {
		t.Error("after a kill all is said to be well")
	}
	theirs := filepath.Join(public, "in-1.html")
	if err := os.WriteFile(theirs, []byte("years of work"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := publishVersion(dir, 1); err == nil || read(t, theirs) != "years of work" {
		t.Errorf("%v: %q", err, read(t, theirs))
	}
	if err := publishVersion(dir, 0); err != nil || read(t, theirs) != "years of work" {
		t.Errorf("%v: %q", err, read(t, theirs))
	}
	if err := os.Remove(theirs); err != nil {
		t.Fatal(err)
	}
	if err := publishVersion(dir, 1); err != nil || standingVersion(t, public, false) != "1" {
		t.Errorf("%v: %s", err, standingVersion(t, public, false))
	}
	nothingBeside(t, dir)
}

// A site that was moved aside when its build was killed is not lost when somebody
// else has put something in its place by now.
func TestAsideIsNotLost(t *testing.T) {
	dir := t.TempDir()
	public := filepath.Join(dir, "public")
	if err := publishVersion(dir, 0); err != nil {
		t.Fatal(err)
	}
	staging := filepath.Join(dir, ".public.tmp-1")
	for _, err := range []error{
		os.Mkdir(staging, 0o755), os.Rename(public, staging+asideExt), os.Mkdir(public, 0o755), os.WriteFile(filepath.Join(public, "x"), nil, 0o644),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := publishVersion(dir, 1); err == nil || standingVersion(t, staging+asideExt, false) != "0" {
		t.Errorf("%v: aside is %s", err, standingVersion(t, staging+asideExt, false))
	}
	if err := os.Remove(filepath.Join(public, "x")); err != nil {
		t.Fatal(err)
	}
	if err := begin(t, dir).Abort(); err != nil || standingVersion(t, public, false) != "0" {
		t.Errorf("%v: %s", err, standingVersion(t, public, false))
	}
	nothingBeside(t, dir)
}
