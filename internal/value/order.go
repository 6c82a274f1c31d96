package value

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Order is what a title is sorted by: its small letters without accents, from
// the first letter or figure on. What begins with no letter comes first, after
// "\x00".
func Order(title string) string {
	plain := strings.TrimLeftFunc(withoutAccents(strings.ToLower(title)), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	if r, _ := utf8.DecodeRuneInString(plain); !unicode.IsLetter(r) {
		return "\x00" + plain
	}
	return plain
}

// withoutAccents takes the accents off letters.
func withoutAccents(s string) string {
	if !strings.ContainsFunc(s, func(r rune) bool { return r > unicode.MaxASCII }) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(s))
}
