// Package style holds the rules about how pages are written: titles, links,
// headings, tables, pictures, sentences and words. They follow the NHS content
// guide and the Web Content Accessibility Guidelines. Each names what it finds;
// none gives a score, because a score does not say whether people understand.
package style

import (
	"strings"

	"example.org/partake/internal/lint"
)

// Rules are the rules of this package.
var Rules = []lint.Rule{
	longTitle, questionTitle, titleCase, sameTitle, longSummary,
	linkWords, headingLevels, headingOne, headingQuestion, tableHeader, pictureWords, italics, brokenLetters,
	longSentence, longParagraph, jargon, acronym, exclamation, placeholder, contactGap, nothingBelow, noText, quoteSpeaker,
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
