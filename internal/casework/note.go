package casework

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"example.org/partake/internal/intake"
	"example.org/partake/internal/seal"
)

// ErrMoved means that a note opens and is not the one that it is stored as.
var ErrMoved = errors.New("the note was written about another record or on another day: somebody changed the database")

// ErrLong and ErrEmpty are about what somebody wrote.
var (
	ErrLong  = fmt.Errorf("a note may have up to %d characters", MostNote)
	ErrEmpty = errors.New("there is nothing in the note")
)

// sealed is what a note says of itself, so that nobody can move it.
type sealed struct {
	Kind   string     `json:"kind"`
	ID     ID         `json:"id"`
	Record ID         `json:"record"`
	Day    intake.Day `json:"day"`
	Who    string     `json:"who"`
	Text   string     `json:"text"`
}

const kind = "partake note v1"

// NewNote seals a note.
func NewNote(random io.Reader, to seal.Recipients, record ID, text string, day intake.Day, who string) (Step, error) {
	text = strings.TrimSpace(strings.ReplaceAll(strings.ToValidUTF8(text, "\ufffd"), "\r\n", "\n"))
	switch {
	case text == "":
		return Step{}, ErrEmpty
	case utf8.RuneCountInString(text) > MostNote:
		return Step{}, ErrLong
	}
	s := Step{Record: record, Day: day, Who: who, Keys: to.Fingerprint()}
	if _, err := io.ReadFull(random, s.ID[:]); err != nil {
		return Step{}, fmt.Errorf("make a note: %w", err)
	}
	plain, err := json.Marshal(sealed{Kind: kind, ID: s.ID, Record: record, Day: day, Who: who, Text: text})
	if err == nil {
		s.Note, _, err = to.Seal(plain)
	}
	if err != nil {
		return Step{}, fmt.Errorf("seal a note: %w", err)
	}
	return s, s.Check()
}

// Read opens a note.
func (s Step) Read(ids ...seal.Identity) (string, error) {
	plain, err := seal.Open(s.Note, ids...)
	if err != nil {
		return "", err
	}
	var in sealed
	if err := json.Unmarshal(plain, &in); err != nil || in.Kind != kind {
		return "", ErrMoved
	}
	if in.ID != s.ID || in.Record != s.Record || in.Day != s.Day || in.Who != s.Who {
		return "", ErrMoved
	}
	return in.Text, nil
}
