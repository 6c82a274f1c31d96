package teamcopy

import (
	"context"
	"errors"
	"iter"
	"slices"
	"time"

	"example.org/partake/internal/exchange"
	"example.org/partake/internal/intake"
	"example.org/partake/internal/store"
)

// Holder is what CatchUp needs of the desk: an exchange.Client.
type Holder interface {
	Held(ctx context.Context) ([]exchange.Held, error)
	Pull(ctx context.Context, after int64, all bool, take func(exchange.Row) error) (next int64, more bool, err error)
}

// Catching is what CatchUp needs of a copy: a store.DB.
type Catching interface {
	Into
	List(ctx context.Context, f store.Filter) iter.Seq2[intake.Record, error]
	Tombstones(ctx context.Context) ([]store.Tombstone, error)
}

// CatchUp fetches, after a Pull, what the desk has and this copy has never had: a
// record that a colleague's computer pulled first is new no longer. It adds to the
// report of the Pull. What was erased here does not come again.
func CatchUp(ctx context.Context, desk Holder, into Catching, now time.Time, report *Report, told func(intake.Record)) error {
	missing, err := missing(ctx, desk, into, report)
	p := puller{into: into, now: now, told: told}
	for err == nil && len(missing) > 0 {
		after, next, more := missing[0]-1, int64(0), false
		next, more, err = desk.Pull(ctx, after, true, func(row exchange.Row) error { return p.take(ctx, row) })
		switch {
		case err == nil && more && next <= after:
			err = errors.New("the desk sends the same page again and again")
		case more:
			missing = slices.DeleteFunc(missing, func(n int64) bool { return n <= next })
		default:
			missing = nil
		}
	}
	// What stands between those that are missing came along, and counts no more.
	report.New += p.report.New
	report.Forged, report.Refused = union(report.Forged, p.report.Forged), union(report.Refused, p.report.Refused)
	return err
}

// union names each once.
func union(a, b []string) []string {
	all := slices.Concat(a, b)
	slices.Sort(all)
	return slices.Compact(all)
}

// missing are the places of records that the desk has and this copy lacks, in their
// order, without those that the report names already.
func missing(ctx context.Context, desk Holder, into Catching, report *Report) ([]int64, error) {
	held, err := desk.Held(ctx)
	if err != nil {
		return nil, err
	}
	known := map[string]bool{}
	for _, reference := range slices.Concat(report.Forged, report.Refused) {
		known[reference] = true
	}
	for r, err := range into.List(ctx, store.Filter{}) {
		if err != nil {
			return nil, err
		}
		known[r.Reference] = true
	}
	graves, err := into.Tombstones(ctx)
	for _, t := range graves {
		known[t.Reference] = true
	}
	var places []int64
	for _, h := range held {
		if !known[h.Reference] {
			places = append(places, h.Sequence)
		}
	}
	slices.Sort(places)
	return places, err
}
