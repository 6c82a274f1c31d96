package diag

import (
	"fmt"
	"slices"
	"strings"
)

// DidYouMean is the usual hint after a word that is not one of the allowed:
// the nearest one if any is near, else all of them if they are few.
func DidYouMean(word string, allowed []string) string {
	if near := Nearest(word, allowed); near != "" {
		return "did you mean \"" + near + "\"?"
	}
	if len(allowed) == 0 || len(allowed) > listAtMost {
		return ""
	}
	return "use one of: " + strings.Join(allowed, ", ")
}

// listAtMost is the longest list of allowed words that a hint spells out.
const listAtMost = 30

// Nearest returns the allowed word that takes the fewest single-letter changes
// from word, or "" when none is within a third of its length. A word that is
// far longer than any of ours has none.
func Nearest(word string, allowed []string) string {
	if len(word) > longest {
		return ""
	}
	word = fold(word)
	best, bestDistance := "", len(word)/3+1
	for _, a := range allowed {
		if d := distance(word, fold(a)); d < bestDistance || d == bestDistance && best == "" && d < len(a) {
			best, bestDistance = a, d
		}
	}
	if best == "" {
		for _, a := range allowed {
			if f := fold(a); len(word) >= 4 && (strings.HasPrefix(f, word) || strings.HasPrefix(word, f) && len(f) >= 4) {
				return a
			}
		}
	}
	return best
}

// longest is the longest word to look for, in bytes: the time it takes grows with
// the square.
const longest = 200

func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if r == ' ' || r == '_' || r == '-' {
			return '-'
		}
		return r
	}, strings.ToLower(s))
}

// distance counts insertions, deletions, substitutions and swaps of
// neighbours (Damerau's restricted edit distance).
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	before, last := []int(nil), make([]int, len(y)+1)
	for j := range last {
		last[j] = j
	}
	for i := range x {
		row := make([]int, len(y)+1)
		row[0] = i + 1
		for j := range y {
			cost := 1
			if x[i] == y[j] {
				cost = 0
			}
			row[j+1] = min(last[j+1]+1, row[j]+1, last[j]+cost)
			if i > 0 && j > 0 && x[i] == y[j-1] && x[i-1] == y[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last = slices.Clone(last), row
	}
	return last[len(y)]
}

// Suggest is the hint after a name of something that is not there: the nearest
// one if any is near, else some of those that are.
func Suggest(word string, known []string) string {
	if n := Nearest(word, known); n != "" {
		return "did you mean \"" + n + "\"?"
	}
	switch {
	case len(known) == 0:
		return "there are none yet: take it out, or write one first"
	case len(known) <= suggestAtMost:
		return "there are: " + strings.Join(known, ", ")
	}
	return fmt.Sprintf("there are %d, such as %s", len(known), strings.Join(known[:suggestAtMost], ", "))
}

// suggestAtMost is how many names a hint spells out that are not near.
const suggestAtMost = 6
