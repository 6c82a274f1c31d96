// Package glossary links the terms of the glossary where a page first uses
// them.
//
//	linker := glossary.New("/glossary/", []glossary.Term{
//		{ID: "carer", Words: []string{"carer", "unpaid carer"}},
//		{ID: "gofalwr", Words: []string{"gofalwr"}, Lang: "cy"},
//	})
//	linker.Link(&page, html, "en-GB")
//
// A Linker never changes after New; any number of pages may be linked at once.
//
// # The page
//
// The HTML is a whole page of our own making: well formed, names in lower case,
// values in double quotes, and <, > and & escaped in text and in values. Only links
// are put in; without them the page is the same, byte for byte.
//
// Terms are looked for in the running text of <main>. These stay as they are:
//
//   - what has its own role: headings, links, buttons, everything in a form that
//     takes or names an answer, navigation, summaries, captions, table headings
//     and the left side of a list of facts;
//   - other people's words, and words that are quoted to the letter: blockquote,
//     q, cite, figcaption, code, kbd, samp, pre;
//   - what is no text: scripts, styles, drawings, films;
//   - an element with the attribute data-no-terms;
//   - an element with a lang of its own that is not the language of the page.
//
// # The words
//
// On each page a term is linked once, by whichever of its words comes first. A
// page gets the terms of its own language; en and en-GB are the same here.
//
//   - The longest wins. In "co-production group" that is never "co-production",
//     if the group is a term too, not even when the group was linked before.
//   - Capitals make no difference, but for a word that is all capitals and has up
//     to 4 letters: PALS is not "pals".
//   - Whole words only. A hyphen makes one word of two, so "carer" is not found
//     in "non-carer" or "carer-led". Nor is it in an address such as
//     carer@example.org. A slash parts words: "patient/carer".
//   - A plural s belongs to the word and to the link. After ’s or s’ the link ends
//     before the apostrophe.
//   - A space stands for any white space, ’ for ' and a hyphen that does not
//     break for one that does, whether written out or as a character reference.
//   - The tag of any element ends a word.
//
// A word in the glossary has to begin with a letter or a digit and to be longer
// than one character to be found. When two terms share a word, the first term
// has it.
package glossary

import (
	"bytes"
	"cmp"
	"fmt"
	"hash/fnv"
	"html"
	"maps"
	"slices"
	"strings"
)

// Term is an entry of the glossary.
type Term struct {
	ID    string   // anchor on the page of the glossary
	Words []string // the term and its other names: "co-production", "coproduction"
	Lang  string   // "" means en-GB
}

// Linker puts links to one glossary into pages.
type Linker struct {
	langs  map[string]*vocabulary // by primary subtag
	digest uint64
}

// vocabulary is the terms of one language.
type vocabulary struct {
	tags  []string     // what opens the link to each term
	words [1024][]word // by their first two letters, the longest first
	third [1024]uint32 // a bit for each letter that comes next in one of them
}

// New makes the linker of a glossary; page is its address, such as "/glossary/".
func New(page string, terms []Term) *Linker {
	l, digest := &Linker{langs: map[string]*vocabulary{}}, fnv.New64a()
	fmt.Fprintf(digest, "%q", page)
	for _, t := range terms {
		lang := primary(t.Lang)
		fmt.Fprintf(digest, "%q %q %q", lang, t.ID, t.Words)
		if l.langs[lang] == nil {
			l.langs[lang] = &vocabulary{}
		}
		for _, text := range t.Words {
			l.langs[lang].add(text, `<a class="partake-term" href="`+html.EscapeString(page+"#"+t.ID)+`">`)
		}
	}
	maps.DeleteFunc(l.langs, func(_ string, v *vocabulary) bool { return len(v.tags) == 0 })
	l.digest = digest.Sum64()
	return l
}

// add takes a word in, unless it has been taken. The tag tells terms apart.
func (v *vocabulary) add(text, tag string) {
	w := newWord(text)
	list := v.starting([]byte(w.text), 0)
	taken := func(o word) bool { return o.text == w.text && o.exact == w.exact }
	if list == nil || slices.ContainsFunc(*list, taken) {
		return
	}
	if w.term = slices.Index(v.tags, tag); w.term < 0 {
		w.term = len(v.tags)
		v.tags = append(v.tags, tag)
	}
	*list = append(*list, w)
	slices.SortStableFunc(*list, longestFirst)
	bits := ^uint32(0)
	if len(w.text) > 2 && kind[w.text[1]] != other { // no white space, which may be long
		bits = 1 << (kind[w.text[2]] & 31)
	}
	v.third[pair(kind[w.text[0]], kind[w.text[1]])] |= bits
}

// Empty says that Link would change no page.
func (l *Linker) Empty() bool { return l == nil || len(l.langs) == 0 }

// Digest stands for all that the linker knows. Two linkers with one digest do
// the same.
func (l *Linker) Digest() uint64 {
	if l.Empty() {
		return 0
	}
	return l.digest
}

// Link writes a page to dst, with links. lang is the page's language; "" means
// en-GB.
func (l *Linker) Link(dst *bytes.Buffer, html []byte, lang string) {
	p := pass{dst: dst, html: html, lang: primary(lang)}
	if !l.Empty() && l.langs[p.lang] != nil {
		p.vocabulary = l.langs[p.lang]
		p.seen = make([]bool, len(p.tags))
		p.run(bytes.Index(html, []byte("<main")))
	}
	dst.Write(html[p.written:])
}

// primary is the part of a language tag that names the language.
func primary(lang string) string {
	lang, _, _ = strings.Cut(lang, "-")
	return cmp.Or(strings.ToLower(lang), "en")
}
