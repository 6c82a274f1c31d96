package folder_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"testing/fstest"

	"example.org/partake/internal/folder"
)

// It is a file tree like any other, also with more folders than are kept open.
func TestTree(t *testing.T) {
	dir, f := opened(t)
	var names []string
	for i := range 100 {
		name := fmt.Sprintf("a/%d/b.md", i)
		write(t, filepath.Join(dir, name), name)
		names = append(names, name)
	}
	if err := fstest.TestFS(f, names...); err != nil {
		t.Error(err)
	}
}

// Nothing leads out of it, at no depth and by no way.
func TestOutside(t *testing.T) {
	dir, f := opened(t)
	write(t, filepath.Join(filepath.Dir(dir), "secret"), "secret")
	write(t, filepath.Join(dir, "in/page.md"), "page")
	link(t, "../../secret", filepath.Join(dir, "in/file"))
	link(t, "../..", filepath.Join(dir, "in/up"))
	for range 2 { // with the folder newly opened, and kept
		for _, name := range []string{"in/file", "in/up/secret", "in/../../secret", "../secret"} {
			if src, err := fs.ReadFile(f, name); err == nil {
				t.Errorf("%s leads to %q", name, src)
			}
		}
		if src, err := fs.ReadFile(f, "in/page.md"); err != nil || string(src) != "page" {
			t.Errorf("in/page.md is %q, %v", src, err)
		}
	}
}

// An error names the whole path, and a file that comes later is found.
func TestMissing(t *testing.T) {
	dir, f := opened(t)
	write(t, filepath.Join(dir, "in/here.md"), "here")
	_, err := fs.ReadFile(f, "in/gone.md")
	var at *fs.PathError
	if !errors.Is(err, fs.ErrNotExist) || !errors.As(err, &at) || at.Path != "in/gone.md" {
		t.Errorf("got %v", err)
	}
	if err := os.Rename(filepath.Join(dir, "in"), filepath.Join(dir, "old")); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "in/gone.md"), "back")
	if src, err := fs.ReadFile(f, "in/gone.md"); err != nil || string(src) != "back" {
		t.Errorf("after its folder was made anew: %q, %v", src, err)
	}
	f.Again()
	if src, err := fs.ReadFile(f, "in/here.md"); err == nil {
		t.Errorf("a file of the folder that was there is read: %q", src)
	}
}

// Many may read at once.
func TestAtOnce(t *testing.T) {
	dir, f := opened(t)
	for i := range 10 {
		write(t, filepath.Join(dir, fmt.Sprintf("a/%d/b.md", i)), "text")
	}
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for i := range 10 {
				if src, err := fs.ReadFile(f, fmt.Sprintf("a/%d/b.md", i)); err != nil || string(src) != "text" {
					t.Errorf("got %q, %v", src, err)
				}
			}
		})
	}
	all.Wait()
}

func opened(t *testing.T) (string, *folder.Folder) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "site")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	f, err := folder.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	})
	return dir, f
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte(text), 0o644)); err != nil {
		t.Fatal(err)
	}
}

func link(t *testing.T, to, name string) {
	t.Helper()
	if err := os.Symlink(to, name); err != nil {
		t.Fatal(err)
	}
}
