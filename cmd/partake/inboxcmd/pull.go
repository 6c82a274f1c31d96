package inboxcmd

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"example.org/partake/cmd/partake/records"
	"example.org/partake/cmd/partake/teamcmd"
	"example.org/partake/cmd/partake/terminal"
	"example.org/partake/internal/exchange"
	"example.org/partake/internal/inbox"
	"example.org/partake/internal/intake"
	"example.org/partake/internal/seal"
	"example.org/partake/internal/store"
	"example.org/partake/internal/teamcopy"
)

type pullCommand struct {
	records.StoreFlags    `embed:""`
	records.DeskFlags     `embed:""`
	records.IdentityFlags `embed:""`
	All                   bool   `help:"Fetch everything that the website has once more, also what is here: after a loss, or to be sure."`
	Now                   string `placeholder:"TIME" help:"Look as if it were this moment, such as 2027-05-03T09:00:00Z."`
}

// Help is printed by partake inbox pull --help.
func (pullCommand) Help() string {
	return `Examples:
  partake inbox pull --from https://involvement.example.org
  partake inbox pull
  partake inbox pull --all

Lists what is new on this computer, also what a colleague fetched first, and brings what your colleagues did. Everything
stays sealed until you open it with your secret key, which never leaves this computer. Pull as often as you like: nothing
comes twice, and after a break of the line nothing is lost.`
}

// Run fetches records.
func (c pullCommand) Run(ctx context.Context, t terminal.Terminal) error {
	now, err := terminal.Moment(c.Now)
	if err != nil {
		return err
	}
	dsn, file, err := c.DSN()
	if err != nil {
		return err
	}
	if file == "" {
		return fmt.Errorf("%w: records are pulled into a file on this computer: --store sqlite:FILE", terminal.ErrUsage)
	}
	known, err := c.known(file)
	if err != nil {
		return err
	}
	client, err := c.Client(known.From)
	if err != nil {
		return err
	}
	// The first question shows whether address and token are right, before
	// anything is made here.
	if known.Words, err = client.Words(ctx); err != nil {
		return err
	}
	known.From = client.Base
	if err := known.Write(file); err != nil {
		return err
	}
	db, err := store.Open(ctx, dsn, os.Getenv)
	if err != nil {
		return err
	}
	b := &records.Box{DB: db, From: known.From, File: file, Words: inbox.NewWords(known.Words.Forms, known.Words.Titles)}
	err = c.pull(ctx, t, b, client, now)
	return errors.Join(err, db.Close())
}

// known is what is known of the copy, nothing for a new one. A store that is no
// copy is left alone.
func (c pullCommand) known(file string) (teamcopy.Copy, error) {
	known, ok, err := teamcopy.Read(file)
	if err != nil || ok {
		return known, err
	}
	if _, err := os.Stat(file); !errors.Is(err, fs.ErrNotExist) {
		return known, fmt.Errorf("%w: %s is a website's own store (or one of partake serve), not a copy for the team: choose another file with --store sqlite:FILE", terminal.ErrUsage, file)
	}
	return known, nil
}

func (c pullCommand) pull(ctx context.Context, t terminal.Terminal, b *records.Box, client exchange.Client, now time.Time) error {
	report, err := c.records(ctx, t, b, client, now)
	fmt.Fprintln(t.Err, pulled(report))
	if err != nil {
		return err
	}
	for _, x := range []struct {
		references []string
		why        string
	}{
		{report.Forged, "was not stored by this desk, or was changed since: somebody may have written to its database"},
		{report.Refused, "can't be kept: its reference or columns are not as a desk writes them"},
	} {
		for _, ref := range x.references {
			fmt.Fprintf(t.Err, "%s %s\n", inbox.Printable(ref), x.why)
		}
	}
	late := 0
	for _, err := range b.List(ctx, store.Filter{Expired: intake.DayOf(now)}) {
		if err != nil {
			return err
		}
		late++
	}
	overdue(t, late)
	if !report.Fine() {
		err = fmt.Errorf("%s did not come. Tell the people who run the server", terminal.Count(len(report.Forged)+len(report.Refused), "record", "records"))
	}
	return errors.Join(err, work(ctx, t, b, client), c.tryCanary(ctx, client))
}

// records fetches what is new, and what a colleague's computer fetched first.
func (c pullCommand) records(ctx context.Context, t terminal.Terminal, b *records.Box, client exchange.Client, now time.Time) (teamcopy.Report, error) {
	n := 0
	tick, end := t.Counter("records")
	defer end()
	told := func(r intake.Record) {
		if n++; n == 1 {
			fmt.Fprintln(t.Out, inbox.Head())
		}
		fmt.Fprintln(t.Out, b.Words.Line(r))
		tick(n)
	}
	return b.Pull(ctx, client, c.All, now, told)
}

// work brings what colleagues did. A website that runs an older program has none of
// it.
func work(ctx context.Context, t terminal.Terminal, b *records.Box, client exchange.Client) error {
	fetched, err := b.Fetch(ctx, client)
	fmt.Fprint(t.Err, teamcmd.Fetched(fetched))
	if errors.Is(err, exchange.ErrNothing) {
		return nil
	}
	return err
}

func pulled(r teamcopy.Report) string {
	s := terminal.Count(r.New, "new record", "new records")
	if r.Known > 0 {
		s += fmt.Sprintf(", %d known before", r.Known)
	}
	if r.Erased > 0 {
		s += fmt.Sprintf(", %d erased here before", r.Erased)
	}
	return s + "."
}

// tryCanary opens the desk's test record where there is a secret key: a server
// that seals to other keys is found out while nothing is lost.
func (c pullCommand) tryCanary(ctx context.Context, client exchange.Client) error {
	ids, err := c.Read("") // a key for trying things out is none of this website's
	if errors.Is(err, fs.ErrNotExist) && len(c.Identity) == 0 {
		return nil
	}
	if err != nil {
		return err
	}
	blob, err := client.Canary(ctx)
	if errors.Is(err, exchange.ErrNothing) {
		return nil
	}
	if err == nil {
		_, err = seal.Open(blob, ids...)
	}
	if err != nil {
		return fmt.Errorf("your secret key does not open what the website seals now: tell the people who run it at once: %w", err)
	}
	return nil
}
