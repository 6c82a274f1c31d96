package backup

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"example.org/partake/internal/casework"
	"example.org/partake/internal/intake"
	"example.org/partake/internal/store"
)

// carried are the tables that a backup holds row by row, each with those whose
// rows it refers to before it. Tombstones go through Tombstones and Replay, what
// was published through package ledger, and counts are of no use an hour later. TestCarried knows of no other table.
var carried = []string{"records", "outbox", "steps"}

// chunk is how many records are read or written at a time, so that a server goes
// on meanwhile.
const chunk = 100

// Row is a row of a table by its columns, whatever those are: a column that a
// later version adds is carried too. Values are int64, string, []byte or nil.
type Row struct {
	Table   string
	Columns map[string]any
}

// rowsOf goes through all records, each followed by what belongs to it, as they are stored.
// The place in the order is left out: another store gives its own. Records may
// come and go meanwhile, so read the tombstones afterwards.
func rowsOf(ctx context.Context, db *store.DB) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		for after := int64(0); ; {
			var part []Row
			last := after
			err := db.Change(ctx, "read rows", func(ctx context.Context, tx store.Querier) (err error) {
				part, last, err = read(ctx, tx, after)
				return err
			})
			if err != nil {
				yield(Row{}, err)
				return
			}
			for _, r := range part {
				if !yield(r, nil) {
					return
				}
			}
			if last == after {
				return
			}
			after = last
		}
	}
}

// read reads some records with what belongs to them, and says where they end.
func read(ctx context.Context, tx store.Querier, after int64) (part []Row, last int64, err error) {
	records, err := whole(ctx, tx, "records", "SELECT * FROM records WHERE sequence > $1 ORDER BY sequence LIMIT $2", after, chunk)
	if err != nil || len(records) == 0 {
		return nil, after, err
	}
	last, _ = records[len(records)-1].Columns["sequence"].(int64)
	of := map[string][]Row{}
	for _, table := range carried[1:] {
		all, err := whole(ctx, tx, table, "SELECT o.* FROM "+table+` o JOIN records r ON r.id = o.record
			WHERE r.sequence > $1 AND r.sequence <= $2 ORDER BY o.sequence`, after, last)
		if err != nil {
			return nil, after, err
		}
		for _, m := range all {
			id, _ := m.Columns["record"].([]byte)
			of[string(id)] = append(of[string(id)], m)
		}
	}
	for _, r := range records {
		id, _ := r.Columns["id"].([]byte)
		part = append(append(part, r), of[string(id)]...)
	}
	for _, r := range part {
		delete(r.Columns, "sequence")
	}
	return part, last, nil
}

// whole reads rows with all their columns.
func whole(ctx context.Context, tx store.Querier, table, query string, args ...any) ([]Row, error) {
	found, err := tx.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer found.Close()
	names, err := found.Columns()
	if err != nil {
		return nil, err
	}
	var all []Row
	for found.Next() {
		values, into := make([]any, len(names)), make([]any, len(names))
		for i := range values {
			into[i] = &values[i]
		}
		if err := found.Scan(into...); err != nil {
			return nil, err
		}
		r := Row{Table: table, Columns: map[string]any{}}
		for i, name := range names {
			r.Columns[name] = values[i]
		}
		all = append(all, r)
	}
	return all, found.Err()
}

// Loaded says what became of the records of a file.
type Loaded struct {
	Added   int
	Known   int      // they were here: what is here stays
	Deleted int      // they were deleted here: they stay so
	Clashes []string // another record has their reference
}

// load puts rows into a store, in one transaction. The first must be a record, and
// all that belongs to a record must be in the same call.
func load(ctx context.Context, db *store.DB, rows []Row) (Loaded, error) {
	var done Loaded
	err := db.Change(ctx, "load rows", func(ctx context.Context, tx store.Querier) error {
		done = Loaded{}
		l := loading{tx: tx, done: &done, marked: map[casework.ID]bool{}}
		for _, r := range rows {
			if err := l.take(ctx, r); err != nil {
				return err
			}
		}
		return casework.Settle(ctx, tx, l.marked)
	})
	if err != nil {
		return Loaded{}, err
	}
	return done, nil
}

// loading takes rows one after the other.
type loading struct {
	tx    store.Querier
	added bool // the record before: mails of another are not wanted
	here  bool // it is here: what the team did with it is wanted, whoever wrote it first
	done  *Loaded

	marked map[casework.ID]bool // records that were here and have new marks
}

