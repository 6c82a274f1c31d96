package style

import (
	"example.org/partake/internal/lint"
	"example.org/partake/internal/page"
)

// noText: whoever follows a link to a page of prose finds nothing there. Other kinds
// have their facts to show, and so have the pages that Partake fills itself.
var noText = lint.Rule{
	Name: "no-text", Asker: "everyone who reads it",
	About: "News and pages about us say something below their summary.",
	Page: func(p *lint.Page) {
		filled := len(p.Text.Prose)+len(p.Text.Tables)+len(p.Text.Pictures)+len(p.Media)+len(p.Quotes)+len(p.Formats) > 0
		if filled || p.Kind != page.KindAbout && p.Kind != page.KindNews || p.Site.Fills(p.URL) {
			return
		}
		p.Find(p.At(""), "write its text below the second line of hyphens, or add draft: true", "the page has no text")
	},
}
