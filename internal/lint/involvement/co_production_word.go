package involvement

import (
	"slices"
	"strings"

	"example.org/partake/internal/diag"
	"example.org/partake/internal/lint"
	"example.org/partake/internal/site"
)

// coProductionWord: the word promises that people decide as equals.
var coProductionWord = lint.Rule{
	Name: "co-production-word", Asker: "4Pi Principles, the TLAP ladder",
	About:   "An opportunity calls itself co-production only where its level is co-production.",
	English: true,
	Page: current(func(p *lint.Page, o *site.Opportunity) {
		if o.Level == "" || o.Level == "co-production" {
			return
		}
		words := slices.Concat([]lint.Words{{Own: o.Title, At: func(int) diag.Pos { return p.At("title") }}}, p.Words)
		for _, w := range words {
			text := strings.ToLower(w.Own)
			if i := max(strings.Index(text, "co-produc"), strings.Index(text, "coproduc")); i >= 0 {
				p.Find(w.At(i), "say what people really do, or decide together as equals and write level: co-production",
					"the page speaks of co-production, and its level is %s", o.Level)
				return
			}
		}
	}),
}
