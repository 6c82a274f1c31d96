package glossary

import (
	"bytes"
	"cmp"
	"html"
	"strings"
	"unicode"
	"unicode/utf8"
)

// word is one name of a term.
type word struct {
	text  string // plain, folded, with single spaces
	exact bool   // capitals only
	term  int
}

func newWord(text string) word {
	plainText := strings.Map(func(r rune) rune { return fold(plain(r)) }, text)
	n := capitals([]byte(text))
	return word{text: strings.Join(strings.Fields(plainText), " "), exact: n > 0 && n <= 4}
}

// longestFirst also puts PALS before pals.
func longestFirst(a, b word) int {
	if a.text == b.text && a.exact {
		return -1
	}
	return cmp.Compare(len(b.text), len(a.text))
}

// pair is 5 bits each of two letters.
func pair[T byte | rune](first, second T) int { return int(first&31)<<5 | int(second&31) }

// mayStart is a quick look at three letters: it says no at most places.
func (v *vocabulary) mayStart(text []byte, i int) bool {
	if i+2 >= len(text) {
		return true
	}
	a, b, c := kind[text[i]], kind[text[i+1]], kind[text[i+2]]
	return a == special || b == special || c == special || v.third[pair(a, b)]&(1<<(c&31)) != 0
}

// starting is the list of the words that may begin at i; nil if none can.
func (v *vocabulary) starting(text []byte, i int) *[]word {
	if i == len(text) {
		return nil
	}
	first, width := letter(text, i)
	if i += width; i == len(text) || !isWord(first) {
		return nil
	}
	second, _ := letter(text, i)
	return &v.words[pair(first, second)]
}

// letter is the character at i, folded, and how many bytes it takes.
func letter(text []byte, i int) (rune, int) {
	if c := kind[text[i]]; c > special {
		return rune(c), 1
	}
	r, width := char(text, i)
	return fold(r), width
}

// match says where the word ends that begins at i, -1 if it is another.
func (w *word) match(text []byte, i int) int {
	at := i
	for k := 0; k < len(w.text); {
		if at < len(text) && kind[text[at]] > special {
			if kind[text[at]] != w.text[k] {
				return -1
			}
			at, k = at+1, k+1
			continue
		}
		r, width := char(text, at)
		want, n := utf8.DecodeRuneInString(w.text[k:])
		if width == 0 || fold(r) != want {
			return -1
		}
		for at, k = at+width, k+n; want == ' '; at += width {
			if r, width = char(text, at); r != ' ' {
				break
			}
		}
	}
	if w.exact && capitals(text[i:at]) == 0 {
		return -1
	}
	return w.end(text, at)
}

// end takes a plural s in and says where the word ends, -1 if it goes on.
func (w *word) end(text []byte, at int) int {
	if r, _ := char(text, at); (r == 's' || r == 'S' && !w.exact) && isEnd(text, at+1) {
		return at + 1
	}
	if isEnd(text, at) {
		return at
	}
	return -1
}

// isEnd says whether a word ends at the place at, which it does before ’s.
func isEnd(text []byte, at int) bool {
	if wordEnd(text, at) == at {
		return true
	}
	mark, width := char(text, at)
	s, _ := char(text, at+width)
	return mark == '\'' && (s == 's' || s == 'S') && wordEnd(text, at+width+1) == at+width+1
}

// wordEnd is the end of the word that the place at is in.
func wordEnd(text []byte, at int) int {
	for at < len(text) && kind[text[at]] != other {
		if kind[text[at]] > special {
			at++
			continue
		}
		r, width := char(text, at)
		if after, _ := char(text, at+width); !isWord(r) && !(isJoiner(r) && isWord(after)) {
			return at
		}
		at += width
	}
	return at
}

// capitals counts the letters of a text; it is 0 if any is small.
func capitals(text []byte) int {
	n := 0
	for at := 0; at < len(text); {
		r, width := char(text, at)
		if unicode.IsLower(r) {
			return 0
		}
		if unicode.IsLetter(r) {
			n++
		}
		at += width
	}
	return n
}

// kind says what a byte of a page is to a word: an ASCII letter, a digit or _,
// which it has folded, or one of these.
var kind = kinds()

const (
	other   = 0
	special = 1 // it depends: ask char
)

func kinds() (kind [256]byte) {
	for c := range kind {
		switch r := rune(c); {
		case c >= utf8.RuneSelf || c == '&' || isJoiner(r):
			kind[c] = special
		case isWord(r):
			kind[c] = byte(fold(r))
		}
	}
	return kind
}

// isWord says whether a character makes a word longer. A soft hyphen and what
// joins letters without being seen do.
func isWord(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r|' ' && r|' ' <= 'z' || '0' <= r && r <= '9' || r == '_'
	}
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) || r == '\u00ad' || r == '\u200c' || r == '\u200d'
}

// isJoiner says what belongs to a word between two letters.
func isJoiner(r rune) bool { return r == '-' || r == '\'' || r == '.' || r == '@' }

// char is the plain form of the character at i, and how many bytes it takes, 0 at
// the end.
func char(text []byte, i int) (rune, int) {
	switch {
	case i == len(text):
		return 0, 0
	case text[i] == '&':
		return reference(text[i:])
	case ' ' < text[i] && text[i] < utf8.RuneSelf:
		return rune(text[i]), 1
	}
	r, width := utf8.DecodeRune(text[i:])
	return plain(r), width
}

// reference reads a character reference, such as &#39; or &amp;.
func reference(text []byte) (rune, int) {
	const longest = len("&#x10ffff;")
	width := bytes.IndexByte(text[:min(len(text), longest)], ';') + 1
	switch string(text[:width]) {
	case "":
		return '&', 1
	case "&amp;":
		return '&', width
	case "&#39;":
		return '\'', width
	}
	r, _ := utf8.DecodeRuneInString(html.UnescapeString(string(text[:width])))
	return plain(r), width
}

// plain makes one character of those that look alike.
func plain(r rune) rune {
	switch r {
	case '’', 'ʼ':
		return '\''
	case '“', '”':
		return '"'
	case '‐', '‑':
		return '-'
	}
	if unicode.IsSpace(r) {
		return ' '
	}
	return r
}

// fold makes one letter of its capital and small forms.
func fold(r rune) rune {
	least := r
	for next := unicode.SimpleFold(r); next != r; next = unicode.SimpleFold(next) {
		least = min(least, next)
	}
	if least < utf8.RuneSelf {
		return unicode.ToLower(least)
	}
	return least
}
