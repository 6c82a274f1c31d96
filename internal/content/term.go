package content

import (
	"strings"

	"example.org/partake/internal/frontmatter"
	"example.org/partake/internal/page"
)

// Term is a word that not everybody knows: glossary/NAME.md. All terms stand on
// one page, and other pages lead there from the first use of the word.
type Term struct {
	page.Page

	// Title is the word.
	Title string `yaml:"term" must:"true" line:"true" eg:"\"Co-production\""`
	// Summary says what it means, so that it holds word for word.
	Summary string `yaml:"definition" must:"true" eg:"\"Planning, deciding and doing something together, as equals.\""`
	// Plain says the same as one would say it aloud, in at most 40 words.
	Plain string `yaml:"plain" asked:"NHS content guide" eg:"\"We do it together from the first day, and nobody's view counts for less.\""`
	// Aka lists other words for it. Pages lead here from them too.
	Aka []string `yaml:"aka" eg:"[coproduction]"`
	// Source says where the definition comes from.
	Source string `yaml:"source" line:"true" eg:"\"National Co-production Advisory Group\""`
	// See lists terms to read next, from glossary/.
	See []string `yaml:"see" eg:"[involvement]"`
	// AskedFor means that people asked us what the word means.
	AskedFor bool `yaml:"asked_for" eg:"true"`
}

// plainWords is the most that a plain definition may have.
const plainWords = 40

// Check looks at what the fields say together.
func (t *Term) Check(c *frontmatter.Check) {
	if n := len(strings.Fields(t.Plain)); n > plainWords {
		c.Errorf("plain", "say it in fewer", "the plain words are %d, over %d", n, plainWords)
	}
}

// Name gives the fields that every page has their usual places.
func (t *Term) Name() { t.Page.Title, t.Page.Summary = t.Title, t.Summary }
