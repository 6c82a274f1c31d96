package markdown

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"example.org/partake/internal/hostile"
)

// allowed are the elements that a body may become, each with its attributes.
// Nothing else may come out, whatever goes in.
var allowed = map[string][]string{
	"p": nil, "h2": {"id"}, "h3": {"id"}, "h4": {"id"}, "h5": {"id"}, "h6": {"id"},
	"ul": nil, "ol": {"start"}, "li": nil, "blockquote": nil, "pre": nil, "code": {"class"}, "hr": nil, "br": nil,
	"em": nil, "strong": nil, "del": nil, "a": {"href", "dir"}, "img": {"src", "alt", "width", "height"},
	"div": {"class", "role", "tabindex", "aria-label"}, "table": {"class"}, "thead": nil, "tbody": nil,
	"tr": nil, "th": {"class", "scope"}, "td": {"class"},
}

// voids are the elements that have no end.
var voids = []string{"hr", "br", "img"}

// wellFormed returns what is wrong with the HTML of a body: elements and
// attributes that we do not write, ends that do not match, addresses that could
// do something, ids that stand twice.
func wellFormed(rendered string) []string {
	var wrong, open []string
	say := func(format string, args ...any) { wrong = append(wrong, fmt.Sprintf(format, args...)) }
	ids := map[string]bool{}
	z := html.NewTokenizer(strings.NewReader(rendered))
	for {
		kind := z.Next()
		tok := z.Token()
		switch kind {
		case html.ErrorToken:
			if z.Err() != io.EOF || len(open) > 0 {
				say("not closed: %v, %v", open, z.Err())
			}
			return wrong
		case html.CommentToken, html.DoctypeToken:
			say("a comment: %s", tok)
		case html.EndTagToken:
			if len(open) == 0 || open[len(open)-1] != tok.Data {
				say("</%s> closes %v", tok.Data, open)
				return wrong
			}
			open = open[:len(open)-1]
		case html.StartTagToken, html.SelfClosingTagToken:
			if !slices.Contains(voids, tok.Data) {
				open = append(open, tok.Data)
			}
			wrong = append(wrong, element(tok, ids)...)
		}
	}
}

// element returns what is wrong with a start tag.
func element(tok html.Token, ids map[string]bool) (wrong []string) {
	attributes, ok := allowed[tok.Data]
	if !ok {
		wrong = append(wrong, "the element "+tok.Data)
	}
	for _, a := range tok.Attr {
		switch {
		case !slices.Contains(attributes, a.Key):
			wrong = append(wrong, fmt.Sprintf("the attribute %s of %s", a.Key, tok.Data))
		case a.Key == "href" && !safe(a.Val), a.Key == "src" && a.Val != "/images/a.png":
			wrong = append(wrong, fmt.Sprintf("the address %q", a.Val))
		case a.Key == "id" && ids[a.Val]:
			wrong = append(wrong, fmt.Sprintf("the id %q twice", a.Val))
		case a.Key == "id":
			ids[a.Val] = true
		}
	}
	return wrong
}

// safe says whether an address is one that can do nothing but lead somewhere,
// as a browser reads it: without the control characters that it takes out.
func safe(address string) bool {
	seen := strings.TrimFunc(strings.NewReplacer("\t", "", "\n", "", "\r", "").Replace(address), func(r rune) bool { return r <= ' ' })
	if strings.HasPrefix(seen, "#") || seen == "/here/" || seen == "/there/" || strings.HasPrefix(seen, "/here/#") || strings.HasPrefix(seen, "/there/#") {
		return true
	}
	scheme, _, found := strings.Cut(seen, ":")
	return found && slices.Contains(schemes, strings.ToLower(scheme))
}

// mostTime is far more than any body that fuzzing makes up may take, on a busy
// machine too.
const mostTime = 2 * time.Second

// C1, C2, C6: whatever a body holds, it becomes HTML of ours in good time, or
// there is an error with a place in it.
func FuzzRender(f *testing.F) {
	for _, seed := range []string{"# a\n\n[b](/here/)", "| a | b |\n|:-:|--|\n| 1 | 2 |", "<script>", "![x](/images/a.png)", "- a\n  - b", "```\nx", "~~a~~ `b` **c**", "&#0;"} {
		f.Add(seed)
	}
	for _, trick := range hostile.Tricks() {
		f.Add(trick.Value)
	}
	f.Fuzz(func(t *testing.T, body string) {
		began := time.Now()
		got, list := Render(Source{File: "x.md", Line: 1, Body: []byte(body)}, site{})
		if took := time.Since(began); took > mostTime {
			t.Errorf("it took %v", took)
		}
		for _, wrong := range wellFormed(string(got.HTML)) {
			t.Errorf("%s in %s", wrong, got.HTML)
		}
		if len(list.Errors()) > 0 && got.HTML != "" {
			t.Errorf("errors %v and HTML", list)
		}
		lines := strings.Count(body, "\n") + 1
		for _, d := range list {
			if d.Line < 1 || d.Line > lines || d.Col < 1 {
				t.Errorf("place out of the file: %v", d)
			}
		}
	})
}

