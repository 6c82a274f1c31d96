//go:build !race

package build

// These tests plan and render the example site a hundred times, one page after the
// other. The race detector would take minutes over it and find nothing that it does
// not find in the other tests of this room, so "make test-plain" runs these without.

import (
	"fmt"
	"math/rand/v2"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"example.org/partake/internal/content"
	"example.org/partake/layouts"
)

// Law 1: whatever people change and whenever they build, two targets with the
// same path and key are the same bytes.
func TestSameKeySameBytes(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	original := example(t)
	before, ok := renderAll(t, original, exampleNow)
	if !ok {
		t.Fatal("the example does not build")
	}
	var files, names []string
	for name := range original {
		if strings.HasPrefix(name, "content/") {
			files = append(files, name)
		}
	}
	for name := range edits {
		names = append(names, name)
	}
	slices.Sort(files)
	slices.Sort(names)
	built, changed := 0, 0
	for range 60 {
		changedSite, now, log := copyOf(original), exampleNow, []string{}
		for range 1 + r.IntN(3) {
			file, name := files[r.IntN(len(files))], names[r.IntN(len(names))]
			if edit(changedSite, r, file, name) {
				log = append(log, name+" "+path.Base(file))
			}
		}
		if r.IntN(3) == 0 {
			now = now.AddDate(0, 0, r.IntN(2000)-300)
			log = append(log, now.Format(time.DateOnly))
		}
		if after, ok := renderAll(t, changedSite, now); ok {
			built++
			changed += compare(t, fmt.Sprint(log), before, after)
		}
	}
	if built < 15 || changed < 150 {
		t.Errorf("only %d builds and %d changed files: the test shows too little", built, changed)
	}
}

// One edit of each kind of page, where the random ones might miss it: each
// changes files, no key is forgotten, and most stay as they are.
func TestEachKindHasItsKeys(t *testing.T) {
	original := example(t)
	before, _ := renderAll(t, original, exampleNow)
	for _, c := range []struct {
		edit, file string
		now        time.Time // zero for the usual one
		most       int       // keys that may change
	}{
		{"title", "people/farzana-qureshi", time.Time{}, 40},
		{"withdraw", "people/farzana-qureshi", time.Time{}, 40},
		{"body", "people/farzana-qureshi", time.Time{}, 10},
		{"phone", "people/jean-hathersall", time.Time{}, 40},
		{"", "", time.Date(2027, 11, 1, 9, 0, 0, 0, time.UTC), 1 << 30}, // the day after a consent has ended
		{"title", "forms/interest", time.Time{}, 60},
		{"body", "forms/interest", time.Time{}, 60},
		{"field", "forms/interest", time.Time{}, 60},
		{"off", "forms/interest", time.Time{}, 90},
		{"field", "forms/bank", time.Time{}, 10},
		{"title", "glossary/carer", time.Time{}, 1 << 30}, // is on every page
		{"definition", "glossary/carer", time.Time{}, 1 << 30},
		{"title", "organisations/lamplight", time.Time{}, 30},
		{"end", "organisations/lamplight", time.Time{}, 10},
		{"title", "groups/carers-forum", time.Time{}, 40},
		{"move", "groups/experts-by-experience-network", time.Time{}, 10},
		{"cancel", "learning/panel-training", time.Time{}, 12},
		{"title", "learning/panel-training", time.Time{}, 30},
		{"move", "opportunities/ward-food", time.Time{}, 60},
		{"title", "news/light-bulb", time.Time{}, 30},
		{"wait", "news/light-bulb", time.Time{}, 30},
		{"title", "routes/bank", time.Time{}, 30},
		{"title", "guide/planning-involvement", time.Time{}, 30},
		{"title", "about/cymryd-rhan", time.Time{}, 20},
		{"title", "about/payment-easy-read", time.Time{}, 20},
	} {
		site, now := copyOf(original), exampleNow
		if !c.now.IsZero() {
			now = c.now
		} else if !edit(site, nil, content.Root+c.file+".md", c.edit) {
			t.Errorf("the edit %q changes nothing in %s", c.edit, c.file)
			continue
		}
		after, ok := renderAll(t, site, now)
		what := c.edit + " " + c.file
		switch changed := compare(t, what, before, after); {
		case !ok:
			t.Errorf("%s: the edited site does not build", what)
		case changed == 0:
			t.Errorf("%s: nothing changed", what)
		default:
			if n := newKeys(before, after); n > c.most {
				t.Errorf("%s: %d of %d keys changed for %d files, want at most %d", what, n, len(before), changed, c.most)
			}
		}
	}
}

// newKeys counts the files that both builds have under another key.
func newKeys(before, after map[string]rendered) int {
	n := 0
	for name, b := range before {
		if a, still := after[name]; still && a.key != b.key {
			n++
		}
	}
	return n
}

// Whether forms can be sent, and whether the site is a preview, is in the keys.
func TestSendingIsInTheKeys(t *testing.T) {
	opts := Options{Site: example(t), Layouts: layouts.FS, Static: fstest.MapFS{}, Now: exampleNow, Program: "test"}
	var last map[string]rendered
	for _, c := range []struct{ sends, preview bool }{{false, false}, {true, false}, {true, true}} {
		opts.Sends, opts.Preview = c.sends, c.preview
		pages, ok := renderWith(t, opts)
		if !ok {
			t.Fatal("the example site does not build")
		}
		if last != nil && compare(t, fmt.Sprint(c), last, pages) == 0 {
			t.Errorf("%+v changes no page", c)
		}
		last = pages
	}
}

// A key is of use only if most keys stay when little changes.
func TestKeysStay(t *testing.T) {
	original := example(t)
	before, _ := renderAll(t, original, exampleNow)
	for _, c := range []struct {
		edit string
		most int // keys that may change
	}{{"body", 40}, {"title", 70}} {
		edited := copyOf(original)
		file := ""
		for name := range edited {
			if strings.HasPrefix(name, content.Root+"updates/") && (file == "" || name < file) {
				file = name
			}
		}
		edited[file] = &fstest.MapFile{Data: edits[c.edit](nil, string(edited[file].Data))}
		after, ok := renderAll(t, edited, exampleNow)
		if !ok {
			t.Fatal("the edited site does not build")
		}
		n := 0
		for name, b := range before {
			if after[name].key != b.key {
				n++
			}
		}
		if n == 0 || n > c.most {
			t.Errorf("a new %s of %s changed %d of %d keys, want 1 to %d", c.edit, path.Base(file), n, len(before), c.most)
		}
	}
}
