package scaffold

import (
	"errors"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"example.org/partake/internal/content"
	"example.org/partake/internal/reference"
)

var now = time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)

// there is what an ambition needs.
var there = fstest.MapFS{
	"content/strategy/together-2030/index.md":    {Data: []byte("---\ntitle: x\n---\n")},
	"content/strategy/together-2030/training.md": {Data: []byte("---\ntitle: x\norder: 6\n---\n")},
}

func page(t *testing.T, kind, title string) File {
	t.Helper()
	r := Request{Kind: kind, Title: title, Now: now, Site: there}
	if kind == "ambition" {
		r.Strategy = "together-2030"
	}
	f, err := New(r)
	if err != nil {
		t.Fatalf("%s %q: %v", kind, title, err)
	}
	return f
}

// A new file of any kind has every key of the kind, once, and no mistakes.
func TestEveryKey(t *testing.T) {
	for _, name := range Names() {
		f := page(t, name, "Help us")
		if testing.Verbose() {
			t.Logf("%s\n%s", f.Path, f.Data)
		}
		kind, _ := reference.KindNamed(strings.Replace(name, "story", "news", 1))
		book := reference.Ours()
		for _, field := range append(book.Every(kind), book.Of(kind)...) {
			if n := strings.Count(string(f.Data), "\n"+field.Key+":") + strings.Count(string(f.Data), "\n# "+field.Key+":"); n != 1 {
				t.Errorf("%s: the key %s is there %d times", name, field.Key, n)
			}
		}
		if !strings.Contains(string(f.Data), Mark) {
			t.Errorf("%s: nothing to change", name)
		}
	}
}

// Each line that waits behind a # can be used as it is.
func TestEachCommentedKey(t *testing.T) {
	for _, name := range Names() {
		f := page(t, name, "Help us")
		lines := strings.SplitAfter(string(f.Data), "\n")
		for i, l := range lines {
			if key, ok := commented(l); ok && !clashes[name+"."+key] {
				src := strings.Join(lines[:i], "") + use(lines[i:])
				_, list := content.Parse(f.Path, []byte(src))
				for _, d := range list.Errors() {
					t.Errorf("%s with %s: line %d: %s (%s)", name, key, d.Line, d.Message, d.Hint)
				}
			}
		}
	}
}

// clashes are keys that stand in place of another one, or go with one.
var clashes = map[string]bool{
	"opportunity.rolling":    true, // has no closing date
	"opportunity.why":        true, // something is paid
	"update.we_will":         true, // goes with due
	"strategy.slug":          true, // its folder has its address
	"organisation.successor": true, // goes with ended
	"route.cost":             true, // it is free
}

// commented is the key that a commented line would set.
func commented(line string) (string, bool) {
	rest, ok := strings.CutPrefix(strings.TrimLeft(line, " "), "# ")
	key, _, found := strings.Cut(rest, ":")
	return key, ok && found && key != "" && strings.Trim(key, "abcdefghijklmnopqrstuvwxyz_") == ""
}

// use takes the # off a commented key and off the lines that belong to it.
func use(lines []string) string {
	out := append([]string{}, lines...)
	out[0] = strings.Replace(out[0], "# ", "", 1)
	for i := 1; i < len(out) && strings.HasPrefix(strings.TrimLeft(out[i], " "), "#   "); i++ {
		out[i] = strings.Replace(out[i], "# ", "", 1)
	}
	return strings.Join(out, "")
}

// Whatever the title is, the file is valid or the title is refused.
func FuzzTitle(f *testing.F) {
	for _, title := range []string{`He said: "Yes"`, "# no", "- no", "a\nb: c", "\u202eturned", "\xff", "Tŷ’r Gân", "يشارك", "🍞", "---", "null", "1", strings.Repeat("a", 300), "con"} {
		f.Add(title)
	}
	f.Fuzz(func(t *testing.T, title string) {
		file, err := New(Request{Kind: "opportunity", Title: title, Now: now, Site: there})
		if err != nil {
			if !errors.Is(err, ErrRefused) || file.Path != "" {
				t.Fatal(err)
			}
			return
		}
		doc, list := content.Parse(file.Path, file.Data)
		if len(list.Errors()) > 0 {
			t.Fatalf("%q: %v", title, list)
		}
		if want := strings.Join(strings.Fields(title), " "); doc.Base().Title != want {
			t.Errorf("the title %q became %q", want, doc.Base().Title)
		}
		if _, err := Site(Settings{Name: title, BaseURL: "https://example.org", Now: now}); err != nil && !errors.Is(err, ErrRefused) {
			t.Error(err)
		}
	})
}

// The nightly build of a new site is that of this repository.
func TestRebuild(t *testing.T) {
	want, err := os.ReadFile("../../.github/workflows/rebuild.yml")
	if err != nil {
		t.Fatal(err)
	}
	files, err := Site(Settings{Name: "Trust", BaseURL: "https://example.org", Now: now})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if f.Path == ".github/workflows/rebuild.yml" && string(f.Data) == string(want) {
			return
		}
	}
	t.Error("site/dot-github/workflows/rebuild.yml and .github/workflows/rebuild.yml differ: copy one over the other")
}
