package casework

import (
	"bytes"
	"context"
	"fmt"
	"slices"

	"example.org/partake/internal/store/table"
)

// Added says what became of steps.
type Added struct {
	New   int
	Known int  // were here before
	Gone  []ID // their record is not here, or not theirs
}

// Add keeps steps and notes the states that follow from them. All of them are kept
// or none, but for those whose record is not here.
func Add(ctx context.Context, db Store, steps ...Step) (Added, error) {
	for _, s := range steps {
		if err := s.Check(); err != nil {
			return Added{}, fmt.Errorf("keep steps: %w", err)
		}
	}
	var added Added
	err := db.Change(ctx, "keep steps", func(ctx context.Context, tx table.Querier) error {
		added = Added{}
		if err := alone(ctx, tx, steps); err != nil {
			return err
		}
		touched := map[ID]bool{}
		for _, s := range steps {
			is, err := add(ctx, tx, s)
			if err != nil {
				return err
			}
			switch is {
			case isNew:
				added.New++
				touched[s.Record] = touched[s.Record] || s.IsMark()
			case isKnown:
				added.Known++
			case isGone:
				added.Gone = append(added.Gone, s.ID)
			}
		}
		return Settle(ctx, tx, touched)
	})
	return added, err
}

// alone waits until nobody else marks the same records: two who do not see each
// other's marks would both write a state that is not the one that counts. All wait in
// the same order, or they could wait for each other.
func alone(ctx context.Context, tx table.Querier, steps []Step) error {
	var records []ID
	for _, s := range steps {
		if s.IsMark() {
			records = append(records, s.Record)
		}
	}
	slices.SortFunc(records, func(a, b ID) int { return bytes.Compare(a[:], b[:]) })
	for _, id := range slices.Compact(records) {
		if _, err := tx.ExecContext(ctx, "UPDATE records SET state = state WHERE id = $1", id[:]); err != nil {
			return err
		}
	}
	return nil
}

type fate int

const (
	isNew fate = iota
	isKnown
	isGone
)

func add(ctx context.Context, tx table.Querier, s Step) (fate, error) {
	var over []byte
	for _, id := range s.Over {
		over = append(over, id[:]...)
	}
	n, err := table.Affected(tx.ExecContext(ctx, `
		INSERT INTO steps (id, record, day, who, state, replaces, keys, blob)
		SELECT $1, $2, $3, $4, $5, $6, $7, $8 FROM records
		WHERE id = $2 AND (SELECT count(*) FROM steps WHERE record = $2) < $9
		ON CONFLICT (id) DO NOTHING`,
		s.ID[:], s.Record[:], int64(s.Day), s.Who, string(s.State), whole(over), s.Keys, whole(s.Note), mostSteps))
	if err != nil || n == 1 {
		return isNew, err
	}
	var known bool
	err = tx.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM steps WHERE id = $1 AND record = $2)", s.ID[:], s.Record[:]).Scan(&known)
	if known {
		return isKnown, err
	}
	return isGone, err
}

// whole is never nil, which a database would take for NULL.
func whole(b []byte) []byte {
	if b == nil {
		return []byte{}
	}
	return b
}

// Settle writes the state that counts into each record that is true here: that has new
// marks.
func Settle(ctx context.Context, tx table.Querier, records map[ID]bool) error {
	for id, marked := range records {
		if !marked {
			continue
		}
		steps, err := table.Rows(ctx, tx, scan, "SELECT "+columns+" FROM steps WHERE record = $1 AND state <> ''", id[:])
		if err != nil {
			return err
		}
		standing := Standing(steps)
		if len(standing) == 0 {
			continue // a forged ring of marks
		}
		if _, err := tx.ExecContext(ctx, "UPDATE records SET state = $1 WHERE id = $2", string(standing[0].State), id[:]); err != nil {
			return err
		}
	}
	return nil
}

const columns = "id, record, day, who, state, replaces, keys, blob"

func scan(into func(...any) error) (Step, error) {
	var s Step
	var id, record, over []byte
	err := into(&id, &record, &s.Day, &s.Who, &s.State, &over, &s.Keys, &s.Note)
	copy(s.ID[:], id)
	copy(s.Record[:], record)
	for ; len(over) >= len(ID{}); over = over[len(ID{}):] {
		s.Over = append(s.Over, ID(over))
	}
	return s, err
}

// Of is what was done with a record, in the order in which it came here.
func Of(ctx context.Context, db Store, record ID) ([]Step, error) {
	return ask(ctx, db, "WHERE record = $1 ORDER BY day, sequence", record[:])
}

// Get finds steps by their ids. Those that are not here are left out.
func Get(ctx context.Context, db Store, ids []ID) ([]Step, error) {
	var all []Step
	err := db.Look(ctx, "read steps", func(ctx context.Context, tx table.Querier) error {
		all = nil
		for _, id := range ids {
			some, err := table.Rows(ctx, tx, scan, "SELECT "+columns+" FROM steps WHERE id = $1", id[:])
			if err != nil {
				return err
			}
			all = append(all, some...)
		}
		return nil
	})
	return all, err
}

func ask(ctx context.Context, db Store, where string, args ...any) ([]Step, error) {
	var all []Step
	err := db.Look(ctx, "read steps", func(ctx context.Context, tx table.Querier) (err error) {
		all, err = table.Rows(ctx, tx, scan, "SELECT "+columns+" FROM steps "+where, args...)
		return err
	})
	return all, err
}

// Name is how a step is named where it is not shown.
type Name struct{ ID, Record ID }

// Names are all steps of a store.
func Names(ctx context.Context, db Store) ([]Name, error) {
	var all []Name
	err := db.Look(ctx, "read steps", func(ctx context.Context, tx table.Querier) (err error) {
		all, err = table.Rows(ctx, tx, func(into func(...any) error) (n Name, err error) {
			var id, record []byte
			err = into(&id, &record)
			copy(n.ID[:], id)
			copy(n.Record[:], record)
			return n, err
		}, "SELECT id, record FROM steps ORDER BY id")
		return err
	})
	return all, err
}

// Disagreements are the records on which marks stand side by side and say different
// things, with those marks.
func Disagreements(ctx context.Context, db Store) (map[ID][]Step, error) {
	marks, err := ask(ctx, db, "WHERE state <> '' AND record IN (SELECT record FROM steps WHERE state <> '' GROUP BY record HAVING count(*) > 1)")
	if err != nil {
		return nil, err
	}
	of := map[ID][]Step{}
	for _, s := range marks {
		of[s.Record] = append(of[s.Record], s)
	}
	for id, steps := range of {
		if of[id] = Standing(steps); !Disagree(of[id]) {
			delete(of, id)
		}
	}
	return of, nil
}

// Reseal puts a note that was sealed anew in the place of the old one.
func Reseal(ctx context.Context, db Store, s Step) error {
	if err := s.Check(); err != nil {
		return fmt.Errorf("reseal a note: %w", err)
	}
	return db.Change(ctx, "reseal a note", func(ctx context.Context, tx table.Querier) error {
		_, err := tx.ExecContext(ctx, "UPDATE steps SET keys = $1, blob = $2 WHERE id = $3 AND state = ''", s.Keys, s.Note, s.ID[:])
		return err
	})
}

// Notes are the notes that are not sealed to keys with this fingerprint.
func Notes(ctx context.Context, db Store, not string) ([]Step, error) {
	return ask(ctx, db, "WHERE state = '' AND keys <> $1 ORDER BY sequence", not)
}
