package teamcopy

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

// atOnce is how many steps are read and sent at a time.
const atOnce = 64

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
func Fetch(ctx context.Context, desk Line, db Worked, sent *Sent) (Fetched, error) {
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
	sent.Asked(there, references(graves))
	wanted, elsewhere, err := lacking(ctx, db, there)
	if err != nil {
		return report, err
	}
	report.Elsewhere = elsewhere
	err = desk.Fetch(ctx, ids(wanted), func(steps []casework.Step) error {
		added, err := casework.Add(ctx, db, steps...)
		report.Steps += added.New
		return err
	})
	return report, err
}

// references are those of tombstones.
func references(graves []store.Tombstone) map[string]bool {
	all := map[string]bool{}
	for _, t := range graves {
		all[t.Reference] = true
	}
	return all
}

func ids(names []casework.Name) []casework.ID {
	var all []casework.ID
	for _, n := range names {
		all = append(all, n.ID)
	}
	return all
}

// lacking are the steps that are there and not here. Those of records that are not
// here are counted only: they are kept with their record.
func lacking(ctx context.Context, db Worked, there []casework.Name) (wanted []casework.Name, elsewhere int, err error) {
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
			wanted = append(wanted, n)
		default:
			elsewhere++
		}
	}
	return wanted, elsewhere, nil
}

func known(ctx context.Context, db casework.Store) (map[casework.ID]bool, error) {
	names, err := casework.Names(ctx, db)
	here := map[casework.ID]bool{}
	for _, n := range names {
		here[n.ID] = true
	}
	return here, err
}

// Pushed says what went to the desk, and what is there for this copy.
type Pushed struct {
	Steps   int // marks and notes that it did not have
	Erased  int // erasures that it did not have
	Stayed  int // marks and notes about records that it does not have (any more); each is told once
	Waiting int // marks, notes and erasures of others that are not here yet
	Both    int // records on which others worked too, of those that marks and notes were sent about
}

// Push sends what was done here: erasures first, then marks and notes. After a
// break, push again: what is there already does not go twice.
func Push(ctx context.Context, desk Line, db Worked, sent *Sent) (Pushed, error) {
	var report Pushed
	graves, err := desk.Erased(ctx)
	if err != nil {
		return report, err
	}
	mine, others, err := buried(ctx, db, references(graves))
	if err == nil {
		err = desk.Erase(ctx, mine)
	}
	if err != nil {
		return report, err
	}
	report.Erased = len(mine)
	there, err := desk.Steps(ctx)
	if err != nil {
		return report, err
	}
	sent.Asked(there, references(append(graves, mine...)))
	wanted, _, err := lacking(ctx, db, there)
	if err != nil {
		return report, err
	}
	report.Waiting = others + len(wanted)
	about, err := send(ctx, desk, db, sent, &report)
	report.Both = shared(wanted, about)
	return report, err
}

// send sends the marks and notes that the desk lacks, and says what they are about.
func send(ctx context.Context, desk Line, db Worked, sent *Sent, report *Pushed) (about map[casework.ID]bool, err error) {
	names, err := casework.Names(ctx, db)
	if err != nil {
		return nil, err
	}
	names = slices.DeleteFunc(names, func(n casework.Name) bool { return sent.Has(n.ID) })
	about = map[casework.ID]bool{}
	for part := range slices.Chunk(names, atOnce) {
		steps, err := casework.Get(ctx, db, ids(part))
		if err != nil {
			return about, err
		}
		gone, err := desk.Send(ctx, steps)
		if err != nil {
			return about, err
		}
		report.Steps += len(steps) - len(gone)
		report.Stayed += sent.Went(steps, gone)
		for _, s := range steps {
			about[s.Record] = true
		}
	}
	return about, nil
}

// shared counts the records that both are about.
func shared(names []casework.Name, about map[casework.ID]bool) int {
	both := map[casework.ID]bool{}
	for _, n := range names {
		if about[n.Record] {
			both[n.Record] = true
		}
	}
	return len(both)
}

// buried are the erasures here that the desk does not know of, and how many it has
// that are not here.
func buried(ctx context.Context, db Worked, there map[string]bool) (mine []store.Tombstone, others int, err error) {
	here, err := db.Tombstones(ctx)
	known := references(here)
	for reference := range there {
		if !known[reference] {
			others++
		}
	}
	return slices.DeleteFunc(here, func(t store.Tombstone) bool {
		return !exchange.Carried(t) || there[t.Reference]
	}), others, err
}
