package build

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"example.org/partake/internal/diag"
	"example.org/partake/internal/scaffold"
	"example.org/partake/layouts"
)

// small writes a small site into a folder.
func small(t *testing.T, dir string) {
	t.Helper()
	files, err := scaffold.Site(scaffold.Settings{Name: "Fell Trust", BaseURL: "https://involve.example.org", Now: exampleNow})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		put(t, dir, f.Path, f.Data)
	}
	put(t, dir, "static/assets/manifest.json", []byte(`{"site.css":"site-1.css","site.js":"site-1.js"}`))
}

func put(t *testing.T, dir, name string, data []byte) {
	t.Helper()
	name = filepath.Join(dir, filepath.FromSlash(name))
	if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, data, 0o644)); err != nil {
		t.Fatal(err)
	}
}

// world is a site on disk, with an output folder that is built again and again,
// and the Editions of a preview that goes on and on.
type world struct {
	t    *testing.T
	dir  string
	now  time.Time
	kept Kept // is told nothing
	told Kept // is told what changed
	diff []string
	last string // the file that was changed last
	log  []string

	quick, retold int // Editions made of the last one: of the same Site, of another
	seen          map[*Kept]tree
}

func (w *world) options(out string) Options {
	return Options{
		Site: os.DirFS(filepath.Join(w.dir, "site")), Layouts: layouts.FS, Static: fstest.MapFS{}, Now: w.now, Program: "test", Began: time.Now(),
		Out: filepath.Join(w.dir, out), State: filepath.Join(w.dir, out+"-state"),
	}
}

// sources lists the files of the site that a step may change.
func (w *world) sources() []string {
	var out []string
	root := os.DirFS(filepath.Join(w.dir, "site"))
	err := fs.WalkDir(root, "content", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			out = append(out, name)
		}
		return err
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return out
}

// step changes something.
func (w *world) step(r *rand.Rand) {
	all := w.sources()
	name := all[r.IntN(len(all))]
	full := filepath.Join(w.dir, "site", name)
	src, err := os.ReadFile(full)
	if err != nil {
		w.t.Fatal(err)
	}
	what := "edit"
	switch n := r.IntN(20); {
	case n == 0:
		what, w.now = "clock", w.now.AddDate(0, 0, r.IntN(60)-10)
	case n == 1:
		what = "copy"
		put(w.t, filepath.Join(w.dir, "site"), strings.TrimSuffix(name, ".md")+fmt.Sprint("-", r.IntN(5), ".md"), src)
	case n == 2 && strings.HasSuffix(name, ".md"):
		what = "rename"
		err = os.Rename(full, strings.TrimSuffix(full, ".md")+"-moved.md")
	case n == 3:
		what = "layout"
		part, readErr := fs.ReadFile(layouts.FS, "partials/contact.html")
		put(w.t, filepath.Join(w.dir, "site"), "layouts/partials/contact.html", append(part, fmt.Sprintf("<!-- %d -->\n{{/* %d */}}", r.IntN(3), r.IntN(3))...))
		err = readErr
	case n == 4:
		what, err = "layout gone", os.RemoveAll(filepath.Join(w.dir, "site/layouts"))
	case n == 5:
		what = "download"
		put(w.t, filepath.Join(w.dir, "site"), fmt.Sprintf("static/files/%d.txt", r.IntN(2)), bytes.Repeat([]byte("x"), r.IntN(3)))
	case n == 6:
		what = "data"
		put(w.t, filepath.Join(w.dir, "site"), "content/site.yaml", bytes.Replace(src, []byte("01632"), []byte("01633"), 1))
		if !strings.HasSuffix(name, "site.yaml") {
			err = os.WriteFile(filepath.Join(w.dir, "site/content/site.yaml"), w.config(r), 0o644)
		}
	case n < 14 && strings.HasSuffix(name, ".md"):
		what = "text"
		err = os.WriteFile(full, append(src, texts[r.IntN(len(texts))]...), 0o644)
	default:
		kinds := slices.Sorted(maps.Keys(edits))
		what = kinds[r.IntN(len(kinds))]
		if edited := edits[what](r, string(src)); edited == nil {
			err = os.Remove(full)
		} else {
			err = os.WriteFile(full, edited, 0o644)
		}
	}
	if err != nil {
		w.t.Fatal(err)
	}
	w.last, w.log = name, append(w.log, what+" "+name)
}

