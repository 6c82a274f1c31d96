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
// Counts are in the store where several copies of the program take what is sent,
// and in memory where one does (Memory).
package limiter

import (
	"context"
	"fmt"
	"time"

	"example.org/partake/internal/intake"
)

// How many looks are fine.
const (
	PerMinute = 5
	PerHour   = 30
	AllMinute = 120
)

// Counter adds one to each of several counts in turn, as long as none is over its
// Most, and says what they are. No two are of the same name and stretch. store.DB
// is one.
type Counter interface {
	CountAll(ctx context.Context, all ...intake.Tally) ([]int, error)
}

// Limiter counts looks.
type Limiter struct{ counter Counter }

// New makes a limiter that counts with c.
func New(c Counter) *Limiter { return &Limiter{counter: c} }

// Allow implements intake.Limiter. A look that the minute refuses does not count
// for the hour: who is too fast has to wait a minute and no more.
func (l *Limiter) Allow(ctx context.Context, client [8]byte, now time.Time) (intake.Verdict, error) {
	minute := tally("minute", client[:], now, time.Minute, PerMinute)
	hour := tally("hour", client[:], now, time.Hour, PerHour)
	counts, err := l.counter.CountAll(ctx, minute, hour, tally("all", nil, now, time.Minute, 0))
	switch {
	case err != nil:
		return intake.Verdict{}, fmt.Errorf("limit looks: %w", err)
	case len(counts) == 1:
		return intake.Verdict{After: minute.Forget.Sub(now)}, nil
	case len(counts) == 2:
		return intake.Verdict{After: hour.Forget.Sub(now)}, nil
	}
	return intake.Verdict{OK: true, Burst: counts[2] > AllMinute}, nil
}

// tally is a count in the minute or hour of now.
func tally(what string, client []byte, now time.Time, span time.Duration, most int) intake.Tally {
	start := now.Truncate(span)
	return intake.Tally{Who: append([]byte("look "+what+" "), client...), Span: start, Forget: start.Add(span), Most: most}
}
