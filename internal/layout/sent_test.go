package layout_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"example.org/partake/internal/layout"
	"example.org/partake/internal/view"
	"example.org/partake/layouts"
)

// TestSent: counts are in tables with captions and headings, and the page says in
// plain words why they are not exact.
func TestSent(t *testing.T) {
	files := fstest.MapFS{"base.html": {Data: []byte(`{{template "main" .}}`)}, "how.html": {Data: []byte(`{{define "main"}}{{template "sent" .}}{{end}}`)}}
	for _, name := range []string{"partials/sent.html", "partials/maybe-link.html"} {
		src, err := layouts.FS.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: src}
	}
	l, err := layout.New(files, view.Shell{})
	if err != nil {
		t.Fatal(err)
	}
	page := render(t, l, "how", view.Sent{Quarters: []view.SentQuarter{{
		Caption: "April to June 2026", Counted: "14 July 2026",
		Rows: []view.SentRow{
			{Form: view.Link{Text: "Tell us", URL: "/forms/interest/"}, Count: "About 40", Share: "About 75%"},
			{Form: view.Link{Text: "<Gone>"}, Count: "1 to 7", Share: "Not shown"},
		},
	}}})
	checkMarkup(t, "sent", page)
	for _, want := range []string{
		`<caption>April to June 2026 <span>We counted on 14 July 2026.</span></caption>`, `<th scope="col">Dealt with when we counted</th>`,
		`<tr><th scope="row"><a href="/forms/interest/">Tell us</a></th><td>About 40</td><td>About 75%</td></tr>`,
		`<tr><th scope="row">&lt;Gone&gt;</th><td>1 to 7</td><td>Not shown</td></tr>`,
		"so that nobody can work out who sent something",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s:\n%s", want, page)
		}
	}
}
