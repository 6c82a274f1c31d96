package store

import (
	"context"
	"time"
)

// job is work that waits for its turn to write.
type job struct {
	ctx   context.Context
	do    work
	alone work // instead of do: outside of a transaction
	done  chan error
}

// most is how many jobs share a commit at most. While they come thick, gather is
// how long a commit waits for more: a commit costs the processor as much as two
// records do.
const (
	most   = 64
	gather = 5 * time.Millisecond
)

func (d *sqliteDB) change(ctx context.Context, do work) error {
	return d.submit(&job{ctx: ctx, do: do})
}

// submit waits until the job is done. What has its turn is not waited for in
// vain: a job whose context ended before is not begun.
func (d *sqliteDB) submit(j *job) error {
	j.done = make(chan error, 1)
	select {
	case d.jobs <- j:
		return <-j.done
	case <-j.ctx.Done():
		return j.ctx.Err()
	}
}

// commits does the jobs. Those that came while the disk was busy with the last
// commit share the next. Nobody waits for others to come, unless the last commit
// was shared too.
func (d *sqliteDB) commits() {
	defer close(d.stopped)
	shared := 1
	for first := range d.jobs {
		batch := []*job{first}
		if shared > 1 {
			time.Sleep(gather)
		}
		for more := true; more && len(batch) < most; {
			select {
			case j, ok := <-d.jobs:
				if more = ok; ok {
					batch = append(batch, j)
				}
			default:
				more = false
			}
		}
		shared = len(batch)
		d.commit(batch)
	}
}

// commit does a batch in one transaction and reports to each when that is
// synced. When one of them fails, each gets a transaction of its own: that is
// rare, and costs less than to guard each against the others.
func (d *sqliteDB) commit(batch []*job) {
	results := make([]error, len(batch))
	err := d.together(batch, results)
	for i, j := range batch {
		switch {
		case err == nil:
			j.done <- results[i]
		case len(batch) == 1:
			j.done <- err
		default:
			d.commit([]*job{j})
		}
	}
}

// together fills in the result of each job. Its own error means that nothing
// of the batch was stored.
func (d *sqliteDB) together(batch []*job, results []error) error {
	ctx := context.Background()
	tx, err := d.write.BeginTx(ctx, nil) // immediate: see connect
	if err != nil {
		return err
	}
	t := &turn{tx: tx, known: d.known}
	for i, j := range batch {
		if results[i] = j.ctx.Err(); results[i] != nil || j.do == nil {
			continue
		}
		if err := j.do(ctx, t); err != nil {
			_ = tx.Rollback() // what failed may have taken it back before
			return err
		}
	}
	if err := tx.Commit(); err != nil {
		// database/sql takes the transaction for ended; SQLite may not have ended it.
		_, _ = d.write.ExecContext(ctx, "ROLLBACK")
		return err
	}
	d.known.learn(ctx, d.write, t.asked)
	for i, j := range batch {
		if j.alone != nil && results[i] == nil {
			results[i] = j.alone(ctx, d.write)
		}
	}
	return nil
}
