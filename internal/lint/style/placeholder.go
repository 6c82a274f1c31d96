package style

import (
	"strings"

	"example.org/partake/internal/lint"
)

// changeMe is what `partake new` writes where words are to come.
const changeMe = "CHANGE ME"

// placeholder: a page went out before all its words were written.
var placeholder = lint.Rule{
	Name: "placeholder", Asker: "everyone who reads it",
	About: "No " + changeMe + " is left on a page that is not a draft.",
	Page: func(p *lint.Page) {
		if p.Draft {
			return
		}
		for _, w := range p.Words {
			if i := strings.Index(w.Own, changeMe); i >= 0 {
				p.Find(w.At(i), "write the words, or add draft: true until they are there", changeMe+" still stands here")
			}
		}
	},
}
