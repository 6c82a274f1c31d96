package output

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
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
	if _, err := s.Commit(); err != nil {
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
	removed, err := s.Commit()
	if err != nil || removed != 1 {
		t.Fatalf("removed %d, %v", removed, err)
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
	if _, err := Begin(filepath.Join(dir, "public"), filepath.Join(dir, ".partake/build")); !errors.Is(err, ErrBusy) {
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

func TestManifestDamaged(t *testing.T) {
	name := filepath.Join(t.TempDir(), "m")
	for _, text := range []string{"", "hello", manifestHeader + "\nzz\n"} {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := readManifest(name); err == nil || !strings.Contains(err.Error(), "delete it") {
			t.Errorf("%q: %v", text, err)
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
	commit := func(s *Stage) error { _, err := s.Commit(); return err }
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
