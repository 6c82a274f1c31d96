package style

import (
	"strings"

	"example.org/partake/internal/lint"
)

// headingQuestion: a heading that states what follows is found faster.
var headingQuestion = lint.Rule{
	Name: "heading-question", Asker: "NHS content guide",
	About:   "A heading says what follows. It is not a question.",
	English: true,
	Page: func(p *lint.Page) {
		for _, t := range p.Text.Titles {
			if strings.HasSuffix(strings.TrimRight(t.Words, " ”\"’"), "?") {
				p.Find(t.At, "write what follows: \"What you get\"", "the heading is a question")
			}
		}
	},
}
