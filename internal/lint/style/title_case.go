package style

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"example.org/partake/internal/lint"
	"example.org/partake/internal/page"
)

// titleCase: capitals in the middle of a line are slower to read.
var titleCase = lint.Rule{
	Name: "title-case", Asker: "NHS content guide",
	About:   "A title has capitals as in a sentence: at the start, and in names.",
	English: true,
	Page: func(p *lint.Page) {
		if n := capitals(p); n >= manyCapitals && !slices.Contains(namedKinds, p.Kind) {
			p.Find(p.At(p.TitleKey()), "write capitals at the start and in names only: \"Help choose the food on our wards\"",
				"the title has %d words with a capital after the first", n)
		}
	},
}

// manyCapitals is more than one name takes.
const manyCapitals = 4

// namedKinds are kinds whose title is a name.
var namedKinds = []page.Kind{page.KindPerson, page.KindGroup, page.KindOrganisation, page.KindTerm}

// capitals counts the words of a title beyond the first that have a capital and
// belong to no name that the site knows.
func capitals(p *lint.Page) int {
	n := 0
	for i, word := range strings.Fields(p.Title) {
		first, size := utf8.DecodeRuneInString(word)
		bare := strings.TrimFunc(word, func(r rune) bool { return !unicode.IsLetter(r) })
		if i > 0 && unicode.IsUpper(first) && strings.ToLower(word[size:]) == word[size:] && !p.Site.Names[bare] {
			n++
		}
	}
	return n
}
