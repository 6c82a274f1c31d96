package involvement

import (
	"fmt"
	"strings"

	"example.org/partake/internal/content"
	"example.org/partake/internal/diag"
	"example.org/partake/internal/lint"
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
	for _, t := range topics {
		if !openLately(s, t) {
			without = append(without, t.Name)
		}
	}
	if len(without) > 0 {
		s.Find(diag.Pos{File: content.Root + "data/" + what + ".yaml"}, "plan something with the people there: "+some(without),
			"nothing was open in the last 12 months for %d of %d %s", len(without), len(topics), what)
	}
}

// openLately says whether people could join something in the last 12 months.
func openLately(s *lint.Site, t *site.Topic) bool {
	for _, o := range t.Opportunities {
		begins := max(o.Published, o.Opens.Date)
		ends := o.Closes.Date
		if o.State.Open() || begins <= s.Today && (ends >= s.Today.AddYears(-1) || ends == 0 && begins >= s.Today.AddYears(-1)) {
			return true
		}
	}
	return false
}

// some names the first of a list.
func some(names []string) string {
	const most = 8
	if len(names) <= most {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:most], ", "), len(names)-most)
}
