package promises

import (
	"example.org/partake/internal/lint"
)

// oldStatement: the statement has to be looked at each year.
var oldStatement = lint.Rule{
	Name: "old-statement", Asker: "the accessibility regulations",
	About: "The accessibility statement is reviewed once a year.",
	Site: func(s *lint.Site) {
		a := s.Config.Accessibility
		if a != nil && a.ReviewedOn != 0 && a.ReviewedOn.AddYears(1) < s.Today {
			s.Find(s.Config.Keys.Pos("accessibility.reviewed_on"), "go through the statement, then write reviewed_on: "+s.Today.ISO(), "the accessibility statement was last reviewed on %s", a.ReviewedOn)
		}
	},
}
