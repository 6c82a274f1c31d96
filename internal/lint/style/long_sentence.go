package style

import (
	"cmp"
	"slices"
	"strings"

	"example.org/partake/internal/lint"
)

// longSentence names the longest sentences of a page. The guide asks for 20
// words; what is far beyond costs most readers the thread.
var longSentence = lint.Rule{
	Name: "long-sentence", Asker: "NHS content guide",
	About:   "A sentence has about 20 words. This names the 3 longest of a page that have over 30.",
	English: true,
	Page: func(p *lint.Page) {
		type long struct {
			w *lint.Words
			lint.Sentence
		}
		var found []long
		for i := range p.Words {
			w := &p.Words[i]
			if strings.Count(w.Text, " ") < longest { // most are short
				continue
			}
			for _, s := range lint.Sentences(w.Text) {
				if s.Words > longest && ours(w.Own[s.From:s.To]) {
					found = append(found, long{w, s})
				}
			}
		}
		slices.SortStableFunc(found, func(x, y long) int { return cmp.Compare(y.Words, x.Words) })
		for _, s := range found[:min(worst, len(found))] {
			p.Find(s.w.At(s.From), "make 2 sentences of it", "this sentence has %d words: %q", s.Words, start(s.w.Text[s.From:s.To]))
		}
	},
}

const (
	longest = 30 // words
	worst   = 3  // how many a page is told
)
