package style

import (
	"strings"

	"example.org/partake/internal/lint"
)

// exclamation: it reads as if we were shouting.
var exclamation = lint.Rule{
	Name: "exclamation", Asker: "NHS content guide",
	About:   "Pages do without exclamation marks.",
	English: true,
	Page: func(p *lint.Page) {
		for _, w := range p.Words {
			if i := strings.IndexByte(w.Own, '!'); i >= 0 {
				p.Find(w.At(i), "end the sentence with a full stop", "there is an exclamation mark")
				return
			}
		}
	},
}
