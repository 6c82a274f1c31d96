package frontmatter

import (
	"strings"
	"testing"
)

// A line separator that was pasted is a space: it starts no key, and the places
// below it stay right.
func TestSeparators(t *testing.T) {
	for _, separator := range []string{"\u2028", "\u2029", "\u0085"} {
		for block, want := range map[string]string{
			"text: a|and b":               "a and b",
			"text: a|# b":                 "a",
			"text: \"a|long: b\"":         "a long: b",
			"text: >-\n  a|long: b":       "a long: b",
			"text: 'a'|":                  "a",
			"# a|long: b\ntext: |a|\n":    "a",
			"text: a\nlist: [b,| c]| # d": "a",
		} {
			block = strings.ReplaceAll(block, "|", separator) + "\nown: abcd\n"
			var into shapes
			_, list := Parse("x.md", []byte("---\n"+block+"---\n"), &into)
			wantLine := 1 + strings.Count(block[:strings.Index(block, "own")], "\n") + 1
			if into.Text != want || into.Long != "" || len(list) != 2 || list[0].Line != wantLine {
				t.Errorf("%q became %q and %q, with %v, want line %d", block, into.Text, into.Long, list, wantLine)
			}
		}
	}
}
