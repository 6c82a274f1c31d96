package build

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// vanishing is a site one of whose files goes when somebody opens it for the
// second, third … time.
type vanishing struct {
	fs.FS
	name, dir string
	opened    int
	last      int
}

func (v *vanishing) Open(name string) (fs.File, error) {
	if name == v.name {
		if v.opened++; v.opened == v.last {
			_ = os.Remove(filepath.Join(v.dir, filepath.FromSlash(name)))
		}
	}
	return v.FS.Open(name)
}

// Content 60: a source that vanishes while its site is built, at whatever moment: the build
// says which, or goes well without it, and the site is the old one or the new one.
func TestSourceVanishes(t *testing.T) {
	for _, name := range []string{"static/files/paper.pdf", "content/about/vanishing.md", "content/site.yaml"} {
		w := &world{t: t, dir: t.TempDir(), now: exampleNow}
		site := filepath.Join(w.dir, "site")
		put(t, site, "static/files/paper.pdf", []byte("one"))
		small(t, site)
		put(t, site, "content/about/vanishing.md", []byte("---\ntitle: \"One\"\nsummary: \"A page.\"\n---\n"))
		if _, list, err := Run(context.Background(), w.options("public")); err != nil {
			t.Fatal(err, list)
		}
		refused := 0
		for last := 1; last < 10; last++ {
			old, err := os.ReadFile(filepath.Join(site, name))
			if err != nil {
				t.Fatal(err)
			}
			before := w.tree("public")
			put(t, site, name, append(old, '\n'))
			opts := w.options("public")
			v := &vanishing{FS: opts.Site, name: name, dir: site, last: last}
			opts.Site = v
			_, list, err := Run(context.Background(), opts)
			if err != nil {
				refused++
				w.same(name+" vanished", before, w.tree("public"))
				if !strings.Contains(err.Error(), name) && !(errors.Is(err, ErrContent) && strings.Contains(fmt.Sprint(list), name)) {
					t.Errorf("%s vanished when it was opened for the %d. time: %v %s", name, last, err, list)
				}
			}
			if left, _ := filepath.Glob(filepath.Join(w.dir, ".public*")); len(left) > 0 {
				t.Errorf("left behind: %v", left)
			}
			put(t, site, name, append(old, '\n'))
			if _, list, err := Run(context.Background(), w.options("public")); err != nil {
				t.Fatal(err, list)
			}
			if v.opened < last {
				break
			}
		}
		if refused == 0 {
			t.Errorf("%s vanished, and no build minded", name)
		}
		t.Logf("%s: %d builds were refused", name, refused)
	}
}
