// Package outbox is the mails of a store: those that wait, those that were sent,
// and those that were given up. A record's mails are queued together with it, by
// package store, which is an Outbox too.
//
// Mail goes out at least once. Due hands letters out for a while; one that is
// neither sent nor failed by then is handed out again.
package outbox

import (
	"context"
	"fmt"
	"strings"
	"time"

	"example.org/partake/internal/intake"
	"example.org/partake/internal/store/table"
)

// Outbox is the mails of a store.
type Outbox struct{ change table.Change }

// New makes an Outbox of the way to change a store.
func New(change table.Change) Outbox { return Outbox{change} }

// Lease is how long Due hands a letter out for.
const Lease = 5 * time.Minute

// Due hands out up to n letters whose time has come, in the order in which they
// were queued. That of a new letter has, also when the clock was put back since.
// Each must be reported as Sent or Failed; otherwise, for instance
// after a crash, it is handed out again when the lease is over. No letter is
// handed out twice at the same time, whoever asks.
func (o Outbox) Due(ctx context.Context, now time.Time, n int) ([]intake.Letter, error) {
	var due []intake.Letter
	err := o.change(ctx, "find mail that is due", func(ctx context.Context, tx table.Querier) (err error) {
		due, err = lend(ctx, tx, now, n)
		return err
	})
	return due, err
}

func lend(ctx context.Context, tx table.Querier, now time.Time, n int) ([]intake.Letter, error) {
	waiting, err := waiting(ctx, tx, now, n)
	if err != nil {
		return nil, err
	}
	var lent []intake.Letter
	for _, l := range waiting {
		// Somebody else may have been faster.
		n, err := table.Affected(tx.ExecContext(ctx, "UPDATE outbox SET attempts = attempts + 1, due = $1 WHERE id = $2 AND state = 'waiting' AND (due <= $3 OR attempts = 0)",
			now.Add(Lease).Unix(), l.ID[:], now.Unix()))
		if err != nil {
			return nil, err
		}
		if n == 1 {
			l.Attempts++
			lent = append(lent, l)
		}
	}
	return lent, nil
}

func waiting(ctx context.Context, tx table.Querier, now time.Time, n int) ([]intake.Letter, error) {
	return table.Rows(ctx, tx, scanLetter, `
		SELECT o.id, kind, address, attempts, reference, form, opportunity, flags
		FROM outbox o JOIN records r ON r.id = o.record
		WHERE o.state = 'waiting' AND (due <= $1 OR attempts = 0) AND until > $1 ORDER BY o.sequence LIMIT $2`, now.Unix(), n)
}

func scanLetter(into func(...any) error) (intake.Letter, error) {
	var l intake.Letter
	var id []byte
	var flags string
	err := into(&id, &l.Kind, &l.Address, &l.Attempts, &l.Reference, &l.Form, &l.Opportunity, &flags)
	copy(l.ID[:], id)
	l.Flags = strings.Fields(flags)
	return l, err
}

// Sent notes that a letter was accepted, and forgets its address and times.
func (o Outbox) Sent(ctx context.Context, id [16]byte) error {
	return o.change(ctx, "note a mail as sent", func(ctx context.Context, tx table.Querier) error {
		return table.Changed(tx.ExecContext(ctx, `
			UPDATE outbox SET state = 'sent', last_error = '', address = NULL, queued = NULL, due = NULL, until = NULL
			WHERE id = $1`, id[:]))
	})
}

// Failed notes that a letter was not accepted. class is one word for the reason,
// such as "smtp-451": never the server's words, which may hold an address. next
// is when to try again; the zero time gives up, and forgets the address.
func (o Outbox) Failed(ctx context.Context, id [16]byte, class string, next time.Time) error {
	if !intake.IsWord(class) {
		return fmt.Errorf("note a mail as failed: %w: class", intake.ErrClear)
	}
	return o.change(ctx, "note a mail as failed", func(ctx context.Context, tx table.Querier) error {
		if next.IsZero() {
			return table.Changed(tx.ExecContext(ctx, giveUp+" WHERE id = $2", class, id[:]))
		}
		return table.Changed(tx.ExecContext(ctx, "UPDATE outbox SET last_error = $1, due = $2 WHERE id = $3 AND state = 'waiting'", class, next.Unix(), id[:]))
	})
}

// giveUp keeps the day on which the mail was queued.
const giveUp = "UPDATE outbox SET state = 'failed', last_error = $1, address = NULL, queued = queued / 86400 * 86400, due = NULL, until = NULL"

// Late gives up what was tried for long enough, within a transaction.
func Late(ctx context.Context, tx table.Querier, now time.Time) error {
	_, err := tx.ExecContext(ctx, giveUp+" WHERE state = 'waiting' AND until <= $2", "too-late", now.Unix())
	return err
}

// Requeue tries again what failed and went to the team; confirmations have no
// address any more. It says how many mails that are.
func (o Outbox) Requeue(ctx context.Context, now time.Time) (int, error) {
	var n int
	err := o.change(ctx, "try failed mail again", func(ctx context.Context, tx table.Querier) (err error) {
		n, err = table.Affected(tx.ExecContext(ctx, "UPDATE outbox SET state = 'waiting', due = $1, until = $2 WHERE state = 'failed' AND kind = $3",
			now.Unix(), now.Add(intake.ToTeam.Patience()).Unix(), string(intake.ToTeam)))
		return err
	})
	return n, err
}
