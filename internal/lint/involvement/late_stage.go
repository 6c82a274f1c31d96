package involvement

import (
	"strings"

	"example.org/partake/internal/lint"
	"example.org/partake/internal/site"
)

// lateStage: involvement starts before the plan.
var lateStage = lint.Rule{
	Name: "late-stage", Asker: "4Pi Purpose",
	About: "Work in delivery says how people were involved before it.",
	Page: current(func(p *lint.Page, o *site.Opportunity) {
		if o.Stage != "delivery" || len(o.Updates) > 0 || len(o.CoProduced) > 0 {
			return
		}
		for _, l := range p.Text.Links {
			if strings.HasPrefix(l.URL, "/opportunities/") || strings.HasPrefix(l.URL, "/updates/") || strings.HasPrefix(l.URL, "/news/") {
				return
			}
		}
		p.Find(p.At("stage"), "add a link to the earlier opportunity or update, or co_produced_with:", "the work is being delivered, and the page does not say who was involved before")
	}),
}
