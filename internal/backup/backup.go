// Package backup writes what a store holds into a file, and puts such a file into
// a store: the same one after a loss, or one of the other kind for a move.
//
// # What is in a file
//
// JSON lines: a first line that says what it is; records with all their columns,
// sealed as they are, each followed by its mails and by what the team did with it;
// tombstones; what was published of the counts of records; and a last line with how
// many of each there are. A file without its last line was cut and is refused
// before anything of it is used. Of the store only counts of visits are missing,
// which are of use for an hour.
//
// A file holds what the store holds, so it is kept as carefully: which form was
// sent on which day stands there in clear; what people said is sealed.
//
// # What comes back
//
// Records that are here stay as they are; those that were deleted here stay
// deleted; all others are added. When a person's sending came in again after the
// loss, both records are kept. Then the file's tombstones are replayed. So several
// files may be put in, one after the other: last night's backup, and a list of
// what was deleted since (Options.Erased), and nothing that was erased comes back.
// (TestBackAndForth does so between both kinds of store.)
//
// Mails that waited when the file was written wait again. One that went out since
// goes out twice, with the same Message-ID.
//
// A team's copy has backups of its own, which go into a copy: the desk could not
// tell records from there from forged ones. Who calls Restore sees to that.
//
// What is restored is checked for being sealed, not for being the desk's own: that
// is what the MAC of each record is for, which a pull looks at.
package backup

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"example.org/partake/internal/disclosure"
	"example.org/partake/internal/disclosure/ledger"
	"example.org/partake/internal/intake"
	"example.org/partake/internal/store"
)

var (
	// ErrNoBackup means that a file is none, or was cut.
	ErrNoBackup = errors.New("this is no backup, or not a whole one")
	// ErrLater means that a later version wrote it.
	ErrLater = errors.New("a newer version of Partake wrote this backup: update this one")
)

const (
	kind    = "partake backup"
	version = 1
	longest = 16 << 20 // bytes of a line; a record has a few thousand
)

// Options say what to write.
type Options struct {
	Erased bool       // only tombstones
	CopyOf string     // of a team's copy: the address of the website
	Day    intake.Day // today
}

// line is a line of a file: one of its fields is set.
type line struct {
	Head      *head             `json:"head,omitempty"`
	Table     string            `json:"table,omitempty"`
	Row       map[string]value  `json:"row,omitempty"`
	Tombstone *store.Tombstone  `json:"tombstone,omitempty"`
	Published *disclosure.Table `json:"published,omitempty"`
	End       *Written          `json:"end,omitempty"`
}

type head struct {
	Kind    string     `json:"kind"`
	Version int        `json:"version"`
	Day     intake.Day `json:"day"`
	Erased  bool       `json:"erased"`
	CopyOf  string     `json:"copy_of,omitempty"`
}

// Written says what is in a file.
type Written struct {
	Records    int `json:"records"`
	Mails      int `json:"mails"`
	Steps      int `json:"steps"` // marks and notes of the team
	Tombstones int `json:"tombstones"`
	Published  int `json:"published,omitempty"` // quarters whose counts were published

	CopyOf string `json:"-"` // as in Options; Check fills it in
}

func (w *Written) count(table string) {
	switch table {
	case "records":
		w.Records++
	case "outbox":
		w.Mails++
	default:
		w.Steps++
	}
}

// Write writes a backup. The store may be in use.
func Write(ctx context.Context, w io.Writer, from *store.DB, o Options) (Written, error) {
	var done Written
	buffer := bufio.NewWriter(w)
	out := json.NewEncoder(buffer)
	err := out.Encode(line{Head: &head{Kind: kind, Version: version, Day: o.Day, Erased: o.Erased, CopyOf: o.CopyOf}})
	if err == nil && !o.Erased {
		err = writeRows(ctx, out, from, &done)
	}
	if err == nil {
		err = writeTombstones(ctx, out, from, &done)
	}
	if err == nil && !o.Erased {
		err = writePublished(ctx, out, from, &done)
	}
	if err == nil {
		err = out.Encode(line{End: &done})
	}
	if err := errors.Join(err, buffer.Flush()); err != nil {
		return Written{}, fmt.Errorf("write the backup: %w", err)
	}
	return done, nil
}

