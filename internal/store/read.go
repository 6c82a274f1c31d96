package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"strings"

	"example.org/partake/internal/intake"
	"example.org/partake/internal/store/table"
)

// Filter says which records are wanted. What is left out does not count.
type Filter struct {
	State       intake.State
	Form        string
	Opportunity string
	Expired     intake.Day // those that expire on this day or before: what Purge would delete
	After       int64      // those whose sequence is higher
}

// List goes through records in their order, without the sealed answers, the
// nonce and the MACs. It takes no more than a few hundred at a time, so records
// may change meanwhile, and the body of the loop may use the store.
func (db *DB) List(ctx context.Context, f Filter) iter.Seq2[intake.Record, error] {
	return db.walk(ctx, f, "''", "''")
}

// Each is List with the sealed answers and their seal.
func (db *DB) Each(ctx context.Context, f Filter) iter.Seq2[intake.Record, error] {
	return db.walk(ctx, f, "seal", "blob")
}

// Get finds a record by its reference, with the sealed answers.
func (db *DB) Get(ctx context.Context, reference string) (intake.Record, error) {
	row := db.reader().QueryRowContext(ctx, "SELECT "+columns+", seal, blob FROM records WHERE reference = $1", reference)
	r, err := scan(row.Scan)
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrUnknown
	}
	if err != nil {
		return intake.Record{}, fmt.Errorf("get a record: %w", db.named(err))
	}
	return r, nil
}

const columns = "sequence, id, reference, form, opportunity, received, expires, state, flags, keys, size"

// chunk is how many rows are read or deleted at a time.
const chunk = 500

func (db *DB) walk(ctx context.Context, f Filter, seal, blob string) iter.Seq2[intake.Record, error] {
	query := "SELECT " + columns + ", " + seal + ", " + blob + ` FROM records
		WHERE sequence > $1 AND (state = $2 OR $2 = '') AND (form = $3 OR $3 = '') AND (opportunity = $4 OR $4 = '')
			AND (expires <= $5 OR $5 = 0)
		ORDER BY sequence LIMIT $6`
	return func(yield func(intake.Record, error) bool) {
		after := f.After
		for {
			part, err := table.Rows(ctx, db.reader(), scan, query, after, string(f.State), f.Form, f.Opportunity, int64(f.Expired), chunk)
			if err != nil {
				yield(intake.Record{}, fmt.Errorf("list records: %w", db.named(err)))
				return
			}
			for _, r := range part {
				if !yield(r, nil) {
					return
				}
			}
			if len(part) < chunk {
				return
			}
			after = part[len(part)-1].Sequence
		}
	}
}

func scan(into func(...any) error) (intake.Record, error) {
	var r intake.Record
	var id, seal []byte
	var flags string
	err := into(&r.Sequence, &id, &r.Reference, &r.Form, &r.Opportunity, &r.Received, &r.Expires, &r.State, &flags, &r.Keys, &r.Size, &seal, &r.Blob)
	copy(r.ID[:], id)
	copy(r.Seal[:], seal)
	r.Flags = strings.Fields(flags)
	return r, err
}

// SetState notes how far the team is with a record.
func (db *DB) SetState(ctx context.Context, reference string, s intake.State) error {
	if !intake.IsState(s) {
		return fmt.Errorf("set the state: %w", ErrClear)
	}
	return db.Change(ctx, "set the state", func(ctx context.Context, tx querier) error {
		return table.Changed(tx.ExecContext(ctx, "UPDATE records SET state = $1 WHERE reference = $2", string(s), reference))
	})
}

// Reseal replaces the sealed answers of a record after a change of keys. It
// does so only when they are still those with the seal old.
func (db *DB) Reseal(ctx context.Context, r intake.Record, old [32]byte) error {
	if !intake.IsSealed(r) {
		return fmt.Errorf("reseal: %w", ErrClear)
	}
	return db.Change(ctx, "reseal", func(ctx context.Context, tx querier) error {
		return table.Changed(tx.ExecContext(ctx, "UPDATE records SET keys = $1, seal = $2, size = $3, blob = $4 WHERE id = $5 AND seal = $6",
			r.Keys, r.Seal[:], int64(r.Size), r.Blob, r.ID[:], old[:]))
	})
}
