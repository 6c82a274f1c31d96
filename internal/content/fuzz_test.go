package content

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Whatever a file holds, it becomes a whole Doc or there is an error with a
// place in the file, never neither, and never a panic.
func FuzzParse(f *testing.F) {
	for _, glob := range []string{"opportunities/ward-food.md", "updates/bus-212.md", "strategy/together-2030/*.md", "about/contact.md"} {
		names, _ := filepath.Glob("../../content/" + glob)
		for _, name := range names {
			src, err := os.ReadFile(name)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(strings.TrimPrefix(filepath.ToSlash(name), "../../"), src)
		}
	}
	f.Add("content/about/é.md", []byte("---\ntitle: a\nsummary: b\nslug: c\nid: d/e\n---\n[x](/y/ [z](</w>)"))
	f.Add("content/index.md", []byte("---\n---\n"))
	f.Add("content/x/y/z", []byte(""))
	f.Fuzz(func(t *testing.T, file string, src []byte) {
		file = Root + strings.TrimPrefix(file, Root)
		doc, list := Parse(file, src)
		_, broken := doc.(*Broken)
		if failed := len(list.Errors()) > 0; failed != (doc == nil || broken) {
			t.Fatalf("Doc %v with %v", doc, list)
		}
		lines := bytes.Count(bytes.ReplaceAll(src, []byte("\r"), []byte("\n")), []byte("\n")) + 1
		for _, d := range list {
			if d.File != file || d.Line > lines {
				t.Errorf("place out of the file of %d lines: %v", lines, d)
			}
		}
		if doc == nil || broken {
			return
		}
		p := doc.Base()
		if p.ID == "" || p.Title == "" || p.Summary == "" || !strings.HasPrefix(p.URL, "/") || !strings.HasSuffix(p.URL, "/") ||
			strings.Contains(p.URL, "..") || strings.Contains(p.URL, "//") {
			t.Errorf("not whole: id %q, title %q, summary %q, address %q", p.ID, p.Title, p.Summary, p.URL)
		}
	})
}
