package layout_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

var (
	markupTag  = regexp.MustCompile(`<(/?)([a-z][a-z0-9]*)((?:\s+[^<>]*)?)>`)
	markupAttr = regexp.MustCompile(`\s+([a-z][A-Za-z0-9-]*)(?:="([^"<>]*)")?`)
)

var voidElements = []string{"meta", "link", "img", "br", "input", "source", "track"}

// The attributes that a layout may use. What is not here is either a mistake,
// or forbidden by the site's policy, or came out of an author's text.
var knownAttributes = strings.Fields(`
	action alt aria-current aria-describedby aria-hidden aria-label aria-labelledby autocomplete d
	charset checked class content controls cx cy data-kind data-label data-max data-no-terms data-problems
	data-tools default dir fill focusable for formaction height href hreflang id inputmode kind label lang
	method name novalidate preload preserveAspectRatio property r rel role rows scope spellcheck
	shape-rendering src srclang stroke tabindex text-anchor title type value viewBox width x x1 x2 y y1 y2`)

// A markup walks over a page that our own layouts made. It is no HTML parser:
// it knows how we write, and refuses what we do not.
type markup struct {
	t     *testing.T
	kind  string
	open  []string
	ids   []string
	level int
}

// checkMarkup holds a page to what is wrong wherever it happens: an element
// left open, an attribute that is not ours, an id used twice, a heading level
// left out.
func checkMarkup(t *testing.T, kind, page string) {
	t.Helper()
	m := &markup{t: t, kind: kind}
	page = strings.TrimPrefix(page, "<!DOCTYPE html>")
	rest := markupTag.ReplaceAllStringFunc(page, func(tag string) string {
		m.tag(tag)
		return ""
	})
	if i := strings.IndexByte(rest, '<'); i >= 0 {
		t.Errorf("%s: not a tag of ours: %.80q", kind, rest[i:])
	}
	if len(m.open) > 0 {
		t.Errorf("%s: left open: %v", kind, m.open)
	}
}

func (m *markup) tag(tag string) {
	parts := markupTag.FindStringSubmatch(tag)
	name := parts[2]
	if parts[1] == "/" {
		m.end(name)
		return
	}
	attributes := strings.TrimSuffix(parts[3], "/")
	if rest := markupAttr.ReplaceAllString(attributes, ""); rest != "" {
		m.t.Errorf("%s: cannot read %q in %s", m.kind, rest, tag)
	}
	for _, a := range markupAttr.FindAllStringSubmatch(attributes, -1) {
		m.attribute(tag, a[1], a[2])
	}
	if !strings.Contains(attributes, "nhsuk-error-summary") { // it stands before the title
		m.heading(name)
	}
	if name == "script" && !strings.HasPrefix(tag, `<script type="module" src="`) {
		m.t.Errorf("%s: not a script of ours: %s", m.kind, tag)
	}
	if !slices.Contains(voidElements, name) && !strings.HasSuffix(tag, "/>") {
		m.open = append(m.open, name)
	}
}

func (m *markup) end(name string) {
	last := len(m.open) - 1
	if last < 0 || m.open[last] != name {
		m.t.Fatalf("%s: </%s> closes %v", m.kind, name, m.open)
	}
	m.open = m.open[:last]
}

func (m *markup) attribute(tag, name, value string) {
	if !slices.Contains(knownAttributes, name) {
		m.t.Errorf("%s: attribute %s in %s", m.kind, name, tag)
	}
	if name != "id" {
		return
	}
	// Where a test puts one text into every field, lists share that id.
	if slices.Contains(m.ids, value) && regexp.MustCompile(`^[a-z0-9_-]+$`).MatchString(value) && value != "words" {
		m.t.Errorf("%s: id %q twice", m.kind, value)
	}
	m.ids = append(m.ids, value)
}

func (m *markup) heading(name string) {
	if len(name) != 2 || name[0] != 'h' || name[1] < '1' || name[1] > '6' {
		return
	}
	level := int(name[1] - '0')
	if level > m.level+1 && !strings.HasPrefix(m.kind, "feed/") {
		m.t.Errorf("%s: h%d follows h%d", m.kind, level, m.level)
	}
	m.level = level
}
