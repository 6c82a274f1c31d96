package reference

import (
	"slices"
	"strings"
)

// Example is a whole file of a kind: what it needs, what is asked for, and some
// keys more, each with its example.
func (b Book) Example(kind Kind) string {
	var out []string
	for _, f := range NameFirst(slices.Concat(b.Every(kind), b.Of(kind))) {
		out = append(out, exampleOf(f, "", kind.Shown)...)
	}
	return "---\n" + strings.Join(out, "\n") + "\n---\n"
}

// exampleOf are the lines of a key in an example, none if it is not shown.
func exampleOf(f Field, above string, shown []string) []string {
	path := above + f.Key
	inside := slices.ContainsFunc(shown, func(s string) bool { return strings.HasPrefix(s, path+".") })
	switch {
	case inside:
		out := []string{f.Key + ":"}
		for _, sub := range f.Inside {
			out = append(out, indent(exampleOf(sub, path+".", shown), "  ")...)
		}
		return out
	case f.Must || f.Asker != "" && above == "" || slices.Contains(shown, path):
		return Lines(f.Key, f.Example)
	}
	return nil
}

// NameFirst moves the key that names the page to the front.
func NameFirst(fields []Field) []Field {
	out := slices.Clone(fields)
	slices.SortStableFunc(out, func(a, b Field) int { return rank(a) - rank(b) })
	return out
}

func rank(f Field) int {
	if slices.Contains([]string{"title", "name", "term"}, f.Key) {
		return 0
	}
	return 1
}
