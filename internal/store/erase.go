package store

import (
	"context"
	"fmt"
	"time"

	"example.org/partake/internal/intake"
	"example.org/partake/internal/store/outbox"
	"example.org/partake/internal/store/table"
)

// Tombstone says that a record was deleted. It holds nothing personal.
type Tombstone struct {
	Reference string
	Day       intake.Day
	Reason    string // a word, such as "expired" or "asked"
	Who       string // a role, such as "retention" or "team"
}

// Retention is the role in which a store deletes what expired. No person has it.
const Retention = "retention"

// Purge deletes what expires on this day or before, with its mails, and says
// how many records that were. List with Filter.Expired shows them beforehand.
func (db *DB) Purge(ctx context.Context, today intake.Day) (int, error) {
	total := 0
	for {
		n := 0
		err := db.Change(ctx, "purge", func(ctx context.Context, tx querier) (err error) {
			n, err = purge(ctx, tx, today)
			return err
		})
		total += n
		if err != nil {
			return total, err
		}
		if n < chunk {
			return total, db.leaveNothing(ctx, "purge")
		}
	}
}

func purge(ctx context.Context, tx querier, today intake.Day) (int, error) {
	_, err := tx.ExecContext(ctx, `
		INSERT INTO tombstones SELECT reference, $1, 'expired', '`+Retention+`' FROM records
		WHERE expires <= $1 ORDER BY sequence LIMIT $2 ON CONFLICT DO NOTHING`, int64(today), chunk)
	if err != nil {
		return 0, err
	}
	return table.Affected(tx.ExecContext(ctx, "DELETE FROM records WHERE expires <= $1 AND reference IN (SELECT reference FROM tombstones)", int64(today)))
}

// Erase deletes a record with its mails. When it was deleted before, that is
// fine.
func (db *DB) Erase(ctx context.Context, t Tombstone) error {
	if !intake.IsWord(t.Reason) || !intake.IsWord(t.Who) {
		return fmt.Errorf("erase: %w: reason or who", ErrClear)
	}
	err := db.Change(ctx, "erase", func(ctx context.Context, tx querier) error {
		known, err := bury(ctx, tx, t)
		if err == nil && !known {
			err = ErrUnknown
		}
		return err
	})
	if err != nil {
		return err
	}
	return db.leaveNothing(ctx, "erase")
}

// bury deletes a record and leaves a tombstone. A reference is known when it
// has, or had, a record.
func bury(ctx context.Context, tx querier, t Tombstone) (known bool, err error) {
	_, err = tx.ExecContext(ctx, `
		INSERT INTO tombstones SELECT reference, $2, $3, $4 FROM records
		WHERE reference = $1 ON CONFLICT DO NOTHING`, t.Reference, int64(t.Day), t.Reason, t.Who)
	if err != nil {
		return false, err
	}
	if _, err = tx.ExecContext(ctx, "DELETE FROM records WHERE reference = $1", t.Reference); err != nil {
		return false, err
	}
	err = tx.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM tombstones WHERE reference = $1)", t.Reference).Scan(&known)
	return known, err
}

// Tombstones are what was deleted. Keep a copy beside the backups.
func (db *DB) Tombstones(ctx context.Context) ([]Tombstone, error) {
	all, err := table.Rows(ctx, db.reader(), func(into func(...any) error) (t Tombstone, err error) {
		err = into(&t.Reference, &t.Day, &t.Reason, &t.Who)
		return t, err
	}, "SELECT reference, day, reason, who FROM tombstones ORDER BY day, reference")
	return all, db.failed("list tombstones", err)
}

// Replay deletes, after a restore, what had been deleted since the backup. Run
// it before anything new is saved.
func (db *DB) Replay(ctx context.Context, all []Tombstone) error {
	err := db.Change(ctx, "replay", func(ctx context.Context, tx querier) error {
		for _, t := range all {
			if !intake.IsWord(t.Reference) || !intake.IsWord(t.Reason) || !intake.IsWord(t.Who) {
				return fmt.Errorf("%w: tombstone", ErrClear)
			}
			if _, err := tx.ExecContext(ctx, "INSERT INTO tombstones VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
				t.Reference, int64(t.Day), t.Reason, t.Who); err != nil {
				return err
			}
		}
		_, err := tx.ExecContext(ctx, "DELETE FROM records WHERE reference IN (SELECT reference FROM tombstones)")
		return err
	})
	if err != nil {
		return err
	}
	return db.leaveNothing(ctx, "replay")
}

// Forget deletes what is kept for hours or days only: MACs of answers after 24
// hours, counts when their time is over, and the address of a mail that was
// tried long enough. Run it every hour.
func (db *DB) Forget(ctx context.Context, now time.Time) error {
	err := db.Change(ctx, "forget", func(ctx context.Context, tx querier) error {
		if err := outbox.Late(ctx, tx, now); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "UPDATE records SET answers = NULL, answers_until = NULL WHERE answers_until <= $1", now.Unix()); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, "DELETE FROM counts WHERE forget <= $1", now.Unix())
		return err
	})
	if err != nil {
		return err
	}
	return db.leaveNothing(ctx, "forget")
}

func (db *DB) leaveNothing(ctx context.Context, what string) error {
	return db.failed(what, db.scrub(ctx))
}
