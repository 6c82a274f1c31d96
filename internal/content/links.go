package content

import (
	"bytes"
	"html"
	"net/url"
	"path"
	"strings"
	"unicode"
)

// candidateLinks finds the addresses in Markdown that may be pages or pictures
// of this site, and some that only look like one. Which pages a body leads to
// is part of its page's key, and a picture beside a page is published only when
// the page names it. The body itself is let go: the addresses are parts of one
// text, since a site has many.
func candidateLinks(body []byte) []string {
	var links strings.Builder
	var ends []int
	eachLink(body, func(link string) {
		links.WriteString(link)
		ends = append(ends, links.Len())
	})
	all, from := strings.Clone(links.String()), 0 // without the room to grow
	out := make([]string, len(ends))
	for i, end := range ends {
		out[i], from = all[from:end], end
	}
	return out
}

// eachLink calls add for each of them.
func eachLink(body []byte, add func(string)) {
	for {
		i := bytes.IndexByte(body, ']')
		if i < 0 || i+1 == len(body) {
			return
		}
		sign := body[i+1]
		body = body[i+1:]
		if sign != '(' && sign != ':' {
			continue
		}
		rest := bytes.TrimLeft(body[1:], " \t")
		if bytes.HasPrefix(rest, []byte("\n")) { // in a quotation the next line starts with its sign
			rest = bytes.TrimLeft(rest, " \t\n>")
		}
		link := plain(destination(rest))
		if strings.HasPrefix(link, "/") || picture(link) {
			add(link)
		}
		if decoded, err := url.PathUnescape(link); err == nil && decoded != link && strings.HasPrefix(decoded, "/") {
			add(decoded)
		}
	}
}

// destination is the address with which a text starts, as Markdown reads it:
// between angle brackets, or up to a space or a bracket that closes what was
// not opened.
func destination(text []byte) string {
	text, pointed := bytes.CutPrefix(text, []byte("<"))
	deep := 0
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\\' && i+1 < len(text) && strings.IndexByte(signs, text[i+1]) >= 0:
			i++
		case c == '\n', pointed && c == '>', !pointed && (c == ' ' || c == '\t'), !pointed && c == ')' && deep == 0:
			return string(text[:i])
		case c == '(':
			deep++
		case c == ')':
			deep--
		}
	}
	return string(text)
}

// plain takes entities, Markdown's backslashes, what browsers leave out and what
// follows the path out of an address.
func plain(link string) string {
	if strings.ContainsAny(link, `&\`) {
		var b strings.Builder
		for i := 0; i < len(link); i++ {
			if link[i] == '\\' && i+1 < len(link) && strings.IndexByte(signs, link[i+1]) >= 0 {
				i++
			}
			b.WriteByte(link[i])
		}
		link = html.UnescapeString(b.String())
	}
	if strings.ContainsAny(link, "\t\n\r") {
		link = strings.NewReplacer("\t", "", "\n", "", "\r", "").Replace(link)
	}
	link = strings.TrimFunc(link, func(r rune) bool { return r <= ' ' || unicode.IsSpace(r) })
	if end := strings.IndexAny(link, "#?"); end >= 0 {
		link = link[:end]
	}
	return link
}

// signs are what a backslash may stand before.
const signs = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"

// picture says whether an address is that of a picture beside the page.
func picture(link string) bool {
	switch strings.ToLower(path.Ext(link)) {
	case ".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg":
		return !strings.Contains(link, ":")
	}
	return false
}
