// Package wording says facts in words, the same way on every page: amounts,
// dates, counts, promises. It decides nothing else; every function is pure.
//
// The words follow the NHS content guide: figures for numbers, a comma over
// 999, days and months in full, whole sentences where a sentence is meant.
package wording

import (
	"fmt"
	"strings"

	"example.org/partake/internal/value"
)

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

// Paragraphs splits a text at its empty lines.
func Paragraphs(s string) []string {
	var out []string
	var lines []string
	end := func() {
		if len(lines) > 0 {
			out, lines = append(out, strings.Join(lines, "\n")), nil
		}
	}
	for line := range strings.Lines(s) {
		if line = strings.TrimSpace(line); line == "" {
			end()
			continue
		}
		lines = append(lines, line)
	}
	end()
	return out
}

// Bytes is a file's size as the NHS writes it: "545KB", "1.2MB".
func Bytes(n int64) string {
	switch {
	case n >= 999_500: // or it would be 1000KB
		return strings.Replace(fmt.Sprintf("%.1fMB", float64(n)/1e6), ".0MB", "MB", 1)
	case n >= 1000:
		return fmt.Sprintf("%dKB", (n+500)/1000)
	}
	return "1KB"
}

// When is a stretch of time: "Monday 3 May 2027, 10am to midday". A zero end
// is left out.
func When(start, end value.Moment) string {
	out := start.Date.Long()
	if start.HasTime {
		out += ", " + start.Clock()
		if end.HasTime && end.Date == start.Date {
			out += " to " + end.Clock()
		}
	}
	if end.Date != 0 && end.Date != start.Date {
		out += " to " + end.Long()
	}
	return out
}
