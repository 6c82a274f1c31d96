package involvement

import (
	"fmt"
	"strings"

	"example.org/partake/internal/content"
	"example.org/partake/internal/diag"
	"example.org/partake/internal/lint"
	"example.org/partake/internal/report"
	"example.org/partake/internal/site"
)

// coverage: everybody can take part in what concerns them, also those who use
// the small services.
var coverage = lint.Rule{
	Name: "coverage", Asker: "4Pi Presence",
	About: "Every service and area had something to take part in in the last 12 months.",
	Site: func(s *lint.Site) {
		if len(s.Opportunities) > 0 {
			cover(s, "services", s.Services)
			cover(s, "areas", s.Areas)
		}
	},
}

func cover(s *lint.Site, what string, topics []*site.Topic) {
	var without []string
	since := report.Months(s.Today, -12)
	for _, t := range topics {
		if !report.OpenSince(t.Opportunities, s.Today, since) {
			without = append(without, t.Name)
		}
	}
	if len(without) > 0 {
		s.Find(diag.Pos{File: content.Root + "data/" + what + ".yaml"}, "plan something with the people there: "+some(without),
			"nothing was open in the last 12 months for %d of %d %s", len(without), len(topics), what)
	}
}

// some names the first of a list.
func some(names []string) string {
	const most = 8
	if len(names) <= most {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:most], ", "), len(names)-most)
}
