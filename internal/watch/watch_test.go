package watch

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// What an editor leaves beside a file is no change; the file itself is, also in
// a folder that is new.
func TestFolders(t *testing.T) {
	dir := t.TempDir()
	changes, err := Folders(t.Context(), []string{dir, filepath.Join(dir, "none")})
	if err != nil {
		t.Fatal(err)
	}
	put := func(name string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte("x"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"a.md~", ".a.md.swp", "#a.md#", "4913"} {
		put(name)
	}
	select {
	case <-changes:
		t.Error("an editor's own file is told as a change")
	case <-time.After(10 * settle):
	}
	for _, name := range []string{"a.md", "new/b.md", "new/c.md"} {
		put(name)
		select {
		case <-changes:
		case <-time.After(20 * time.Second):
			t.Fatalf("%s is not told", name)
		}
		time.Sleep(3 * settle) // the new folder and the file in it may be told apart
		select {
		case <-changes:
		default:
		}
	}
}
