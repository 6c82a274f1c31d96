package style

import (
	"example.org/partake/internal/lint"
)

// longTitle: search engines cut a title off after about 65 characters.
var longTitle = lint.Rule{
	Name: "long-title", Asker: "NHS content guide",
	About: "A title has at most 65 characters, so that search engines show all of it.",
	Page: func(p *lint.Page) {
		if n := len([]rune(p.Title)); n > longestTitle {
			p.Find(p.At(p.TitleKey()), "say it in fewer words", "the title has %d characters, over %d", n, longestTitle)
		}
	},
}

const longestTitle = 65 // characters
