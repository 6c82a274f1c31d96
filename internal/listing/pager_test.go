package listing

import (
	"strings"
	"testing"
)

// A long list stands on pages of 50. Each leads to the first, the last, and the
// ones beside it.
func TestPager(t *testing.T) {
	for _, test := range []struct {
		entries, number int
		pages           string // the current one in brackets
		previous, next  string
	}{
		{0, 1, "", "", ""},
		{50, 1, "", "", ""},
		{51, 1, "(1) 2", "", "/x/page/2/"},
		{51, 2, "1 (2)", "/x/", ""},
		{501, 1, "(1) 2 11", "", "/x/page/2/"},
		{501, 6, "1 5 (6) 7 11", "/x/page/5/", "/x/page/7/"},
		{501, 11, "1 10 (11)", "/x/page/10/", ""},
	} {
		p := pager("/x/", test.entries, test.number)
		var pages []string
		for _, l := range p.Pages {
			text := l.Text
			if l.Current {
				text = "(" + text + ")"
			}
			pages = append(pages, text)
		}
		if got := strings.Join(pages, " "); got != test.pages || p.Previous.URL != test.previous || p.Next.URL != test.next {
			t.Errorf("page %d of %d entries: %s, back to %q, on to %q", test.number, test.entries, got, p.Previous.URL, p.Next.URL)
		}
		if p.Number != test.number || p.Total != Pages(test.entries) {
			t.Errorf("page %d of %d entries says %d of %d", test.number, test.entries, p.Number, p.Total)
		}
	}
}
