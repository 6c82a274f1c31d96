package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func put(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// example is a site and what was built of it. Of the pages on the list, a is in
// no feed, and e is the last of the A to Z.
func example(t *testing.T) (*side, string) {
	site, out := t.TempDir(), t.TempDir()
	var list, index strings.Builder
	for _, name := range strings.Split("a e b c d", " ") {
		put(t, filepath.Join(site, "content/opportunities", name+".md"), "---\ntitle: \"Walk "+name+"\"\n---\nText.\n")
		list.WriteString(`<a href="/opportunities/` + name + `/">`)
	}
	for _, name := range strings.Split("a b c d e", " ") {
		index.WriteString(`<a href="/opportunities/` + name + `/">`)
	}
	put(t, filepath.Join(out, "opportunities/index.html"), list.String())
	put(t, filepath.Join(out, "opportunities/feed.xml"), "<link>https://x.example/opportunities/b/</link><link>https://x.example/opportunities/e/</link> a link to /opportunities/c/ in a text")
	put(t, filepath.Join(out, "a-z/index.html"), "")
	put(t, filepath.Join(out, "a-z/page/2/index.html"), index.String())
	return &side{generator: partake("partake", site, "")}, out
}

func TestChoose(t *testing.T) {
	s, out := example(t)
	e, err := s.choose(out)
	if err == nil {
		t.Fatalf("%s was chosen, too near to the end of its page of the A to Z", e.page)
	}
	put(t, filepath.Join(out, "a-z/index.html"), `<a href="/opportunities/b/">`+strings.Repeat(`<a href="/opportunities/z/">`, 4))
	if e, err = s.choose(out); err != nil {
		t.Fatal(err)
	}
	if e.page != "/opportunities/b/" || e.index != "/a-z/" || e.title != "Walk b" {
		t.Errorf("chosen was %+v", e)
	}
}

// Each change is another word, and leaves the one before of the other kind.
func TestChange(t *testing.T) {
	s, out := example(t)
	put(t, filepath.Join(out, "a-z/index.html"), `<a href="/opportunities/b/">`+strings.Repeat(`<a href="/opportunities/z/">`, 4))
	e, err := s.choose(out)
	if err != nil {
		t.Fatal(err)
	}
	var last string
	for _, w := range []work{textBuild, titleBuild, nothingChanged, textPreview} {
		if err := e.change(w); err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(e.source)
		if err != nil {
			t.Fatal(err)
		}
		if word, _ := e.shows(w); !strings.Contains(string(text), word) || (w == nothingChanged) != (string(text) == last) {
			t.Errorf("%s: the file is %s", names[w], text)
		}
		last = string(text)
	}
	if want := "---\ntitle: \"Walk b zebra2quagga\"\n---\nText.\n\nNew text zebra4quagga here.\n"; last != want {
		t.Errorf("the file is %q, want %q", last, want)
	}
	if err := e.shownIn(out, titleBuild); err == nil {
		t.Error("nobody noticed that the build does not show the title")
	}
}
