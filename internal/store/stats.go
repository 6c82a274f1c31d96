package store

import (
	"context"
	"fmt"
	"time"

	"example.org/partake/internal/intake"
	"example.org/partake/internal/store/table"
)

// Stats are how many records and mails there are.
type Stats struct {
	States  map[intake.State]int
	Waiting int       // mails to send
	Failed  int       // mails to the team that were given up; a confirmation can only be lost to its own address
	Oldest  time.Time // when the oldest mail that waits was queued; zero when none does
}

// Stats counts.
func (db *DB) Stats(ctx context.Context) (Stats, error) {
	s := Stats{States: map[intake.State]int{}}
	err := db.states(ctx, s.States)
	if err == nil {
		var oldest int64
		err = db.reader().QueryRowContext(ctx, `
			SELECT coalesce(sum(CASE WHEN state = 'waiting' THEN 1 ELSE 0 END), 0), coalesce(sum(CASE WHEN state = 'failed' AND kind = 'team' THEN 1 ELSE 0 END), 0),
				coalesce(min(CASE WHEN state = 'waiting' THEN queued END), 0) FROM outbox`).
			Scan(&s.Waiting, &s.Failed, &oldest)
		if oldest > 0 {
			s.Oldest = time.Unix(oldest, 0).UTC()
		}
	}
	if err != nil {
		return Stats{}, fmt.Errorf("count: %w", db.named(err))
	}
	return s, nil
}

func (db *DB) states(ctx context.Context, into map[intake.State]int) error {
	_, err := table.Rows(ctx, db.reader(), func(scan func(...any) error) (none struct{}, err error) {
		var s intake.State
		var n int
		err = scan(&s, &n)
		into[s] = n
		return none, err
	}, "SELECT state, count(*) FROM records GROUP BY state")
	return err
}

// Count counts one Tally.
func (db *DB) Count(ctx context.Context, who []byte, span, forget time.Time) (int, error) {
	counts, err := db.CountAll(ctx, intake.Tally{Who: who, Span: span, Forget: forget})
	if err != nil {
		return 0, err
	}
	return counts[0], nil
}

// CountAll adds one to each in turn, and says how often each is now. After one
// that came to more than its Most, the others are left as they are. No two may be
// of the same name and stretch. A crash may lose the last counts: nobody was
// promised them.
func (db *DB) CountAll(ctx context.Context, all ...intake.Tally) ([]int, error) {
	counts, err := db.count(ctx, all)
	return counts, db.failed("count", err)
}
