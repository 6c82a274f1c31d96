// Package intake takes what people send: POST → check → confirm → seal → save →
// reply.
package intake

import (
	"context"
	"errors"
	"time"
)

// Record is a submission as it is stored: sealed answers, and the few columns
// that the server may read.
type Record struct {
	ID          [16]byte // random
	Reference   string   // for people: "7KM4-2PXR"
	Form        string   // id of the form
	Opportunity string   // id, "" for a form of its own
	Received    Day
	Expires     Day // the day on which it is deleted
	State       State
	Flags       []string // why it may be spam; never a reason to drop it
	Keys        string   // fingerprint of the recipients that it is sealed to
	Nonce       [32]byte // hash of the token's nonce: unique for ever
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

// Mail is a message to send because of a record. It never holds answers.
type Mail struct {
	ID      [16]byte // its Message-ID follows from it
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

// Saved says what became of a record. When Again is true the same was stored
// before, and Reference is that of the first.
type Saved struct {
	Reference string
	Again     bool
}

// ErrConflict means that a token was used before for other answers. Saved holds
// the reference of the first.
var ErrConflict = errors.New("the token was used for other answers")

// Store keeps records. Save returns only after the record and its mails are on
// disk, in one transaction; on an error nothing was stored.
type Store interface {
	Save(ctx context.Context, r Record, mails []Mail, now time.Time) (Saved, error)
}
