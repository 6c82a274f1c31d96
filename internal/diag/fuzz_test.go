package diag

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// Whatever an author wrote, quoting it does nothing to the terminal of whoever
// reads the findings, nor to a machine that reads them.
func FuzzPrint(f *testing.F) {
	for _, seed := range []string{"title: x", "\x1b[2J\x1b]0;x\x07", "\u009b31m", "a\rb\x00", "\u202eevil\u2066", "::error::x%0a", "\xff\xfe", "語" + strings.Repeat("é", 300), "\ufeff---\r\n"} {
		f.Add(seed, seed, 1, 1)
		f.Add("a\n"+seed, "b\n"+seed, 2, 170)
	}
	f.Fuzz(func(t *testing.T, source, message string, line, col int) {
		at := Pos{File: "content/a.md", Line: line & 0xff, Col: max(1, col&0xfff)}
		list := List{Errorf(at, message, "%s", message), Advicef(at, "a-rule", "the HRA", message, "%q", message)}
		list.Sort()
		list.Quote(func(string) ([]byte, error) { return []byte(source), nil })
		var text, report, asJSON, github strings.Builder
		for _, write := range []func() error{
			func() error { return list.Print(&text, 50) }, func() error { return list.Report(&report) }, func() error { return list.JSON(&asJSON) }, func() error { return list.GitHub(&github) },
		} {
			if err := write(); err != nil {
				t.Fatal(err)
			}
		}
		for name, out := range map[string]string{"text": text.String(), "report": report.String(), "github": github.String()} {
			if i := strings.IndexFunc(out, func(r rune) bool {
				return r != '\n' && unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) && r >= 0x202a
			}); i >= 0 || !utf8.ValidString(out) {
				t.Errorf("%s holds what a terminal acts on: %q", name, out)
			}
		}
		if n := strings.Count("\n"+github.String(), "\n::"); n != 2 {
			t.Errorf("%d commands to GitHub, want 2: %q", n, github.String())
		}
		if !json.Valid([]byte(asJSON.String())) {
			t.Errorf("no JSON: %q", asJSON.String())
		}
	})
}
