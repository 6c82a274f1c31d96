//go:build unix

package build_test

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"
)

// Content 54: a file that may not be read is a mistake with its name.
func TestUnreadable(t *testing.T) {
	site := small(t)
	site["content/about/x.md"] = &fstest.MapFile{Data: []byte(page)}
	dir := onDisk(t, site)
	if err := os.Chmod(filepath.Join(dir, "content/about/x.md"), 0); err != nil {
		t.Fatal(err)
	}
	if os.Geteuid() == 0 { // root may read everything, nobody may not
		if err := os.Chmod(filepath.Dir(dir), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := syscall.Seteuid(65534); err != nil {
			t.Fatal(err)
		}
		defer func() {
			if err := syscall.Seteuid(0); err != nil {
				t.Fatal(err)
			}
		}()
	}
	if got := findings(t, os.DirFS(dir)); !strings.Contains(got, "content/about/x.md: it can't be read: permission denied") {
		t.Error(got)
	}
}
