package form

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// breaks are all that text from elsewhere has for a new line: browsers send
// CRLF, word processors a vertical tab.
var breaks = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\v", "\n", "\f", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n")

// text is the canonical form of what was typed: composed letters, one kind of
// new line, no control characters, nothing invisible at its ends. All else stays,
// also marks that set the direction of writing: who shows a text keeps it apart
// from what stands around it.
func text(typed string, lines bool) string {
	s := strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, breaks.Replace(typed))
	if !lines {
		s = strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == '\n' || r == '\t' }), " ")
	}
	s = strings.TrimFunc(composed(s), edge)
	if strings.IndexFunc(s, visible) < 0 {
		return ""
	}
	return s
}

// composed is a text in the form NFC, as a browser counts it: without the
// joiners that the library puts between more than 30 marks on a letter.
func composed(s string) string {
	out := norm.NFC.String(s)
	if !strings.Contains(s, joiner) {
		out = strings.ReplaceAll(out, joiner, "")
	}
	return out
}

const joiner = "\u034f"

// edge says whether a character at the end of a text is not a part of it:
// spaces of all kinds, and those that have no width.
func edge(r rune) bool {
	return unicode.IsSpace(r) || r == '\u200b' || r == '\u2060' || r == '\ufeff' || r == '\u180e'
}

// blanks are letters and signs that nobody can see.
const blanks = joiner + "\u115f\u1160\u2800\u3164\uffa0"

func visible(r rune) bool {
	return !unicode.IsSpace(r) && !unicode.In(r, unicode.Cf, unicode.Cc, unicode.Variation_Selector) && !strings.ContainsRune(blanks, r)
}

// unmarked is a line without characters that have no width. Addresses and
// numbers bring them along when they are copied from elsewhere.
func unmarked(s string) string {
	return strings.TrimFunc(composed(strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, s)), edge)
}
