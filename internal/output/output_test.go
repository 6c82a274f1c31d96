package output

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

func write(t *testing.T, s *Stage, files map[string]string) {
	t.Helper()
	for path, text := range files {
		if err := s.Write(path, 1, []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
}

func begin(t *testing.T, dir string) *Stage {
	t.Helper()
	s, err := Begin(filepath.Join(dir, "public"), filepath.Join(dir, ".partake/build"), filepath.Join(dir, "content"))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func read(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		return "-"
	}
	return string(b)
}

// Stale files go, files of others stay, an aborted build changes nothing.
func TestPublish(t *testing.T) {
	dir := t.TempDir()
	public := filepath.Join(dir, "public")

	s := begin(t, dir)
	write(t, s, map[string]string{"index.html": "one", "old/index.html": "old"})
	if _, err := s.Commit(nil); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(public, "CNAME"), []byte("theirs"), 0o644); err != nil {
		t.Fatal(err)
	}

	s = begin(t, dir)
	write(t, s, map[string]string{"index.html": "broken"})
	if err := s.Abort(); err != nil {
		t.Fatal(err)
	}
	if got := read(t, filepath.Join(public, "index.html")); got != "one" {
		t.Errorf("an aborted build left %q", got)
	}

	s = begin(t, dir)
	write(t, s, map[string]string{"index.html": "two"})
	if did, err := s.Commit(nil); err != nil || did.Removed != 1 || !slices.Equal(did.Changed, []string{"index.html"}) {
		t.Fatalf("did %+v, %v", did, err)
	}
	for name, want := range map[string]string{"index.html": "two", "CNAME": "theirs", "old/index.html": "-"} {
		if got := read(t, filepath.Join(public, name)); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".public.tmp-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// What a killed build leaves is cleared by the next.
func TestLeftover(t *testing.T) {
	dir := t.TempDir()
	left := filepath.Join(dir, ".public.tmp-123")
	if err := os.Mkdir(left, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := begin(t, dir).Abort(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(left); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("%s is still there", left)
	}
}

func TestRefuse(t *testing.T) {
	dir := t.TempDir()
	mine := filepath.Join(dir, "mine")
	if err := os.MkdirAll(mine, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(mine, "thesis.md"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	home, _ := os.UserHomeDir()
	for _, out := range []string{"/", home, mine, dir, filepath.Join(dir, "content"), filepath.Join(dir, "content/x")} {
		if _, err := Begin(out, filepath.Join(dir, "state"), filepath.Join(dir, "content"), dir+"/static"); err == nil {
			t.Errorf("%s was not refused", out)
		}
	}
	s := begin(t, dir)
	if _, err := Begin(filepath.Join(dir, "public"), filepath.Join(dir, ".partake/build")); !errors.Is(err, ErrBusy) || !strings.Contains(err.Error(), fmt.Sprintf("(process %d)", os.Getpid())) {
		t.Errorf("a second build: %v", err)
	}
	for _, path := range []string{"../x", "/etc/x", "a/../../b", ""} {
		if err := s.Write(path, 1, nil); err == nil {
			t.Errorf("%q was written", path)
		}
	}
	if err := s.Abort(); err != nil {
		t.Fatal(err)
	}
}

// What did not change keeps its time, whether its key or its bytes tell, and what
// somebody else changed is written again.
func TestUnchanged(t *testing.T) {
	dir := t.TempDir()
	public := filepath.Join(dir, "public")
	s := begin(t, dir)
	write(t, s, map[string]string{"key.html": "k", "bytes.html": "b", "touched.html": "t", "edited.html": "e"})
	if _, err := s.Commit(map[string][]byte{"what": []byte("noted")}); err != nil {
		t.Fatal(err)
	}
	if last := ReadLast(public, filepath.Join(dir, ".partake/build")); !last.Stands() || string(last.Note("what")) != "noted" {
		t.Errorf("stands %v, noted %q", last.Stands(), last.Note("what"))
	}
	long := time.Now().Add(-time.Hour)
	if err := errors.Join(os.Chtimes(filepath.Join(public, "touched.html"), long, long), os.WriteFile(filepath.Join(public, "edited.html"), []byte("EE"), 0o644)); err != nil {
		t.Fatal(err)
	}
	if last := ReadLast(public, filepath.Join(dir, ".partake/build")); last.Stands() {
		t.Error("an edited site is said to stand")
	}
	before := modified(t, public)
	s = begin(t, dir)
	for path, want := range map[string]bool{"key.html": true, "touched.html": false, "edited.html": false, "new.html": false} {
		if _, kept, err := s.Keep(path, 1); kept != want || err != nil {
			t.Errorf("%s: kept %v, %v", path, kept, err)
		}
	}
	if _, kept, _ := s.Keep("bytes.html", 2); kept {
		t.Error("a file with another key was kept")
	}
	write(t, s, map[string]string{"bytes.html": "b", "touched.html": "t", "edited.html": "e"})
	did, err := s.Commit(nil)
	slices.Sort(did.Changed)
	if err != nil || !slices.Equal(did.Changed, []string{"edited.html", "touched.html"}) || did.Removed != 0 {
		t.Errorf("did %+v, %v", did, err)
	}
	after := modified(t, public)
	if before["key.html"] != after["key.html"] || before["bytes.html"] != after["bytes.html"] || read(t, filepath.Join(public, "edited.html")) != "e" {
		t.Errorf("before %v, after %v", before, after)
	}
}

func modified(t *testing.T, dir string) map[string]time.Time {
	t.Helper()
	out := map[string]time.Time{}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		info, err := e.Info()
		if err != nil {
			t.Fatal(err)
		}
		out[e.Name()] = info.ModTime()
	}
	return out
}

// After a manifest that can't be read all is written anew, and nothing is lost.
func TestManifestDamaged(t *testing.T) {
	for _, damage := range []func([]byte) []byte{
		func([]byte) []byte { return nil },
		func([]byte) []byte { return []byte("partake manifest 1\n0000000000000001 index.html\n") },
		func(b []byte) []byte { return b[:len(b)/2] },
		func(b []byte) []byte { return bytes.Replace(b, []byte("index.html"), []byte("/ndex.html"), 1) },
	} {
		dir := t.TempDir()
		s := begin(t, dir)
		write(t, s, map[string]string{"index.html": "one", "old.html": "old"})
		if _, err := s.Commit(nil); err != nil {
			t.Fatal(err)
		}
		src, err := os.ReadFile(s.manifest)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(s.manifest, damage(src), 0o644); err != nil {
			t.Fatal(err)
		}
		s = begin(t, dir)
		if s.Doubt() == nil {
			t.Error("no doubt")
		}
		if _, kept, _ := s.Keep("index.html", 1); kept {
			t.Error("kept what nobody knows")
		}
		write(t, s, map[string]string{"index.html": "two"})
		if _, err := s.Commit(nil); err != nil {
			t.Fatal(err)
		}
		if one, two := read(t, filepath.Join(dir, "public/index.html")), read(t, filepath.Join(dir, "public/old.html")); one != "two" || two != "old" {
			t.Errorf("%q, %q", one, two)
		}
	}
}

// A file beside the site stands when the site does, or not at all; it is never
// published, and goes when a build has none.
func TestBeside(t *testing.T) {
	dir := t.TempDir()
	desk := filepath.Join(dir, ".partake/desk.json")
	build := func(data []byte, end func(*Stage) error) {
		t.Helper()
		s := begin(t, dir)
		write(t, s, map[string]string{"index.html": "one"})
		if err := s.Beside(desk, data); err != nil {
			t.Fatal(err)
		}
		if err := end(s); err != nil {
			t.Fatal(err)
		}
	}
	commit := func(s *Stage) error { _, err := s.Commit(nil); return err }
	for _, step := range []struct {
		data []byte
		end  func(*Stage) error
		want string
	}{
		{nil, commit, "-"},
		{[]byte("one"), (*Stage).Abort, "-"},
		{[]byte("one"), commit, "one"},
		{[]byte("two"), (*Stage).Abort, "one"},
		{nil, (*Stage).Abort, "one"},
		{[]byte("two"), commit, "two"},
		{nil, commit, "-"},
	} {
		build(step.data, step.end)
		if got := read(t, desk); got != step.want {
			t.Errorf("after %q it is %q, want %q", step.data, got, step.want)
		}
		if left, _ := filepath.Glob(filepath.Join(dir, ".partake/.desk*")); len(left) > 0 {
			t.Errorf("left behind: %v", left)
		}
	}
	s := begin(t, dir)
	for _, name := range []string{filepath.Join(dir, "public/desk.json"), filepath.Join(dir, "public/a/../desk.json")} {
		if err := s.Beside(name, []byte("x")); err == nil || !strings.Contains(err.Error(), "published") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := s.Abort(); err != nil {
		t.Fatal(err)
	}
}
