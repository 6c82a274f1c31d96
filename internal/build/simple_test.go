package build_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// The golden cases hold what a page says, not how it looks: a new class or
// wrapper in layouts/ changes none of them, a new word or link does.

var (
	piece     = regexp.MustCompile(`<[^>]*>|[^<]+`)
	attribute = regexp.MustCompile(`\s([a-z][a-zA-Z-]*)="([^"]*)"`)
	mainPart  = regexp.MustCompile(`(?s)<main[^>]*>(.*)</main>`)
	headPart  = regexp.MustCompile(`(?s)<head>(.*)</head>`)
	pictures  = regexp.MustCompile(`(?s)<svg.*?</svg>`)
	spaces    = regexp.MustCompile(`\s+`)
	heading   = regexp.MustCompile(`^<h([1-6])(?: id="([^"]*)")?>`)
)

// meaning are the attributes that say something.
var meaning = []string{
	"href", "src", "alt", "id", "lang", "dir", "width", "height", "aria-label", "aria-current", "scope",
	"rel", "type", "content", "name", "property", "hreflang", "title", "charset",
	"method", "action", "for", "value", "autocomplete", "inputmode", "aria-describedby",
}

// wrappers are left out when they have no attribute that says something.
var wrappers = []string{"div", "span", "section", "article"}

// wholes begin and end on lines of their own; lines begin on a new line.
var (
	wholes = strings.Fields("ul ol dl nav table thead tbody details figure blockquote header footer aside form fieldset section article div pre")
	lines  = strings.Fields("p h1 h2 h3 h4 h5 h6 li dt tr summary figcaption caption meta link title img hr script legend label input textarea button")
)

// section is a page as the golden cases hold it: what <main> says, or a part of it.
func section(t *testing.T, page, part string) string {
	t.Helper()
	pattern := mainPart
	if part == "head" {
		pattern = headPart
	}
	m := pattern.FindStringSubmatch(page)
	if m == nil {
		t.Errorf("the page has no %s", pattern)
		return ""
	}
	all := simplify(m[1])
	switch part {
	case "", "head":
		return all
	case "top":
		before, _, _ := strings.Cut(all, "<h2")
		return before
	}
	return below(t, all, part)
}

// below is what stands under the heading with an id.
func below(t *testing.T, page, id string) string {
	t.Helper()
	var out strings.Builder
	level := ""
	for line := range strings.Lines(page) {
		m := heading.FindStringSubmatch(line)
		if level != "" && m != nil && m[1] <= level {
			break
		}
		if m != nil && m[2] == id {
			level = m[1]
		}
		if level != "" {
			out.WriteString(line)
		}
	}
	if level == "" {
		t.Errorf("there is no heading with the id %q", id)
	}
	return out.String()
}

// simplify keeps the words of a piece of HTML, its structure, and the
// attributes that say something.
func simplify(html string) string {
	var b strings.Builder
	var kept []bool // for each open wrapper, whether it is shown
	html = strings.ReplaceAll(pictures.ReplaceAllString(html, ""), "&#43;", "+")
	for _, tok := range piece.FindAllString(html, -1) {
		if tok[0] != '<' {
			b.WriteString(spaces.ReplaceAllString(tok, " "))
			continue
		}
		name := strings.Trim(strings.Fields(strings.Trim(tok, "<>"))[0], "/")
		closing := strings.HasPrefix(tok, "</")
		tag := bare(name, tok, closing)
		if slices.Contains(wrappers, name) {
			if !closing {
				kept = append(kept, strings.Contains(tag, " "))
			}
			if last := len(kept) - 1; !kept[last] {
				tag = ""
			}
			if closing {
				kept = kept[:len(kept)-1]
			}
		}
		writeTag(&b, name, tag, closing)
	}
	return tidy(b.String())
}

// bare is a tag with the attributes that say something.
func bare(name, tok string, closing bool) string {
	if closing {
		return "</" + name + ">"
	}
	out := "<" + name
	for _, a := range attribute.FindAllStringSubmatch(tok, -1) {
		if slices.Contains(meaning, a[1]) {
			out += a[0]
		}
	}
	return out + ">"
}

func writeTag(b *strings.Builder, name, tag string, closing bool) {
	whole, line := slices.Contains(wholes, name), slices.Contains(lines, name)
	if whole || line && !closing {
		b.WriteByte('\n')
	}
	b.WriteString(tag)
	if whole || line && closing {
		b.WriteByte('\n')
	}
}

func tidy(s string) string {
	var b strings.Builder
	for line := range strings.Lines(s) {
		if line = strings.TrimSpace(spaces.ReplaceAllString(line, " ")); line != "" {
			b.WriteString(line + "\n")
		}
	}
	return b.String()
}
