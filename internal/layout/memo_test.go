package layout

import (
	"fmt"
	"html/template"
	"testing"
	"testing/fstest"

	"example.org/partake/internal/view"
)

// A part remembers no more than it should, and forgetting changes nothing.
func TestForget(t *testing.T) {
	l, err := New(fstest.MapFS{
		"base.html":           {Data: []byte(`{{template "main" .}}`)},
		"partials/bold.html":  {Data: []byte(`{{define "bold"}}<b>{{.}}</b>{{end}}`)},
		"partials/other.html": {Data: []byte(`{{define "other"}}{{end}}`)},
	}, view.Shell{})
	if err != nil {
		t.Fatal(err)
	}
	p := l.part("bold")
	p.most = 3
	for i := range 20 {
		for range 2 {
			word := fmt.Sprintf("<%d>", i%7)
			if got, err := p.of(word, word); err != nil || got != template.HTML("<b>&lt;"+fmt.Sprint(i%7)+"&gt;</b>") {
				t.Errorf("%s is %q, %v", word, got, err)
			}
		}
		known := 0
		p.known.Range(func(any, any) bool { known++; return true })
		if known < 1 || known > 3 {
			t.Errorf("after %d values it knows %d", i+1, known)
		}
	}
}
