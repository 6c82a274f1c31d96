package content

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"example.org/partake/internal/page"
	"example.org/partake/internal/value"
)

// Whatever a file holds, it becomes a whole Doc or there is an error with a
// place in the file, never neither, and never a panic.
func FuzzParse(f *testing.F) {
	for _, glob := range []string{
		"opportunities/ward-food.md", "updates/bus-212.md", "strategy/together-2030/*.md", "about/contact.md",
		"glossary/co-production.md", "guide/planning-involvement.md", "news/light-bulb.md", "learning/panel-training.md",
		"people/mair-pritchard.md", "groups/carers-forum.md", "organisations/northgate-and-fells-ccg.md", "routes/bank.md", "forms/bank.md",
	} {
		names, err := filepath.Glob("../../content/" + glob)
		if err != nil || len(names) == 0 {
			f.Fatal("no seed ", glob, err)
		}
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
	f.Add("content/people/x.md", []byte("---\nname: a\nkind: [carer]\nsummary: b\nconsent: {given: 2026-05-03, until: 2026-05-04, withdrawn: 2026-05-04}\n---\n"))
	f.Add("content/glossary/x.md", []byte("---\nterm: a\ndefinition: b\naka: [c]\nsee: [d]\n---\n \n"))
	f.Add("content/forms/x.md", []byte("---\ntitle: a\nsummary: b\nkind: bank\nfields: [{id: name}, {id: reply_by}, {id: contact}, {id: own, kind: choice, label: \"NHS number\", options: [a, b]}]\n---\n"))
	f.Add("content/groups/x.md", []byte("---\nname: a\nsummary: b\npurpose: c\nmembers_can_join: open\ndates: [{start: 2026-10-25T01:30, end: 2026-10-25, moved_from: 2027-03-28, cancelled: true}]\n---\n"))
	f.Add("content/about/x.md", []byte("---\ntitle: a\nsummary: b\nformats: [{kind: translation, lang: ur, url: /x/}]\nmedia: [{kind: audio, title: a, file: /a.MP3, transcript: b}]\n---\n"))
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
		if p.ID == "" || p.Title == "" || p.Summary == "" || !addressable(p) {
			t.Errorf("not whole: id %q, title %q, summary %q, address %q", p.ID, p.Title, p.Summary, p.URL)
		}
		if person, ok := doc.(*Person); ok && !person.Staff() && (person.Consent == nil || person.Phone != "" || person.Email != "") {
			t.Errorf("a person without consent, or with a way to reach them: %+v", person)
		}
	})
}

// addressable says whether a page has the address that its kind has: a place on
// the page of all terms, none for a form, a folder of its own for the rest.
func addressable(p *page.Page) bool {
	place, isTerm := strings.CutPrefix(p.URL, "/glossary/#")
	switch {
	case p.Kind == page.KindTerm:
		return isTerm && value.IsSlug(place)
	case p.Kind == page.KindForm:
		return p.URL == ""
	}
	return strings.HasPrefix(p.URL, "/") && strings.HasSuffix(p.URL, "/") && !strings.Contains(p.URL, "..") && !strings.Contains(p.URL, "//")
}
