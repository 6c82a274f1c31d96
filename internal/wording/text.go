// Package wording says facts in words, the same way on every page: amounts,
// dates, counts, promises. It decides nothing else; every function is pure.
//
// The words follow the NHS content guide: figures for numbers, a comma over
// 999, days and months in full, whole sentences where a sentence is meant.
package wording

import "strings"

// Days is "1 day" or "12 days".
func Days(n int) string {
	if n == 1 {
		return "1 day"
	}
	return Thousands(n) + " days"
}

// Plural counts: "1 person", "1,200 people".
func Plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return Thousands(n) + " " + many
}

// Join makes "a, b and c".
func Join(words []string, last string) string {
	switch len(words) {
	case 0:
		return ""
	case 1:
		return words[0]
	}
	return strings.Join(words[:len(words)-1], ", ") + " " + last + " " + words[len(words)-1]
}

// worder is an enum of the content room.
type worder interface{ Words() string }

// All puts each value of an enum into words.
func All[T worder](list []T) []string {
	var out []string
	for _, x := range list {
		out = append(out, x.Words())
	}
	return out
}

// Sentence starts with a capital letter and ends with a full stop.
func Sentence(s string) string {
	if s == "" {
		return ""
	}
	runes := []rune(s)
	s = strings.ToUpper(string(runes[:1])) + string(runes[1:])
	if !strings.HasSuffix(s, ".") {
		s += "."
	}
	return s
}

// SentenceCase starts with a capital letter.
func SentenceCase(s string) string { return strings.TrimSuffix(Sentence(s), ".") }

// First is the first value that is not empty.
func First[T ~string](values ...T) T {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}

// Bare is an address without its scheme, as people say it.
func Bare(url string) string {
	_, rest, ok := strings.Cut(url, "://")
	if !ok {
		rest = url
	}
	return strings.TrimSuffix(rest, "/")
}
