package reference_test

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"example.org/partake/internal/build"
	"example.org/partake/internal/content"
	"example.org/partake/internal/reference"
	"example.org/partake/layouts"
)

const command = "run: go generate ./internal/reference"

// The reference says what the source says.
func TestUpToDate(t *testing.T) {
	comments, err := reference.Comments(os.DirFS(".."))
	if err != nil {
		t.Fatal(err)
	}
	want := reference.Open(comments).Pages()
	want["internal/reference/comments.txt"] = comments
	for name, text := range want {
		if got, err := os.ReadFile(filepath.Join("../..", name)); err != nil || string(got) != text {
			t.Errorf("%s is not up to date: %s", name, command)
		}
	}
	there, err := filepath.Glob("../../content/guide/front-matter-*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range there {
		if want[strings.TrimPrefix(filepath.ToSlash(name), "../../")] == "" {
			t.Errorf("%s is about nothing that is there: delete it", name)
		}
	}
}

// Every key of every struct, however deep, has a comment and an example, and
// stands on the page about its kind.
func TestEveryKey(t *testing.T) {
	book := reference.Ours()
	pages := book.Pages()
	every := pages["content/guide/front-matter-every-page.md"]
	for _, k := range reference.Kinds {
		page := pages["content/guide/front-matter-"+k.Name+".md"]
		if book.What(k) == "" {
			t.Errorf("%s: no comment says what it is", k.Name)
		}
		check(t, k.Name, page, book.Of(k))
		check(t, k.Name, every+page, book.Every(k))
	}
}

func check(t *testing.T, where, page string, fields []reference.Field) {
	t.Helper()
	for _, f := range fields {
		name := where + "." + f.Key
		if f.Doc == "" || f.Example == "" {
			t.Errorf("%s: comment %q, example %q", name, f.Doc, f.Example)
		}
		if !strings.Contains(page, "| `"+f.Key+"` |") {
			t.Errorf("%s is not on its page", name)
		}
		for _, c := range f.Choices {
			if !strings.Contains(page, "| `"+c.Value+"` |") {
				t.Errorf("%s: the value %s is not on its page", name, c.Value)
			}
		}
		check(t, name, page, f.Inside)
	}
}

// Every kind of page that there is has its page of the reference.
func TestEveryKind(t *testing.T) {
	known := map[string]bool{}
	for _, k := range reference.Kinds {
		parts := strings.Split(k.Path, "/")
		known[parts[1]] = true
		if kind, list := content.KindOf(k.Path); kind != k.Doc {
			t.Errorf("%s: a file at %s is a %s %v", k.Name, k.Path, kind, list)
		}
	}
	for _, folder := range content.Folders() {
		if !known[folder] {
			t.Errorf("the reference does not know the folder %s", folder)
		}
	}
}

// around are the pages and data that the examples refer to.
var around = map[string]string{
	"content/index.md":                      "---\ntitle: Get involved\nsummary: See what you can take part in.\n---\n",
	"content/data/rates.yaml":               "- {id: involvement-hour, amount: 15, per: hour, effective_from: 2026-04-01, source: Policy}\n",
	"content/data/skills.yaml":              "- {id: public-speaking, name: Speaking in public}\n",
	"static/assets/manifest.json":           `{"site.css": "site-1.css", "site.js": "site-1.js"}`,
	"content/about/how-to-claim.md":         page,
	"content/about/contact.md":              page,
	"content/about/how-we-work-together.md": page,
	"content/about/payment-and-expenses.md": page,
}

const page = "---\ntitle: A page\nsummary: It is there.\n---\n"

var whole = regexp.MustCompile("(?s)## A whole file\n\n```yaml\n(.*?)```")

// The example on each page of the reference is a real page: it builds, and
// nothing that the reference says somebody asks for is missing.
func TestExamplesBuild(t *testing.T) {
	site := fstest.MapFS{}
	for name, text := range around {
		site[name] = &fstest.MapFile{Data: []byte(text)}
	}
	pages := reference.Ours().Pages()
	example := func(name string) []byte {
		m := whole.FindStringSubmatch(pages["content/guide/front-matter-"+name+".md"])
		if m == nil {
			t.Fatalf("%s has no example", name)
		}
		return []byte(m[1])
	}
	site["content/site.yaml"] = &fstest.MapFile{Data: example("site")}
	for _, k := range reference.Kinds {
		name := strings.NewReplacer("NAME", "example", "OTHER", "ambition").Replace(k.Path)
		if k.Name == "term" { // has no text below
			site[name] = &fstest.MapFile{Data: example(k.Name)}
			continue
		}
		site[name] = &fstest.MapFile{Data: append(example(k.Name), "\nWords.\n"...)}
	}
	dir := t.TempDir()
	result, list, err := build.Run(context.Background(), build.Options{
		Site: site, Layouts: layouts.FS, Static: fstest.MapFS{}, Out: filepath.Join(dir, "public"), State: filepath.Join(dir, "state"),
		Now: time.Date(2026, 5, 10, 9, 0, 0, 0, time.UTC), Program: "test",
	})
	if err != nil {
		t.Error(err)
	}
	for _, d := range list {
		t.Errorf("%s: %s (%s)", d.File, d.Message, d.Hint)
	}
	for _, k := range reference.Kinds {
		file := filepath.Join(dir, "public", strings.NewReplacer("NAME", "example", "OTHER", "ambition", "#", "").Replace(k.Address), "index.html")
		if k.Name == "term" {
			file = filepath.Join(dir, "public", "glossary", "index.html")
		}
		if _, err := os.Stat(file); k.Address != "" && err != nil {
			t.Errorf("%s: no page of %d: %v", k.Name, result.Pages, err)
		}
	}
}
