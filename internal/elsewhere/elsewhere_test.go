package main

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// The harness sees what it is for: what is refused, what is left as signs, what is
// lost, and that the rest of a file is read all the same.
func TestRead(t *testing.T) {
	dir := fstest.MapFS{
		"fine.md":      {Data: []byte("---\ntitle: a\nlayout: b\n---\n# Tea\n\n1. Cups & <https://example.org/>\n")},
		"html.md":      {Data: []byte("Some <b>bold</b> tea, [here](../pots.md).\n\n<div>\npots\n</div>\n\n- [ ] wash up[^1] :tea:\n")},
		"yaml.md":      {Data: []byte("---\ntitle: \"a\n---\nTea\n")},
		"untouched.mk": {Data: []byte("Tea")},
	}
	at := time.Unix(0, 0)
	r, err := read(dir, func() time.Time { at = at.Add(time.Second); return at })
	if err != nil {
		t.Fatal(err)
	}
	if r.files != 3 || r.withBlock != 2 || r.whole != 2 || r.mended != 1 || len(r.lost) != 0 || r.slowest != time.Second {
		t.Errorf("%+v", r)
	}
	if r.signs["a box in a list"] != 1 || r.signs["a footnote"] != 1 || r.signs["a name of an emoji"] != 1 {
		t.Errorf("signs: %v", r.signs)
	}
	var b strings.Builder
	r.print(&b)
	for _, want := range []string{"3 files", "HTML", "quotation mark", "show a footnote as text"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%q is not in\n%s", want, b.String())
		}
	}
	r.compare("lossy.md", "Tea and biscuits\n```go\nx\n```", "<p>Tea</p><pre><code>x</code></pre>")
	if len(r.lost) != 2 || r.lost["biscuits"] != "lossy.md:1:1" {
		t.Errorf("lost: %v", r.lost)
	}
}
