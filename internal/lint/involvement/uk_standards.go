package involvement

import (
	"example.org/partake/internal/frontmatter"
	"example.org/partake/internal/lint"
	"example.org/partake/internal/site"
	"example.org/partake/internal/value"
)

// ukStandards: a page that names a standard shows that it works to it.
var ukStandards = lint.Rule{
	Name: "uk-standards", Asker: "UK Standards for Public Involvement",
	About: "An opportunity that names a standard has the fields that show it.",
	Page: current(func(p *lint.Page, o *site.Opportunity) {
		for i, s := range o.Standards {
			if show := shown[s]; show.by != nil && !show.by(o) {
				p.Find(p.At(frontmatter.Index("uk_standards", i)), "add "+show.fields+", or take the standard out", "the page names the standard %q, and nothing on it shows that", s.Words())
			}
		}
	}),
}

// shown says which fields show a standard.
var shown = map[value.Standard]struct {
	fields string
	by     func(*site.Opportunity) bool
}{
	"inclusive-opportunities": {"access: and experience:", func(o *site.Opportunity) bool { return o.Access != nil && o.Experience != nil }},
	"working-together":        {"decides: or agreement:", func(o *site.Opportunity) bool { return o.Decides != "" || o.Agreement != nil }},
	"support-and-learning":    {"support: or training:", func(o *site.Opportunity) bool { return o.Support != "" || len(o.Training) > 0 }},
	"communications": {"formats: or feedback: with how:", func(o *site.Opportunity) bool {
		return len(o.Formats) > 0 || o.Feedback != nil && len(o.Feedback.How) > 0
	}},
	"impact":     {"difference: and feedback:", func(o *site.Opportunity) bool { return o.Difference != "" && o.Feedback != nil }},
	"governance": {"decides:", func(o *site.Opportunity) bool { return o.Decides != "" }},
}