// C1: as the body of a page, each hostile text becomes HTML of ours that says
// it, or there is an error with its place.
func TestHostileBodies(t *testing.T) {
	rendered, refused := 0, 0
	for _, text := range append(hostile.Tricks(), hostile.Strings()...) {
		for _, body := range []string{text.Value, "Tea.\n\n" + text.Value + "\n\nCake.", "- " + text.Value, "> " + text.Value, "| a |\n|---|\n| " + text.Value + " |", "# " + text.Value} {
			got, list := Render(Source{File: "x.md", Line: 1, Body: []byte(body)}, site{})
			for _, wrong := range wellFormed(string(got.HTML)) {
				t.Errorf("%q: %s in %s", body, wrong, got.HTML)
			}
			for _, d := range list {
				if d.Line < 1 || d.Line > 1+strings.Count(body, "\n") || d.Col < 1 || d.Message == "" {
					t.Errorf("%q: no place: %+v", body, d)
				}
			}
			if len(list.Errors()) > 0 {
				refused++
			} else {
				rendered++
			}
		}
		shown, list := Render(Source{File: "x.md", Line: 1, Body: []byte("Tea " + hostile.Markdown(text.Value))}, site{})
		if got := words(string(shown.HTML)); len(list) > 0 || !text.Refused && !strings.Contains(text.Value, "\n") && !strings.HasPrefix(got, strings.TrimRight("Tea "+text.Value, " \n")) {
			t.Errorf("%q is shown as %q, with %v", text.Value, got, list)
		}
	}
	if refused < 500 || rendered < 1500 {
		t.Errorf("%d bodies are refused and %d rendered: the lists have lost their edge", refused, rendered)
	}
}

// words is the text of HTML as a browser reads it.
func words(rendered string) string {
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(rendered))
	for z.Next() != html.ErrorToken {
		if tok := z.Token(); tok.Type == html.TextToken {
			b.WriteString(tok.Data)
		}
	}
	return b.String()
}

// C2: whatever stands where an address belongs, it leads somewhere or it is
// refused, as a link, by reference and between angle brackets.
func FuzzLink(f *testing.F) {
	for _, seed := range []string{
		"https://example.org/a?b=c#d", "mailto:a@example.org?subject=x", "tel:01632960000", "/here/#x", "#é", "javascript:x", "&#106;avascript:x", "java&Tab;script:x",
		"//e.example", `/\e.example`, `\\e.example`, "<a b>", "%6aavascript:x", "\u00a0javascript:x", "HTTPS://[::1]/", "x:y", "data:text/html,x", "https:e.example", "https:\\\\e.example",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, address string) {
		for _, body := range []string{"[x](" + address + ")", "[x](<" + address + ">)", "[x][r]\n\n[r]: " + address, "<" + address + ">"} {
			got, _ := Render(Source{File: "x.md", Line: 1, Body: []byte(body)}, site{})
			for _, wrong := range wellFormed(string(got.HTML)) {
				t.Errorf("%q: %s in %s", body, wrong, got.HTML)
			}
		}
	})
}

// FuzzLink's measure is one that can fail.
func TestWellFormed(t *testing.T) {
	for bad, want := range map[string]string{
		"<p><script>x</script></p>": "the element script", `<p onclick="x">a</p>`: "the attribute onclick of p", `<a href="java&#9;script:x">a</a>`: `the address "java\tscript:x"`,
		"<p>a": "not closed", "<p><em>a</p></em>": "closes", "<!-- a -->": "a comment", `<h2 id="a">a</h2><h2 id="a">b</h2>`: "twice", `<img src="https://e.example/x.png">`: "the address",
	} {
		if got := fmt.Sprint(wellFormed(bad)); !strings.Contains(got, want) {
			t.Errorf("%s: %s, want %s", bad, got, want)
		}
	}
}
