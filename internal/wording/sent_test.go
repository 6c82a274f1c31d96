package wording

import (
	"testing"

	"example.org/partake/internal/disclosure"
)

// TestSent: the same words stand for every share that is withheld, whichever number
// was too small.
func TestSent(t *testing.T) {
	for _, c := range []struct {
		sent, done   int
		count, share string
	}{
		{0, 0, "None", "–"},
		{3, 3, "1 to 7", "Not shown"},
		{7, 0, "1 to 7", "Not shown"},
		{8, 0, "About 10", "None yet"},
		{8, 8, "About 10", "All of them"},
		{40, 3, "About 40", "Not shown"},
		{40, 37, "About 40", "Not shown"},
		{40, 30, "About 40", "About 75%"},
		{1203, 600, "About 1,205", "About 50%"},
	} {
		f, s := disclosure.Round(c.sent), disclosure.ShareOf(c.done, c.sent)
		if count, share := SentCount(f), SentShare(f, s); count != c.count || share != c.share {
			t.Errorf("%d of %d: %q, %q", c.done, c.sent, count, share)
		}
	}
}
