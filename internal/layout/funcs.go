package layout

import (
	"html/template"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"example.org/partake/internal/markdown"
	"example.org/partake/internal/qr"
	"example.org/partake/internal/value"
	"example.org/partake/internal/view"
)

// funcs are what layouts may call. The package doc lists them.
func (l *Layout) funcs() template.FuncMap {
	return template.FuncMap{
		"header":     l.part("header").header,
		"footer":     l.part("footer").footer,
		"card":       whole[view.Card](l.card("card")),
		"story":      whole[view.Story](l.card("story")),
		"contact":    whole[view.Contact](l.part("contact")),
		"unsaid":     whole[view.Contact](l.part("unsaid")),
		"items":      l.part("items").items,
		"links":      l.part("links").links,
		"inline":     l.part("inline").links,
		"breadcrumb": l.part("breadcrumb").links,
		"facts":      l.part("facts").facts,
		"formats":    l.part("formats").formats,
		"fourpi":     l.part("four-pi").fourPi,
		"filter":     l.part("filter").filter,
		"assets":     l.part("assets").assets,
		"shell":      func() *view.Shell { return &l.shell },
		"qr":         code,
		"safe":       func(h markdown.HTML) template.HTML { return template.HTML(h) },
		"tel":        tel,
		"link":       link,
		"absolute":   absolute,
		"locale":     locale,
		"english":    english,
		"plural":     plural,
		"words":      words,
		"capital":    capital,
		"last":       last,
	}
}

// around is what the header and the footer know of the page they stand on.
type around struct {
	Section string
	English template.HTMLAttr
}

func (p *part) header(section, lang string) (template.HTML, error) {
	on := around{section, english(lang)}
	return p.of(on, on)
}

func (p *part) footer(lang string) (template.HTML, error) { return p.header("", lang) }

func (p *part) assets() (template.HTML, error) { return p.header("", "") }

var telURL = regexp.MustCompile(`^tel:[+*#]?[0-9A-Za-z*#.;=,-]+$`)

// code is a QR code as an svg.
func code(text, label string) (template.HTML, error) {
	svg, err := qr.SVG(text, label)
	return template.HTML(svg), err
}

// tel lets a tel: link through. Anything else becomes an empty link, which the
// link checker then finds.
func tel(url string) template.URL {
	if !telURL.MatchString(url) {
		return ""
	}
	return template.URL(url)
}

func english(lang string) template.HTMLAttr {
	if lang == "" || lang == "en" || strings.HasPrefix(lang, "en-") {
		return ""
	}
	return ` lang="en-GB" dir="ltr"`
}

// locale is a language as link previews write it: "en_GB".
func locale(lang string) string {
	if lang == "" {
		return "en_GB"
	}
	return strings.ReplaceAll(lang, "-", "_")
}

// plural puts a number before the right word, with a comma over 999.
func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return value.Thousands(n) + " " + many
}

// words joins a list as one says it aloud.
func words(list []string) string {
	if len(list) < 2 {
		return strings.Join(list, "")
	}
	last := len(list) - 1
	return strings.Join(list[:last], ", ") + " and " + list[last]
}

// capital makes a list of words the beginning of a line.
func capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}

// last is the last link of a list that has one.
func last(list []view.Link) view.Link { return list[len(list)-1] }

// absolute is another address of the site, in full, as one copies it. It takes
// both forms of the page's own.
func absolute(canonical, page, other string) string {
	if strings.Contains(other, "://") {
		return other
	}
	return strings.TrimSuffix(canonical, page) + other
}

// link lets tel: links through beside those that html/template knows, for a
// fact that may link to anything.
func link(url string) any {
	if strings.HasPrefix(url, "tel:") {
		return tel(url)
	}
	return url
}
