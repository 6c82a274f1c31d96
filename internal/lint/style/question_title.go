package style

import (
	"strings"

	"example.org/partake/internal/lint"
)

// questionTitle: people look for answers, and a list of questions hides them.
var questionTitle = lint.Rule{
	Name: "question-title", Asker: "NHS content guide",
	About:   "A title says what the page is about. It is not a question.",
	English: true,
	Page: func(p *lint.Page) {
		if strings.HasSuffix(strings.TrimSpace(p.Title), "?") {
			p.Find(p.At(p.TitleKey()), "write what people find here: \"How to claim expenses\"", "the title is a question")
		}
	},
}
