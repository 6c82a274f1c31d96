// Package casework is what the team did with what people sent: how far they are
// with a record, and their notes about it.
//
// # Steps
//
// Both are steps, and a step is never changed. A mark says a state, such as
// contacted. A note is a text, sealed to the team's keys. A step belongs to one
// record, is known by its id, and is deleted with the record, leaving no byte.
//
// Because nothing is changed, two people can work at once, each on a copy of their
// own, and lose nothing: whoever has the same steps has the same history, in
// whatever order they came and however often (TestAnyOrder). Add keeps a step once.
//
// # Two marks at once
//
// A mark names the marks that it replaces: those that its author saw. What no mark
// replaces counts. When that is more than one, and they say different things, two
// people did not know of each other. Then both stay and both are shown, until
// somebody who sees both decides by one more mark. Until then lists sort the record
// by one of them: withdrawn before all others, since nobody should ring a person
// who changed their mind; else the later day.
//
// # What a note proves
//
// Its sealed text names the record, the day, the role and the id of the step, so a
// note that was moved to another record, or given another day, shows. Whoever holds
// the public keys can seal a note of their own, as with records, and a mark is the
// word of whoever holds the team's token.
package casework

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"unicode/utf8"

	"example.org/partake/internal/intake"
	"example.org/partake/internal/store/table"
)

// ID is 16 random bytes.
type ID = [16]byte

// Step is something that the team did with a record. It is a mark or a note.
type Step struct {
	ID     ID
	Record ID
	Day    intake.Day
	Who    string       // a role, never a name: "team"
	State  intake.State // of a mark
	Over   []ID         // the marks that it replaces
	Keys   string       // what a note is sealed to
	Note   []byte       // sealed
}

// The limits of a step. Nobody makes so many marks at once, or writes so much.
const (
	mostOver  = 64
	mostWho   = 40
	MostNote  = 10_000   // code points that somebody may write
	mostBlob  = 96 << 10 // that, sealed to many keys
	mostSteps = 2_000    // of one record
)

// IsMark says whether a step is a mark.
func (s Step) IsMark() bool { return s.State != "" }

// Check finds what may not be stored.
func (s Step) Check() error {
	note := len(s.Note) > 0 && len(s.Note) <= mostBlob && !utf8.Valid(s.Note) && intake.IsWord(s.Keys)
	mark := intake.IsState(s.State) && s.State != intake.New
	if s.IsMark() && (len(s.Note) > 0 || s.Keys != "") || !s.IsMark() && len(s.Over) > 0 {
		return fmt.Errorf("%w: a step is a mark or a note", intake.ErrClear)
	}
	if s.ID == (ID{}) || s.Record == (ID{}) || s.Day < 1 || !intake.IsWord(s.Who) || len(s.Who) > mostWho || len(s.Over) > mostOver || !note && !mark {
		return fmt.Errorf("%w: a step", intake.ErrClear)
	}
	return nil
}

// Marks are what somebody may mark a record as, in the order of the work. The
// first takes another back.
func Marks() []intake.State {
	return []intake.State{intake.Pulled, intake.Contacted, intake.Placed, intake.NotNow, intake.Withdrawn}
}

// NewMark makes a mark over those that its author saw.
func NewMark(random io.Reader, record ID, seen []Step, state intake.State, day intake.Day, who string) (Step, error) {
	s := Step{Record: record, Day: day, Who: who, State: state}
	for _, mark := range seen {
		s.Over = append(s.Over, mark.ID)
	}
	if _, err := io.ReadFull(random, s.ID[:]); err != nil {
		return Step{}, fmt.Errorf("make a mark: %w", err)
	}
	return s, s.Check()
}

// Standing are the marks that no other replaces, the one that counts first.
func Standing(steps []Step) []Step {
	replaced := map[ID]bool{}
	for _, s := range steps {
		for _, id := range s.Over {
			replaced[id] = true
		}
	}
	var out []Step
	for _, s := range steps {
		if s.IsMark() && !replaced[s.ID] {
			out = append(out, s)
		}
	}
	slices.SortFunc(out, before)
	return out
}

// before sorts marks that stand side by side, the same way on every computer.
func before(a, b Step) int {
	if w := (a.State == intake.Withdrawn); w != (b.State == intake.Withdrawn) {
		if w {
			return -1
		}
		return 1
	}
	return cmp.Or(cmp.Compare(b.Day, a.Day), bytes.Compare(b.ID[:], a.ID[:]))
}

// Disagree says whether marks that stand side by side say different things.
func Disagree(standing []Step) bool {
	return slices.ContainsFunc(standing, func(s Step) bool { return s.State != standing[0].State })
}

// Store is a store.DB.
type Store interface {
	Change(ctx context.Context, what string, do table.Work) error
	Look(ctx context.Context, what string, do table.Work) error
}