// texts are what people add to a page, good and bad.
var texts = []string{
	"\nMore words.\n", "\nStill more.\n", "\n> Said.\n", "\n1. One\n", "\n## A heading\n", "\n## A heading\n\n[To it](#a-heading)\n", "\n[Contact](/about/contact/)\n", "\n[A place](/about/privacy/#who-we-are)\n",
	"\n[Nowhere](/nowhere/)\n", "\n[No place](/about/contact/#nowhere)\n", "\n<b>raw</b>\n", "\n![a picture](none.png)\n", "\n- carer\n- [x](https://example.org)\n", "",
}

// original is site.yaml as it was; config is one with another phone number.
var original []byte

func (w *world) config(r *rand.Rand) []byte {
	return bytes.ReplaceAll(original, []byte("01632 960"), fmt.Appendf(nil, "01632 96%d", r.IntN(3)))
}

// tree is what stands in a folder.
type tree map[string]standingFile

type standingFile struct {
	data string
	mod  time.Time
}

func (w *world) tree(out string) tree {
	found := tree{}
	dir := filepath.Join(w.dir, out)
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		info, err := d.Info()
		rel, _ := filepath.Rel(dir, name)
		found[filepath.ToSlash(rel)] = standingFile{string(data), info.ModTime()}
		return err
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return found
}

// check builds in each way and compares.
func (w *world) check() (built bool) {
	before := w.tree("warm")
	if err := errors.Join(os.RemoveAll(filepath.Join(w.dir, "clean")), os.RemoveAll(filepath.Join(w.dir, "clean-state"))); err != nil {
		w.t.Fatal(err)
	}
	clean, cleanList, cleanErr := Run(context.Background(), w.options("clean"))
	warm, warmList, warmErr := Run(context.Background(), w.options("warm"))
	w.preview(&w.told, w.diff, cleanList, cleanErr)
	w.preview(&w.kept, nil, cleanList, cleanErr)
	if fmt.Sprint(cleanErr, cleanList) != fmt.Sprint(warmErr, warmList) && warm.Rendered > 0 {
		w.t.Fatalf("%q:\nclean %v\n%v\nwarm %v\n%v", w.log, cleanErr, cleanList, warmErr, warmList)
	}
	after := w.tree("warm")
	if cleanErr != nil {
		w.same("a build with mistakes", before, after)
		return false
	}
	if warm.Files != clean.Files || warm.Pages != clean.Pages || warm.Bytes != clean.Bytes || warm.Advice != clean.Advice || !warm.Next.Equal(clean.Next) || warm.Rendered+warm.Unchanged != warm.Files {
		w.t.Fatalf("%q: warm %+v, clean %+v", w.log, warm, clean)
	}
	want := w.tree("clean")
	w.same("the warm build", want, after)
	w.untouched(before, after)
	return true
}

// preview holds an Edition to the clean build.
func (w *world) preview(k *Kept, changed []string, cleanList diag.List, cleanErr error) {
	w.t.Helper()
	before := k.last
	edition, list, err := k.Edition(context.Background(), w.options("preview"), changed)
	if fmt.Sprint(cleanErr, cleanList.Errors()) != fmt.Sprint(err, list) {
		w.t.Fatalf("%q:\nclean %v\n%v\npreview %v\n%v", w.log, cleanErr, cleanList, err, list)
	}
	if err != nil {
		return
	}
	switch {
	case before == nil:
	case before.draft.model == edition.draft.model:
		w.quick++
	case before.draft.sources.Config == edition.draft.sources.Config:
		w.retold++
	}
	want := w.tree("clean")
	if !slices.Equal(edition.Paths(), slices.Sorted(maps.Keys(want))) {
		w.t.Fatalf("%q: the preview has other files", w.log)
	}
	for path, f := range want {
		if got, err := edition.ReadFile(path); err != nil || string(got) != f.data {
			w.t.Fatalf("%q: the preview, told %v, shows in %s, %v: %s", w.log, changed, path, err, firstDifference(f.data, string(got)))
		}
	}
	w.changes(k, edition, before, want)
}

