package form

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"example.org/partake/internal/value"
)

// Form is a form as visitors meet it. It is made once, by Definition.Form, and
// says all that is needed to show it, to read it and to name its answers.
type Form struct {
	ID     string         `json:"id"`
	Kind   value.FormKind `json:"kind"`
	Title  string         `json:"title"`
	Fields []Input        `json:"fields"`
	Groups []Group        `json:"groups,omitempty"`
	Keep   Keep           `json:"keep"`
}

// Input is what a person fills in: a question, or a part of one.
type Input struct {
	ID           string          `json:"id"`
	Kind         value.FieldKind `json:"kind"`
	Label        string          `json:"label"`
	Hint         string          `json:"hint,omitempty"`
	Short        string          `json:"short"` // in messages: "your name"
	Optional     bool            `json:"optional,omitempty"`
	Max          int             `json:"max,omitempty"` // code points
	Options      []Option        `json:"options,omitempty"`
	Health       bool            `json:"health,omitempty"`       // kept only with the tick ConsentID
	Autocomplete string          `json:"autocomplete,omitempty"` // for browsers that fill it in
	Group        string          `json:"group,omitempty"`
	For          []string        `json:"for,omitempty"` // the answers to the group's By that need it
}

// Group is a question with several inputs, one of which has to be filled.
type Group struct {
	ID       string `json:"id"`
	Label    string `json:"label"`
	Hint     string `json:"hint,omitempty"`
	Optional bool   `json:"optional,omitempty"`
	By       string `json:"by"` // the input whose answer says which one
}

// Option is an answer to choose from. Value is what is sent and stored.
type Option struct {
	Value string `json:"value"`
	Words string `json:"words"`
}

// Ticked is what a tick sends. Nothing else is consent.
const Ticked = "yes"

const consentEnd = "_consent"

// ConsentID is the id of the tick without which an answer about health is not
// kept, "" where none is needed.
func (in Input) ConsentID() string {
	if !in.Health {
		return ""
	}
	return in.ID + consentEnd
}

// The most characters where the file does not say.
const (
	textMax  = 500
	emailMax = 254 // RFC 5321
	phoneMax = 50
)

// Form makes the form that visitors meet. The id is that of its file.
func (d *Definition) Form(id string) Form {
	out := Form{ID: id, Kind: d.FormKind, Title: d.Title, Keep: d.Kept()}
	for _, f := range d.Questions() {
		if f.ID != "contact" {
			out.Fields = append(out.Fields, f.input())
			continue
		}
		out.Groups = append(out.Groups, Group{ID: f.ID, Label: f.Label, Hint: f.Hint, Optional: f.Optional, By: "reply_by"})
		for _, in := range contactInputs {
			in.Group, in.For = f.ID, slices.Clone(in.For)
			if in.Max == 0 {
				in.Max = f.Max
			}
			out.Fields = append(out.Fields, in)
		}
	}
	return out
}

// input is a whole field as an input.
func (f Field) input() Input {
	in := Input{
		ID: f.ID, Kind: f.Kind, Label: f.Label, Hint: f.Hint, Short: shorts[f.ID], Optional: f.Optional, Max: f.Max,
		Options: f.options(), Health: f.Health,
	}
	if in.Short == "" {
		in.Short = "your answer to “" + f.Label + "”"
	}
	if f.ID == "name" {
		in.Autocomplete = "name"
	}
	if in.Max == 0 {
		in.Max = map[value.FieldKind]int{"text": textMax, "long-text": longest, "email": emailMax, "phone": phoneMax}[in.Kind]
	}
	return in
}

// options are the field's answers with their values.
func (f Field) options() []Option {
	var out []Option
	for _, words := range f.Options {
		v := settled[f.ID][words]
		if v == "" {
			v = slug(words)
		}
		out = append(out, Option{Value: v, Words: capital(words)})
	}
	return out
}

// slug is the value of an answer: its letters and figures, in any script.
func slug(words string) string {
	words = strings.ToLower(norm.NFC.String(words))
	return strings.Join(strings.FieldsFunc(words, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	}), "-")
}

// capital starts with a capital letter.
func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// input finds an input by its id.
func (f Form) input(id string) (Input, bool) {
	i := slices.IndexFunc(f.Fields, func(in Input) bool { return in.ID == id })
	if i < 0 {
		return Input{}, false
	}
	return f.Fields[i], true
}

// words are what an answer's value says to people.
func (in Input) words(v string) string {
	for _, o := range in.Options {
		if o.Value == v {
			return o.Words
		}
	}
	return v
}
