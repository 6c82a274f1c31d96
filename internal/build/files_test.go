package build_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/tools/txtar"

	"example.org/partake/internal/build"
	"example.org/partake/internal/frontmatter"
)

// small is a site with nothing but what base.txtar holds.
func small(t *testing.T) fstest.MapFS {
	t.Helper()
	return siteOf(t, &txtar.Archive{})
}

// onDisk writes a site into a folder and returns it.
func onDisk(t *testing.T, site fstest.MapFS) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, site); err != nil {
		t.Fatal(err)
	}
	return dir
}

// findings builds a site and returns what it printed.
func findings(t *testing.T, site fs.FS) string {
	t.Helper()
	_, list, err := build.Run(context.Background(), options(t, site))
	if !errors.Is(err, build.ErrContent) {
		t.Fatalf("the build ended with %v, want mistakes", err)
	}
	return printed(list.Errors(), 50)
}

const page = "---\ntitle: \"x\"\nsummary: \"x\"\n---\n"

// C5, content 56–59 and 62: what is not a plain file is refused by name,
// never followed, and never waited for.
func TestNaughtyFiles(t *testing.T) {
	dir := onDisk(t, small(t))
	about := filepath.Join(dir, "content", "about")
	outside := filepath.Join(t.TempDir(), "secret.md")
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(os.MkdirAll(about, 0o755))
	must(os.WriteFile(outside, []byte(page+"SECRET"), 0o644))
	must(os.Symlink(outside, filepath.Join(about, "link.md")))
	must(os.Symlink("nowhere", filepath.Join(about, "dangling.md")))
	must(os.Symlink("..", filepath.Join(about, "loop")))
	must(os.MkdirAll(filepath.Join(dir, "static"), 0o755))
	must(os.Symlink(outside, filepath.Join(dir, "static", "link.txt")))
	must(syscall.Mkfifo(filepath.Join(about, "pipe.md"), 0o644))
	must(syscall.Mkfifo(filepath.Join(dir, "static", "pipe"), 0o644))
	socket, err := net.Listen("unix", filepath.Join(about, "socket.md"))
	must(err)
	defer socket.Close()
	if os.Geteuid() == 0 { // nobody else may make one
		must(syscall.Mknod(filepath.Join(about, "device.md"), syscall.S_IFCHR|0o644, 1<<8|5)) // as /dev/zero
	}
	must(os.WriteFile(filepath.Join(about, "a\nb \"c\".md"), []byte("no front matter"), 0o644))
	must(os.WriteFile(filepath.Join(about, "bad-\xff.md"), []byte("no front matter"), 0o644))
	must(os.WriteFile(filepath.Join(about, "-rf.md"), []byte(page), 0o644))
	must(os.WriteFile(filepath.Join(about, strings.Repeat("n", 252)+".md"), []byte(page), 0o644))
	root, err := os.OpenRoot(dir)
	must(err)
	defer root.Close()

	got := findings(t, root.FS())
	for _, want := range []string{
		"content/about/link.md: this is a link to another file", "content/about/dangling.md: this is a link to another file",
		"content/about/loop: this is a link to another file", "content/about/pipe.md: this is not an ordinary file",
		"content/about/socket.md: this is not an ordinary file",
		"static/link.txt: this is a link to another file", "static/pipe: this is not an ordinary file",
		"nnn.md:1:1: the name is too long for an address", `content/about/a�b "c".md:1:1: the file has no front matter`,
		"content/about/bad-�.md",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("nothing says %q", want)
		}
	}
	if os.Geteuid() == 0 && !strings.Contains(got, "content/about/device.md: this is not an ordinary file") {
		t.Error("a device is not refused")
	}
	if strings.Contains(got, "SECRET") || strings.Contains(got, "-rf") {
		t.Errorf("too much is said:\n%s", got)
	}
}

// broken is a file system in which one file can't be read.
type broken struct {
	fs.FS
	name string
}

