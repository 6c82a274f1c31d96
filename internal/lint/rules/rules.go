package rules

import (
	"strings"

	"example.org/partake/internal/diag"
	"example.org/partake/internal/lint"
	"example.org/partake/internal/site"
)

// All are the rules, in the order of the manual.
var All = []lint.Rule{
	longTitle, questionTitle, titleCase, sameTitle, longSummary,
	linkWords, headingLevels, headingOne, headingQuestion, tableHeader, pictureWords, italics, mojibake,
	longSentence, longParagraph, jargon, acronym, exclamation, contactGap, nothingBelow,
	reviewDates, reviewOverdue, reviewSoon, oldDraft, oldTranslation, oldStatement, oldMeasure,
	replyOverdue, noReply, lookAgain, updateOverdue, differenceMissing, actionOverdue,
	consentEnding, consentEnded, nameLeft, quoteConsent, quoteSpeaker, accreditationEnding,
	principles, purpose, presence, process, impact,
	coProductionWord, fewPlaces, oneGroup, consultation, lateStage, ukStandards, formats, noFormats, coverage,
	rateEnded, privateFile, lint.Unused,
}

// Rules about what is found while the site is read.
var (
	rateEnded = lint.Rule{
		Name: "rate-ended", Asker: "HRA H",
		About: "What is paid is a rate that still holds.",
	}
	privateFile = lint.Rule{
		Name: "private-file", Asker: "safety",
		About: "Files that look private do not lie in static/.",
	}
)

// onOpportunity makes a rule's function of one that looks at opportunities.
func onOpportunity(look func(*lint.Page, *site.Opportunity)) func(*lint.Page) {
	return func(p *lint.Page) {
		if p.Opportunity != nil {
			look(p, p.Opportunity)
		}
	}
}

// current is onOpportunity for those that people can still join or will: what is
// over can't be made better.
func current(look func(*lint.Page, *site.Opportunity)) func(*lint.Page) {
	return onOpportunity(func(p *lint.Page, o *site.Opportunity) {
		if o.State.Open() || o.State == site.Upcoming || o.State == site.Paused {
			look(p, o)
		}
	})
}

// onUpdate makes a rule's function of one that looks at updates.
func onUpdate(look func(*lint.Page, *site.Update)) func(*lint.Page) {
	return func(p *lint.Page) {
		if p.Update != nil {
			look(p, p.Update)
		}
	}
}

// constant is the place of a key, wherever in its value.
func constant(p *lint.Page, key string) func(int) diag.Pos {
	at := p.At(key)
	return func(int) diag.Pos { return at }
}

// ours says whether words are ours, and not all a quotation.
func ours(own string) bool { return strings.TrimSpace(own) != "" }

// start is the first words of a sentence.
func start(text string) string {
	const most = 7
	words := strings.Fields(text)
	if len(words) <= most {
		return text
	}
	return strings.Join(words[:most], " ") + " …"
}
