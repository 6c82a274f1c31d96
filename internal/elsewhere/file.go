package main

import (
	"bytes"
	"html"
	"net/url"
	"regexp"
	"strings"
	"unicode"

	nethtml "golang.org/x/net/html"

	"example.org/partake/internal/diag"
	"example.org/partake/internal/frontmatter"
	"example.org/partake/internal/markdown"
)

// anywhere is a site that has every page and every picture.
type anywhere struct{}

// Page finds a page or a file at any address of the site itself.
func (anywhere) Page(address string) (markdown.Target, string, bool) {
	return markdown.Target{URL: address}, "", true
}

// Image finds a picture likewise.
func (a anywhere) Image(src string) (markdown.Target, string, bool) { return a.Page(src) }

// file reads one file and adds what was found.
func (r *report) file(name string, src []byte) {
	r.files++
	r.bytes += len(src)
	body, line := src, 1
	if bytes.HasPrefix(src, []byte("---")) {
		r.withBlock++
		var none struct{}
		_, list := frontmatter.Parse(name, src, &none)
		r.said(others(list))
		body, line = frontmatter.Body(src)
	}
	rendered, list := markdown.Render(markdown.Source{File: name, Line: line, Body: body}, anywhere{})
	if r.said(list.Errors()); len(list.Errors()) == 0 {
		r.whole++
	} else if rendered, body = mend(name, body); body == nil {
		return
	} else {
		r.mended++
	}
	r.compare(name, string(body), string(rendered.HTML))
}

// others are the findings that are not about keys, which are other sites' own.
func others(list diag.List) diag.List {
	var out diag.List
	for _, d := range list.Errors() {
		if !strings.Contains(d.Message, "unknown key") && !strings.Contains(d.Message, "there is no key") {
			out = append(out, d)
		}
	}
	return out
}

var quoted = regexp.MustCompile(`"(?:[^"\\]|\\.)*"|/\S*`)

// said counts each message once for a file, without what it quotes.
func (r *report) said(list diag.List) {
	seen := map[string]bool{}
	for _, d := range list {
		message := quoted.ReplaceAllString(d.Message, "…")
		if seen[message] {
			continue
		}
		seen[message] = true
		if r.messages[message]++; r.first[message] == "" {
			r.first[message] = d.Pos.String()
		}
	}
}

var relative = regexp.MustCompile(`(\]\(<?|\]: *<?)([^\s/#<)][^\s:)]*)([)\s>])`)

// mend writes what Partake refuses as an author would have to: signs that start
// HTML as text, addresses from the start. The body is nil where that is not enough.
func mend(name string, body []byte) (markdown.Rendered, []byte) {
	body = relative.ReplaceAll(body, []byte("$1/$2$3"))
	for range 200 {
		rendered, list := markdown.Render(markdown.Source{File: name, Line: 1, Body: body}, anywhere{})
		if len(list.Errors()) == 0 {
			return rendered, body
		}
		better := escaped(body, list.Errors())
		if bytes.Equal(better, body) {
			return rendered, nil
		}
		body = better
	}
	return markdown.Rendered{}, nil
}

// escaped puts a backslash before each sign at which HTML was found.
func escaped(body []byte, list diag.List) []byte {
	lines := strings.Split(string(body), "\n")
	for i := len(list) - 1; i >= 0; i-- {
		d := list[i]
		line := []rune(lines[d.Line-1])
		start := d.Col - 1
		for start < len(line) && line[start] != '<' {
			start++
		}
		if strings.HasPrefix(d.Message, "HTML") && start < len(line) {
			lines[d.Line-1] = string(line[:start]) + `\` + string(line[start:])
		}
	}
	return []byte(strings.Join(lines, "\n"))
}

// compare finds words of a body that its HTML does not have: not in its text and
// not in its addresses.
func (r *report) compare(name, body, rendered string) {
	var b strings.Builder
	code := 0
	left := map[string]bool{}
	z := nethtml.NewTokenizer(strings.NewReader(rendered))
	for z.Next() != nethtml.ErrorToken {
		tok := z.Token()
		switch {
		case tok.Data == "code" && tok.Type == nethtml.StartTagToken:
			code++
		case tok.Data == "code" && tok.Type == nethtml.EndTagToken:
			code--
		}
		if tok.Type == nethtml.TextToken {
			b.WriteString(tok.Data)
			for sign, pattern := range signs {
				left[sign] = left[sign] || code == 0 && pattern.MatchString(tok.Data)
			}
			continue
		}
		b.WriteByte(' ')
		for _, a := range tok.Attr {
			b.WriteString(" " + a.Val + " ")
			if plain, err := url.PathUnescape(a.Val); err == nil {
				b.WriteString(plain + " ")
			}
		}
	}
	for sign, found := range left {
		if found {
			r.signs[sign]++
		}
	}
	shown := map[string]bool{}
	for _, word := range words(b.String()) {
		shown[word] = true
	}
	for number, line := range strings.Split(html.UnescapeString(body), "\n") {
		if fence.MatchString(line) {
			continue // nobody shows what stands behind the signs
		}
		for _, word := range words(escape.ReplaceAllString(numeral.ReplaceAllString(line, ""), "$1")) {
			if r.words++; !shown[word] && r.lost[word] == "" {
				r.lost[word] = diag.Pos{File: name, Line: number + 1, Col: 1}.String()
			}
		}
	}
}

// signs are what other readers of Markdown take for more than text.
var signs = map[string]*regexp.Regexp{
	"a box in a list":         regexp.MustCompile(`^\[[ xX]\]`),
	"a footnote":              regexp.MustCompile(`\[\^\w+\]`),
	"a container":             regexp.MustCompile(`(?m)^:::`),
	"an id of a heading":      regexp.MustCompile(`\{#[\w-]+\}`),
	"an address without < >":  regexp.MustCompile(`https?://\w`),
	"stars around words":      regexp.MustCompile(`\*\*\S`),
	"a table without a head":  regexp.MustCompile(`\|\s*-{3}`),
	"a name of an emoji":      regexp.MustCompile(`(^|\s):[a-z_]+:`),
	"an alert in a quotation": regexp.MustCompile(`\[!(NOTE|TIP|WARNING|IMPORTANT|CAUTION)\]`),
	"a template":              regexp.MustCompile(`\{\{|\{%`),
}

// Lines of signs around code, the number of an entry in a list, and a sign behind
// a backslash.
var (
	fence   = regexp.MustCompile("^[ >\t*+-]*(```|~~~)")
	numeral = regexp.MustCompile(`^[ >\t]*\d+[.)]`)
	escape  = regexp.MustCompile(`\\([[:punct:]])`)
)

func words(text string) []string {
	return strings.FieldsFunc(text, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) })
}
