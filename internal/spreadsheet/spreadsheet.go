// Package spreadsheet makes texts safe for spreadsheets: a cell that somebody
// typed elsewhere must not become a formula when a file is opened.
package spreadsheet

import (
	"strings"
	"unicode"
)

// Cell makes a text safe for a spreadsheet (F16). What it could take for a
// formula gets an apostrophe in front: at the start, and after whatever may
// start another cell where a semicolon or a tab does. Control characters go,
// but for tabs and new lines.
func Cell(text string) string {
	var b strings.Builder
	start := true // nothing but spaces and quotes since the last start of a cell
	for _, r := range strings.ToValidUTF8(text, "\ufffd") {
		switch {
		case r == '\t' || r == '\n' || r == '\r':
			if b.Len() == 0 {
				b.WriteByte('\'')
			}
			start = true
		case unicode.IsControl(r):
			continue
		case r == ';':
			start = true
		case start && strings.ContainsRune(formula, r):
			b.WriteByte('\'')
			start = false
		case !blank(r):
			start = false
		}
		b.WriteRune(r)
	}
	return b.String()
}

// formula are signs that start one, also in their full width.
const formula = "=+-@|%\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b\u2212"

// blank says whether a formula may come after it.
func blank(r rune) bool { return r == '"' || unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) }
