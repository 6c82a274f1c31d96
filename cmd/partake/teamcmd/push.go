package teamcmd

import (
	"context"
	"fmt"
	"strings"

	"example.org/partake/cmd/partake/records"
	"example.org/partake/cmd/partake/terminal"
	"example.org/partake/internal/inbox"
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
goes twice, and after a break of the line nothing is lost.

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
		report, err := inbox.Push(ctx, client, b)
		if err != nil {
			return err
		}
		fmt.Fprintf(t.Out, "Sent %s, %s.\n", terminal.Count(report.Steps, "mark or note", "marks and notes"), terminal.Count(report.Erased, "erasure", "erasures"))
		if report.Gone > 0 {
			fmt.Fprintf(t.Err, "%s about records that the website does not have stayed here.\n", terminal.Count(report.Gone, "mark or note", "marks and notes"))
		}
		return nil
	})
}

// Fetched says what came from colleagues, "" for nothing.
func Fetched(r inbox.Fetched) string {
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