// changes holds what an Edition says has changed to what has.
func (w *world) changes(k *Kept, edition, before *Edition, now tree) {
	w.t.Helper()
	if before != nil {
		said, err := edition.Changed(context.Background(), before)
		if err != nil {
			w.t.Fatal(err)
		}
		for path := range w.seen[k] {
			if _, ok := now[path]; !ok && !slices.Contains(said, path) {
				w.t.Fatalf("%q: the preview does not say that %s is gone", w.log, path)
			}
		}
		for path, f := range now {
			if old, ok := w.seen[k][path]; (!ok || old.data != f.data) && !slices.Contains(said, path) {
				w.t.Fatalf("%q: the preview does not say that %s has changed", w.log, path)
			}
		}
	}
	if w.seen == nil {
		w.seen = map[*Kept]tree{}
	}
	w.seen[k] = now
}

func (w *world) same(what string, want, got tree) {
	w.t.Helper()
	for path, f := range want {
		if g, ok := got[path]; !ok || g.data != f.data {
			w.t.Fatalf("%q: %s: %s, there %v: %s", w.log, what, path, ok, firstDifference(f.data, g.data))
		}
	}
	if len(want) != len(got) {
		w.t.Fatalf("%q: %s has %d files instead of %d", w.log, what, len(got), len(want))
	}
}

// untouched holds that a file of the same bytes is the same file.
func (w *world) untouched(before, after tree) {
	w.t.Helper()
	for path, b := range before {
		if a, still := after[path]; still && a.data == b.data && !a.mod.Equal(b.mod) {
			w.t.Fatalf("%q: %s was written again with the same bytes", w.log, path)
		}
	}
}

// Whatever people do, one after the other: what a warm build and a preview come
// to is what a clean build would, byte for byte, and no other file is touched.
// PARTAKE_SEQUENCES=300 tries more.
func TestIncrementalIsClean(t *testing.T) {
	sequences, steps := 2, 8
	if n, err := strconv.Atoi(os.Getenv("PARTAKE_SEQUENCES")); err == nil {
		sequences = n
	}
	built, quick, retold := 0, 0, 0
	for seed := range sequences {
		r := rand.New(rand.NewPCG(uint64(seed), 7))
		w := &world{t: t, dir: t.TempDir(), now: exampleNow}
		small(t, filepath.Join(w.dir, "site"))
		original, _ = os.ReadFile(filepath.Join(w.dir, "site/content/site.yaml"))
		if !w.check() {
			t.Fatal("the small site does not build")
		}
		for range steps {
			saved := w.save()
			w.step(r)
			w.diff = w.since(saved)
			if w.check() {
				built++
			} else {
				w.more()
				broken := w.save()
				w.restore(saved) // somebody mends it
				w.diff = w.since(broken)
				w.log = append(w.log, "mended")
				if !w.check() {
					t.Fatalf("%q: the mended site does not build", w.log)
				}
			}
		}
		quick, retold = quick+w.quick, retold+w.retold
	}
	if all := sequences * steps; built < all/2 || quick < all/20 || retold < all/50 {
		t.Errorf("of %d steps %d came to a site, %d were of the same Site and %d of one like it: the test shows too little", all, built, quick, retold)
	}
}

// more adds to the text of the file that was changed last, mistakes or not.
func (w *world) more() {
	name := filepath.Join(w.dir, "site", w.last)
	src, err := os.ReadFile(name)
	if err != nil || !strings.HasSuffix(w.last, ".md") {
		return
	}
	before := w.save()
	put(w.t, filepath.Join(w.dir, "site"), w.last, append(src, "\nMore of it.\n"...))
	w.log, w.diff = append(w.log, "more "+w.last), w.since(before)
	w.check()
}

func (w *world) save() tree { return w.tree("site") }

// since lists the files of the site that are other than before.
func (w *world) since(before tree) []string {
	now, out := w.tree("site"), []string{}
	for path, f := range now {
		if b, ok := before[path]; !ok || b.data != f.data {
			out = append(out, path)
		}
	}
	for path := range before {
		if _, ok := now[path]; !ok {
			out = append(out, path)
		}
	}
	return out
}

func (w *world) restore(saved tree) {
	now := w.tree("site")
	for path := range now {
		if _, ok := saved[path]; !ok {
			if err := os.Remove(filepath.Join(w.dir, "site", path)); err != nil {
				w.t.Fatal(err)
			}
		}
	}
	for path, f := range saved {
		if now[path].data != f.data {
			put(w.t, filepath.Join(w.dir, "site"), path, []byte(f.data))
		}
	}
}
