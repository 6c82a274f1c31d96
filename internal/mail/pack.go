package mail

import (
	"context"
	"fmt"
	"time"

	"example.org/partake/internal/intake"
)

// How many mails of their own the team gets: so many in an hour, and so many of
// those that are due at once. Others come in digests.
const (
	singles = 20
	atOnce  = 5
)

// pack makes mails of letters. The team's come first: there may be time for no
// more.
func (t *turn) pack(ctx context.Context, letters []intake.Letter) []parcel {
	var digest, single, people []intake.Letter
	for _, l := range letters {
		switch {
		case l.Kind == intake.Confirmation:
			people = append(people, l)
		case t.waits(ctx, l):
			hour := t.now.Truncate(time.Hour).Add(time.Hour)
			t.note(ctx, l, &fault{class: classDigest, until: hour})
		case len(l.Flags) > 0:
			digest = append(digest, l)
		default:
			single = append(single, l)
		}
	}
	if len(single) > atOnce {
		digest, single = append(digest, single...), nil
	}
	var parcels []parcel
	if len(digest) > 0 {
		parcels = append(parcels, parcel{digest, true})
	}
	for _, l := range append(single, people...) {
		parcels = append(parcels, parcel{letters: []intake.Letter{l}})
	}
	return parcels
}

// waits says whether a letter is put off to the next full hour. It is asked once
// only: on its second try a letter goes out, whatever it says.
func (t *turn) waits(ctx context.Context, l intake.Letter) bool {
	if l.Attempts > 1 {
		return false
	}
	if len(l.Flags) > 0 {
		return true
	}
	hour := t.now.Truncate(time.Hour)
	n, err := t.outbox.Count(ctx, []byte("mail to the team"), hour, hour.Add(time.Hour))
	if err != nil { // rather too many mails than none
		t.errs = append(t.errs, fmt.Errorf("deliver: %w", err))
	}
	return n > singles
}
