// Package ledger keeps, in the store, what was published of the counts of what people
// sent, so that it stays what it was when the site's file is lost. It holds figures as
// they were published and nothing more exact.
//
// A quarter is counted and kept in one transaction. Two that count at once get the
// same: the second waits for the row of the quarter and finds it taken.
package ledger

import (
	"cmp"
	"context"
	"slices"
	"time"

	"example.org/partake/internal/disclosure"
	"example.org/partake/internal/store/table"
)

// Store is a store.DB.
type Store interface {
	Change(ctx context.Context, what string, do table.Work) error
	Look(ctx context.Context, what string, do table.Work) error
}

// Publish counts the quarter that ended last, unless that was done before, and tells
// all that was ever published. forms are the ids of those that get a figure though
// nobody sent them. file is what the site shows already; what the ledger lacks of it is kept.
func Publish(ctx context.Context, db Store, forms []string, file []disclosure.Table, now time.Time) ([]disclosure.Table, error) {
	var all []disclosure.Table
	err := db.Change(ctx, "publish counts", func(ctx context.Context, tx table.Querier) error {
		known, err := read(ctx, tx)
		if err != nil {
			return err
		}
		all, err = disclosure.Next(known, file, now, func(q disclosure.Quarter) ([]disclosure.Cell, error) { return count(ctx, tx, q, forms) })
		if err != nil {
			return err
		}
		for _, t := range all {
			if err := keep(ctx, tx, t); err != nil {
				return err
			}
		}
		if known, err = read(ctx, tx); err == nil { // somebody else may have been faster
			all, err = disclosure.Join(known, file, now)
		}
		return err
	})
	return all, err
}

// Read tells what was published.
func Read(ctx context.Context, db Store) (all []disclosure.Table, err error) {
	err = db.Look(ctx, "read what was published", func(ctx context.Context, tx table.Querier) (err error) {
		all, err = read(ctx, tx)
		return err
	})
	return all, err
}

// Keep adds what was published, of a backup. A quarter that is here stays as it is.
func Keep(ctx context.Context, db Store, all []disclosure.Table) error {
	if len(all) == 0 {
		return nil
	}
	return db.Change(ctx, "keep what was published", func(ctx context.Context, tx table.Querier) error {
		for _, t := range all {
			if err := keep(ctx, tx, t); err != nil {
				return err
			}
		}
		return nil
	})
}

// keep adds a quarter that is not here. Its row without a form is the quarter's own:
// who adds that adds the others.
func keep(ctx context.Context, tx table.Querier, t disclosure.Table) error {
	counted := t.Counted.Unix() / 86400
	n, err := add(ctx, tx, t.Quarter, counted, disclosure.Row{Done: disclosure.Withheld})
	if n == 0 || err != nil {
		return err
	}
	for _, r := range t.Rows {
		if _, err := add(ctx, tx, t.Quarter, counted, r); err != nil {
			return err
		}
	}
	return nil
}

func add(ctx context.Context, tx table.Querier, q disclosure.Quarter, counted int64, r disclosure.Row) (int, error) {
	return table.Affected(tx.ExecContext(ctx, "INSERT INTO published (quarter, form, counted, sent, done) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
		int64(q), r.Form, counted, int64(r.Sent), int64(r.Done)))
}

// row is a row of the ledger.
type row struct {
	quarter disclosure.Quarter
	counted int64
	disclosure.Row
}

func read(ctx context.Context, tx table.Querier) ([]disclosure.Table, error) {
	rows, err := table.Rows(ctx, tx, func(into func(...any) error) (r row, err error) {
		err = into(&r.quarter, &r.Form, &r.counted, &r.Sent, &r.Done)
		return r, err
	}, "SELECT quarter, form, counted, sent, done FROM published")
	// Databases do not agree on the order of texts.
	slices.SortFunc(rows, func(a, b row) int { return cmp.Or(cmp.Compare(a.quarter, b.quarter), cmp.Compare(a.Form, b.Form)) })
	var all []disclosure.Table
	for _, r := range rows {
		if r.Form == "" {
			all = append(all, disclosure.Table{Quarter: r.quarter, Counted: time.Unix(r.counted*86400, 0).UTC()})
		} else if last := len(all) - 1; last >= 0 {
			all[last].Rows = append(all[last].Rows, r.Row)
		}
	}
	return all, err
}

// count counts what was sent in a quarter and is still there.
func count(ctx context.Context, tx table.Querier, q disclosure.Quarter, forms []string) ([]disclosure.Cell, error) {
	cells, err := table.Rows(ctx, tx, func(into func(...any) error) (c disclosure.Cell, err error) {
		err = into(&c.Form, &c.Sent, &c.Done)
		return c, err
	}, `SELECT form, count(*), sum(CASE WHEN state IN ('new', 'pulled') THEN 0 ELSE 1 END) FROM records
		WHERE received >= $1 AND received <= $2 GROUP BY form`, q.First().Unix()/86400, q.Last().Unix()/86400)
	seen := map[string]bool{"": true}
	for _, c := range cells {
		seen[c.Form] = true
	}
	for _, form := range forms {
		if !seen[form] {
			seen[form] = true
			cells = append(cells, disclosure.Cell{Form: form})
		}
	}
	return cells, err
}
