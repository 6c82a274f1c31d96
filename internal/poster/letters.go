package poster

import "unicode"

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
