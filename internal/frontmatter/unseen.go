package frontmatter

import (
	"bytes"
	"unicode"

	"example.org/partake/internal/diag"
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

// control finds the first control character of a block. The library refuses them
// too, and says no more than the line on which it began to read.
func control(file string, block []byte, offset int) diag.List {
	i := bytes.IndexFunc(block, func(r rune) bool {
		return r < 0x20 && r != '\n' && r != '\t' || r >= 0x7f && r < 0xa0 || r == 0xfffe || r == 0xffff
	})
	if i < 0 {
		return nil
	}
	at := place(file, block, i)
	at.Line += offset
	return diag.List{diag.Errorf(at, "type the text again without it", "there is a character here that can't be seen (%U)", bytes.Runes(block[i:])[0])}
}

// visible says whether readers can see a sign. A text needs one.
func visible(r rune) bool {
	return !unicode.IsSpace(r) && r != '\u2800' && // an empty cell of Braille
		!unicode.In(r, unicode.Cf, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector)
}
