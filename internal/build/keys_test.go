package build

import (
	"bytes"
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

	"example.org/partake/internal/assemble"
	"example.org/partake/internal/content"
	"example.org/partake/internal/source"
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
	opts := Options{Site: fsys, Layouts: layouts.FS, Static: fstest.MapFS{}, Now: now, Program: "test"}
	src, list, err := source.Read(opts.Site, opts.Static)
	if err != nil {
		t.Fatal(err)
	}
	if failed(list) || src.Config == nil {
		return nil, false
	}
	model, list := assemble.Assemble(input(opts, src))
	if failed(list) {
		return nil, false
	}
	p, list, err := newPress(opts, src, model)
	if err != nil || failed(list) {
		t.Fatal(err, list)
	}
	targets := p.plan()
	out = make(map[string]rendered, len(targets))
	for _, target := range targets {
		var b bytes.Buffer
		if err := target.Render(&b); err != nil {
			t.Fatal(err)
		}
		if target.Doc != nil && failed(p.pages[target.Doc].list) {
			return nil, false
		}
		if _, twice := out[target.Path]; twice {
			t.Fatalf("two targets write %s", target.Path)
		}
		out[target.Path] = rendered{target.Key, b.String()}
	}
	return out, true
}

var (
	dateLine   = regexp.MustCompile(`(?m)(\d{4})(-\d\d-\d\d)`)
	statusLine = regexp.MustCompile(`(?m)^status: .*$`)
	titleLine  = regexp.MustCompile(`(?m)^title: .*$`)
)

// edits are what people do to a site. Each returns the new source, or nil to
// delete the file.
var edits = map[string]func(r *rand.Rand, src string) []byte{
	"body": func(_ *rand.Rand, src string) []byte { return []byte(src + "\nOne more paragraph.\n") },
	"title": func(_ *rand.Rand, src string) []byte {
		return []byte(titleLine.ReplaceAllString(src, `title: "Another title"`))
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
	for range 50 {
		changedSite, now, log := copyOf(original), exampleNow, []string{}
		for range 1 + r.IntN(3) {
			file, name := files[r.IntN(len(files))], names[r.IntN(len(names))]
			source, ok := changedSite[file]
			if !ok {
				continue
			}
			log = append(log, name+" "+path.Base(file))
			if data := edits[name](r, string(source.Data)); data != nil {
				changedSite[file] = &fstest.MapFile{Data: data}
			} else {
				delete(changedSite, file)
			}
		}
		if r.IntN(3) == 0 {
			now = now.AddDate(0, 0, r.IntN(2000)-300)
			log = append(log, now.Format(time.DateOnly))
		}
		after, ok := renderAll(t, changedSite, now)
		if !ok {
			continue
		}
		built++
		for name, b := range before {
			a, still := after[name]
			if still && a.data != b.data {
				changed++
				if a.key == b.key {
					t.Errorf("%v: %s changed and its key did not:\n%s", log, name, firstDifference(b.data, a.data))
				}
			}
		}
	}
	if built < 12 || changed < 150 {
		t.Errorf("only %d builds and %d changed files: the test shows too little", built, changed)
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
