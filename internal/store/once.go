package store

import (
	"context"
	"fmt"
	"strings"
	"time"

	"example.org/partake/internal/intake"
)

// once asks with one statement, which is a transaction of its own: one way to the
// server and back. The answer counts when the server is ready again, after the
// commit. Contexts are those of change.
func (d *postgresDB) once(ctx context.Context, query string, args []any, into ...any) error {
	waiting, enough := context.WithTimeout(ctx, patience)
	defer enough()
	conn, err := d.pool.Acquire(waiting)
	if err != nil {
		return err
	}
	defer conn.Release()
	if err := ctx.Err(); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	return conn.QueryRow(ctx, query, args...).Scan(into...)
}

func (d *postgresDB) add(ctx context.Context, r intake.Record, mails []intake.Mail, now time.Time) (bool, error) {
	args := fields(r, now)
	for _, m := range mails {
		args = append(args, m.ID[:], string(m.Kind), m.Address, now.Unix(), now.Add(m.Kind.Patience()).Unix())
	}
	added := 0
	err := d.once(ctx, addAll(len(mails)), args, &added)
	return added == 1, err
}

// addAll adds a record and, when it was added, n mails.
func addAll(n int) string {
	var mails strings.Builder
	for i := range n {
		at := 16 + 5*i // after those of the record
		fmt.Fprintf(&mails, ", ($%d::bytea, $%d, $%d::bytea, $%d::bigint, $%d::bigint)", at, at+1, at+2, at+3, at+4)
	}
	with := "WITH record AS (" + addRecord + " RETURNING id)"
	if n > 0 {
		with += `, queued AS (
			INSERT INTO outbox (id, record, kind, address, state, queued, due, until)
			SELECT mail.id, record.id, kind, address, 'waiting', queued, queued, until
			FROM record, (VALUES ` + mails.String()[2:] + ") AS mail (id, kind, address, queued, until))"
	}
	return with + " SELECT count(*) FROM record"
}

// count does not wait for the disk, or those who come after would wait for the
// rows that all count in. All count in the same order, so that none waits for
// another that waits for it.
func (d *postgresDB) count(ctx context.Context, all []intake.Tally) ([]int, error) {
	var args []any
	most := 0 // of the one before
	for _, t := range all {
		args = append(args, most, t.Who, t.Span.Unix(), t.Forget.Unix())
		most = t.Most
	}
	var counts []int
	err := d.once(ctx, countAll(len(all)), args, &counts)
	return counts, err
}

// countAll counts n tallies: each where the one before it was counted, and is not
// over its Most.
func countAll(n int) string {
	var with, counts strings.Builder
	before := "(SELECT 0 AS n) AS none"
	for i := range n {
		fmt.Fprintf(&with, `c%d AS (
			INSERT INTO counts (who, span, forget, n)
			SELECT $%d::bytea, $%d::bigint, $%d::bigint, 1 FROM %s WHERE n <= $%d::bigint OR $%[6]d = 0
			ON CONFLICT (who, span) DO UPDATE SET n = counts.n + 1 RETURNING n), `, i, 4*i+2, 4*i+3, 4*i+4, before, 4*i+1)
		before = fmt.Sprintf("c%d", i)
		fmt.Fprintf(&counts, "(SELECT n FROM %s), ", before)
	}
	return "WITH " + with.String() + "hurry AS (SELECT set_config('synchronous_commit', 'off', true)) SELECT array_remove(ARRAY[" + counts.String() + "NULL], NULL) FROM hurry"
}
