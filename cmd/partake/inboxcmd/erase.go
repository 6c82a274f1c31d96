package inboxcmd

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"example.org/partake/cmd/partake/records"
	"example.org/partake/cmd/partake/terminal"
	"example.org/partake/internal/inbox"
	"example.org/partake/internal/intake"
	"example.org/partake/internal/store"
)

type eraseCommand struct {
	References         []string `arg:"" name:"reference" placeholder:"REF" help:"The references, such as 7KM4-2PXR."`
	records.StoreFlags `embed:""`
	Yes                bool   `short:"y" help:"Do not ask."`
	Reason             string `default:"asked" placeholder:"WORD" help:"Why, in a word. It is kept with the reference, so it must not tell anything about the person."`
	Now                string `placeholder:"TIME" help:"Write the date as if it were this moment, such as 2027-05-03T09:00:00Z."`
}

// Help is printed by partake inbox erase --help.
func (eraseCommand) Help() string {
	return `Examples:
  partake inbox erase 7KM4-2PXR
  partake inbox erase --yes --reason test 7KM4-2PXR 9XQ2-BB7C

Nothing of a record is left but its reference, the day, the reason and that the team did it. Twice does no harm. On a
team's copy, partake inbox push sends it to the website, and so to your colleagues. Files that you exported have their own.`
}

// Run erases.
func (c eraseCommand) Run(ctx context.Context, t terminal.Terminal) error {
	now, err := terminal.Moment(c.Now)
	if err != nil {
		return err
	}
	if !intake.IsWord(c.Reason) {
		return fmt.Errorf("%w: --reason is one word, such as asked or test", terminal.ErrUsage)
	}
	if !c.Yes {
		if err := confirm(t, os.Stdin, "Erase "+inbox.Printable(strings.Join(c.References, ", "))+" for good?"); err != nil {
			return err
		}
	}
	return c.With(ctx, t, func(b *records.Box) error {
		for _, text := range c.References {
			err := b.Erase(ctx, store.Tombstone{Reference: records.Reference(text), Day: intake.DayOf(now), Reason: c.Reason, Who: "team"})
			if errors.Is(err, store.ErrUnknown) {
				return records.NoSuch(text)
			}
			if err != nil {
				return err
			}
			fmt.Fprintf(t.Out, "Erased %s.\n", inbox.Printable(records.Reference(text)))
		}
		if b.From != "" {
			fmt.Fprintf(t.Err, "This is a copy of %s: partake inbox push erases it there too, and on your colleagues' computers. Files that you exported have their own.\n", b.From)
		} else {
			fmt.Fprintln(t.Err, "Copies on the team's computers, files that were exported and backups have their own: have it erased there too.")
		}
		return nil
	})
}

// confirm asks. Everything but yes is no, so is silence.
func confirm(t terminal.Terminal, answers io.Reader, question string) error {
	fmt.Fprint(t.Err, question+" Type yes: ")
	said, err := bufio.NewReader(answers).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("ask: %w", err)
	}
	if strings.ToLower(strings.TrimSpace(said)) != "yes" {
		fmt.Fprintln(t.Err)
		return fmt.Errorf("%w: that was not yes, so nothing was erased. In a script say --yes", terminal.ErrUsage)
	}
	return nil
}

type purgeCommand struct {
	records.StoreFlags `embed:""`
	DryRun             bool   `help:"List what would go, and delete nothing."`
	Now                string `placeholder:"TIME" help:"Act as if it were this moment, such as 2027-05-03T09:00:00Z."`
}

// Help is printed by partake inbox purge --help.
func (purgeCommand) Help() string {
	return `Examples:
  partake inbox purge --dry-run
  partake inbox purge

Deletes what is past its day. partake host does this by itself every hour; on the team's computer it is for you to do.`
}

// Run purges, or says what it would do.
func (c purgeCommand) Run(ctx context.Context, t terminal.Terminal) error {
	now, err := terminal.Moment(c.Now)
	if err != nil {
		return err
	}
	return c.With(ctx, t, func(b *records.Box) error { return c.purge(ctx, t, b, now) })
}

func (c purgeCommand) purge(ctx context.Context, t terminal.Terminal, b *records.Box, now time.Time) error {
	today := intake.DayOf(now)
	if !c.DryRun {
		n, err := b.Purge(ctx, today)
		fmt.Fprintf(t.Out, "Deleted %s.\n", terminal.Count(n, "record", "records"))
		return err
	}
	n, err := list(t, b, nil, b.List(ctx, store.Filter{Expired: today}), false)
	if err != nil {
		return err
	}
	fmt.Fprintf(t.Err, "%s would go. Nothing was deleted.\n", terminal.Count(n, "record", "records"))
	return nil
}
