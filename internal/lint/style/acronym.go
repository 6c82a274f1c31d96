package style

import (
	"strings"

	"example.org/partake/internal/lint"
)

// acronym: people who are new do not know our short forms.
var acronym = lint.Rule{
	Name: "acronym", Asker: "NHS content guide",
	About:   "Short forms in capitals are explained where they first stand, or in the glossary.",
	English: true,
	Page: func(p *lint.Page) {
		said := map[string]bool{}
		for _, w := range p.Words {
			own := strings.ReplaceAll(w.Own, changeMe, strings.ToLower(changeMe)) // the rule placeholder tells of it
			if !shouts(own) {
				continue
			}
			for from, to := range lint.Each(own) {
				word := strings.TrimSuffix(own[from:to], "s")
				if !short(word) || said[word] || everyday[word] || p.Site.Names[word] || p.Site.Explained[strings.ToLower(word)] {
					continue
				}
				said[word] = true
				if !explained(p, word) {
					p.Find(w.At(from), "write it in full first: \"Accessible Information Standard (AIS)\", or add it to the glossary", "%q is not explained", word)
				}
			}
		}
	},
}

// shouts says whether there are 2 capitals next to each other: most texts have
// none.
func shouts(text string) bool {
	for i := 1; i < len(text); i++ {
		if text[i] <= 'Z' && text[i] >= 'A' && text[i-1] <= 'Z' && text[i-1] >= 'A' {
			return true
		}
	}
	return false
}

// short says whether a word is a short form: 2 to 6 capitals.
func short(word string) bool {
	if len(word) < 2 || len(word) > 6 {
		return false
	}
	for i := range len(word) {
		if word[i] < 'A' || word[i] > 'Z' {
			return false
		}
	}
	return true
}

// explained says whether a page gives the full words: "Full Words (FW)" or
// "FW (full words)".
func explained(p *lint.Page, word string) bool {
	for _, w := range p.Words {
		if strings.Contains(w.Text, "("+word+")") || strings.Contains(w.Text, word+" (") {
			return true
		}
	}
	return false
}

// everyday are short forms that people know, and small words that are shouted.
var everyday = map[string]bool{
	"UK": true, "NHS": true, "GP": true, "TV": true, "PDF": true, "OK": true, "AM": true, "PM": true, "USA": true, "EU": true, "ID": true,
	"DVD": true, "CD": true, "CV": true, "HIV": true, "AIDS": true, "DNA": true, "BBC": true, "MP": true, "UN": true, "IT": true, "WC": true,
	"SMS": true, "PIN": true, "QR": true, "FAQ": true, "VAT": true, "II": true, "III": true, "IV": true, "VI": true, "NOT": true, "AND": true, "OR": true,
	"ALL": true, "NO": true, "DO": true, "NEW": true, "MUST": true, "YOU": true, "WE": true, "STOP": true, "TO": true, "FREE": true, "SHOUT": true,
	"COVID": true,
}
