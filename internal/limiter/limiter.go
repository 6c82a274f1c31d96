// Package limiter keeps one client from asking for very many pages "Check your
// answers", so that a program can't fill the team's inbox.
//
// Only looks are counted, that is new tokens: a sending that carries a token
// that this desk made is never refused, so whoever saw the page with their
// answers can send them.
//
//	a client   5 in a minute, 30 in an hour; then the page says after how long
//	all        more than 120 in a minute are a burst: nobody is refused, but
//	           what comes of them is marked, and reaches the team in a digest
//
// A client is an HMAC that changes every day (intake.Keys.Limit). A library or
// a ward shares one, hence the generous hour. Minutes and hours are those of the
// clock, so two minutes that touch may see ten looks: that costs nothing, and a
// count is deleted with the hour that follows it.
//
// Counts are in the store, so they hold for all copies of the program. Without
// the store nothing could be saved either: then Allow returns an error.
package limiter

import (
	"context"
	"fmt"
	"time"

	"golang.org/x/sync/errgroup"

	"example.org/partake/internal/intake"
)

// How many looks are fine.
const (
	PerMinute = 5
	PerHour   = 30
	AllMinute = 120
)

// Counter adds one to what is counted under a name in the stretch of time that
// began at span, and says how often that was. store.DB is one.
type Counter interface {
	Count(ctx context.Context, who []byte, span, forget time.Time) (int, error)
}

// Limiter counts looks.
type Limiter struct{ counter Counter }

// New makes a limiter that counts with c.
func New(c Counter) *Limiter { return &Limiter{counter: c} }

// Allow implements intake.Limiter. A look that the minute refuses does not count
// for the hour: who is too fast has to wait a minute and no more.
func (l *Limiter) Allow(ctx context.Context, client [8]byte, now time.Time) (intake.Verdict, error) {
	n, left, err := l.count(ctx, "minute", client[:], now, time.Minute)
	if err != nil || n > PerMinute {
		return intake.Verdict{After: left}, err
	}
	var all int
	both, ctx := errgroup.WithContext(ctx) // two at once share a commit
	both.Go(func() (err error) {
		n, left, err = l.count(ctx, "hour", client[:], now, time.Hour)
		return err
	})
	both.Go(func() (err error) {
		all, _, err = l.count(ctx, "all", nil, now, time.Minute)
		return err
	})
	if err := both.Wait(); err != nil {
		return intake.Verdict{}, err
	}
	if n > PerHour {
		return intake.Verdict{After: left}, nil
	}
	return intake.Verdict{OK: true, Burst: all > AllMinute}, nil
}

// count counts in the minute or hour of now, and says how much of it is left.
func (l *Limiter) count(ctx context.Context, what string, client []byte, now time.Time, span time.Duration) (n int, left time.Duration, err error) {
	start := now.Truncate(span)
	end := start.Add(span)
	if n, err = l.counter.Count(ctx, append([]byte("look "+what+" "), client...), start, end); err != nil {
		return 0, 0, fmt.Errorf("limit looks: %w", err)
	}
	return n, end.Sub(now), nil
}
