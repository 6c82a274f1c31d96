package build

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"example.org/partake/internal/content"
	"example.org/partake/layouts"
)

// example reads the example site into memory, so that a test can change it.
func example(t testing.TB) fstest.MapFS {
	t.Helper()
	out := fstest.MapFS{"static/assets/manifest.json": {Data: []byte(`{"site.css":"site-1.css","site.js":"site-1.js"}`)}}
	root := os.DirFS("../..")
	for _, dir := range []string{"content", "static/images"} {
		err := fs.WalkDir(root, dir, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := fs.ReadFile(root, name)
			out[name] = &fstest.MapFile{Data: data}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return out
}

var exampleNow = time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)

// rendered is what a target came to.
type rendered struct {
	key  uint64
	data string
}

// renderAll plans and renders a site in memory. ok is false when its content is wrong.
func renderAll(t testing.TB, fsys fs.FS, now time.Time) (out map[string]rendered, ok bool) {
	t.Helper()
	return renderWith(t, Options{Site: fsys, Layouts: layouts.FS, Static: fstest.MapFS{}, Now: now, Program: "test"})
}

// renderWith is renderAll with options of its own.
func renderWith(t testing.TB, opts Options) (out map[string]rendered, ok bool) {
	t.Helper()
	d, _, err := prepare(opts, nil)
	if errors.Is(err, ErrContent) {
		return nil, false
	}
	if err != nil {
		t.Fatal(err)
	}
	out = make(map[string]rendered, len(d.targets))
	for _, target := range d.targets {
		var b bytes.Buffer
		if err := target.Render(&b); err != nil {
			t.Fatal(err)
		}
		if _, twice := out[target.Path]; twice {
			t.Fatalf("two targets write %s", target.Path)
		}
		out[target.Path] = rendered{target.Key, b.String()}
	}
	list, _, err := d.press.Check(d.targets, func(path string) ([]byte, error) { return []byte(out[path].data), nil })
	if err != nil {
		t.Fatal(err)
	}
	return out, !failed(list)
}

var (
	dateLine   = regexp.MustCompile(`(?m)(\d{4})(-\d\d-\d\d)`)
	statusLine = regexp.MustCompile(`(?m)^status: .*$`)
	titleLine  = regexp.MustCompile(`(?m)^(title|name|term): .*$`)
	consent    = regexp.MustCompile(`(?m)^consent:\n((?:  .*\n)+)`)
	startLine  = regexp.MustCompile(`(?m)^  - start: (\d{4}-\d\d-\d\dT\d\d:\d\d)$`)
)

// edits are what people do to a site. Each returns the new source, or nil to
// delete the file.
var edits = map[string]func(r *rand.Rand, src string) []byte{
	"body": func(_ *rand.Rand, src string) []byte { return []byte(src + "\nOne more paragraph.\n") },
	"title": func(_ *rand.Rand, src string) []byte {
		return []byte(titleLine.ReplaceAllString(src, `$1: "Another title"`))
	},
	"summary": func(_ *rand.Rand, src string) []byte {
		return []byte(strings.Replace(src, "summary: \"", "summary: \"New. ", 1))
	},
	"date": func(r *rand.Rand, src string) []byte {
		years := []string{"2025", "2026", "2027", "2028"}
		return []byte(dateLine.ReplaceAllStringFunc(src, func(s string) string {
			if r.IntN(3) > 0 {
				return s
			}
			return years[r.IntN(len(years))] + s[4:]
		}))
	},
	"status": func(r *rand.Rand, src string) []byte {
		return []byte(statusLine.ReplaceAllString(src, "status: "+[]string{"paused", "filled", "cancelled", "heard", "looking-into"}[r.IntN(5)]))
	},
	"place": func(_ *rand.Rand, src string) []byte {
		return []byte(strings.Replace(src, "mode: in-person", "mode: hybrid", 1))
	},
	"phone": func(_ *rand.Rand, src string) []byte {
		return []byte(strings.ReplaceAll(src, "01632 960", "01632 961"))
	},
	"slug": func(_ *rand.Rand, src string) []byte {
		return []byte(strings.Replace(src, "---\n", "---\nslug: moved-away\n", 1))
	},
	"delete": func(*rand.Rand, string) []byte { return nil },
	"withdraw": func(_ *rand.Rand, src string) []byte {
		return []byte(consent.ReplaceAllString(src, "consent:\n$1  withdrawn: 2026-11-01\n"))
	},
	"archive": func(_ *rand.Rand, src string) []byte {
		return []byte(strings.Replace(src, "---\n", "---\narchived: true\n", 1))
	},
	"wait": func(_ *rand.Rand, src string) []byte {
		src = regexp.MustCompile(`(?m)^published: .*\n`).ReplaceAllString(src, "")
		return []byte(strings.Replace(src, "---\n", "---\npublished: 2026-12-01\n", 1))
	},
	"definition": func(_ *rand.Rand, src string) []byte {
		return []byte(strings.NewReplacer("definition: \"", "definition: \"New. ", "plain: \"", "plain: \"New. ", "aka: [", "aka: [renamed, ").Replace(src))
	},
	"field": func(_ *rand.Rand, src string) []byte {
		return []byte(strings.Replace(src, "  - id: who\n", "  - {id: own, kind: choice, label: \"Which?\", options: [one, two], optional: true}\n", 1))
	},
	"off": func(_ *rand.Rand, src string) []byte {
		return []byte(strings.Replace(src, "\nfields:", "\nenabled: false\nfields:", 1))
	},
	"move": func(_ *rand.Rand, src string) []byte {
		return []byte(startLine.ReplaceAllString(src, "  - start: ${1}\n    moved_from: 2026-10-01T10:00"))
	},
	"cancel": func(_ *rand.Rand, src string) []byte {
		return []byte(startLine.ReplaceAllString(src, "  - start: ${1}\n    cancelled: true"))
	},
	"end": func(_ *rand.Rand, src string) []byte {
		return []byte(strings.Replace(src, "---\n", "---\nended: 2026-11-21\n", 1))
	},
}

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

// edit edits a file of a site, and says whether that made a difference.
func edit(site fstest.MapFS, r *rand.Rand, file, name string) bool {
	source, ok := site[file]
	if !ok {
		return false
	}
	data := edits[name](r, string(source.Data))
	if data == nil {
		delete(site, file)
		return true
	}
	site[file] = &fstest.MapFile{Data: data}
	return !bytes.Equal(data, source.Data)
}

// compare looks at every file that two builds of a site have in common, counts
// those that changed, and finds those whose key did not.
func compare(t *testing.T, what string, before, after map[string]rendered) (changed int) {
	t.Helper()
	for name, b := range before {
		a, still := after[name]
		if !still || a.data == b.data {
			continue
		}
		changed++
		if a.key == b.key {
			t.Errorf("%s: %s changed and its key did not:\n%s", what, name, firstDifference(b.data, a.data))
		}
	}
	return changed
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

func copyOf(m fstest.MapFS) fstest.MapFS {
	out := make(fstest.MapFS, len(m))
	for k, v := range m {
		out[k] = v
	}
	return out
}

func firstDifference(a, b string) string {
	i := 0
	for i < min(len(a), len(b)) && a[i] == b[i] {
		i++
	}
	cut := func(s string) string { return s[max(0, min(i-60, len(s))):min(len(s), i+60)] }
	return "- " + cut(a) + "\n+ " + cut(b)
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

// The same content and clock make the same bytes, in whatever order the
// machine's cores finish.
func TestRenderTwice(t *testing.T) {
	a, _ := renderAll(t, example(t), exampleNow)
	b, _ := renderAll(t, example(t), exampleNow)
	for name := range a {
		if a[name] != b[name] {
			t.Errorf("%s differs", name)
		}
	}
}

// Law 7: the example is still a site when it is built years later, and was one before.
func TestTimeNeverFails(t *testing.T) {
	original := example(t)
	for _, years := range []int{-1, 1, 3, 10, 40} {
		if _, ok := renderAll(t, original, exampleNow.AddDate(years, 0, 0)); !ok {
			t.Errorf("the example does not build %d years on", years)
		}
	}
}
