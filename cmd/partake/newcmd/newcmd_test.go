package newcmd

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"example.org/partake/internal/scaffold"
)

// When one file can't be written, none is left, and what was there stays.
func TestWriteAllOrNothing(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "b"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "b", "mine"), []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	for _, last := range []string{"b/mine", "b/mine/below", "../outside"} {
		err = writeAll(root, []scaffold.File{{Path: "a"}, {Path: "c/d/e"}, {Path: "b/f"}, {Path: last, Data: []byte("other")}})
		if err == nil {
			t.Errorf("%s was written", last)
		}
		var names []string
		_ = filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() {
				names = append(names, name)
			}
			return err
		})
		data, _ := os.ReadFile(filepath.Join(dir, "b", "mine"))
		if _, err := os.Stat(filepath.Join(dir, "c")); len(names) != 1 || string(data) != "mine" || !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: left %v", last, names)
		}
	}
}
