package reply_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// page is a page as a browser reads it.
type page struct {
	t        *testing.T
	code     int
	location string // of a redirect, which has no page
	source   string
	doc      *html.Node
}

func readPage(t *testing.T, source string) *page {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(source))
	if err != nil {
		t.Fatal(err)
	}
	return &page{t: t, source: source, doc: doc}
}

// all are the elements of some kinds, in the order of the page.
func (p *page) all(names ...string) []*html.Node { return below(p.doc, names...) }

func below(top *html.Node, names ...string) []*html.Node {
	var out []*html.Node
	for n := range top.Descendants() {
		if n.Type == html.ElementNode && (len(names) == 0 || slices.Contains(names, n.Data)) {
			out = append(out, n)
		}
	}
	return out
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// text is what a reader reads of an element.
func text(n *html.Node) string {
	var b strings.Builder
	for x := range n.Descendants() {
		if x.Type == html.TextNode {
			b.WriteString(x.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// says is what <main> says.
func (p *page) says() string { return text(p.all("main")[0]) }

// title is that of the browser's window.
func (p *page) title() string { return text(p.all("title")[0]) }

// check holds a page to what every page of the desk keeps to.
func (p *page) check() {
	p.t.Helper()
	for _, name := range []string{"h1", "main", "title"} {
		if n := len(p.all(name)); n != 1 {
			p.t.Errorf("%d %s on %s", n, name, p.source)
		}
	}
	if !strings.Contains(p.source, `<meta name="robots" content="noindex">`) {
		p.t.Error("search engines may keep this page")
	}
	p.checkScripts()
	p.checkIDs()
	if p.code != 0 { // an answer of the desk
		main := p.says()
		for _, want := range []string{"01632 96000", "Freepost FELL INVOLVEMENT", "Samaritans"} {
			if !strings.Contains(main, want) {
				p.t.Errorf("%s does not stand on %q", want, p.title())
			}
		}
	}
}

// checkScripts finds what our policy refuses, or what was never ours.
func (p *page) checkScripts() {
	p.t.Helper()
	for _, n := range p.all() {
		if n.Data == "style" || n.Data == "iframe" || n.Data == "img" || n.Data == "script" && (attr(n, "src") != "/assets/site-00000002.js" || n.FirstChild != nil) {
			p.t.Errorf("<%s> on %q", n.Data, p.title())
		}
		for _, a := range n.Attr {
			address := slices.Contains([]string{"href", "src", "action", "formaction"}, a.Key)
			if a.Key == "style" || strings.HasPrefix(a.Key, "on") || address && strings.Contains(a.Val, "script:") {
				p.t.Errorf("%s=%q in <%s>", a.Key, a.Val, n.Data)
			}
		}
	}
}

// checkIDs finds ids that stand twice, links on the page that lead nowhere, and
// inputs without a label.
func (p *page) checkIDs() {
	p.t.Helper()
	ids, labels := map[string]bool{}, map[string]bool{}
	for _, n := range p.all() {
		if id := attr(n, "id"); id != "" && ids[id] {
			p.t.Errorf("the id %q stands twice", id)
		} else {
			ids[id] = true
		}
		if n.Data == "label" {
			labels[attr(n, "for")] = true
		}
	}
	for _, n := range p.all() {
		if to, ok := strings.CutPrefix(attr(n, "href"), "#"); ok && !ids[to] {
			p.t.Errorf("a link leads to #%s, which is not there", to)
		}
		for to := range strings.FieldsSeq(attr(n, "aria-describedby")) {
			if !ids[to] {
				p.t.Errorf("#%s describes an input and is not there", to)
			}
		}
		asks := n.Data == "textarea" || n.Data == "select" || n.Data == "input" && attr(n, "type") != "hidden"
		if asks && (attr(n, "id") == "" || !labels[attr(n, "id")]) {
			p.t.Errorf("the input %q has no label", attr(n, "name"))
		}
	}
}

// form is what a browser sends when somebody presses a button of the page, by
// its words.
func (p *page) form(button string) url.Values {
	p.t.Helper()
	for _, f := range p.all("form") {
		out := url.Values{}
		pressed := false
		for _, n := range below(f, "input", "textarea", "button") {
			name, value := attr(n, "name"), attr(n, "value")
			switch {
			case n.Data == "button":
				if pressed || text(n) != button {
					continue
				}
				pressed = true
			case n.Data == "textarea":
				value = content(n)
			case (attr(n, "type") == "radio" || attr(n, "type") == "checkbox") && !has(n, "checked"):
				continue
			}
			if name != "" {
				out.Add(name, strings.ReplaceAll(value, "\n", "\r\n")) // as browsers do
			}
		}
		if pressed {
			return out
		}
	}
	p.t.Fatalf("%q has no button %q", p.title(), button)
	return nil
}

func content(n *html.Node) string {
	if n.FirstChild == nil {
		return ""
	}
	return n.FirstChild.Data
}

func has(n *html.Node, name string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == name })
}
