package style

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"example.org/partake/internal/lint"
)

// jargon: words that people outside do not use of themselves, or do not know.
// A site adds words of its own, or allows some, in data/words.yaml.
// Names, titles, quotations and words that the glossary explains are left alone.
var jargon = lint.Rule{
	Name: "jargon", Asker: "NHS content guide",
	About:   "Pages use the words that people use. A site's own words to avoid stand in data/words.yaml.",
	English: true,
	Page: func(p *lint.Page) {
		said := map[string]bool{}
		tell := func(w lint.Words, at int, x phrase) {
			if !said[x.say] && !p.Site.Explained[x.words] {
				said[x.say] = true
				written := strings.TrimSpace(w.Own[at : at+len(x.words)])
				p.Find(w.At(at), "write instead: "+x.say, "%q: most people would not say it like this", written)
			}
		}
		for _, w := range p.Words {
			for _, s := range signs {
				if at := signAt(w.Own, s.words); at >= 0 {
					tell(w, at, s)
				}
			}
			for from, to := range lint.Each(w.Own) {
				if x, ok := siteOrOurs(p, w.Own, from, to); ok {
					tell(w, from, x)
				}
			}
		}
	},
}

// phrase is what people write and what to say instead.
type phrase struct{ words, say string }

// jargonList is the table to edit.
var jargonList = []phrase{
	{"service user", "person or patient; in social care, person who uses services"},
	{"service users", "people or patients; in social care, people who use services"},
	{"service-user", "person or patient; in social care, person who uses services"},
	{"mentally ill", "people with mental health problems"},
	{"the elderly", "older people"},
	{"the disabled", "disabled people"},
	{"the homeless", "people who are homeless"},
	{"suffering from", "has, or living with"},
	{"suffers from", "has, or lives with"},
	{"sufferers", "people who have it"},
	{"wheelchair bound", "people who use a wheelchair"},
	{"committed suicide", "took their own life"},
	{"commit suicide", "take their own life"},
	{"hard to reach", "people whom we do not reach"},
	{"hard-to-reach", "people whom we do not reach"},
	{"clinician", "doctor, nurse or health professional"},
	{"clinicians", "doctors and nurses, or health professionals"},
	{"sign in", "log in"},
	{"utilise", "use"},
	{"utilised", "used"},
	{"utilising", "using"},
	{"utilisation", "use"},
	{"facilitate", "help, or run"},
	{"facilitated", "helped, or ran"},
	{"commence", "start"},
	{"commenced", "started"},
	{"prior to", "before"},
	{"in order to", "to"},
	{"with regard to", "about"},
	{"in relation to", "about"},
	{"going forward", "from now on"},
	{"stakeholder", "who they are: patients, carers, staff"},
	{"stakeholders", "who they are: patients, carers, staff"},
	{"key deliverables", "what we will do"},
	{"leverage", "use"},
	{"robust", "strong, or say what makes it so"},
	{"holistic", "the whole person, or the whole of it"},
	{"paradigm", "way of thinking"},
	{"synergy", "what we gain by working together"},
	{"multidisciplinary", "people from different jobs who work together"},
	{"multi-disciplinary", "people from different jobs who work together"},
	{"expression of interest", "tell us that you are interested"},
	{"expressions of interest", "tell us that you are interested"},
	{"terms of reference", "what the group is for and how it works"},
	{"remit", "what it looks after"},
	{"remuneration", "payment"},
	{"reimbursement", "money back, or payment"},
	{"eg", "for example"},
	{"ie", "that is, or leave it out"},
	{"etc", "and so on, or name them"},
	{"via", "by, or through"},
	{"amongst", "among"},
	{"whilst", "while"},
}

// signs are short for words.
var signs = []phrase{{" & ", "and"}, {"e.g.", "for example"}, {"i.e.", "that is, or leave it out"}}

// signAt finds a sign, -1 when there is none. Before a capital it is part of a
// name.
func signAt(text, sign string) int {
	at := strings.Index(text, sign)
	if at < 0 {
		return -1
	}
	next, _ := utf8.DecodeRuneInString(text[at+len(sign):])
	if sign == " & " && unicode.IsUpper(next) {
		return -1
	}
	return at
}

// phrases are the table by first word.
var phrases = byFirstWord(jargonList)

func byFirstWord(list []phrase) map[string][]phrase {
	out := map[string][]phrase{}
	for _, p := range list {
		first, _, _ := strings.Cut(p.words, " ")
		out[first] = append(out[first], p)
	}
	return out
}

// phraseAt finds the phrase that starts with a word.
func phraseAt(text string, from, to int) (phrase, bool) {
	for _, p := range phrases[lower(text[from:to])] {
		end := from + len(p.words)
		if end <= len(text) && strings.EqualFold(text[from:end], p.words) && (end == to || !joined(text[end:])) && !name(text, from, end) {
			return p, true
		}
	}
	return phrase{}, false
}

// siteOrOurs finds the phrase that starts with a word: one of the site's list
// before one of ours. What the site allows is none.
func siteOrOurs(p *lint.Page, text string, from, to int) (phrase, bool) {
	for _, w := range p.Site.Data.Words {
		end := from + len(w.Avoid)
		if end <= len(text) && strings.EqualFold(text[from:end], w.Avoid) && end >= to && (end == to || !joined(text[end:])) {
			return phrase{w.Avoid, w.Say}, w.Say != ""
		}
	}
	return phraseAt(text, from, to)
}

// lower is a word in small letters; most words are already.
func lower(word string) string {
	for i := range len(word) {
		if c := word[i]; c >= 'A' && c <= 'Z' {
			return strings.ToLower(word)
		}
	}
	return word
}

// joined says whether a word goes on.
func joined(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '-'
}

// name says whether a phrase is part of a name: it has a capital in the middle
// of a sentence, or in its second word.
func name(text string, from, end int) bool {
	_, second, _ := strings.Cut(text[from:end], " ")
	if second != "" && second[0] >= 'A' && second[0] <= 'Z' {
		return true
	}
	before := strings.TrimRight(text[:from], " ")
	return text[from] >= 'A' && text[from] <= 'Z' && before != "" && !strings.ContainsAny(before[len(before)-1:], ".!?:")
}
