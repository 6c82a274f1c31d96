package desk

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"example.org/partake/internal/intake"
	"example.org/partake/internal/mail"
	"example.org/partake/internal/store"
)

// How often the desk does its chores.
const (
	mailEvery  = 30 * time.Second
	cleanEvery = time.Hour
	lookEvery  = 3 * time.Second // after the store, while it is away
	probeEvery = 10 * time.Second
	lastMail   = 5 * time.Second // for mail when the desk stops
)

// Run does what the desk does by itself, until the context ends: it looks for a
// store that is away, sends mail, deletes what has expired and tries whether the
// store can be written. Then it sends what was stored last, and returns.
func (d *Desk) Run(ctx context.Context) error {
	if d.front.Load().file.Preview() {
		<-ctx.Done()
		return nil
	}
	post, cut := context.WithCancel(context.WithoutCancel(ctx)) // a mail that is under way is not broken off
	defer cut()
	context.AfterFunc(ctx, func() { time.AfterFunc(lastMail, cut) })
	var all sync.WaitGroup
	all.Go(func() { every(ctx, lookEvery, func() { d.look(ctx) }) })
	all.Go(func() { every(ctx, probeEvery, func() { d.probe(ctx) }) })
	all.Go(func() { d.cleaning(ctx) })
	all.Go(func() { d.mailing(ctx, post) })
	all.Wait()
	_, _ = d.deliver(post) // what is wrong was said
	return nil
}

// every does something at once and then again and again.
func every(ctx context.Context, pause time.Duration, do func()) {
	t := time.NewTicker(pause)
	defer t.Stop()
	for {
		do()
		select {
		case <-ctx.Done():
			return
		case <-t.C:
		}
	}
}

// look opens the store once it is there.
func (d *Desk) look(ctx context.Context) {
	d.opening.Lock()
	defer d.opening.Unlock()
	if d.store() != nil {
		return
	}
	if err := d.connect(ctx); err != nil {
		d.down(err)
		return
	}
	d.up()
}

// probe writes to the store, as a sending would. The name that it counts under
// is nobody's.
func (d *Desk) probe(ctx context.Context) {
	db := d.store()
	if db == nil {
		return
	}
	now := d.opts.Now()
	ctx, stop := context.WithTimeout(ctx, probeEvery)
	defer stop()
	_, err := db.Count(ctx, []byte("probe"), now.Truncate(time.Hour), now.Add(time.Hour))
	switch {
	case err == nil:
		d.up()
		d.room.reserve()
	case errors.Is(ctx.Err(), context.Canceled): // the desk stops
	default:
		d.down(err)
	}
}

// cleaning deletes what has expired, every hour from the start, and soon again
// when that did not work.
func (d *Desk) cleaning(ctx context.Context) {
	for {
		wait := cleanEvery
		if _, err := d.clean(ctx); err != nil {
			wait = time.Minute
			if ctx.Err() == nil && !errors.Is(err, errAway) {
				d.opts.Log.Error("what has expired was not deleted", "error", err)
			}
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(wait):
		}
	}
}

func (d *Desk) clean(ctx context.Context) (purged int, err error) {
	db := d.store()
	if db == nil {
		return 0, errAway
	}
	now := d.opts.Now()
	d.looks.Forget(now)
	if err := db.Forget(ctx, now); err != nil {
		return 0, fmt.Errorf("forget: %w", err)
	}
	purged, err = db.Purge(ctx, intake.DayOf(now))
	if purged > 0 {
		d.opts.Log.Info("deleted what has expired", "records", purged)
		d.counts.addN("purged", purged)
	}
	if err != nil && !errors.Is(err, store.ErrTraces) {
		return purged, fmt.Errorf("purge: %w", err)
	}
	d.mu.Lock()
	d.state.purged = now
	d.mu.Unlock()
	return purged, err
}

// mailing sends mail right after something was stored, and by the clock.
func (d *Desk) mailing(ctx, post context.Context) {
	t := time.NewTicker(mailEvery)
	defer t.Stop()
	for {
		_, _ = d.deliver(post) // what is wrong was said
		select {
		case <-ctx.Done():
			return
		case <-d.nudge:
		case <-t.C:
		}
	}
}

func (d *Desk) deliver(ctx context.Context) (mail.Report, error) {
	p := d.front.Load().post
	if p == nil {
		return mail.Report{}, nil
	}
	r, err := p.sender.Deliver(ctx, d.opts.Now())
	d.reported(ctx, r, err)
	return r, err
}

// reported counts a round, and says once that mail does not go out, and once
// that it does again.
func (d *Desk) reported(ctx context.Context, r mail.Report, err error) {
	d.counts.addN("mailed", r.Sent)
	d.mu.Lock()
	before := d.state.mail
	d.state.mail = err != nil && ctx.Err() == nil
	changed := d.state.mail != before
	d.mu.Unlock()
	switch {
	case err != nil && changed:
		d.opts.Log.Error("mail does not go out", "error", err)
	case changed:
		d.opts.Log.Info("mail goes out again")
	}
}
