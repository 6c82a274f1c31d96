package style

import (
	"regexp"

	"example.org/partake/internal/lint"
	"example.org/partake/internal/markdown"
	"example.org/partake/internal/page"
)

// nothingBelow: the text was copied without what it speaks of.
var nothingBelow = lint.Rule{
	Name: "nothing-below", Asker: "everyone who reads it",
	About:   "What a page says stands below does stand below.",
	English: true,
	Page: func(p *lint.Page) {
		last := len(p.Text.Prose) - 1
		if last < 0 || p.Text.Last == markdown.EndsWithMore || p.Kind != page.KindAbout && p.Kind != page.KindNews {
			return
		}
		text, more := p.Text.Prose[last], len(p.Media)+len(p.Formats)+len(p.Quotes)
		if m := below.FindStringIndex(text.Text); m != nil && more == 0 {
			p.Find(text.At(m[0]), "add it, or a link to it", "nothing stands below: %q", text.Text[m[0]:m[1]])
		}
	},
}

var below = regexp.MustCompile(`(?i)\b(advert|form|table|list|details|links?|picture|poster|dates|film|video) below\b`)
