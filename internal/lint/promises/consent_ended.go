package promises

import (
	"example.org/partake/internal/lint"
)

// consentEnded: a page that is not shown still lies in the folder, with all that
// it says of a person.
var consentEnded = lint.Rule{
	Name: "consent-ended", Asker: "UK GDPR",
	About: "The files of people who no longer agree to be shown are renewed or deleted.",
	Site: func(s *lint.Site) {
		for _, p := range s.Absent {
			switch c := p.Consent; {
			case c == nil || c.Given > s.Today:
			case c.Withdrawn != 0:
				s.Find(p.At("consent.withdrawn"), "delete the file and the picture", "the person took their agreement back on %s: the page is not shown, and the file is still here", c.Withdrawn)
			default:
				s.Find(p.At("consent.until"), "ask the person and write the new days, or delete the file and the picture", "the person's agreement ended on %s: the page is not shown", c.Until)
			}
		}
	},
}
