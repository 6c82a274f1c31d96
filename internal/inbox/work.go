package inbox

import (
	"context"
	"fmt"
	"iter"
	"slices"

	"example.org/partake/internal/casework"
	"example.org/partake/internal/exchange"
	"example.org/partake/internal/intake"
	"example.org/partake/internal/store"
)

// Line is what Fetch and Push need of the desk: an exchange.Client.
type Line interface {
	Steps(ctx context.Context) ([]casework.Name, error)
	Fetch(ctx context.Context, ids []casework.ID, keep func([]casework.Step) error) error
	Send(ctx context.Context, steps []casework.Step) (gone []casework.ID, err error)
	Erased(ctx context.Context) ([]store.Tombstone, error)
	Erase(ctx context.Context, all []store.Tombstone) error
}

// Worked is what Fetch and Push need of a copy: a store.DB.
type Worked interface {
	casework.Store
	exchange.Graves
	List(ctx context.Context, f store.Filter) iter.Seq2[intake.Record, error]
}

// Fetched says what came of what others did.
type Fetched struct {
	Steps     int // marks and notes
	Erased    int // records that others erased
	Elsewhere int // marks and notes about records that are not here
}

// Fetch brings what others in the team did: erasures first, then marks and notes.
// After a break, fetch again: what is here already does not come twice.
func Fetch(ctx context.Context, desk Line, db Worked) (Fetched, error) {
	var report Fetched
	graves, err := desk.Erased(ctx)
	if err != nil {
		return report, err
	}
	if report.Erased, err = exchange.Bury(ctx, db, graves); err != nil {
		return report, fmt.Errorf("erase what others erased: %w", err)
	}
	there, err := desk.Steps(ctx)
	if err != nil {
		return report, err
	}
	wanted, elsewhere, err := lacking(ctx, db, there)
	if err != nil {
		return report, err
	}
	report.Elsewhere = elsewhere
	err = desk.Fetch(ctx, wanted, func(steps []casework.Step) error {
		added, err := casework.Add(ctx, db, steps...)
		report.Steps += added.New
		return err
	})
	return report, err
}

// lacking are the steps that are there and not here. Those of records that are not
// here are counted only: they are kept with their record.
func lacking(ctx context.Context, db Worked, there []casework.Name) (ids []casework.ID, elsewhere int, err error) {
	here, err := known(ctx, db)
	if err != nil {
		return nil, 0, err
	}
	records := map[casework.ID]bool{}
	for r, err := range db.List(ctx, store.Filter{}) {
		if err != nil {
			return nil, 0, err
		}
		records[r.ID] = true
	}
	for _, n := range there {
		switch {
		case here[n.ID]:
		case records[n.Record]:
			ids = append(ids, n.ID)
		default:
			elsewhere++
		}
	}
	return ids, elsewhere, nil
}

func known(ctx context.Context, db casework.Store) (map[casework.ID]bool, error) {
	names, err := casework.Names(ctx, db)
	here := map[casework.ID]bool{}
	for _, n := range names {
		here[n.ID] = true
	}
	return here, err
}

// Pushed says what went to the desk.
type Pushed struct {
	Steps  int // marks and notes that it did not have
	Erased int // erasures that it did not have
	Gone   int // marks and notes about records that it does not have (any more)
}

// Push sends what was done here: erasures first, then marks and notes. After a
// break, push again: what is there already does not go twice.
func Push(ctx context.Context, desk Line, db Worked) (Pushed, error) {
	var report Pushed
	graves, err := buried(ctx, desk, db)
	if err == nil {
		err = desk.Erase(ctx, graves)
	}
	if err != nil {
		return report, err
	}
	report.Erased = len(graves)
	there, err := desk.Steps(ctx)
	if err != nil {
		return report, err
	}
	has := map[casework.ID]bool{}
	for _, n := range there {
		has[n.ID] = true
	}
	names, err := casework.Names(ctx, db)
	if err != nil {
		return report, err
	}
	names = slices.DeleteFunc(names, func(n casework.Name) bool { return has[n.ID] })
	for part := range slices.Chunk(names, together) {
		var ids []casework.ID
		for _, n := range part {
			ids = append(ids, n.ID)
		}
		steps, err := casework.Get(ctx, db, ids)
		if err != nil {
			return report, err
		}
		gone, err := desk.Send(ctx, steps)
		if err != nil {
			return report, err
		}
		report.Steps += len(steps) - len(gone)
		report.Gone += len(gone)
	}
	return report, nil
}

// buried are the erasures here that the desk does not know of.
func buried(ctx context.Context, desk Line, db Worked) ([]store.Tombstone, error) {
	there, err := desk.Erased(ctx)
	if err != nil {
		return nil, err
	}
	known := map[string]bool{}
	for _, t := range there {
		known[t.Reference] = true
	}
	here, err := db.Tombstones(ctx)
	return slices.DeleteFunc(here, func(t store.Tombstone) bool {
		return !exchange.Carried(t) || known[t.Reference]
	}), err
}
