// Package paper takes what came by post, on the phone or in a mail. The team
// types it in, and it is kept like what people send on the web.
//
// Ask puts the questions of a form in a terminal, in the order of its page, with
// its words. Read takes answers out of a file. Both check with form.Read, so that
// paper and the web have the same limits and the same messages, and an answer
// about health is kept only when the person said so.
//
//	answers, err := paper.Ask(ctx, os.Stdin, os.Stderr, sheet)
//	record, again, err := paper.Book{…}.Add(ctx, answers, now)
//
// # How such a record differs
//
// It says how it came, in an answer of its own (form.CameBy): sealed like the
// others, since it is nobody else's business. It has no flags and calls for no
// mail, and its day may be an earlier one. From that day on it is kept for as long
// as if it had come on the web.
//
// In a desk's own store it carries the desk's proof, and the team's computers
// fetch it like any other. What is typed into a team's copy stays there: the desk
// takes nothing over the team's line but what it made itself.
package paper

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"time"

	"example.org/partake/internal/form"
	"example.org/partake/internal/intake"
	"example.org/partake/internal/seal"
	"example.org/partake/internal/teamcopy"
)

// Sheet is one sheet of paper: which form it is, what it is about, and how and
// when it came.
type Sheet struct {
	Form     form.Form
	Offer    intake.Offer // nothing for a form of its own
	Received time.Time
	CameBy   string // "By post"
}

// Book is where sheets are stored.
type Book struct {
	Store      intake.Store
	Recipients seal.Recipients
	Keys       *intake.Keys // the desk's own; nil for a team's copy
}

// tries is how often a new reference is made when one is taken.
const tries = 5

// Add seals and stores. again says that the same was stored within a day: then
// the record's reference is that of the first. A copy can't tell.
func (b Book) Add(ctx context.Context, s Sheet, a form.Answers, now time.Time) (r intake.Record, again bool, err error) {
	keys := b.Keys
	if keys == nil {
		if keys, err = throwaway(); err != nil {
			return r, false, err
		}
	}
	a.Given = append(a.Given[:len(a.Given):len(a.Given)], form.Answer{ID: form.CameBy, Values: []string{s.CameBy}})
	desk := intake.Desk{Keys: *keys, Recipients: b.Recipients, Random: rand.Reader}
	for range tries {
		if r, err = desk.Enter(intake.Paper{Form: s.Form, Offer: s.Offer, Answers: a, Received: s.Received}); err != nil {
			return r, false, err
		}
		if b.Keys == nil {
			r = teamcopy.Local(r)
		}
		var saved intake.Saved
		if saved, err = b.Store.Save(ctx, r, nil, now); err == nil {
			r.Reference = saved.Reference
			return r, saved.Again, nil
		}
		if !errors.Is(err, intake.ErrTaken) {
			break
		}
	}
	return r, false, fmt.Errorf("nothing was stored: %w", err)
}

// throwaway are keys of nobody: what they sign on a copy is replaced at once.
func throwaway() (*intake.Keys, error) {
	var secret [32]byte
	rand.Read(secret[:])
	keys, err := intake.NewKeys(secret[:])
	return &keys, err
}
