// Package form is one form. An author writes a Definition: forms/NAME.md. A
// visitor meets the Form that is made of it, a plain value that fits into a
// JSON file, so that a server needs no site to take answers:
//
//	answers, problems := f.Read(values) // what was sent, and what to tell the person
//	answers.Canonical()                 // what is sealed
//	f.Summary(answers)                  // what the person checks
//	f.Row(answers)                      // what the team reads
//
// A field is named by its id. The fields that most forms have are known here by
// theirs, with their words, so that a file may say no more than "id: name".
//
// What people typed is never lost: Answers holds it as it came, beside the
// answers that are kept. An answer about health is kept only with its own tick.
package form

import (
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
	// Next says what happens when the form is sent, a paragraph each. It stands on the page with the reference.
	Next []string `yaml:"next" eg:"[\"We read it within 3 working days. Then we ring you.\"]"`
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
	DaysAfterClose int `yaml:"days_after_close" json:"days_after_close" eg:"90"`
	// Months counts from the day on which we got the answer, where there is no closing date.
	Months int `yaml:"months" json:"months" eg:"12"`
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
