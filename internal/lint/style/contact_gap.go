package style

import (
	"regexp"
	"slices"
	"strings"

	"example.org/partake/internal/lint"
)

// contactGap: the name or the number was forgotten, or got lost on the way.
var contactGap = lint.Rule{
	Name: "contact-gap", Asker: "4Pi Process",
	About:   "Where a page says whom to ring or write to, the name or number follows.",
	English: true,
	Page: func(p *lint.Page) {
		for i, w := range p.Words {
			from, found := contactEnd(w.Text)
			if found && (!strings.HasSuffix(w.Text, ":") || i == len(p.Words)-1) {
				p.Find(w.At(from), "write who, with the phone number or the address", "it does not say whom to contact: %q", w.Text[from:])
			}
		}
	},
}

// contactEnd finds the end of a text after which something is missing. "We stay
// in contact." is whole.
func contactEnd(text string) (from int, found bool) {
	words := strings.TrimRight(text, " .:")
	if last := words[strings.LastIndexByte(words, ' ')+1:]; !slices.Contains([]string{"on", "at", "contact"}, last) {
		return 0, false
	}
	if m := gap.FindStringIndex(words); m != nil {
		return m[0], true
	}
	return 0, false
}

var gap = regexp.MustCompile(`(?i)\b(please contact|(ring|call|phone|telephone|email|text|contact)( us)? (on|at))$`)
