package teamcopy

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"time"

	"example.org/partake/internal/exchange"
	"example.org/partake/internal/intake"
	"example.org/partake/internal/store"
)

// Desk is what Pull needs of the desk: an exchange.Client.
type Desk interface {
	Pull(ctx context.Context, after int64, all bool, take func(exchange.Row) error) (next int64, more bool, err error)
	Pulled(ctx context.Context, references []string) error
}

// Into is what Pull needs of a copy: a store.DB.
type Into interface {
	intake.Store
	Get(ctx context.Context, reference string) (intake.Record, error)
}

// Report says what became of a pull.
type Report struct {
	New     int
	Known   int      // were here before
	Erased  int      // were here, and were erased here
	Forged  []string // the desk did not store them, so it did not send them
	Refused []string // can't be kept here: their columns are not as a desk writes them
}

// Fine says whether every record came.
func (r Report) Fine() bool { return len(r.Forged) == 0 && len(r.Refused) == 0 }

// Pull fetches what is new on the desk, or with all everything that it has. Each
// record that is new here is told. The desk hears that a record is safe only
// when it is on disk here: after a break, pull again.
func Pull(ctx context.Context, desk Desk, into Into, all bool, now time.Time, told func(intake.Record)) (Report, error) {
	p := puller{into: into, now: now, told: told}
	for after := int64(0); ; {
		p.safe = nil
		next, more, err := desk.Pull(ctx, after, all, func(row exchange.Row) error { return p.take(ctx, row) })
		if err == nil && len(p.safe) > 0 {
			err = desk.Pulled(ctx, p.safe)
		}
		if err == nil && more && next <= after {
			err = errors.New("the desk sends the same page again and again")
		}
		if err != nil || !more {
			return p.report, err
		}
		after = next
	}
}

// puller takes one row after the other, so that their order stays.
type puller struct {
	into   Into
	now    time.Time
	told   func(intake.Record)
	safe   []string // references that the desk may mark
	report Report
}

// fate is what became of one record.
type fate int

const (
	isNew fate = iota
	isKnown
	isErased
	isRefused
)

func (p *puller) take(ctx context.Context, row exchange.Row) error {
	if row.Forged != "" {
		p.report.Forged = append(p.report.Forged, row.Forged)
		return nil
	}
	f, err := p.save(ctx, row.Record)
	if err != nil {
		return fmt.Errorf("keep a record: %w", err)
	}
	switch f {
	case isNew:
		p.report.New++
		p.told(row.Record)
	case isKnown:
		p.report.Known++
	case isErased:
		p.report.Erased++
	case isRefused:
		p.report.Refused = append(p.report.Refused, row.Record.Reference)
		return nil
	}
	p.safe = append(p.safe, row.Record.Reference)
	return nil
}

// save keeps a record as a copy. A record that is here stays as it is: it may
// have been sealed again.
func (p *puller) save(ctx context.Context, r intake.Record) (fate, error) {
	saved, err := p.into.Save(ctx, asCopy(r), nil, p.now)
	switch {
	case err == nil && !saved.Again:
		return isNew, nil
	case (err == nil || errors.Is(err, intake.ErrConflict)) && saved.Reference == r.Reference:
		return isKnown, nil
	case err == nil, errors.Is(err, intake.ErrConflict), errors.Is(err, store.ErrClear):
		return isRefused, nil
	case !errors.Is(err, intake.ErrTaken):
		return 0, err
	}
	if _, err := p.into.Get(ctx, r.Reference); errors.Is(err, store.ErrUnknown) {
		return isErased, nil // only its tombstone is here
	} else if err != nil {
		return 0, err
	}
	return isRefused, nil // another record has its reference
}

// asCopy fills what a desk does not send: it is unique for each id, and the same
// each time, so that a record that comes twice is kept once.
func asCopy(r intake.Record) intake.Record {
	r.Nonce = sum("nonce", r.ID[:])
	r.Answers = sum("answers", r.ID[:])
	if r.State == intake.New {
		r.State = intake.Pulled
	}
	return r
}

func sum(use string, parts ...[]byte) [32]byte {
	h := sha256.New()
	h.Write([]byte("partake copy v1 " + use + "\x00"))
	for _, p := range parts {
		h.Write(p)
	}
	return [32]byte(h.Sum(nil))
}

// Local makes a record that was typed in here one of a copy: the team has it, and
// a checksum stands in the place of what only a desk can make.
func Local(r intake.Record) intake.Record {
	r = asCopy(r)
	r.Seal = Checksum(r)
	return r
}

// Checksum finds damage in a record of a copy, and proves nothing of where it came
// from.
func Checksum(r intake.Record) [32]byte { return sum("sealed here", r.ID[:], r.Blob) }
