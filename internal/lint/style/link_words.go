package style

import (
	"strings"

	"example.org/partake/internal/lint"
)

// linkWords: people who use a screen reader hear the links of a page one after
// the other, without the words around them.
var linkWords = lint.Rule{
	Name: "link-words", Asker: "NHS content guide, WCAG 2.4.4",
	About:    "The words of a link say where it leads, also on their own.",
	English:  true,
	Archived: true,
	Page: func(p *lint.Page) {
		for _, l := range p.Text.Links {
			words := strings.Trim(strings.ToLower(l.Words), " .:!>»→")
			if emptyWords[words] || strings.HasPrefix(words, "click ") {
				p.Find(l.At, "write what people find there: [how to claim expenses](/about/how-to-claim/)", "the link says only %q", l.Words)
			}
		}
	},
}

// emptyWords say nothing about where a link leads.
var emptyWords = map[string]bool{
	"here": true, "click": true, "this": true, "this page": true, "this link": true, "link": true, "page": true, "website": true, "more": true,
	"more information": true, "more info": true, "further information": true, "read more": true, "find out more": true, "learn more": true,
	"see more": true, "more details": true, "details": true, "see here": true, "download": true, "go": true, "visit": true,
}
