package form

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"
)

// Answers are what a person sent.
type Answers struct {
	Form    string              // id of the form
	Given   []Answer            // what is kept: only answers that are as they have to be
	Raw     map[string][]string // what was typed, by input and tick, exactly: for showing it again
	Unknown int                 // names that the form does not ask for; they are ignored
}

// Answer is one answer. Choices of several have several values, all others one.
type Answer struct {
	ID      string   `json:"id"`
	Values  []string `json:"values"`
	Consent bool     `json:"consent,omitempty"` // that we may keep what it says about health
}

// Value is an answer's only or first value, "" without one.
func (a Answers) Value(id string) string {
	if v := a.values(id); len(v) > 0 {
		return v[0]
	}
	return ""
}

func (a Answers) values(id string) []string {
	for _, x := range a.Given {
		if x.ID == id {
			return x.Values
		}
	}
	return nil
}

// Typed is what was typed into an input.
func (a Answers) Typed(id string) string {
	if v := a.Raw[id]; len(v) > 0 {
		return v[0]
	}
	return ""
}

// Chose says whether an answer to choose, or a tick, was sent with a value.
func (a Answers) Chose(id, v string) bool { return slices.Contains(a.Raw[id], v) }

// Fields are the values that a form sends to give the same answers: what a page
// carries on that asks the person to check them.
func (a Answers) Fields() url.Values {
	out := url.Values{}
	for _, x := range a.Given {
		out[x.ID] = slices.Clone(x.Values)
		if x.Consent {
			out.Set(x.ID+consentEnd, Ticked)
		}
	}
	return out
}

// sealed is the JSON of answers.
type sealed struct {
	Version int      `json:"v"`
	Form    string   `json:"form"`
	Answers []Answer `json:"answers"` // by id
}

const version = 1

// Canonical is what is sealed: the same bytes for the same answers, whatever
// the order of the questions. Decode reads it.
func (a Answers) Canonical() []byte {
	given := slices.SortedFunc(slices.Values(a.Given), func(x, y Answer) int { return strings.Compare(x.ID, y.ID) })
	out, err := json.Marshal(sealed{Version: version, Form: a.Form, Answers: given})
	if err != nil {
		panic(err) // of strings, slices and booleans there is always JSON
	}
	return out
}

// Decode reads what Canonical wrote.
func Decode(canonical []byte) (Answers, error) {
	var s sealed
	if err := json.Unmarshal(canonical, &s); err != nil {
		return Answers{}, fmt.Errorf("answers: %w", err)
	}
	if s.Version != version {
		return Answers{}, fmt.Errorf("answers of version %d: this program reads version %d", s.Version, version)
	}
	return Answers{Form: s.Form, Given: s.Answers}, nil
}
