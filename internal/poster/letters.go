package poster

import "unicode"

// A word is as wide as its letters are, as a part of their size, and ends where it
// ends in its text.
type word struct {
	width float64
	end   int
}

// words are those of a text.
type words []word

// gap is the space between two.
const gap = .278

// endless is wider than any side of paper: nobody needs to know how much wider.
const endless = 4000

// measure finds the widths of a text's words.
func measure(text string) words {
	out := make(words, 0, 8+len(text)/5)
	sum, width := 0.0, 0.0
	for i, r := range text {
		if r == ' ' || r > '~' && unicode.IsSpace(r) || r < ' ' {
			if width > 0 {
				out = append(out, word{width, i})
				sum += width
				width = 0
			}
			if sum > endless {
				return out
			}
			continue
		}
		width += em(r)
	}
	if width > 0 {
		out = append(out, word{width, len(text)})
	}
	return out
}

// lines counts the lines that words take in a column, whose width is that of so many
// letters m. A word wider than the column is broken.
func (w words) lines(width float64) int {
	n, at := 1, 0.0
	for _, x := range w {
		n, at = x.place(n, at, width)
	}
	return n
}

// fitting counts the words that fit into the first lines.
func (w words) fitting(most int, width float64) int {
	n, at := 1, 0.0
	for i, x := range w {
		if n, at = x.place(n, at, width); n > most {
			return i
		}
	}
	return len(w)
}

// place sets a word behind those that take n lines, the last as far as at.
func (x word) place(n int, at, width float64) (int, float64) {
	if at > 0 && at+gap+x.width <= width {
		return n, at + gap + x.width
	}
	if at > 0 {
		n++
	}
	at = x.width
	for at > width {
		n, at = n+1, at-width
	}
	return n, at
}

// tall is the height of words in a column.
func (w words) tall(size, width, line float64) float64 {
	return float64(w.lines(width/size)) * size * line
}

// narrow holds the widths of Arial's letters from the space to the tilde, in
// thousandths of the letter m's height.
var narrow = [95]int16{
	278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
	556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
	1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
	667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
	333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
	556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
}

// em is how wide a letter is, as a part of its size. Letters of other scripts are
// taken to be as wide as their widest, for nobody knows in which font they come.
func em(r rune) float64 {
	switch {
	case r >= ' ' && r <= '~':
		return float64(narrow[r-' ']) / 1000
	case r < ' ' || unicode.Is(unicode.Mn, r):
		return 0
	case r == '’' || r == '‘':
		return .222
	case r == '“' || r == '”':
		return .333
	case r < 0x250:
		return .75
	case r < 0x590: // Latin, Greek, Cyrillic
		return .85
	}
	return 1.05
}
