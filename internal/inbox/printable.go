package inbox

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Printable makes a text that strangers wrote safe for a terminal (F19). Control
// characters are taken out, escape first of all; marks that turn the direction
// of writing are shown as what they are, because what stands after them could
// look like something else. Lines stay lines.
func Printable(text string) string {
	if utf8.ValidString(text) && !strings.ContainsFunc(text, tricky) {
		return text
	}
	var b strings.Builder
	for _, r := range strings.ToValidUTF8(text, "\ufffd") {
		switch {
		case r == '\n':
			b.WriteRune(r)
		case r == '\t' || r == '\u2028' || r == '\u2029':
			b.WriteByte(' ')
		case unicode.IsControl(r):
		case unicode.Is(unicode.Bidi_Control, r):
			fmt.Fprintf(&b, "[U+%04X]", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// tricky says whether a character can't be printed as it is.
func tricky(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == '\u2028' || r == '\u2029'
}

// oneLine is Printable for a cell of a list.
func oneLine(text string) string {
	if !strings.ContainsFunc(text, tricky) {
		return Printable(text)
	}
	return strings.Join(strings.FieldsFunc(Printable(text), func(r rune) bool { return r == '\n' }), " ")
}
