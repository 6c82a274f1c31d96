package promises

import (
	"example.org/partake/internal/content"
	"example.org/partake/internal/frontmatter"
	"example.org/partake/internal/lint"
)

// accreditationEnding: what has ended is not shown.
var accreditationEnding = lint.Rule{
	Name: "accreditation-ending", Asker: "4Pi Principles",
	About: "What people are accredited as, where it has ended or ends within 60 days.",
	Page: func(p *lint.Page) {
		person, ok := p.Doc.(*content.Person)
		if !ok {
			return
		}
		for i, a := range person.Accredited {
			if a.Until != 0 && a.Until-p.Site.Today <= consentDays {
				p.Find(p.At(frontmatter.Index("accredited", i)+".until"), "ask whether it was renewed and write the new day, or take it out",
					"%q holds until %s: after that day it is not shown", a.As, a.Until)
			}
		}
	},
}
