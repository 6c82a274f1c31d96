// Package form is one definition of a form: forms/NAME.md. Everything that a
// form does follows from it: the questions on the page, what is checked, and
// what the team reads.
//
// A field is named by its id. The fields that most forms have are known here by
// theirs, with their words, so that a file may say no more than "id: name".
package form

import (
	"slices"
	"strings"

	"example.org/partake/internal/diag"
	"example.org/partake/internal/frontmatter"
	"example.org/partake/internal/page"
	"example.org/partake/internal/value"
)

// Definition is a form: forms/NAME.md. Its Markdown stands before the questions.
type Definition struct {
	page.Page

	// FormKind is what the form is for.
	FormKind value.FormKind `yaml:"kind" must:"true" eg:"interest"`
	// Enabled says whether people can use the form. Forms for interest and for the bank are on unless it says false, the others off unless it says true.
	Enabled *bool `yaml:"enabled" eg:"true"`
	// Fields are the questions in their order.
	Fields []Field `yaml:"fields" must:"true" eg:"[{id: name}, {id: reply_by}, {id: contact}]"`
	// Keep says how long answers are kept.
	Keep *Keep `yaml:"keep" eg:"{days_after_close: 90, months: 12}"`
}

// Field is a question.
type Field struct {
	// ID is its name: one that Partake knows (name, reply_by, contact, opportunity, who, interests, experience, access_needs, updates_by), or one of your own.
	ID string `yaml:"id" must:"true" line:"true" eg:"name"`
	// Kind is how it is answered. A field of your own needs it.
	Kind value.FieldKind `yaml:"kind" eg:"long-text"`
	// Label is the question. A field of your own needs it.
	Label string `yaml:"label" line:"true" eg:"\"What would you like to talk about?\""`
	// Hint says what helps to answer.
	Hint string `yaml:"hint" eg:"\"A sentence is enough.\""`
	// Optional means that people can leave it empty.
	Optional bool `yaml:"optional" eg:"true"`
	// Max is the most characters of an answer.
	Max int `yaml:"max" eg:"1000"`
	// Options are the answers to choose from.
	Options []string `yaml:"options" eg:"[Mornings, Evenings]"`
	// Health means that the answer may say something about a person's health. It is kept only with a tick of its own.
	Health bool `yaml:"health" eg:"true"`
}

// Keep says how long answers are kept.
type Keep struct {
	// DaysAfterClose counts from the closing date of an opportunity.
	DaysAfterClose int `yaml:"days_after_close" eg:"90"`
	// Months counts from the day on which we got the answer, where there is no closing date.
	Months int `yaml:"months" eg:"12"`
}

// The usual retention.
const (
	KeepDays   = 90
	KeepMonths = 12
)

// On says whether people can use the form.
func (d *Definition) On() bool {
	if d.Enabled != nil {
		return *d.Enabled
	}
	return d.FormKind == "interest" || d.FormKind == "bank"
}

// Kept returns how long answers are kept.
func (d *Definition) Kept() Keep {
	out := Keep{DaysAfterClose: KeepDays, Months: KeepMonths}
	if d.Keep != nil && d.Keep.DaysAfterClose > 0 {
		out.DaysAfterClose = d.Keep.DaysAfterClose
	}
	if d.Keep != nil && d.Keep.Months > 0 {
		out.Months = d.Keep.Months
	}
	return out
}

// Questions are the fields with all that a known id says of them.
func (d *Definition) Questions() []Field {
	out := make([]Field, 0, len(d.Fields))
	for _, f := range d.Fields {
		out = append(out, f.whole())
	}
	return out
}

// whole fills what the file leaves to the field's id.
func (f Field) whole() Field {
	k, ok := known[f.ID]
	if !ok {
		return f
	}
	if f.Label == "" {
		f.Label = k.Label
	}
	if f.Hint == "" {
		f.Hint = k.Hint
	}
	if len(f.Options) == 0 {
		f.Options = k.Options
	}
	if f.Max == 0 {
		f.Max = k.Max
	}
	f.Kind, f.Optional, f.Health = k.Kind, f.Optional || k.Optional, f.Health || k.Health
	return f
}

// needed are the fields without which nobody can be answered.
var needed = []string{"name", "reply_by", "contact"}

// Check looks at what the fields say together.
func (d *Definition) Check(c *frontmatter.Check) {
	var ids []string
	for i, f := range d.Fields {
		key := frontmatter.Index("fields", i)
		if slices.Contains(ids, f.ID) {
			c.Errorf(key+".id", "keep one of them", "the form asks for %q twice", f.ID)
		}
		ids = append(ids, f.ID)
		f.check(c, key)
	}
	for _, id := range needed {
		if !slices.Contains(ids, id) {
			c.Errorf("fields", "add - id: "+id, "the form has no field %q, and without it nobody can be answered", id)
		}
	}
}

func (f Field) check(c *frontmatter.Check, key string) {
	if !idPattern(f.ID) {
		c.Errorf(key+".id", "write small letters, figures and _", "%q can't name a field", f.ID)
		return
	}
	if why := banned(f); why != "" {
		c.Errorf(key, "take the field out", "a form on this site may not ask for %s", why)
	}
	if _, ok := known[f.ID]; ok {
		if f.Kind != "" {
			c.Errorf(key+".kind", "take it out, or give the field another id", "how %q is answered is settled", f.ID)
		}
		return
	}
	c.Need(f.Kind == "", key+".kind", "a field of your own needs it", "long-text")
	c.Need(f.Label == "", key+".label", "a field of your own needs a question", `"What would you like to talk about?"`)
	choice := f.Kind == "choice" || f.Kind == "choices"
	c.Need(choice && len(f.Options) < 2, key+".options", "people need answers to choose from", "[Mornings, Evenings]")
	if near := diag.Nearest(f.ID, knownIDs()); near != "" && f.Kind == "" {
		c.Errorf(key+".id", "did you mean \""+near+"\"?", "there is no known field %q", f.ID)
	}
}

func idPattern(id string) bool {
	for _, r := range id {
		if (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '_' {
			return false
		}
	}
	return id != ""
}

// banned says what a form must never ask for: what would do harm in the wrong
// hands, and is not needed to answer anybody.
func banned(f Field) string {
	words := " " + strings.Map(letters, strings.ToLower(f.ID+" "+f.Label)) + " "
	for _, b := range []struct{ words, what string }{
		{"nhs number", "an NHS number"},
		{"date of birth", "a date of birth"},
		{"dob", "a date of birth"},
		{"diagnosis", "a diagnosis"},
		{"bank account", "bank details"},
		{"bank details", "bank details"},
		{"sort code", "bank details"},
		{"national insurance", "a National Insurance number"},
		{"ni number", "a National Insurance number"},
	} {
		if strings.Contains(words, " "+b.words+" ") {
			return b.what
		}
	}
	return ""
}

// letters makes everything but letters and figures a space.
func letters(r rune) rune {
	if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
		return r
	}
	return ' '
}
