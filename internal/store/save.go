package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"example.org/partake/internal/intake"
	"example.org/partake/internal/store/table"
)

// window is how long the same answers count as sent before.
const window = 24 * time.Hour

// Save implements intake.Store.
func (db *DB) Save(ctx context.Context, r intake.Record, mails []intake.Mail, now time.Time) (intake.Saved, error) {
	if err := intake.Unsealed(r, mails); err != nil {
		return intake.Saved{}, fmt.Errorf("save: %w", err)
	}
	added, err := db.add(ctx, r, mails, now)
	if added || err != nil {
		return intake.Saved{Reference: r.Reference}, db.failed("save", err)
	}
	var saved intake.Saved
	var refused error // it wrote nothing, so what shares its commit goes on
	err = db.Change(ctx, "save", func(ctx context.Context, tx querier) (err error) {
		saved, err = save(ctx, tx, r, mails, now)
		if refused = err; errors.Is(err, intake.ErrConflict) || errors.Is(err, intake.ErrTaken) {
			return nil
		}
		return err
	})
	switch {
	case err != nil:
		return intake.Saved{}, err
	case refused != nil:
		return saved, fmt.Errorf("save: %w", refused)
	}
	return saved, nil
}

// save tries again when what stood in the way is gone: it was erased meanwhile,
// or its 24 hours are over.
func save(ctx context.Context, tx querier, r intake.Record, mails []intake.Mail, now time.Time) (intake.Saved, error) {
	for range 3 {
		added, err := table.Affected(tx.ExecContext(ctx, addRecord, fields(r, now)...))
		if err != nil {
			return intake.Saved{}, err
		}
		if added == 1 {
			return intake.Saved{Reference: r.Reference}, queue(ctx, tx, r, mails, now)
		}
		if saved, found, err := first(ctx, tx, r, now); found || err != nil {
			return saved, err
		}
	}
	return intake.Saved{}, ErrBusy
}

// addRecord adds the record, unless one of its keys is taken. A reference that a
// tombstone has is taken too, or Replay would delete the wrong record.
const addRecord = `
	INSERT INTO records (id, reference, form, opportunity, received, expires, state, flags, keys,
		nonce, answers, answers_until, seal, size, blob)
	SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15
	WHERE NOT EXISTS (SELECT 1 FROM tombstones WHERE reference = $2)
	ON CONFLICT DO NOTHING`

// fields are what addRecord adds.
func fields(r intake.Record, now time.Time) []any {
	return []any{
		r.ID[:], r.Reference, r.Form, r.Opportunity, int64(r.Received), int64(r.Expires), string(r.State), strings.Join(r.Flags, " "), r.Keys,
		r.Nonce[:], r.Answers[:], now.Add(window).Unix(), r.Seal[:], int64(r.Size), r.Blob,
	}
}

func queue(ctx context.Context, tx querier, r intake.Record, mails []intake.Mail, now time.Time) error {
	for _, m := range mails {
		_, err := tx.ExecContext(ctx, `
			INSERT INTO outbox (id, record, kind, address, state, queued, due, until)
			VALUES ($1, $2, $3, $4, 'waiting', $5, $5, $6)`,
			m.ID[:], r.ID[:], string(m.Kind), m.Address, now.Unix(), now.Add(m.Kind.Patience()).Unix())
		if err != nil {
			return err
		}
	}
	return nil
}

// first finds the record that a new one repeats. Not found means: try again.
func first(ctx context.Context, tx querier, r intake.Record, now time.Time) (saved intake.Saved, found bool, err error) {
	var answers []byte
	err = tx.QueryRowContext(ctx, "SELECT reference, answers FROM records WHERE nonce = $1", r.Nonce[:]).Scan(&saved.Reference, &answers)
	if err == nil {
		if !bytes.Equal(answers, r.Answers[:]) {
			return saved, true, intake.ErrConflict
		}
		saved.Again = true
		return saved, true, nil
	}
	if !errors.Is(err, sql.ErrNoRows) {
		return saved, false, err
	}
	var until int64
	err = tx.QueryRowContext(ctx, "SELECT reference, answers_until FROM records WHERE answers = $1", r.Answers[:]).Scan(&saved.Reference, &until)
	switch {
	case err == nil && until > now.Unix():
		saved.Again = true
		return saved, true, nil
	case err == nil:
		_, err := tx.ExecContext(ctx, "UPDATE records SET answers = NULL, answers_until = NULL WHERE answers = $1", r.Answers[:])
		return saved, false, err
	case !errors.Is(err, sql.ErrNoRows):
		return saved, false, err
	}
	taken, err := exists(ctx, tx, r)
	if taken {
		err = intake.ErrTaken
	}
	return saved, false, err
}

func exists(ctx context.Context, tx querier, r intake.Record) (taken bool, err error) {
	err = tx.QueryRowContext(ctx, `
		SELECT EXISTS (SELECT 1 FROM records WHERE id = $1 OR reference = $2)
			OR EXISTS (SELECT 1 FROM tombstones WHERE reference = $2)`,
		r.ID[:], r.Reference).Scan(&taken)
	return taken, err
}
