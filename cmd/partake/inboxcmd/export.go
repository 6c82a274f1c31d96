package inboxcmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"syscall"

	"example.org/partake/cmd/partake/keyfiles"
	"example.org/partake/cmd/partake/memory"
	"example.org/partake/cmd/partake/records"
	"example.org/partake/cmd/partake/terminal"
	"example.org/partake/internal/inbox"
	"example.org/partake/internal/seal"
	"example.org/partake/internal/store"
)

type exportCommand struct {
	records.StoreFlags    `embed:""`
	filterFlags           `embed:""`
	records.IdentityFlags `embed:""`
	Out                   string `required:"" placeholder:"FILE" help:"The file to write. It must not be there yet; - is stdout."`
	Format                string `default:"csv" enum:"csv,json" help:"csv for spreadsheets, or json with the answers exactly as they were sent."`
	Excel                 bool   `help:"Mark a csv file so that Excel reads its letters right."`
}

// Help is printed by partake inbox export --help.
func (exportCommand) Help() string {
	return `Examples:
  partake inbox export --out interested.csv --excel
  partake inbox export --opportunity ward-food --out ward-food.csv
  partake inbox export --format json --out - | jq length

The file holds what people told you in confidence: only you may read it, and its column "Delete by" says until when it
may be kept. In csv an apostrophe stands before phone numbers and before all that a spreadsheet could take for a formula.
A record that does not open has its problem instead of answers, and the command ends with 3. A file that can't be
finished is taken away.`
}

// Run writes the table.
func (c exportCommand) Run(ctx context.Context, t terminal.Terminal) error {
	// Whatever ends the program must not leave half a file.
	ctx, stop := signal.NotifyContext(ctx, syscall.SIGHUP, syscall.SIGPIPE)
	defer stop()
	filter, err := c.filter()
	if err != nil {
		return err
	}
	if c.Excel && c.Format != "csv" {
		return fmt.Errorf("%w: --excel goes with csv only", terminal.ErrUsage)
	}
	ids, err := c.Read(c.Dir)
	if err != nil {
		return err
	}
	memory.Limit(0)
	return c.With(ctx, t, func(b *records.Box) error {
		filter := b.Words.Narrow(filter)
		if c.Out == "-" {
			done, err := c.write(ctx, t, b, filter, ids, t.Out)
			return errors.Join(err, records.Unopened(done.unopened))
		}
		return c.file(ctx, t, b, filter, ids)
	})
}

// exported says what is in a table.
type exported struct {
	records  int
	unopened inbox.Unopened
}

// file writes a new file, or none.
func (c exportCommand) file(ctx context.Context, t terminal.Terminal, b *records.Box, filter store.Filter, ids []seal.Identity) error {
	f, err := os.OpenFile(c.Out, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%w: %s is there already: choose another name. Nothing was written", terminal.ErrUsage, c.Out)
	}
	if err != nil {
		return fmt.Errorf("write the table: %w", err)
	}
	done, err := c.write(ctx, t, b, filter, ids, f)
	if err == nil && done.unopened.Keys != nil && done.unopened.Total() == done.records {
		return errors.Join(records.Unopened(done.unopened), errors.New("nothing was written"), f.Close(), os.Remove(c.Out))
	}
	if ctx.Err() != nil {
		err = errors.New("stopped")
	}
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return errors.Join(fmt.Errorf("%w. The file was taken away", err), os.Remove(c.Out))
	}
	fmt.Fprintf(t.Err, "%s in %s. Only you may read it; delete it in time.\n", terminal.Count(done.records, "record", "records"), c.Out)
	c.warn(t.Err)
	return records.Unopened(done.unopened)
}

// warn says when others could get at the file.
func (c exportCommand) warn(w io.Writer) {
	keyfiles.Caution(w, c.Out)
	info, err := os.Stat(filepath.Dir(c.Out))
	if err == nil && info.Mode().Perm()&0o022 != 0 {
		fmt.Fprintf(w, "Caution: others may write to the folder %s, too. Keep such files in one of your own.\n", filepath.Dir(c.Out))
	}
}

func (c exportCommand) write(ctx context.Context, t terminal.Terminal, b *records.Box, filter store.Filter, ids []seal.Identity, w io.Writer) (exported, error) {
	var done exported
	table, err := c.table(ctx, b, filter, w)
	if err != nil {
		return done, err
	}
	tick, end := t.Counter("records")
	defer end()
	for e, err := range inbox.Opened(ctx, b.Each(ctx, filter), ids) {
		if err != nil {
			return done, err
		}
		done.records++
		done.unopened.Add(e)
		if err := table.Write(e); err != nil {
			return done, fmt.Errorf("write the table: %w", err)
		}
		tick(done.records)
	}
	if err := table.Close(); err != nil {
		return done, fmt.Errorf("write the table: %w", err)
	}
	return done, nil
}

// table starts a table. One for spreadsheets needs to know its columns before
// its first row, so the forms are looked up first.
func (c exportCommand) table(ctx context.Context, b *records.Box, filter store.Filter, w io.Writer) (inbox.Table, error) {
	if c.Format == "json" {
		return inbox.NewJSON(w, b.Words), nil
	}
	var forms []string
	for r, err := range b.List(ctx, filter) {
		if err != nil {
			return nil, err
		}
		if !slices.Contains(forms, r.Form) {
			forms = append(forms, r.Form)
		}
	}
	table, err := inbox.NewCSV(w, b.Words, forms, c.Excel)
	if err != nil {
		return nil, fmt.Errorf("write the table: %w", err)
	}
	return table, nil
}