func (l *loading) take(ctx context.Context, r Row) error {
	if !slices.Contains(carried, r.Table) {
		return fmt.Errorf("%w: the table %q", store.ErrNewer, r.Table)
	}
	if err := notClear(r); err != nil {
		return err
	}
	if r.Table != "records" {
		if !l.here || r.Table == "outbox" && !l.added {
			return nil
		}
		isNew, err := put(ctx, l.tx, r)
		if id, _ := r.Columns["record"].([]byte); isNew && !l.added && len(id) == len(casework.ID{}) {
			l.marked[casework.ID(id)] = true
		}
		return err
	}
	known := l.done.Known
	added, err := l.record(ctx, r)
	l.added, l.here = added, added || l.done.Known > known
	return err
}

// record adds a record. Where its token or its answers have come again since,
// both records stay: nobody can tell which one the team has to have.
func (l *loading) record(ctx context.Context, r Row) (bool, error) {
	if deleted, err := l.has(ctx, "tombstones", "reference", r); deleted || err != nil {
		l.done.Deleted++
		return false, err
	}
	if known, err := l.has(ctx, "records", "id", r); known || err != nil {
		l.done.Known++
		return false, err
	}
	added, err := put(ctx, l.tx, r)
	if err == nil && !added {
		other := Row{r.Table, maps.Clone(r.Columns)}
		nonce := sha256.Sum256(fmt.Appendf(nil, "partake restored nonce v1 %x", r.Columns["id"]))
		other.Columns["nonce"], other.Columns["answers"], other.Columns["answers_until"] = nonce[:], nil, nil
		added, err = put(ctx, l.tx, other)
	}
	switch {
	case err != nil:
		return false, err
	case added:
		l.done.Added++
	default:
		l.done.Clashes = append(l.done.Clashes, r.Columns["reference"].(string))
	}
	return added, nil
}

func (l *loading) has(ctx context.Context, table, column string, r Row) (has bool, err error) {
	err = l.tx.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM "+table+" WHERE "+column+" = $1)", r.Columns[column]).Scan(&has)
	return has, err
}

// put inserts a row unless something stands in its way. Names of columns come from
// a file, so they are looked up first.
func put(ctx context.Context, tx store.Querier, r Row) (bool, error) {
	known, err := columnsOf(ctx, tx, r.Table)
	if err != nil {
		return false, err
	}
	names := slices.Sorted(maps.Keys(r.Columns))
	var places []string
	var values []any
	for i, name := range names {
		if !slices.Contains(known, name) || name == "sequence" {
			return false, fmt.Errorf("%w: the column %q of %s", store.ErrNewer, name, r.Table)
		}
		places, values = append(places, "$"+strconv.Itoa(i+1)), append(values, r.Columns[name])
	}
	done, err := tx.ExecContext(ctx, "INSERT INTO "+r.Table+" ("+strings.Join(names, ", ")+") VALUES ("+strings.Join(places, ", ")+") ON CONFLICT DO NOTHING", values...)
	if err != nil {
		return false, err
	}
	n, err := done.RowsAffected()
	return n == 1, err
}

func columnsOf(ctx context.Context, tx store.Querier, table string) ([]string, error) {
	found, err := tx.QueryContext(ctx, "SELECT * FROM "+table+" LIMIT 0")
	if err != nil {
		return nil, err
	}
	defer found.Close()
	names, err := found.Columns()
	return names, errors.Join(err, found.Err())
}

// notClear refuses what may not be stored as it is, as Save does.
func notClear(r Row) error {
	for name, value := range r.Columns {
		ok := true
		switch v := value.(type) {
		case nil, int64:
		case string:
			ok = v == "" || intake.IsID(v)
		case []byte:
			ok = len(v) <= sha256.Size || !utf8.Valid(v)
		default:
			ok = false
		}
		if !ok {
			return fmt.Errorf("%w: %s of %s", store.ErrClear, strconv.Quote(name), r.Table)
		}
	}
	if r.Table != "records" {
		return nil
	}
	reference, _ := r.Columns["reference"].(string)
	state, _ := r.Columns["state"].(string)
	blob, _ := r.Columns["blob"].([]byte)
	if !intake.IsWord(reference) || !intake.IsState(intake.State(state)) || len(blob) == 0 || utf8.Valid(blob) {
		return fmt.Errorf("%w: reference, state or blob of a record", store.ErrClear)
	}
	return nil
}
