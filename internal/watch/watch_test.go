package watch

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"
)

// bench is a site's folder under watch.
type bench struct {
	*testing.T
	dir     string
	changes <-chan Change
}

func watched(t *testing.T, w Watcher, folders ...string) bench {
	t.Helper()
	b := bench{T: t, dir: t.TempDir()}
	for _, f := range folders {
		b.must(os.MkdirAll(filepath.Join(b.dir, f), 0o755))
	}
	for _, f := range []string{"content", "layouts", "static"} {
		w.Folders = append(w.Folders, filepath.Join(b.dir, f))
	}
	b.changes = w.Changes(t.Context())
	return b
}

func (b bench) must(err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}

func (b bench) path(name string) string { return filepath.Join(b.dir, filepath.FromSlash(name)) }

func (b bench) put(name, text string) {
	b.Helper()
	b.must(os.MkdirAll(filepath.Dir(b.path(name)), 0o755))
	b.must(os.WriteFile(b.path(name), []byte(text), 0o644))
}

func (b bench) rename(from, to string) {
	b.Helper()
	b.must(os.Rename(b.path(from), b.path(to)))
}

// expect waits until every one of the paths is told, or everything.
func (b bench) expect(names ...string) {
	b.Helper()
	end := time.After(20 * time.Second)
	for len(names) > 0 {
		select {
		case c := <-b.changes:
			names = slices.DeleteFunc(slices.Clone(names), func(name string) bool { return c.All || slices.Contains(c.Paths, b.path(name)) })
		case <-end:
			b.Fatalf("not told: %v", names)
		}
	}
	b.quiet("after what was expected", 10*settle)
}

// quiet takes what may still be told, and returns how often something was.
func (b bench) quiet(what string, span time.Duration) (times int) {
	for end := time.After(span); ; {
		select {
		case c := <-b.changes:
			b.Logf("%s: %v", what, c)
			times++
		case <-end:
			return times
		}
	}
}

// Every way in which a source may change is told, with its name.
func TestChanges(t *testing.T) {
	for _, poll := range []bool{false, true} {
		t.Run(fmt.Sprintf("poll=%t", poll), func(t *testing.T) {
			b := watched(t, Watcher{Poll: poll}, "content/updates")
			b.put("content/a.md", "x")
			b.expect("content/a.md")
			b.put("content/a.md", "changed")
			b.expect("content/a.md")
			b.put("content/data/rates.yaml", "x")
			b.expect("content/data/rates.yaml")
			b.put("content/new/deep/b.md", "x")
			b.expect("content/new/deep/b.md")
			b.put("content/new/deep/c.md", "x")
			b.expect("content/new/deep/c.md")
			b.rename("content/a.md", "content/z.md")
			b.expect("content/a.md", "content/z.md")
			b.rename("content/new", "content/old")
			b.expect("content/old/deep/b.md")
			b.put("content/old/deep/b.md", "changed")
			b.expect("content/old/deep/b.md")
			b.put("content/new/d.md", "x")
			b.expect("content/new/d.md")
			b.must(os.Remove(b.path("content/z.md")))
			b.expect("content/z.md")
			b.must(os.RemoveAll(b.path("content/old")))
			b.expect("content/old/deep/b.md")
			b.put("static/.well-known/security.txt", "x")
			b.expect("static/.well-known/security.txt")
		})
	}
}

// A site that has no layouts yet gets some; its content goes away and comes back.
func TestFoldersThatCome(t *testing.T) {
	b := watched(t, Watcher{}, "content")
	b.put("layouts/partials/header.html", "x")
	b.expect("layouts/partials/header.html")
	b.put("layouts/partials/header.html", "changed")
	b.expect("layouts/partials/header.html")
	b.rename("content", "aside")
	b.expect("content")
	b.put("aside/a.md", "x")
	if n := b.quiet("a folder that went", 10*settle); n > 0 {
		t.Error("a folder is told that is no source any more")
	}
	b.rename("aside", "content")
	b.expect("content/a.md")
	b.put("content/a.md", "changed")
	b.expect("content/a.md")
}

// What an editor or a system leaves beside a file is no change, nor is what
// stands beside the sources.
func TestIgnored(t *testing.T) {
	b := watched(t, Watcher{}, "content", "static")
	for _, name := range []string{
		"content/a.md~", "content/.a.md.swp", "content/a.swp", "content/4913", "content/.#a.md", "content/#a.md#", "content/a.md___jb_tmp___",
		"content/a.md___jb_old___", "content/.~lock.a.docx#", "content/~$a.docx", "content/.DS_Store", "content/.git/HEAD", "static/Thumbs.db",
		"content/a.md.tmp", "public/index.html", ".partake/preview/index.html", "content.md",
	} {
		b.put(name, "x")
	}
	if n := b.quiet("an editor's own", 10*settle); n > 0 {
		t.Error("an editor's own file is told as a change")
	}
	b.must(os.Chmod(b.path("content"), 0o700))
	if n := b.quiet("a file mode", 5*settle); n > 0 {
		t.Error("a file mode is told as a change")
	}
}

