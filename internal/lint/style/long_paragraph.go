package style

import (
	"strings"

	"example.org/partake/internal/lint"
)

// longParagraph: a wall of text sends people away.
var longParagraph = lint.Rule{
	Name: "long-paragraph", Asker: "NHS content guide",
	About:   "A paragraph has at most 3 sentences. This names those that have over 80 words too.",
	English: true,
	Page: func(p *lint.Page) {
		for _, w := range p.Words {
			if !w.Paragraph || strings.Count(w.Text, " ") < longestParagraph || !ours(w.Own) {
				continue
			}
			if n, s := lint.Count(w.Text), lint.Sentences(w.Text); n > longestParagraph && len(s) > 3 {
				p.Find(w.At(0), "start a new paragraph with each new thought, or make a list", "this paragraph has %d sentences and %d words", len(s), n)
			}
		}
	},
}

const longestParagraph = 80 // words
