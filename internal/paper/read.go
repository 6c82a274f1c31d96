package paper

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/url"
	"slices"

	"example.org/partake/internal/form"
)

// answers are one sheet's in a file: a text, a list of texts, or true for a tick,
// by the id of the input.
type answers map[string]values

type values []string

// UnmarshalJSON takes each of the ways to write an answer.
func (v *values) UnmarshalJSON(b []byte) error {
	var text string
	var several []string
	var tick bool
	switch {
	case json.Unmarshal(b, &text) == nil:
		*v = values{text}
	case json.Unmarshal(b, &several) == nil:
		*v = several
	case json.Unmarshal(b, &tick) == nil:
		*v = nil
		if tick {
			*v = values{form.Ticked}
		}
	default:
		return errors.New("an answer is a text, a list of texts, true or false")
	}
	return nil
}

// Read reads the answers of one sheet, a JSON object, or of several, a list of
// them. The error names everything that is wrong, so that nothing of a file is
// stored until all of it can be.
func Read(r io.Reader, s Sheet) ([]form.Answers, error) {
	src, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("read the answers: %w", err)
	}
	var all []answers
	if bytes.HasPrefix(bytes.TrimSpace(src), []byte("[")) {
		err = json.Unmarshal(src, &all)
	} else {
		all = make([]answers, 1)
		err = json.Unmarshal(src, &all[0])
	}
	if err != nil {
		return nil, fmt.Errorf("read the answers: %w", err)
	}
	if len(all) == 0 {
		return nil, errors.New("read the answers: there are none")
	}
	var out []form.Answers
	var wrong error
	for i, one := range all {
		a, err := one.read(s, i+1)
		out, wrong = append(out, a), errors.Join(wrong, err)
	}
	return out, wrong
}

// read checks one sheet.
func (x answers) read(s Sheet, number int) (form.Answers, error) {
	sent, asked := url.Values{}, map[string]bool{}
	for _, in := range s.Form.Fields {
		if in.Kind == "opportunity" {
			if s.Offer.ID != "" {
				sent.Set(in.ID, s.Offer.ID)
			}
			continue
		}
		asked[in.ID], asked[in.ConsentID()] = true, true
	}
	var wrong error
	for _, id := range slices.Sorted(maps.Keys(x)) {
		if id == "" || !asked[id] {
			wrong = errors.Join(wrong, fmt.Errorf("sheet %d: the form does not ask for %q", number, id))
		}
		sent[id] = x[id]
	}
	a, problems := s.Form.Read(sent)
	for _, p := range problems {
		wrong = errors.Join(wrong, fmt.Errorf("sheet %d: %s: %s", number, p.Field, p.Message))
	}
	return a, wrong
}
