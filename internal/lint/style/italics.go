package style

import (
	"example.org/partake/internal/lint"
)

// italics: slanted letters are hard to read for people with dyslexia.
var italics = lint.Rule{
	Name: "italics", Asker: "NHS content guide",
	About: "Pages do without italics.",
	Page: func(p *lint.Page) {
		if n := len(p.Text.Italics); n > 0 {
			p.Find(p.Text.Italics[0].At, "take the single * or _ away; for something important write a short sentence", "words are in italics in %d places, here first", n)
		}
	},
}
