// Package intake takes what people send: POST → check → confirm → seal → save →
// reply.
//
//	POST /api/interest   the form       → the form with what is wrong (422)
//	                                    → "Check your answers before sending"
//	POST /api/interest   with _token    → 303 to the receipt
//	POST /api/interest   with _change   → the form again
//	GET  /api/receipt/ID                → the reference, for 30 minutes
//
// Desk decides; it knows nothing of HTTP but status codes. Handler is the Desk on
// the web. What they stand on is given to them through small interfaces: a
// Catalogue (what is open), a Store, a Limiter, and Pages (how a reply looks).
//
// # What is promised
//
//   - Who reads a reference has been stored: the store answers after its commit.
//   - Pressing twice, going back, loading again or sending after a failure stores
//     once. A token makes one record; the same answers within 24 hours do too.
//   - A token used for other answers stores nothing over the first: the page
//     shows the reference and offers to send them as an update.
//   - Nothing is dropped for looking like spam. What the desk saw of the first
//     sending (a hidden field filled in, a burst from everywhere) goes on in the
//     token, where nobody can take it off, and marks the record.
//   - Only looks are counted, not sendings. Who saw the page with their answers
//     may send them, for an hour also when it has closed meanwhile.
//   - What was typed comes back with every refusal, and stands in no log, error,
//     address or mail.
//   - A preview of the site goes the whole way and stores nothing.
package intake

import (
	"context"
	"errors"
	"time"
)

// Record is a submission as it is stored: sealed answers, and the few columns
// that the server may read. Every array must be filled in.
type Record struct {
	Sequence    int64    // the order of arrival, given by the store
	ID          [16]byte // random
	Reference   string   // for people: "7KM4-2PXR"
	Form        string   // id of the form
	Opportunity string   // id, "" for a form of its own
	Received    Day
	Expires     Day // the day on which it is deleted
	State       State
	Flags       []string // why it may be spam, a word each; never a reason to drop it
	Keys        string   // fingerprint of the recipients that it is sealed to
	Nonce       [32]byte // hash of the token's nonce: unique as long as the record is kept
	Answers     [32]byte // MAC of form, opportunity and canonical answers: unique for 24 hours, then cleared
	Seal        [32]byte // MAC over ID and Blob
	Size        int      // bucket of the answers' length, in bytes
	Blob        []byte   // the sealed answers
}

// Day is a calendar day in UTC: days since 1 January 1970. The time of day is
// not kept.
type Day int

// DayOf is the day of a moment.
func DayOf(t time.Time) Day { return Day(t.UTC().Unix() / 86400) }

// State is how far the team is with a record.
type State string

// The states.
const (
	New       State = "new"
	Pulled    State = "pulled"
	Contacted State = "contacted"
	Placed    State = "placed"
	NotNow    State = "not-this-time"
	Withdrawn State = "withdrawn"
)

// States are all of them, in their order.
func States() []State { return []State{New, Pulled, Contacted, Placed, NotNow, Withdrawn} }

// Mail is a message to send because of a record. It never holds answers.
type Mail struct {
	ID      [16]byte // random; its Message-ID follows from it
	Kind    MailKind
	Address []byte // of a confirmation, encrypted with the desk key; nil for the team
}

// MailKind is what a mail is for.
type MailKind string

// The kinds of mail.
const (
	ToTeam       MailKind = "team"
	Confirmation MailKind = "confirmation"
)

// Patience is how long a mail of this kind is tried. Afterwards the address of
// a confirmation is deleted, and a mail to the team shows as failed.
func (k MailKind) Patience() time.Duration {
	if k == Confirmation {
		return 24 * time.Hour
	}
	return 5 * 24 * time.Hour
}

// Letter is a mail that is due, with what it may say of its record.
type Letter struct {
	Mail
	Reference   string
	Form        string
	Opportunity string
	Flags       []string
	Attempts    int // how often it was handed out, this time included
}

// Saved says what became of a record. When Again is true the same was stored
// before, and Reference is that of the first.
type Saved struct {
	Reference string
	Again     bool
}

// What Save may refuse for.
var (
	// ErrConflict means that a token was used before for other answers. Saved
	// holds the reference of the first.
	ErrConflict = errors.New("the token was used for other answers")
	// ErrTaken means that another record has, or had, this ID or reference:
	// make new ones and save again.
	ErrTaken = errors.New("the ID or the reference is taken")
)

// Store keeps records. Save returns without an error only after the record and
// its mails are on disk, in one transaction.
//
// After an error nothing was stored, with one exception: when the database went
// away in the middle of the commit, nobody can know. Saving the same record
// once more is always right, and stores nothing twice.
type Store interface {
	Save(ctx context.Context, r Record, mails []Mail, now time.Time) (Saved, error)
}
