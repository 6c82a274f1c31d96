package promises

import (
	"example.org/partake/internal/content"
	"example.org/partake/internal/lint"
)

// consentEnding: in time to ask the person, before the page goes.
var consentEnding = lint.Rule{
	Name: "consent-ending", Asker: "UK GDPR",
	About:    "People whose agreement to be shown ends within 60 days.",
	Archived: true,
	Page: func(p *lint.Page) {
		person, ok := p.Doc.(*content.Person)
		if !ok || person.Consent == nil || person.Consent.Until == 0 {
			return
		}
		if until := person.Consent.Until; until-p.Site.Today <= consentDays {
			p.Find(p.At("consent.until"), "ask the person, then write the new days; after that day the page, the picture and the quotes go",
				"the person agreed to this page until %s", until)
		}
	},
}

const consentDays = 60
