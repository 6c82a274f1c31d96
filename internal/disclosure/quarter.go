package disclosure

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Quarter is three months of a calendar year, counted from 0 of the year 0. Its days
// are those of UTC, like the days of records.
type Quarter int

// QuarterOf is the quarter in which a moment is.
func QuarterOf(t time.Time) Quarter {
	t = t.UTC()
	return Quarter(t.Year()*4 + int(t.Month()-1)/3)
}

// First is its first day.
func (q Quarter) First() time.Time {
	return time.Date(int(q)/4, time.Month(int(q)%4*3+1), 1, 0, 0, 0, 0, time.UTC)
}

// Last is its last day.
func (q Quarter) Last() time.Time { return (q + 1).First().AddDate(0, 0, -1) }

// String is "April to June 2026".
func (q Quarter) String() string {
	return q.First().Format("January") + " to " + q.Last().Format("January 2006")
}

// Cell is an exact count. It is never published.
type Cell struct {
	Form       string // the form's id
	Sent, Done int    // how many came, and how many of them the team has dealt with
}

// Row is what is published of a cell.
type Row struct {
	Form  string
	Title string // what the form was called; no part of what is compared
	Sent  Figure
	Done  Share
}

// Table is what is published of a quarter, once.
type Table struct {
	Quarter Quarter
	Counted time.Time // the day
	Rows    []Row     // by id
}

// Publish makes a table of exact counts. It is the only way from one to the other.
func Publish(q Quarter, counted time.Time, cells []Cell) Table {
	t := Table{Quarter: q, Counted: counted.UTC().Truncate(24 * time.Hour)}
	for _, c := range cells {
		t.Rows = append(t.Rows, Row{Form: c.Form, Sent: Round(c.Sent), Done: ShareOf(c.Done, c.Sent)})
	}
	slices.SortFunc(t.Rows, func(a, b Row) int { return strings.Compare(a.Form, b.Form) })
	return t
}

// What may be wrong with the site's file.
var (
	// ErrChanged means that the file says otherwise than what was published.
	ErrChanged = errors.New("the site's file is not as it was published")
	// ErrEarly means that the file has a quarter that is not over.
	ErrEarly = errors.New("the site's file has a quarter that is not over")
)

// Join puts together what is known of what was published: what the ledger holds, and
// the file of the site. Either may lack what the other has. Titles are the file's.
func Join(ledger, file []Table, now time.Time) ([]Table, error) {
	all := slices.Clone(ledger)
	for _, t := range file {
		if t.Quarter >= QuarterOf(now) {
			return nil, fmt.Errorf("%w: %s", ErrEarly, t.Quarter)
		}
		i := slices.IndexFunc(all, func(x Table) bool { return x.Quarter == t.Quarter })
		if i < 0 {
			all = append(all, t)
			continue
		}
		if err := same(all[i], t); err != nil {
			return nil, err
		}
		all[i].Rows = t.Rows
	}
	slices.SortFunc(all, func(a, b Table) int { return cmp.Compare(a.Quarter, b.Quarter) })
	return all, nil
}

// same fails when a file says otherwise than what was kept.
func same(kept, file Table) error {
	for _, r := range kept.Rows {
		if !slices.ContainsFunc(file.Rows, func(f Row) bool { return f.Form == r.Form && f.Sent == r.Sent && f.Done == r.Done }) {
			said := "sent: " + r.Sent.String()
			if r.Done != Withheld {
				said += ", dealt_with: " + r.Done.String()
			}
			return fmt.Errorf("%w: for %s, %s was published with %s", ErrChanged, kept.Quarter, r.Form, said)
		}
	}
	if len(file.Rows) > len(kept.Rows) {
		return fmt.Errorf("%w: %s has forms that were not published", ErrChanged, kept.Quarter)
	}
	return nil
}

// Due is the quarter to count now: the one that ended last, unless it was published.
func Due(published []Table, now time.Time) (Quarter, bool) {
	last := QuarterOf(now) - 1
	return last, !slices.ContainsFunc(published, func(t Table) bool { return t.Quarter >= last })
}

// Next tells what is published from now on: what was, and the quarter that is due, if
// one is and there are any cells to publish. count counts it.
func Next(ledger, file []Table, now time.Time, count func(Quarter) ([]Cell, error)) ([]Table, error) {
	all, err := Join(ledger, file, now)
	if err != nil {
		return nil, err
	}
	q, due := Due(all, now)
	if !due {
		return all, nil
	}
	cells, err := count(q)
	if err != nil || len(cells) == 0 {
		return all, err
	}
	return append(all, Publish(q, now, cells)), nil
}

// Text writes tables as the site's data file.
func Text(all []Table) string {
	var b strings.Builder
	b.WriteString(head)
	for _, t := range all {
		fmt.Fprintf(&b, "- from: %s\n  until: %s\n  counted: %s\n", t.Quarter.First().Format(time.DateOnly), t.Quarter.Last().Format(time.DateOnly), t.Counted.Format(time.DateOnly))
		if len(t.Rows) > 0 {
			b.WriteString("  forms:\n")
		}
		for _, r := range t.Rows {
			fmt.Fprintf(&b, "    - form: %q\n      title: %q\n      sent: %s\n", r.Form, r.Title, r.Sent)
			if r.Done != Withheld {
				fmt.Fprintf(&b, "      dealt_with: %s\n", r.Done)
			}
		}
	}
	return b.String()
}

const head = `# How many forms people sent: the only counts that may be published.
# Made by partake inbox stats --public, which adds a quarter when it is over. Keep this
# file in git, and leave its figures as they are: that they never change is what keeps
# small numbers secret.
`
