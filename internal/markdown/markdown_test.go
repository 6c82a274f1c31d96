package markdown

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "write what the golden cases expect anew")

// site is a resolver with three pages and a picture.
type site struct{}

func (site) Page(address string) (Target, string, bool) {
	switch address {
	case "/here/", "/there/":
		return Target{URL: address}, "", true
	case "/gone/":
		return Target{Gone: true}, "", true
	}
	return Target{}, `did you mean "/here/"?`, false
}

func (site) Image(src string) (Target, string, bool) {
	return Target{URL: src, Width: 40, Height: 30}, "put it into static/images", src == "/images/a.png"
}

// Each file of testdata holds a body (in.md) and what must come of it: out.html,
// diagnostics, or, when there is only advice, both. -update writes them anew.
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
			body := archive.Files[0].Data // in.md
			rendered, list := Render(Source{File: "in.md", Line: 1, Body: body, Taken: []string{"support"}}, site{})
			list.Sort()
			list.Quote(func(string) ([]byte, error) { return body, nil })
			var diags strings.Builder
			_ = list.Print(&diags, 50)
			got := map[string]string{"out.html": string(rendered.HTML), "diagnostics": diags.String()}
			for i := range archive.Files {
				f := &archive.Files[i]
				text, compared := got[f.Name]
				if compared && *update {
					f.Data = []byte(text)
				} else if compared && text != string(f.Data) {
					t.Errorf("%s:\n%s\nwant:\n%s", f.Name, text, f.Data)
				}
			}
			if !*update {
				return
			}
			if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
				t.Fatal(err)
			}
		})
	}
}

// C2, C2b, content 70: no scheme but the four gets through, however it is disguised.
func TestLinkSchemes(t *testing.T) {
	for _, href := range []string{
		"javascript:alert(1)", "JaVaScRiPt:alert(1)", "vbscript:x", "data:text/html,x", "blob:x", "file:///etc/passwd", "//evil.example",
		"&#106;avascript:alert(1)", "java&Tab;script:alert(1)", "java&#10;script:alert(1)", "&#1;javascript:alert(1)", "\\\\evil.example", "/\\evil.example",
		"<java\tscript:alert(1)>", "about:blank", "ftp://x", "intent://x",
	} {
		for _, body := range []string{"[x](" + href + ")", "[x][r]\n\n[r]: " + href} {
			got, list := Render(Source{File: "x.md", Line: 1, Body: []byte(body)}, site{})
			if len(list.Errors()) == 0 && strings.Contains(string(got.HTML), "<a ") {
				t.Errorf("%q became %s", body, got.HTML)
			}
		}
	}
	for _, href := range []string{"https://example.org/a?b=c#d", "mailto:a@example.org", "tel:01632960000", "/here/", "/here/#x", "#x"} {
		if _, list := Render(Source{File: "x.md", Line: 1, Body: []byte("[x](" + href + ")")}, site{}); len(list) > 0 {
			t.Errorf("%q was refused: %v", href, list)
		}
	}
}

// C6, content 71: nothing that people could paste makes the parser slow. What is far
// beyond a page is refused, with what to do.
func TestDeepNesting(t *testing.T) {
	var list strings.Builder
	for i := range 1500 {
		fmt.Fprintf(&list, "%s- x\n", strings.Repeat("  ", i))
	}
	for name, body := range map[string]string{
		"list": list.String(), "quotes": strings.Repeat(">", 20000) + "x", "markers": strings.Repeat("- ", 5000) + "x",
		"brackets": strings.Repeat("[", 20000), "images": strings.Repeat("![", 20000), "emphasis": strings.Repeat("*a ", 20_001), "tables": strings.Repeat("a|", 1000) + "\n" + strings.Repeat("-|", 1000) + strings.Repeat("\na", 100),
		"lines": strings.Repeat("a\n", 20_001), "entries": strings.Repeat("- a\n", 1) + strings.Repeat(strings.Repeat("- ", 30)+"a\n", 1700),
	} {
		_, diags := Render(Source{File: "x.md", Line: 1, Body: []byte(body)}, site{})
		if len(diags) != 1 || diags[0].Hint == "" {
			t.Errorf("%s: %v", name, diags)
		}
	}
}
