package poster

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// cut keeps the sentences of a text that fit into so many lines. Where that would
// lose most of it, it ends with the last word that fits.
func cut(text string, most int, width float64) (kept string, whole bool) {
	most = max(most, 1)
	w := measure(text)
	n := w.fitting(most, width)
	if n == len(w) {
		return text, true
	}
	if n == 0 { // not even a word
		return prefix(strings.TrimSpace(text), width*float64(most)-1) + "…", false
	}
	kept = text[:w[n-1].end]
	if i := sentences(kept); i > len(kept)/3 {
		return kept[:i], false
	}
	for ; n > 1; n-- { // the dots need room too
		kept = text[:w[n-1].end]
		if more := measure(kept + "…"); more.fitting(most, width) == len(more) {
			break
		}
	}
	return strings.TrimRight(text[:w[n-1].end], ",;:–- ") + "…", false
}

// sentences is where the last whole sentence of a text ends, 0 when there is none.
func sentences(text string) int {
	for i := len(text); i > 0; {
		_, size := utf8.DecodeLastRuneInString(text[:i])
		start := i - size
		if strings.ContainsAny(text[start:i], ".?!。؟۔") {
			rest := text[i:]
			closing := i + len(rest) - len(strings.TrimLeft(rest, `"'”’)»`))
			if closing == len(text) || unicode.IsSpace(rune(text[closing])) {
				return closing
			}
		}
		i = start
	}
	return 0
}

// prefix is the beginning of a word that is as wide as that.
func prefix(text string, width float64) string {
	at := 0.0
	for i, r := range text {
		if at += em(r); at > width && !unicode.Is(unicode.M, r) && i > 0 {
			return text[:i]
		}
	}
	return text
}
