package lint

import (
	"bytes"
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"example.org/partake/internal/diag"
	"example.org/partake/internal/frontmatter"
	"example.org/partake/internal/markdown"
)

// Words are sentences that stand together.
type Words struct {
	Text string
	// Own is Text with spaces in place of what somebody else said or named:
	// quotations, names of documents, code. Offsets are the same.
	Own string
	// Paragraph is set for a paragraph of the Markdown.
	Paragraph bool
	// At is the place of the byte at an offset.
	At func(offset int) diag.Pos
}

// theirs are keys whose words are not ours: what people said, names, addresses.
var theirs = map[string]bool{
	"quotes": true, "you_said": true, "said": true, "who": true, "transcript": true, "co_produced_with": true, "silence": true, "sources": true,
	"partners": true, "aka": true, "post": true, "address": true, "source": true, "definition": true, "alt": true,
}

// wordsOf are the sentences of a page.
func wordsOf(p *Page) []Words {
	var out []Words
	frontmatter.Texts(p.Doc, func(key, text string) {
		first, _, _ := strings.Cut(key, "[")
		last := strings.TrimRight(key[strings.LastIndexByte(key, '.')+1:], "[]0123456789")
		if theirs[first] || theirs[last] || !strings.Contains(text, " ") {
			return
		}
		out = append(out, Words{Text: text, Own: blank(text, nil), At: func(int) diag.Pos { return p.At(key) }})
	})
	if p.Summary != "" && !p.Keys.Has("definition") {
		out = append(out, Words{Text: p.Summary, Own: blank(p.Summary, nil), At: func(int) diag.Pos { return p.At("summary") }})
	}
	for i := range p.Text.Prose {
		prose := &p.Text.Prose[i]
		w := Words{Text: prose.Text, Paragraph: prose.Paragraph, At: prose.At}
		if prose.Quoted {
			w.Own = strings.Repeat(" ", len(prose.Text))
		} else {
			w.Own = blank(prose.Text, append(prose.Code, p.named(prose)...))
		}
		out = append(out, w)
	}
	return out
}

// named are the links whose words are the name of what they lead to: another
// site, a file, a page with that title.
func (p *Page) named(prose *markdown.Prose) []markdown.Stretch {
	var out []markdown.Stretch
	for _, l := range prose.Links {
		to, page := p.Site.Book.At(l.URL)
		if !strings.HasPrefix(l.URL, "/") && !strings.HasPrefix(l.URL, "#") || !page || strings.EqualFold(to.Title, prose.Text[l.From:l.To]) {
			out = append(out, l)
		}
	}
	return out
}

// blank puts spaces in place of stretches and of what stands in quotation marks.
func blank(text string, stretches []markdown.Stretch) string {
	quotes := strings.IndexByte(text, '"') >= 0 || strings.Contains(text, "“") || strings.Contains(text, "‘")
	if len(stretches) == 0 && !quotes {
		return text
	}
	out := []byte(text)
	for _, s := range stretches {
		fill(out[s.From:s.To])
	}
	for i, r := range text {
		if end := closes(text, i, r); end > i {
			fill(out[i:end])
		}
	}
	return string(out)
}

func fill(b []byte) { copy(b, bytes.Repeat([]byte(" "), len(b))) }

// closes finds the end of a quotation that starts at i, 0 when none does.
func closes(text string, i int, r rune) int {
	rest := text[i+utf8.RuneLen(r):]
	end := -1
	switch r {
	case '“':
		end = strings.Index(rest, "”")
	case '‘':
		end = single(rest)
	case '"':
		if i > 0 && text[i-1] != ' ' && text[i-1] != '(' {
			return 0
		}
		end = strings.IndexByte(rest, '"')
	}
	if end < 0 {
		return 0
	}
	return i + utf8.RuneLen(r) + end
}

// single finds the mark that ends a quotation, and is no apostrophe.
func single(rest string) int {
	for i, r := range rest {
		next, _ := utf8.DecodeRuneInString(rest[i+utf8.RuneLen(r):])
		if r == '’' && !unicode.IsLetter(next) {
			return i
		}
	}
	return -1
}

// letter says whether a sign belongs to a word.
func letter(r rune) bool { return unicode.IsLetter(r) || r == '\'' || r == '’' }

// plain are the ASCII letters and figures, and the apostrophe.
var plain = func() (is [256]bool) {
	for c := range utf8.RuneSelf {
		is[c] = letter(rune(c)) || c >= '0' && c <= '9'
	}
	return is
}()

// Each gives the place of every word of a text: its letters, figures, apostrophes
// and inner hyphens.
func Each(text string) iter.Seq2[int, int] {
	return func(yield func(from, to int) bool) { each(text, yield) }
}

func each(text string, yield func(from, to int) bool) {
	start := -1
	for i := 0; i < len(text); {
		c, size := text[i], 1
		inside := plain[c] || c == '-' && start >= 0
		if c >= utf8.RuneSelf {
			var r rune
			r, size = utf8.DecodeRuneInString(text[i:])
			inside = letter(r)
		}
		switch {
		case inside && start < 0:
			start = i
		case !inside && start >= 0:
			if !yield(start, i) {
				return
			}
			start = -1
		}
		i += size
	}
	if start >= 0 {
		yield(start, len(text))
	}
}

// Sentence is a part of a text between full stops.
type Sentence struct{ From, To, Words int }

// Sentences takes a text apart.
func Sentences(text string) []Sentence {
	var out []Sentence
	from := 0
	add := func(to int) {
		if n := Count(text[from:to]); n > 0 {
			skip := len(text[from:to]) - len(strings.TrimLeft(text[from:to], " \n"))
			out = append(out, Sentence{from + skip, to, n})
		}
		from = to
	}
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '.', '!', '?':
			if ends(text, i) {
				add(i + 1)
			}
		case '\n':
			add(i)
		}
	}
	add(len(text))
	return out
}

// Count counts the words of a text, without taking it apart.
func Count(text string) int {
	n, inside := 0, false
	for i := range len(text) {
		space := text[i] == ' ' || text[i] == '\n' || text[i] == '\t'
		if !space && !inside {
			n++
		}
		inside = !space
	}
	return n
}

// ends says whether the sign at i ends a sentence: what follows begins with a
// capital, after a space.
func ends(text string, i int) bool {
	rest := strings.TrimLeft(text[i+1:], "”’\")")
	if rest == "" {
		return true
	}
	next, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest, " \n“‘\"("))
	return (rest[0] == ' ' || rest[0] == '\n') && !unicode.IsLower(next)
}

func place(file string, src []byte, offset int) diag.Pos {
	before := src[:offset]
	start := bytes.LastIndexByte(before, '\n') + 1
	return diag.Pos{File: file, Line: 1 + bytes.Count(before, []byte("\n")), Col: 1 + utf8.RuneCount(before[start:])}
}