func writeRows(ctx context.Context, out *json.Encoder, from *store.DB, done *Written) error {
	for row, err := range rowsOf(ctx, from) {
		if err != nil {
			return err
		}
		done.count(row.Table)
		if err := out.Encode(line{Table: row.Table, Row: encode(row.Columns)}); err != nil {
			return err
		}
	}
	return nil
}

func writeTombstones(ctx context.Context, out *json.Encoder, from *store.DB, done *Written) error {
	all, err := from.Tombstones(ctx)
	for i := 0; i < len(all) && err == nil; i++ {
		done.Tombstones++
		err = out.Encode(line{Tombstone: &all[i]})
	}
	return err
}

func writePublished(ctx context.Context, out *json.Encoder, from *store.DB, done *Written) error {
	all, err := ledger.Read(ctx, from)
	for i := 0; i < len(all) && err == nil; i++ {
		done.Published++
		err = out.Encode(line{Published: &all[i]})
	}
	return err
}

// Restored says what became of a file.
type Restored struct {
	Loaded
	Tombstones int
}

// Check reads a file without using it, and says what is in it.
func Check(r io.Reader) (Written, error) {
	var found Written
	copyOf := ""
	end, err := lines(r, func(l line) error {
		switch {
		case l.Head != nil:
			copyOf = l.Head.CopyOf
		case l.Tombstone != nil:
			found.Tombstones++
		case l.Published != nil:
			found.Published++
		default:
			found.count(l.Table)
		}
		return nil
	})
	if err == nil && end != found {
		err = ErrNoBackup
	}
	found.CopyOf = copyOf
	return found, err
}

// Restore puts a file into a store. Do it while nobody else uses the store.
func Restore(ctx context.Context, file io.ReadSeeker, into *store.DB) (Restored, error) {
	if _, err := Check(file); err != nil {
		return Restored{}, err
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return Restored{}, fmt.Errorf("read the backup: %w", err)
	}
	p := putting{ctx: ctx, into: into}
	_, err := lines(file, p.take)
	if err == nil {
		err = p.flush()
	}
	if err == nil {
		p.done.Tombstones = len(p.tombstones)
		err = into.Replay(ctx, p.tombstones)
	}
	if err == nil {
		err = ledger.Keep(ctx, into, p.published)
	}
	if err != nil {
		return p.done, fmt.Errorf("restore: %w", err)
	}
	return p.done, nil
}

// putting puts rows into a store, some at a time.
type putting struct {
	ctx        context.Context
	into       *store.DB
	waiting    []Row
	records    int // among those that wait
	tombstones []store.Tombstone
	published  []disclosure.Table
	done       Restored
}

func (p *putting) take(l line) error {
	if l.Head != nil {
		return nil
	}
	if l.Tombstone != nil {
		p.tombstones = append(p.tombstones, *l.Tombstone)
		return nil
	}
	if l.Published != nil {
		p.published = append(p.published, *l.Published)
		return nil
	}
	if l.Table == "records" {
		if p.records == chunk {
			if err := p.flush(); err != nil {
				return err
			}
		}
		p.records++
	}
	columns, err := decode(l.Row)
	p.waiting = append(p.waiting, Row{Table: l.Table, Columns: columns})
	return err
}

func (p *putting) flush() error {
	done, err := load(p.ctx, p.into, p.waiting)
	if err != nil {
		return err
	}
	p.waiting, p.records = nil, 0
	p.done.Added, p.done.Known, p.done.Deleted = p.done.Added+done.Added, p.done.Known+done.Known, p.done.Deleted+done.Deleted
	p.done.Clashes = append(p.done.Clashes, done.Clashes...)
	return nil
}
