package teamcmd

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"example.org/partake/cmd/partake/records"
	"example.org/partake/cmd/partake/terminal"
	"example.org/partake/internal/exchange"
	"example.org/partake/internal/intake"
	"example.org/partake/internal/teamcopy"
	"example.org/partake/internal/teampage"
)

// Push is partake inbox push.
type Push struct {
	records.StoreFlags `embed:""`
	records.DeskFlags  `embed:""`
}

// Help is printed by partake inbox push --help.
func (Push) Help() string {
	return `Examples:
  partake inbox push

Sends to the website what you did on this computer: how far you are with each record, your notes (sealed, so the website
can't read them), and what you erased. Your colleagues get it with partake inbox pull. Push as often as you like: nothing
goes twice, and after a break of the line nothing is lost. partake inbox open has a button that does the same.

Two people may work at once. Both notes are kept. When both marked the same record differently, both marks are kept and
shown until one of you marks it again. What somebody erased stays erased.`
}

// Run sends what was done here.
func (c Push) Run(ctx context.Context, t terminal.Terminal) error {
	return c.With(ctx, t, func(b *records.Box) error {
		if b.From == "" {
			return fmt.Errorf("%w: this is a website's own store: what you do here is there already. push is for a team's copy, which pull makes", terminal.ErrUsage)
		}
		client, err := c.Client(b.From)
		if err != nil {
			return err
		}
		report, err := b.Push(ctx, client)
		if err != nil {
			return err
		}
		fmt.Fprintf(t.Out, "Sent %s, %s.\n", terminal.Count(report.Steps, "mark or note", "marks and notes"), terminal.Count(report.Erased, "erasure", "erasures"))
		fmt.Fprint(t.Err, besides(report))
		return nil
	})
}

// besides is what else there is to know after a push, "" for nothing.
func besides(r teamcopy.Pushed) string {
	said := ""
	if r.Stayed > 0 {
		said += terminal.Count(r.Stayed, "mark or note is", "marks and notes are") + " about records that only this computer has: added here, or erased on the website. They stay here, which is fine, and are not mentioned again.\n"
	}
	if r.Both > 0 {
		said += "A colleague worked on " + terminal.Count(r.Both, "record", "of these records") + " too. Nothing is lost: all marks and notes of both of you are kept.\n"
	}
	if r.Waiting > 0 {
		said += "Your colleagues did " + terminal.Count(r.Waiting, "thing that is not here yet", "things that are not here yet") + ". To fetch it all, say partake inbox pull.\n"
	}
	return said
}

// mostPatience is how long somebody looks at a page that sends or fetches.
const mostPatience = 2 * time.Minute

// line gives the team's pages a line to the desk, if the store is a copy of one. An
// address that is not that of the copy is refused at once.
func (c Open) line(b *records.Box, o *teampage.Options) error {
	if b.From == "" {
		return nil
	}
	if c.From != "" {
		if _, err := c.Client(b.From); err != nil {
			return err
		}
	}
	o.Unsent = b.Unsent
	o.Push = func(ctx context.Context) (teamcopy.Pushed, error) {
		return through(ctx, c.DeskFlags, b, func(ctx context.Context, desk exchange.Client) (teamcopy.Pushed, error) { return b.Push(ctx, desk) })
	}
	o.Fetch = func(ctx context.Context) (teampage.Fetched, error) {
		return through(ctx, c.DeskFlags, b, func(ctx context.Context, desk exchange.Client) (teampage.Fetched, error) {
			return fetch(ctx, b, desk, o.Now())
		})
	}
	return nil
}

// fetch does what partake inbox pull does.
func fetch(ctx context.Context, b *records.Box, desk exchange.Client, now time.Time) (got teampage.Fetched, err error) {
	if got.Words, err = b.Learn(ctx, desk); err != nil {
		return got, err
	}
	got.Learned = true
	report, err := b.Pull(ctx, desk, false, now, func(intake.Record) {})
	got.Records, got.Missing = report.New, len(report.Forged)+len(report.Refused)
	if err != nil {
		return got, err
	}
	got.Fetched, err = b.Fetch(ctx, desk)
	if err != nil && !errors.Is(err, exchange.ErrNothing) { // an older website has none of it
		return got, err
	}
	got.Canary, err = desk.Canary(ctx)
	if errors.Is(err, exchange.ErrNothing) {
		err = nil
	}
	return got, err
}

// through does something with the desk, and says if it lets nobody in. The token is
// read anew, so that it can be mended while the pages are open.
func through[T any](ctx context.Context, f records.DeskFlags, b *records.Box, do func(context.Context, exchange.Client) (T, error)) (T, error) {
	var none T
	client, err := f.Client(b.From)
	if err != nil {
		return none, fmt.Errorf("%w: %w", teampage.ErrNotLetIn, err)
	}
	ctx, cancel := context.WithTimeout(ctx, mostPatience)
	defer cancel()
	done, err := do(ctx, client)
	if errors.Is(err, exchange.ErrToken) {
		err = fmt.Errorf("%w: %w", teampage.ErrNotLetIn, err)
	}
	return done, err
}

// Fetched says what came from colleagues, "" for nothing.
func Fetched(r teamcopy.Fetched) string {
	var parts []string
	if r.Steps > 0 {
		parts = append(parts, terminal.Count(r.Steps, "mark or note", "marks and notes"))
	}
	if r.Erased > 0 {
		parts = append(parts, terminal.Count(r.Erased, "erasure", "erasures"))
	}
	said := ""
	if len(parts) > 0 {
		said = "From your colleagues: " + strings.Join(parts, ", ") + ".\n"
	}
	if r.Elsewhere > 0 {
		said += terminal.Count(r.Elsewhere, "mark or note is", "marks and notes are") + " about records that are not on this computer: they were erased here, or could not be kept.\n"
	}
	return said
}
