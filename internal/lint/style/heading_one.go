package style

import (
	"example.org/partake/internal/lint"
)

// headingOne: the title is the main heading of its page.
var headingOne = lint.Rule{
	Name: "heading-one", Asker: "WCAG 1.3.1",
	About:    "A page has one main heading, its title.",
	Archived: true,
	Page: func(p *lint.Page) {
		for _, t := range p.Text.Titles {
			if t.Level == 1 {
				p.Find(t.At, "start it with ##", "a page has one main heading, its title")
			}
		}
	},
}
