// Package fill makes the questions of a form, as a page shows them: empty on a
// page of the site, and with what was typed when the desk shows the form again.
// Both show the same, since both come from here.
//
// Each problem stands twice: in the summary at the top, with a link to its
// input, and at the question.
package fill

import (
	"strconv"
	"strings"

	"example.org/partake/internal/form"
	"example.org/partake/internal/value"
	"example.org/partake/internal/view"
)

// Button leads to the page on which people check their answers.
const Button = "Continue"

// What people tick so that we may keep an answer about health.
const (
	consentLabel = "You may keep what I tell you here."
	consentHint  = "This may say something about your health. We keep your answer only if you tick that we may."
)

// ID is the anchor of an input. Names of inputs and ids of headings never look
// like it, so that a page has it once.
func ID(name string) string { return "answer_" + name }

// Sheet makes the questions of a form with the answers as they were typed.
// opportunity is its id, "" for a form of its own.
func Sheet(f form.Form, a form.Answers, problems []form.Problem, opportunity string) view.Sheet {
	s := view.Sheet{Sends: true, Action: form.SendURL, Honeypot: form.HoneypotName, Button: Button, Hidden: []view.Hidden{{Name: form.FormName, Value: f.ID}}}
	if opportunity != "" {
		s.Hidden = append(s.Hidden, view.Hidden{Name: form.OpportunityName, Value: opportunity})
	}
	w := writer{answers: a, messages: map[string]string{}}
	for _, p := range problems {
		s.Problems = append(s.Problems, view.Link{Text: p.Message, URL: "#" + ID(p.Field)})
		w.messages[p.Field] = p.Message
	}
	for i, in := range f.Fields {
		switch {
		case in.Kind == "opportunity": // the page knows which one
		case in.Group == "":
			s.Questions = append(s.Questions, w.question(in))
		case i == 0 || f.Fields[i-1].Group != in.Group:
			s.Questions = append(s.Questions, w.group(f, in.Group))
		}
	}
	return s
}

// writer fills in questions.
type writer struct {
	answers  form.Answers
	messages map[string]string // of problems, by input
}

// kinds are how the kinds of a field look on a page. The others have their names.
var kinds = map[value.FieldKind]string{"long-text": "area", "phone": "tel", "consent": "tick"}

func (w writer) question(in form.Input) view.Question {
	q := view.Question{
		Name: in.ID, ID: ID(in.ID), Kind: string(in.Kind), Label: in.Label, Hint: in.Hint, Autocomplete: in.Autocomplete,
		Optional: in.Optional, Health: in.Health, Max: in.Max, Problem: w.messages[in.ID],
	}
	if k, ok := kinds[in.Kind]; ok {
		q.Kind = k
	}
	switch q.Kind {
	case "choice", "choices":
		q.Options = w.options(in)
	case "tick":
		q.Options = []view.Choice{{ID: q.ID, Value: form.Ticked, Words: in.Label, Chosen: w.answers.Chose(in.ID, form.Ticked)}}
	case "area":
		q.Limit = "You can write up to " + value.Thousands(in.Max) + " characters."
		fallthrough
	default:
		q.Value = w.answers.Typed(in.ID)
	}
	if id := in.ConsentID(); id != "" {
		q.Consent = []view.Question{w.question(form.Input{ID: id, Kind: "consent", Label: consentLabel, Hint: consentHint})}
	}
	q.Described = described(q)
	return q
}

// described are the ids of what a page says of an input: what helps, then what
// is wrong, then how long it may be.
func described(q view.Question) string {
	var ids []string
	if q.Hint != "" || q.Kind == "choices" { // of which one may choose several
		ids = append(ids, q.ID+"-hint")
	}
	if q.Problem != "" {
		ids = append(ids, q.ID+"-problem")
	}
	if q.Limit != "" {
		ids = append(ids, q.ID+"-limit")
	}
	return strings.Join(ids, " ")
}

// options are the answers to choose from. The first has the anchor of the
// question, so that a link to it leads to something that takes the focus.
func (w writer) options(in form.Input) []view.Choice {
	var out []view.Choice
	for i, o := range in.Options {
		id := ID(in.ID)
		if i > 0 {
			id += "-" + strconv.Itoa(i+1)
		}
		out = append(out, view.Choice{ID: id, Value: o.Value, Words: o.Words, Chosen: w.answers.Chose(in.ID, o.Value)})
	}
	return out
}

// group is a question with all its inputs.
func (w writer) group(f form.Form, id string) view.Question {
	q := view.Question{Name: id, ID: ID(id), Kind: "group"}
	for _, g := range f.Groups {
		if g.ID == id {
			q.Label, q.Hint, q.Optional = g.Label, g.Hint, g.Optional
		}
	}
	for _, in := range f.Fields {
		if in.Group == id {
			q.Inputs = append(q.Inputs, w.question(in))
		}
	}
	q.Described = described(q)
	return q
}

// Keep says how long answers are kept. closes is 0 without a closing date.
func Keep(f form.Form, closes value.Date) string {
	if closes != 0 {
		return "We delete your answers by " + (closes + value.Date(f.Keep.DaysAfterClose)).String() + "."
	}
	months := value.Thousands(f.Keep.Months) + " months"
	if f.Keep.Months == 1 {
		months = "1 month"
	}
	return "We delete your answers " + months + " after we get them."
}
