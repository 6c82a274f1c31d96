package records

import (
	"context"
	"errors"

	"example.org/partake/internal/teamcopy"
)

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
