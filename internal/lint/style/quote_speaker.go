package style

import (
	"example.org/partake/internal/frontmatter"
	"example.org/partake/internal/lint"
)

// quoteSpeaker: a quote from nobody could be anybody's.
var quoteSpeaker = lint.Rule{
	Name: "quote-speaker", Asker: "4Pi Presence",
	About: "A quote says who is speaking, by a name or by a role.",
	Page: func(p *lint.Page) {
		for i, q := range p.Quotes {
			if q.Name == "" && q.Role == "" && q.Person == "" {
				p.Find(p.At(frontmatter.Index("quotes", i)), "add role: carer", "the quote does not say who is speaking")
			}
		}
	},
}
