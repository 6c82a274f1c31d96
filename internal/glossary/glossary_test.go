package glossary

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "write what the golden cases expect anew")

// Each file of testdata holds a glossary, a line for each term ("id: word, word"
// or "id (cy): word"), a page (in.html; its language is in the file lang, if it
// is not en-GB) and what must come of it (out.html). -update writes that anew.
func TestGolden(t *testing.T) {
	files, _ := filepath.Glob("testdata/*.txtar")
	if len(files) == 0 {
		t.Fatal("no golden cases")
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			in := map[string]string{}
			for _, f := range archive.Files {
				in[f.Name] = string(f.Data)
			}
			got := link(New("/glossary/", terms(in["glossary"])), in["in.html"], strings.TrimSpace(in["lang"]))
			checkPromises(t, in["in.html"], got)
			if *update {
				golden(archive, got)
				if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			} else if got != in["out.html"] {
				t.Errorf("got:\n%s\nwant:\n%s", got, in["out.html"])
			}
		})
	}
}

// golden sets out.html, the last file.
func golden(archive *txtar.Archive, out string) {
	last := len(archive.Files) - 1
	if archive.Files[last].Name != "out.html" {
		archive.Files = append(archive.Files, txtar.File{Name: "out.html"})
		last++
	}
	archive.Files[last].Data = []byte(out)
}

func terms(lines string) []Term {
	var out []Term
	for line := range strings.Lines(lines) {
		id, words, _ := strings.Cut(strings.TrimSpace(line), ": ")
		id, lang, _ := strings.Cut(strings.TrimSuffix(id, ")"), " (")
		out = append(out, Term{ID: id, Words: strings.Split(words, ", "), Lang: lang})
	}
	return out
}

func link(l *Linker, page, lang string) string {
	var out bytes.Buffer
	l.Link(&out, []byte(page), lang)
	return out.String()
}

func TestEmpty(t *testing.T) {
	const page = "<main><p>carer</p></main>"
	var none *Linker
	nothing := []Term{{ID: "a"}, {ID: "b", Words: []string{"", " ", "!"}}}
	for _, l := range []*Linker{none, New("/glossary/", nil), New("/glossary/", nothing)} {
		if got := link(l, page, ""); !l.Empty() || l.Digest() != 0 || got != page {
			t.Errorf("%v: empty %v, digest %x, page %s", l, l.Empty(), l.Digest(), got)
		}
	}
	if New("/glossary/", terms("a: carer")).Empty() {
		t.Error("a linker with a term is empty")
	}
}

// The digest tells apart whatever makes other pages.
func TestDigest(t *testing.T) {
	seen := map[uint64]string{}
	for _, g := range []string{
		"/glossary/ a: carer", "/words/ a: carer", "/glossary/ b: carer", "/glossary/ a: carers", "/glossary/ a (cy): carer",
		"/glossary/ a: carer, helper", "/glossary/ a: carer\nb: helper", "/glossary/ b: helper\na: carer",
	} {
		page, lines, _ := strings.Cut(g, " ")
		d := New(page, terms(lines)).Digest()
		if d == 0 || seen[d] != "" {
			t.Errorf("%q has the digest of %q", g, seen[d])
		}
		seen[d] = g
		if d != New(page, terms(lines)).Digest() {
			t.Errorf("%q has two digests", g)
		}
	}
	if New("/g/", terms("a: carer")).Digest() != New("/g/", terms("a (en-GB): carer")).Digest() {
		t.Error("no language is not en-GB")
	}
}

// A glossary may be as long as it likes.
func TestManyTerms(t *testing.T) {
	var list []Term
	var page strings.Builder
	page.WriteString("<main><p>")
	for i := range 1000 {
		list = append(list, Term{ID: fmt.Sprint("t", i), Words: []string{fmt.Sprint("word", i)}})
		fmt.Fprintf(&page, "word%d word%d ", i, i)
	}
	page.WriteString("</p></main>")
	if n := strings.Count(link(New("/glossary/", list), page.String(), ""), "<a "); n != 1000 {
		t.Errorf("%d of 1000 terms linked", n)
	}
}

// An address is safe in an attribute, whatever is in it.
func TestAddress(t *testing.T) {
	got := link(New(`/a&b/`, []Term{{ID: `x"y`, Words: []string{"carer"}}}), "<main>carer</main>", "")
	if want := `<main><a class="partake-term" href="/a&amp;b/#x&#34;y">carer</a></main>`; got != want {
		t.Errorf("got %s", got)
	}
}
