package content

import (
	"slices"
	"strings"
	"testing"

	"example.org/partake/internal/frontmatter"
	"example.org/partake/internal/markdown"
)

// asked is a resolver that writes down what it is asked for.
type asked struct{ addresses []string }

func (a *asked) Page(address string) (markdown.Target, string, bool) {
	a.addresses = append(a.addresses, address)
	return markdown.Target{URL: address}, "", true
}

// Image notes what can be a picture. Nothing else beside a page is published, and
// behind ? and # no browser looks for a file.
func (a *asked) Image(src string) (markdown.Target, string, bool) {
	if strings.ContainsAny(src, "?#") {
		return markdown.Target{}, "", false
	}
	if picture(src) || strings.HasPrefix(src, "/") {
		return a.Page(src)
	}
	return markdown.Target{}, "", false
}

// Law 1: what the renderer asks of the book of addresses is part of the page's
// key, however the address is written.
func FuzzLinks(f *testing.F) {
	for _, seed := range []string{
		"[a](/b/)", "[a](/b/#c) ![d](e.png)", "[a]\n\n[a]: /b/", "[a](</b c/>)", "[a](&#47;b/)", `[a](\/b/)`, "[a]( \n /b/ \"c\")", "![a](/b.png 'c')", "[a](/b?c)", "[a](&sol;b/)", "[a][b]\n\n[b]:\n/c/", "[[a](/b/)](/c/)", "[a](/b\\)c/)", "[a](/b&amp;c/)",
		"> [a]:\n> /b/\n\n[a]", "[a](/b/(c)/)", "[a](</b\tc/>)",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, body string) {
		src := []byte("---\ntitle: a\nsummary: b\n---\n" + body)
		doc, list := Parse("content/about/x.md", src)
		if len(list.Errors()) > 0 {
			return
		}
		resolver := &asked{}
		clean, line := frontmatter.Body(src)
		markdown.Render(markdown.Source{File: "x.md", Line: line, Body: clean}, resolver)
		for _, address := range resolver.addresses {
			address, _, _ = strings.Cut(address, "#")
			if !slices.Contains(doc.Base().Links, address) {
				t.Errorf("the page asks for %q, and its links are %q", address, doc.Base().Links)
			}
		}
	})
}
