package reference

import (
	"slices"
	"strings"
)

// keys writes the tables of the keys of one struct, and of those inside them.
func (p *text) keys(fields []Field) {
	p.asked(fields)
	groups := []struct {
		heading string
		has     func(Field) bool
	}{
		{"Keys that it needs", func(f Field) bool { return f.Must }},
		{"Keys that somebody asks for", func(f Field) bool { return f.Asker != "" }},
		{"Keys that you may add", func(f Field) bool { return !f.Must && f.Asker == "" }},
	}
	for _, g := range groups {
		var some []Field
		for _, f := range fields {
			if g.has(f) {
				some = append(some, f)
			}
		}
		if len(some) > 0 {
			p.line("## %s", g.heading)
			p.table(some, false)
		}
	}
	if inside := nested("", fields); len(inside) > 0 {
		p.line("## Keys inside other keys")
		for _, f := range inside {
			p.line("### Inside %s", f.Key)
			p.table(f.Inside, true)
		}
	}
}

// askers are those who ask, by what the tags and comments call them. Readers
// get the whole name before the first key.
var askers = []struct{ short, whole string }{
	{"HRA", "the Health Research Authority (HRA), in questions A to I of its checklist"},
	{"4Pi", "the National Involvement Standards (4Pi)"},
	{"TLAP", "Think Local Act Personal (TLAP), with its ladder of co-production"},
	{"GRIPP2", "the checklist for reporting involvement (GRIPP2)"},
	{"GDPR", "the UK General Data Protection Regulation (GDPR)"},
}

// asked says who asks for any of the keys.
func (p *text) asked(fields []Field) {
	var who []string
	for _, a := range askers {
		if mentioned(a.short, fields) {
			who = append(who, "- "+a.whole)
		}
	}
	if len(who) > 0 {
		p.line("Some keys are asked for by others, and advice names them:\n\n%s", strings.Join(who, "\n"))
	}
}

// mentioned says whether a word stands with any of the keys, however deep.
func mentioned(word string, fields []Field) bool {
	return slices.ContainsFunc(fields, func(f Field) bool {
		return strings.Contains(f.Asker+f.Doc, word) || mentioned(word, f.Inside)
	})
}

// nested are the fields with keys inside, however deep, each with its whole path.
func nested(above string, fields []Field) []Field {
	var out []Field
	for _, f := range fields {
		if len(f.Inside) == 0 {
			continue
		}
		f.Key = above + f.Key
		out = append(out, f)
		out = append(out, nested(f.Key+".", f.Inside)...)
	}
	return out
}

// table writes a table of keys.
func (p *text) table(fields []Field, inside bool) {
	p.WriteString("\n| Key | What to write |\n| --- | --- |\n")
	for _, f := range fields {
		p.WriteString("| `" + f.Key + "` | " + p.what(f, inside) + " |\n")
	}
}

// what says what to write: the comment, who asks for it, where the choices are.
// The example stands in the same cell, so that the table is narrow enough for a
// phone.
func (p *text) what(f Field, inside bool) string {
	parts := []string{cell(f.Doc)}
	switch {
	case f.Must && inside:
		parts = append(parts, "It is needed here.")
	case f.Asker != "":
		parts = append(parts, "Asked for by "+Askers(f.Asker)+".")
	}
	if len(f.Choices) > 0 {
		heading := p.heading(f)
		parts = append(parts, "See ["+strings.ToLower(heading[:1])+heading[1:]+"](#"+anchor(heading)+").")
	}
	if len(f.Inside) > 0 {
		parts = append(parts, "It has keys inside.")
	}
	if len(f.Inside) == 0 || len(f.Example) <= longExample { // else the keys inside have one each
		parts = append(parts, "Example: `"+f.Example+"`")
	}
	return strings.Join(parts, " ")
}

// longExample is how many characters of an example can be taken in at once.
const longExample = 120

// heading is that of the choices of a field. Fields with the same choices share
// one.
func (p *text) heading(f Field) string {
	set := ""
	for _, c := range f.Choices {
		set += c.Value + "\n"
	}
	if _, ok := p.words[set]; !ok {
		heading := "Words for " + f.Key
		for _, other := range p.words {
			if other == heading {
				heading += ": " + f.Choices[0].Value + " and others"
			}
		}
		p.words[set] = heading
		p.lists = append(p.lists, named{heading, f.Choices})
	}
	return p.words[set]
}

// choices writes the tables of words to choose from that the tables lead to.
func (p *text) choices() {
	if len(p.lists) == 0 {
		return
	}
	p.line("## Words to choose from")
	for _, l := range p.lists {
		p.line("### %s", l.heading)
		p.WriteString("\n| Write | Pages show |\n| --- | --- |\n")
		for _, c := range l.choices {
			words := cell(c.Words)
			if words == "" {
				words = "nothing"
			}
			p.WriteString("| `" + c.Value + "` | " + words + " |\n")
		}
	}
}

// anchor is the id that the site gives a heading.
func anchor(heading string) string {
	return strings.NewReplacer(" ", "-", "_", "-", ":", "").Replace(strings.ToLower(heading))
}

// Askers is who asks for a key, as words.
func Askers(list string) string {
	before, last, ok := cutLast(list, ", ")
	if !ok {
		return list
	}
	return before + " and " + last
}

func cutLast(s, sep string) (before, after string, found bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}

// cell makes text safe to stand in a cell of a table.
func cell(s string) string {
	return strings.NewReplacer("|", `\|`, "<", `\<`, "*", `\*`).Replace(s)
}
