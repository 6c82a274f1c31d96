// Package inbox is what the involvement team does with what people sent: list, open,
// export, seal again.
//
// The same work is done on two kinds of store. On the server it is the desk's
// own. On the team's machine it is a copy (package teamcopy). The secret key is only
// ever on the team's machine, so only there answers open.
//
// # What is safe to look at
//
// Answers are text that strangers wrote. Printable takes from it all that a
// terminal would obey, and shows marks that turn the direction of writing. A
// table for spreadsheets (CSV) holds no cell that a spreadsheet would calculate:
// one that could be taken for a formula, and every phone number, gets an
// apostrophe in front. JSON is exact.
//
// # What can't be opened
//
// A record that does not open with the team's keys, or is broken, is counted and
// named, and shows in exports with its problem instead of its answers. It never
// stops the others.
//
// # New keys for old
//
// Rotate seals each record anew, and puts the new text in the place of the old
// one only after it was opened with a new key and compared. It may be stopped at
// any time and run again. On a desk's own store it needs the desk's key: it
// checks each MAC before and makes a new one, so that a forged record does not
// become a true one. A copy has no MAC that anybody there could check or make.
// There a checksum takes its place, which finds damage and proves nothing of
// where a record came from; that was the desk's word when it was pulled.
package inbox

import (
	"context"
	"errors"
	"iter"
	"runtime"
	"time"

	"golang.org/x/sync/errgroup"

	"example.org/partake/internal/casework"
	"example.org/partake/internal/form"
	"example.org/partake/internal/intake"
	"example.org/partake/internal/seal"
)

// together is how many records are opened, or sealed again, at a time: as many
// as may share a commit.
const together = 64

// Entry is a record with what is in it, or why that can't be read.
type Entry struct {
	intake.Record
	Answers  form.Answers
	Problem  error
	Standing []casework.Step // marks that disagree, if they were looked up
}

// Open opens a record.
func Open(r intake.Record, ids []seal.Identity) Entry {
	e := Entry{Record: r}
	text, err := seal.Open(r.Blob, ids...)
	if err == nil {
		e.Answers, err = form.Decode(text)
	}
	if err == nil && e.Answers.Form != r.Form {
		err = errors.New("the answers are those of another form than the record says: somebody changed the database")
	}
	e.Problem = err
	return e
}

// Opened opens records, several at a time, and keeps their order.
func Opened(ctx context.Context, records iter.Seq2[intake.Record, error], ids []seal.Identity) iter.Seq2[Entry, error] {
	return func(yield func(Entry, error) bool) {
		for batch, err := range batches(records) {
			out := make([]Entry, len(batch))
			var all errgroup.Group
			all.SetLimit(runtime.GOMAXPROCS(0))
			for i, r := range batch {
				all.Go(func() error {
					out[i] = Open(r, ids)
					return ctx.Err()
				})
			}
			err = errors.Join(err, all.Wait())
			for _, e := range out {
				if err == nil && !yield(e, nil) {
					return
				}
			}
			if err != nil {
				yield(Entry{}, err)
				return
			}
		}
	}
}

// batches takes records together. An error comes alone, at the end.
func batches(records iter.Seq2[intake.Record, error]) iter.Seq2[[]intake.Record, error] {
	return func(yield func([]intake.Record, error) bool) {
		var batch []intake.Record
		for r, err := range records {
			if err != nil {
				if len(batch) == 0 || yield(batch, nil) {
					yield(nil, err)
				}
				return
			}
			if batch = append(batch, r); len(batch) == together {
				if !yield(batch, nil) {
					return
				}
				batch = nil
			}
		}
		if len(batch) > 0 {
			yield(batch, nil)
		}
	}
}

// Unopened counts what could not be opened.
type Unopened struct {
	Keys   map[string]int // how many are sealed to other keys, by fingerprint
	Others []string       // references of those with another problem
}

// Add notes an entry if it has a problem.
func (u *Unopened) Add(e Entry) {
	var not *seal.NotForKeysError
	switch {
	case e.Problem == nil:
	case errors.As(e.Problem, &not):
		if u.Keys == nil {
			u.Keys = map[string]int{}
		}
		u.Keys[e.Keys]++
	default:
		u.Others = append(u.Others, e.Reference)
	}
}

// Total is how many could not be opened.
func (u *Unopened) Total() int {
	n := len(u.Others)
	for _, k := range u.Keys {
		n += k
	}
	return n
}

// Iso is a day as in 2026-11-22.
func Iso(d intake.Day) string { return moment(d).Format(time.DateOnly) }

// Long is a day as in 22 November 2026.
func Long(d intake.Day) string { return moment(d).Format("2 January 2006") }

func moment(d intake.Day) time.Time { return time.Unix(int64(d)*86400, 0).UTC() }
