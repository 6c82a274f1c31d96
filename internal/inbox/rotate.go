package inbox

import (
	"context"
	"errors"
	"iter"

	"golang.org/x/sync/errgroup"

	"example.org/partake/internal/casework"
	"example.org/partake/internal/intake"
	"example.org/partake/internal/seal"
	"example.org/partake/internal/store"
	"example.org/partake/internal/teamcopy"
)

// Resealer is what Rotate needs of a store: a store.DB.
type Resealer interface {
	Each(ctx context.Context, f store.Filter) iter.Seq2[intake.Record, error]
	Reseal(ctx context.Context, r intake.Record, old [32]byte) error
}

// Rotation says how to seal anew.
type Rotation struct {
	To         seal.Recipients
	Identities []seal.Identity // one that opens the old records, and one of the new
	Key        []byte          // of intake.Keys.Seal; nil for a copy
	Tick       func(done int)  // after some records
}

// Rotated says what became of the records.
type Rotated struct {
	Done     int // sealed anew
	Before   int // were sealed to these keys already
	Forged   []string
	Unopened Unopened
}

// ErrNoNewKey means that nobody here could open what would be sealed.
var ErrNoNewKey = errors.New("none of the secret keys belongs to the new recipients, so nobody here could see whether the records still open")

// Rotate seals every record anew that is not yet sealed to the new recipients.
// After a stop at any point, run it again.
func Rotate(ctx context.Context, db Resealer, how Rotation) (Rotated, error) {
	if !how.verifies() {
		return Rotated{}, ErrNoNewKey
	}
	var report Rotated
	for batch, err := range batches(db.Each(ctx, store.Filter{})) {
		if err == nil {
			err = how.batch(ctx, db, batch, &report)
		}
		if err != nil {
			return report, err
		}
		if how.Tick != nil {
			how.Tick(report.Done + report.Before)
		}
	}
	return report, nil
}

func (how Rotation) verifies() bool {
	for _, id := range how.Identities {
		if _, ok := how.To.NameOf(id); ok {
			return true
		}
	}
	return false
}

// batch seals several records side by side, so that they share commits.
func (how Rotation) batch(ctx context.Context, db Resealer, batch []intake.Record, report *Rotated) error {
	results := make([]error, len(batch))
	var all errgroup.Group
	for i, r := range batch {
		if r.Keys != how.To.Fingerprint() {
			all.Go(func() (err error) {
				results[i], err = how.one(ctx, db, r)
				return err
			})
		}
	}
	err := all.Wait()
	for i, r := range batch {
		switch {
		case r.Keys == how.To.Fingerprint():
			report.Before++
		case results[i] == nil:
			report.Done++
		case errors.Is(results[i], seal.ErrForged):
			report.Forged = append(report.Forged, r.Reference)
		case !errors.Is(results[i], store.ErrUnknown): // erased meanwhile
			report.Unopened.Add(Entry{Record: r, Problem: results[i]})
		}
	}
	return err
}

// one seals a record anew. problem is what is wrong with the record; err ends
// it all.
func (how Rotation) one(ctx context.Context, db Resealer, r intake.Record) (problem, err error) {
	if err := ctx.Err(); err != nil {
		return err, err
	}
	if how.Key != nil {
		if err := seal.CheckMAC(how.Key, r.ID, r.Blob, r.Seal); err != nil {
			return err, nil
		}
	}
	old := r.Seal
	blob, size, verified, err := seal.Reseal(r.Blob, how.To, how.Identities...)
	if err == nil && !verified {
		err = ErrNoNewKey
	}
	if err != nil {
		return err, nil
	}
	r.Blob, r.Size, r.Keys = blob, size, how.To.Fingerprint()
	r.Seal = teamcopy.Checksum(r)
	if how.Key != nil {
		r.Seal = seal.MAC(how.Key, r.ID, r.Blob)
	}
	err = db.Reseal(ctx, r, old)
	if errors.Is(err, store.ErrUnknown) {
		return err, nil
	}
	return err, err
}

// RotateNotes seals every note anew that is not yet sealed to the new recipients. It
// says how many it did, and how many did not open: they stay as they are. Each
// computer seals its own copy anew; a note stays the same note to all.
func RotateNotes(ctx context.Context, db casework.Store, how Rotation) (done, unopened int, err error) {
	if !how.verifies() {
		return 0, 0, ErrNoNewKey
	}
	notes, err := casework.Notes(ctx, db, how.To.Fingerprint())
	for _, note := range notes {
		if err := ctx.Err(); err != nil {
			return done, unopened, err
		}
		blob, _, verified, err := seal.Reseal(note.Note, how.To, how.Identities...)
		if err != nil || !verified {
			unopened++
			continue
		}
		note.Note, note.Keys = blob, how.To.Fingerprint()
		if err := casework.Reseal(ctx, db, note); err != nil {
			return done, unopened, err
		}
		done++
	}
	return done, unopened, err
}
