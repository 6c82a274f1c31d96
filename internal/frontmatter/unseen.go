package frontmatter

import (
	"bytes"
	"unicode"
)

// withoutSeparators makes the line separators that only YAML takes for the end of
// a line into spaces. They come with text that is pasted from slides and PDFs,
// and nobody can see them: the rest of a title would be read as the next key, and
// all places below would be a line too far.
func withoutSeparators(block []byte) []byte {
	for _, separator := range []string{"\u2028", "\u2029", "\u0085"} {
		if bytes.Contains(block, []byte(separator)) {
			block = bytes.ReplaceAll(block, []byte(separator), []byte(" "))
		}
	}
	return block
}

// visible says whether readers can see a sign. A text needs one.
func visible(r rune) bool {
	return !unicode.IsSpace(r) && r != '\u2800' && // an empty cell of Braille
		!unicode.In(r, unicode.Cf, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector)
}

// unseen is where the first character stands that no reader sees and no feed may
// hold: a control character but for tabs and line ends of any kind, or one that Unicode keeps
// for itself. -1 when there is none.
func unseen(src []byte) int {
	for i, c := range src {
		switch {
		case c >= 0x20 && c < 0x7f, c == '\n', c == '\t':
		case c < 0x20, c == 0x7f, c == 0xc2 && src[i+1] < 0xa0 && src[i+1] != 0x85:
			return i
		case c == 0xef && src[i+1] == 0xbf && src[i+2] >= 0xbe:
			return i
		}
	}
	return -1
}
