package records

import (
	"context"
	"errors"
	"time"

	"example.org/partake/internal/exchange"
	"example.org/partake/internal/inbox"
	"example.org/partake/internal/intake"
	"example.org/partake/internal/teamcopy"
)

// Pull brings to a copy what is new on the desk, and what a colleague's computer fetched
// first; with all, everything once more.
func (b *Box) Pull(ctx context.Context, desk exchange.Client, all bool, now time.Time, told func(intake.Record)) (teamcopy.Report, error) {
	report, err := teamcopy.Pull(ctx, desk, b, all, now, told)
	if err == nil && !all {
		err = teamcopy.CatchUp(ctx, desk, b, now, &report, told)
		if errors.Is(err, exchange.ErrNothing) {
			err = nil // a website that runs an older program does not say what it has
		}
	}
	return report, err
}

// Learn fetches the words for what the desk has, and keeps them beside the copy.
func (b *Box) Learn(ctx context.Context, desk exchange.Client) (inbox.Words, error) {
	w, err := desk.Words(ctx)
	if err != nil {
		return inbox.Words{}, err
	}
	return inbox.NewWords(w.Forms, w.Titles), teamcopy.Copy{From: b.From, Words: w}.Write(b.File)
}

// Push sends what was done on a copy, and notes what the desk has.
func (b *Box) Push(ctx context.Context, desk teamcopy.Line) (teamcopy.Pushed, error) {
	sent := teamcopy.ReadSent(b.File)
	report, err := teamcopy.Push(ctx, desk, b, sent)
	return report, errors.Join(err, sent.Write(b.File))
}

// Fetch brings to a copy what others did, and notes what the desk has.
func (b *Box) Fetch(ctx context.Context, desk teamcopy.Line) (teamcopy.Fetched, error) {
	sent := teamcopy.ReadSent(b.File)
	report, err := teamcopy.Fetch(ctx, desk, b, sent)
	return report, errors.Join(err, sent.Write(b.File))
}

// Unsent counts what was done on a copy and not sent. known is false where nobody can
// say, because nothing was sent or fetched yet.
func (b *Box) Unsent(ctx context.Context) (n int, known bool, err error) {
	return teamcopy.ReadSent(b.File).Unsent(ctx, b)
}
