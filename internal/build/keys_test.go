package build

import (
	"bytes"
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"time"

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
		out[target.Path] = rendered{target.Key(), b.String()}
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
