package style

import (
	"example.org/partake/internal/lint"
	"example.org/partake/internal/markdown"
)

// tableHeader: a screen reader says the header of a column with each of its
// cells.
var tableHeader = lint.Rule{
	Name: "table-header", Asker: "WCAG 1.3.1",
	About:    "Each column of a table has a header.",
	Archived: true,
	Page: func(p *lint.Page) {
		for _, t := range p.Text.Tables {
			if n := emptyHeads(t); n > 0 {
				p.Find(t.At, "write what the column holds into the first row: | Day | What we do |", "the table has %d of %d columns without a header", n, len(t.Head))
			}
		}
	},
}

// emptyHeads counts columns without a header. The first may go without one when
// it holds the headers of the rows.
func emptyHeads(t markdown.Table) int {
	n := 0
	for i, words := range t.Head {
		if words == "" && i > 0 {
			n++
		}
	}
	if len(t.Head) > 0 && n == len(t.Head)-1 && t.Head[0] == "" {
		n++
	}
	return n
}
