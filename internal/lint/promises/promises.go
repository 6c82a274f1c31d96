// Package promises holds the rules about what time has made untrue: reviews and
// replies that are overdue, promises whose day has passed, old figures and
// translations, and consent that has ended or soon will. Time alone never fails
// a build, so somebody has to be told.
package promises

import (
	"example.org/partake/internal/lint"
	"example.org/partake/internal/site"
)

// Rules are the rules of this package.
var Rules = []lint.Rule{
	reviewDates, reviewOverdue, reviewSoon, oldDraft, oldTranslation, oldStatement, oldMeasure, targetPassed,
	replyOverdue, noReply, lookAgain, updateOverdue, differenceMissing, actionOverdue, earlyDay, futureDay, evidenceOpen,
	consentEnding, consentEnded, nameLeft, quoteConsent, accreditationEnding,
}

// onUpdate makes a rule's function of one that looks at updates.
func onUpdate(look func(*lint.Page, *site.Update)) func(*lint.Page) {
	return func(p *lint.Page) {
		if p.Update != nil {
			look(p, p.Update)
		}
	}
}
