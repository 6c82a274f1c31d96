package promises

import (
	"example.org/partake/internal/frontmatter"
	"example.org/partake/internal/lint"
)

// quoteConsent: a quote goes on the day after its consent ends.
var quoteConsent = lint.Rule{
	Name: "quote-consent", Asker: "UK GDPR",
	About: "Quotes whose consent has ended or ends within 60 days.",
	Page: func(p *lint.Page) {
		for i, q := range p.Quotes {
			at := p.At(frontmatter.Index("quotes", i) + ".consent_until")
			switch left := q.ConsentUntil - p.Site.Today; {
			case q.ConsentUntil == 0 || left > consentDays:
			case left < 0:
				p.Find(at, "ask the person and write a new day, or take the quote out", "the consent ended on %s: the quote is not shown", q.ConsentUntil)
			default:
				p.Find(at, "ask the person, then write the new day", "the consent ends on %s: after that day the quote goes", q.ConsentUntil)
			}
		}
	},
}