func (b broken) Open(name string) (fs.File, error) {
	if name == b.name {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return b.FS.Open(name)
}

// The same for everyone, root too.
func TestBrokenFile(t *testing.T) {
	site := small(t)
	site["content/about/x.md"] = &fstest.MapFile{Data: []byte(page)}
	if got := findings(t, broken{site, "content/about/x.md"}); !strings.Contains(got, "content/about/x.md: it can't be read: permission denied") {
		t.Error(got)
	}
}

// changing is a file system in which each reading of a page finds other words.
type changing struct {
	fs.FS
	reads *int
}

func (c changing) Open(name string) (fs.File, error) {
	if name == "content/index.md" {
		*c.reads++
		return fstest.MapFS{name: {Data: []byte(page + strings.Repeat("more ", *c.reads))}}.Open(name)
	}
	return c.FS.Open(name)
}

// Content 60: a file that is saved while the site is built stops the
// build; nothing half old, half new is published.
func TestChangedWhileBuilding(t *testing.T) {
	opts := options(t, changing{small(t), new(int)})
	_, _, err := build.Run(context.Background(), opts)
	if err == nil || !strings.Contains(err.Error(), "content/index.md changed while the site was built") {
		t.Errorf("the build ended with %v", err)
	}
	if _, err := os.Stat(opts.Out); !errors.Is(err, fs.ErrNotExist) {
		t.Error("something was published")
	}
}

// C6, content 20, 26, 27, 43, 51 and 52: what is far beyond an honest page
// is refused, and quickly.
func TestLimits(t *testing.T) {
	start := time.Now()
	front := func(keys string) string { return "---\ntitle: \"x\"\nsummary: \"x\"\n" + keys + "\n---\n" }
	many := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "a%d, ", i)
		}
		return "[" + b.String() + "]"
	}
	bomb := "a: &a [x, x, x, x, x, x, x, x, x]\n"
	for i := range 20 {
		bomb += fmt.Sprintf("a%d: &a%d [%s]\n", i, i, strings.Repeat("*a, ", 9))
	}
	for name, test := range map[string]struct{ src, want string }{
		"size":    {front("") + strings.Repeat("a", frontmatter.MaxFile), "x.md: the file is over 1 MB"},
		"line":    {front("") + strings.Repeat("a", 10<<20), "x.md: the file is over 1 MB"},
		"block":   {front("sensitive: \"" + strings.Repeat("a", frontmatter.MaxBlock) + "\""), "x.md:1:1: the front matter is over 64 kB"},
		"list":    {front("services: " + many(501)), `"services" has 501 entries, the most is 500`},
		"refs":    {front("services: " + many(51)), "a page can name 50 services and areas at most"},
		"deep":    {front("services: " + strings.Repeat("[", 10_000) + strings.Repeat("]", 10_000)), "x.md:4:1: lists or keys stand inside each other here, over 100 deep"},
		"bomb":    {front(bomb), "unknown key \"a\""},
		"keys":    {front(strings.Repeat("zz: 1\n", 9000)), "unknown key \"zz\""},
		"unknown": {front(strings.Repeat("z", 60_000) + ": 1"), "unknown key \"zzz"},
		"links":   {front("") + strings.Repeat("[x](/nowhere/) ", 4999), "no page has the address /nowhere/"},
		"nested":  {front("services: " + strings.Repeat("[", 101) + strings.Repeat("]", 101)), "x.md:4:1: lists or keys stand inside each other here, over 100 deep"},
		"address": {front("") + "[x](/" + strings.Repeat("z", 1_000_000) + "/)", "no page has the address /zzz"},
	} {
		site := small(t)
		site["content/about/x.md"] = &fstest.MapFile{Data: []byte(test.src)}
		got := findings(t, site)
		if !strings.Contains(got, test.want) || strings.Count(got, "\n") > 500 || len(got) > 200_000 {
			t.Errorf("%s: %d bytes, want %q in\n%.500s", name, len(got), test.want, got)
		}
	}
	// What costs the square of its size would take hours; a busy machine takes a minute.
	if took := time.Since(start); took > 5*time.Minute {
		t.Errorf("refusing took %v", took)
	}
}
