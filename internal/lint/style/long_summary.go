package style

import (
	"example.org/partake/internal/lint"
)

// longSummary: the summary stands on cards and in feeds, where people skim.
var longSummary = lint.Rule{
	Name: "long-summary", Asker: "NHS content guide",
	About: "A summary has at most 30 words.",
	Page: func(p *lint.Page) {
		if n := lint.Count(p.Summary); n > longestSummary && p.Keys.Has("summary") {
			p.Find(p.At("summary"), "say it in fewer words", "the summary has %d words, over %d", n, longestSummary)
		}
	},
}

const longestSummary = 30 // words