// The ways in which editors save end in one change, after which the file is whole.
func TestEditors(t *testing.T) {
	for name, save := range map[string]func(b bench){
		"in place": func(b bench) { b.put("content/a.md", "new") },
		"vim": func(b bench) {
			b.put("content/4913", "")
			b.must(os.Remove(b.path("content/4913")))
			b.rename("content/a.md", "content/a.md~")
			b.put("content/a.md", "new")
			b.must(os.Remove(b.path("content/a.md~")))
		},
		"another file moved here": func(b bench) {
			b.put("content/.a.md.part", "new")
			b.rename("content/.a.md.part", "content/a.md")
		},
		"emptied, and slow": func(b bench) {
			b.put("content/a.md", "")
			time.Sleep(3 * settle)
			b.put("content/a.md", "new")
		},
		"taken away, and slow": func(b bench) {
			b.rename("content/a.md", "content/.a.md.bak")
			time.Sleep(3 * settle)
			b.put("content/a.md", "new")
		},
	} {
		t.Run(name, func(t *testing.T) {
			b := watched(t, Watcher{}, "content")
			b.put("content/a.md", "old")
			b.expect("content/a.md")
			save(b)
			select {
			case <-b.changes:
			case <-time.After(20 * time.Second):
				t.Fatal("not told")
			}
			if got, err := os.ReadFile(b.path("content/a.md")); err != nil || string(got) != "new" {
				t.Errorf("told while the file was %q: %v", got, err)
			}
		})
	}
}

// A burst is told once; one without end is told now and then.
func TestBurst(t *testing.T) {
	b := watched(t, Watcher{Settle: 50 * time.Millisecond, Longest: 400 * time.Millisecond}, "content")
	for i := range 300 {
		b.put(fmt.Sprintf("content/%d.md", i), "x")
	}
	first := <-b.changes
	if rest := b.quiet("a burst", 300*time.Millisecond); len(first.Paths) != 300 || rest > 0 {
		t.Errorf("300 files are told as %d, and %d times more", len(first.Paths), rest)
	}
	start, told := time.Now(), 0
	for time.Since(start) < 2*time.Second {
		b.put("content/0.md", time.Now().String())
		select {
		case <-b.changes:
			told++
		case <-time.After(5 * time.Millisecond):
		}
	}
	if told == 0 || told > 6 {
		t.Errorf("2 seconds of changes are told %d times", told)
	}
}

// What changes while nobody listens is told together, and nothing is lost.
func TestSlowReader(t *testing.T) {
	b := watched(t, Watcher{}, "content")
	for _, name := range []string{"content/a.md", "content/b.md", "content/c.md"} {
		b.put(name, "x")
		time.Sleep(5 * settle)
	}
	if c := <-b.changes; len(c.Paths) != 3 {
		t.Errorf("told: %v", c)
	}
}

// Where events were lost, everything may have changed, and what came meanwhile is watched.
func TestOverflow(t *testing.T) {
	var made []*fsnotify.Watcher
	b := watched(t, Watcher{open: func() (*fsnotify.Watcher, error) {
		f, err := fsnotify.NewWatcher()
		made = append(made, f)
		return f, err
	}}, "content")
	made[0].Errors <- fsnotify.ErrEventOverflow
	if c := <-b.changes; !c.All {
		t.Errorf("told: %v", c)
	}
	b.put("content/a.md", "x")
	b.expect("content/a.md")
}

// Where the system refuses to watch, people are told what to do, and the files
// are looked at instead: from the start, or from when it refuses on.
func TestRefused(t *testing.T) {
	for _, c := range []struct {
		err  error
		want string
	}{{syscall.ENOSPC, "max_user_watches"}, {syscall.EMFILE, "max_user_instances"}, {fmt.Errorf("no"), "refuses"}} {
		told := make(chan string, 1)
		b := watched(t, Watcher{Tell: func(s string) { told <- s }, open: func() (*fsnotify.Watcher, error) { return nil, c.err }}, "content")
		if said := <-told; !strings.Contains(said, c.want) || !strings.Contains(said, "half second") {
			t.Errorf("%v: %s", c.err, said)
		}
		b.put("content/a.md", "x")
		b.expect("content/a.md")
	}
	told, opened := make(chan string, 1), 0
	b := watched(t, Watcher{Tell: func(s string) { told <- s }, open: func() (*fsnotify.Watcher, error) {
		if opened++; opened > 1 {
			return nil, syscall.ENOSPC
		}
		return fsnotify.NewWatcher()
	}}, "content/a")
	b.rename("content/a", "content/b")
	<-told
	b.put("content/b/a.md", "x")
	b.expect("content/b/a.md")
}

func TestBelow(t *testing.T) {
	for _, c := range []struct {
		change Change
		want   string
	}{
		{Change{Paths: []string{"my/site/content/a.md", "my/site/layouts"}}, "content/a.md layouts"},
		{Change{Paths: []string{"my/site/content/a.md"}, All: true}, ""},
		{Change{}, ""},
		{Change{Paths: []string{"/elsewhere"}}, ""},
	} {
		if got := strings.Join(c.change.Below("my/site"), " "); got != c.want {
			t.Errorf("%+v is %q, want %q", c.change, got, c.want)
		}
	}
}
