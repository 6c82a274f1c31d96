package involvement

import (
	"example.org/partake/internal/content"
	"example.org/partake/internal/diag"
	"example.org/partake/internal/lint"
)

// formats: people have a right to information in a form that they can read.
var formats = lint.Rule{
	Name: "formats", Asker: "the Accessible Information Standard",
	About: "Open opportunities and current strategies say in which other forms people can have them.",
	Page: func(p *lint.Page) {
		open := p.Opportunity != nil && p.Opportunity.State.Open()
		current := p.Strategy != nil && (p.Strategy.State == "current" || p.Strategy.State == "consultation")
		if (open || current) && len(p.Formats) == 0 && p.Site.AnyFormats {
			p.Find(p.At(""), "add formats: [{kind: easy-read, on_request: true}, {kind: large-print, on_request: true}]", "the page does not say in which other forms people can have it")
		}
	},
}

// noFormats says it once, where no page has any.
var noFormats = lint.Rule{
	Name: "no-formats", Asker: "the Accessible Information Standard",
	About: "The site says somewhere in which other forms people can have its pages.",
	Site: func(s *lint.Site) {
		if !s.AnyFormats {
			s.Find(diag.Pos{File: content.Root + "site.yaml"}, "add formats: [{kind: easy-read, on_request: true}] to each opportunity and strategy", "no page says in which other forms people can have it")
		}
	},
}
