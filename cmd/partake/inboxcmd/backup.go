package inboxcmd

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"example.org/partake/cmd/partake/memory"
	"example.org/partake/cmd/partake/records"
	"example.org/partake/cmd/partake/terminal"
	"example.org/partake/internal/backup"
	"example.org/partake/internal/intake"
	"example.org/partake/internal/store"
	"example.org/partake/internal/teamcopy"
)

type backupCommand struct {
	records.StoreFlags `embed:""`
	Out                string `required:"" placeholder:"FILE" help:"The file to write. It must not be there yet."`
	Erased             bool   `help:"Only the list of what was deleted: references, days and reasons."`
	Now                string `placeholder:"TIME" help:"Write the date as if it were this moment, such as 2027-05-03T09:00:00Z."`
}

// Help is printed by partake inbox backup --help.
func (backupCommand) Help() string {
	return `Examples:
  partake inbox backup --out /backup/partake.jsonl
  partake inbox backup --erased --out /backup/erased.jsonl

For the server, for what was typed in on a team's copy, and for a move from SQLite to PostgreSQL or back. The file holds all records, sealed as they are, with
their mails, what the team noted, and the list of what was deleted. It needs no secret key and opens nothing. The server may go on meanwhile.

Keep a newer list of what was deleted beside older backups, so that nothing that somebody had erased comes back.`
}

// Run writes the file.
func (c backupCommand) Run(ctx context.Context, t terminal.Terminal) error {
	now, err := terminal.Moment(c.Now)
	if err != nil {
		return err
	}
	memory.Limit(0)
	return c.With(ctx, t, func(b *records.Box) error {
		return c.write(ctx, t, b.DB, backup.Options{Erased: c.Erased, CopyOf: b.From, Day: intake.DayOf(now)})
	})
}

// write writes a new file, or none.
func (c backupCommand) write(ctx context.Context, t terminal.Terminal, db *store.DB, o backup.Options) error {
	f, err := os.OpenFile(c.Out, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%w: %s is there already: choose another name. Nothing was written", terminal.ErrUsage, c.Out)
	}
	if err != nil {
		return fmt.Errorf("write the backup: %w", err)
	}
	done, err := backup.Write(ctx, f, db, o)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return errors.Join(fmt.Errorf("%w. The file was taken away", err), os.Remove(c.Out))
	}
	fmt.Fprintf(t.Out, "%s, %s, %s and %s of what was deleted in %s.\n", terminal.Count(done.Records, "record", "records"), terminal.Count(done.Mails, "mail", "mails"),
		terminal.Count(done.Steps, "mark or note", "marks and notes"), terminal.Count(done.Tombstones, "line", "lines"), c.Out)
	return nil
}

type restoreCommand struct {
	Files              []string `arg:"" name:"file" placeholder:"FILE" help:"The files that partake inbox backup wrote, the backup first."`
	records.StoreFlags `embed:""`
}

// Help is printed by partake inbox restore --help.
func (restoreCommand) Help() string {
	return `Examples:
  partake inbox restore /backup/partake.jsonl /backup/erased.jsonl
  partake inbox restore partake.jsonl --store postgres:///partake

Stop the server first. Records that are here stay as they are, and those that were deleted stay deleted; all others are
added. The store is made if it is not there. Run it again as often as you like: nothing comes twice. A file that was cut
is refused.`
}

// Run puts the files in, one after the other.
func (c restoreCommand) Run(ctx context.Context, t terminal.Terminal) error {
	dsn, file, err := c.DSN()
	if err == nil {
		err = c.fits(file)
	}
	if err != nil {
		return err
	}
	memory.Limit(0)
	db, err := store.Open(ctx, dsn, os.Getenv)
	if err != nil {
		return err
	}
	for _, name := range c.Files {
		if err == nil {
			err = restore(ctx, t, db, name)
		}
	}
	return errors.Join(err, db.Close())
}

// fits refuses to mix up the website's own records and those of a team's copy. A
// new file becomes what the backups are of.
func (c restoreCommand) fits(file string) error {
	_, err := os.Stat(file)
	isNew := file != "" && errors.Is(err, fs.ErrNotExist)
	var known teamcopy.Copy
	copied := false
	if file != "" {
		if known, copied, err = teamcopy.Read(file); err != nil {
			return err
		}
	}
	for _, name := range c.Files {
		f, err := os.Open(name)
		if err != nil {
			return fmt.Errorf("read the backup: %w", err)
		}
		found, err := backup.Check(f)
		if err := errors.Join(err, f.Close()); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		switch {
		case found.CopyOf == known.From:
		case isNew && !copied:
			known.From, copied = found.CopyOf, true
		default:
			return fmt.Errorf("%w: a backup of the team's copy goes into a team's copy, and one of the website into the website's store. Choose another with --store", terminal.ErrUsage)
		}
	}
	if isNew && copied {
		return errors.Join(os.MkdirAll(filepath.Dir(file), 0o700), known.Write(file))
	}
	return nil
}

// errClash means that a record could not be put in.
var errClash = errors.New("another record has the reference of one in the backup, so that one was left out")

func restore(ctx context.Context, t terminal.Terminal, db *store.DB, name string) error {
	f, err := os.Open(name)
	if err != nil {
		return fmt.Errorf("read the backup: %w", err)
	}
	defer f.Close()
	done, err := backup.Restore(ctx, f, db)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	fmt.Fprintf(t.Out, "%s: %s added, %d were here, %d stay deleted. %s of what was deleted.\n", name, terminal.Count(done.Added, "record", "records"),
		done.Known, done.Deleted, terminal.Count(done.Tombstones, "line", "lines"))
	if len(done.Clashes) > 0 {
		return fmt.Errorf("%s: %w (%d)", name, errClash, len(done.Clashes))
	}
	return nil
}
