package form

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"example.org/partake/internal/value"
)

// Rule is what an answer does not keep to.
type Rule string

// The rules.
const (
	Required     Rule = "required"
	Select       Rule = "select" // required, of answers to choose from
	Tick         Rule = "tick"   // required, of a tick
	Listed       Rule = "listed" // one of the answers to choose from
	TooLong      Rule = "too-long"
	Email        Rule = "email"
	EmailOne     Rule = "email-one"
	EmailSpace   Rule = "email-space"
	EmailLetters Rule = "email-letters"
	Phone        Rule = "phone"
	PhoneShort   Rule = "phone-short"
	AnyContact   Rule = "any-contact" // one of the inputs of a group
	Fitting      Rule = "fitting"     // the input that another answer asks for
	Consent      Rule = "consent"     // the tick of an answer about health
	Once         Rule = "once"        // sent once: no browser breaks it
	Readable     Rule = "readable"    // UTF-8: no browser breaks it
)

// messages are what people read. {short} is what the form calls the answer,
// {answer} the same as the start of a sentence, {label} the question.
var messages = map[Rule]string{
	Required:     "Enter {short}",
	Select:       "Select {short}",
	Tick:         "Tick the box “{label}”",
	Listed:       "Select {short}. Choose only from the answers on the page",
	TooLong:      "{answer} must be {max} characters or fewer. You have used {used}.",
	Email:        "Enter an email address in the correct format, like name@example.com",
	EmailOne:     "Enter one email address only, like name@example.com",
	EmailSpace:   "Enter an email address without spaces, like name@example.com",
	EmailLetters: "Your email address has “{typed}” in it, which does not work in an email address. Type it again, like name@example.com",
	Phone:        "Enter a phone number, like 01632 960 001, 07700 900 982 or +44 808 157 0192",
	PhoneShort:   "Enter the phone number with its area code, like 01632 960 001",
	AnyContact:   "Enter an email address, a phone number or a postal address",
	Fitting:      "Enter {short}, because you chose “{chosen}”",
	Consent:      "Tick the box if we may keep {short}. If we may not, leave the question empty",
	Once:         "We got two different answers for {short}. Give one of them",
	Readable:     "{answer} has letters that we can’t read. Type it again",
}

// Problem is what a person is asked to put right. Field is the id of the input
// that it leads to.
type Problem struct {
	Field   string `json:"field"`
	Rule    Rule   `json:"rule"`
	Message string `json:"message"`
}

// problem says which rule an answer does not keep to. The pairs fill what else
// the message names.
func (in Input) problem(rule Rule, pairs ...string) *Problem {
	short := in.Short
	if in.Options != nil && rule != Select && rule != Listed || short == "" {
		short = "your answer to “" + in.Label + "”"
	}
	pairs = append(pairs, "{short}", short, "{answer}", capital(short), "{label}", in.Label)
	return &Problem{Field: in.ID, Rule: rule, Message: strings.NewReplacer(pairs...).Replace(messages[rule])}
}

// tooLong is a problem where a text has more characters than it may.
func (in Input) tooLong(s string) *Problem {
	used := utf8.RuneCountInString(s)
	if in.Max == 0 || used <= in.Max {
		return nil
	}
	return in.problem(TooLong, "{max}", value.Thousands(in.Max), "{used}", value.Thousands(used))
}

// Malformed is an error of what sent the form: no browser does so. It names no
// answer.
type Malformed struct {
	Field string
	Rule  Rule
}

// Error names the field and the rule, and nothing that was sent.
func (m *Malformed) Error() string {
	return fmt.Sprintf("field %q breaks the rule %q", m.Field, m.Rule)
}

// CheckSent is the first of the problems for which the sender's program is to
// blame, as a *Malformed, or nil. It calls for the status 400.
func CheckSent(problems []Problem) error {
	for _, p := range problems {
		if p.Rule == Once || p.Rule == Readable {
			return &Malformed{Field: p.Field, Rule: p.Rule}
		}
	}
	return nil
}
