package inboxcmd

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"iter"

	"example.org/partake/cmd/partake/memory"
	"example.org/partake/cmd/partake/records"
	"example.org/partake/cmd/partake/terminal"
	"example.org/partake/internal/casework"
	"example.org/partake/internal/inbox"
	"example.org/partake/internal/intake"
	"example.org/partake/internal/store"
)

type listCommand struct {
	records.StoreFlags `embed:""`
	filterFlags        `embed:""`
	Format             string `default:"text" enum:"text,json" help:"text, or json: an object a line."`
	Now                string `placeholder:"TIME" help:"Look as if it were this moment, such as 2027-05-03T09:00:00Z."`
}

// Help is printed by partake inbox list --help.
func (listCommand) Help() string {
	return `Examples:
  partake inbox list
  partake inbox list --opportunity ward-food --state pulled
  partake inbox list --format json | jq -r .reference

One record a line, the newest last. It opens nothing and needs no secret key. "May be spam" is advice: look yourself.`
}

// Run writes the list.
func (c listCommand) Run(ctx context.Context, t terminal.Terminal) error {
	filter, err := c.filter()
	if err != nil {
		return err
	}
	now, err := terminal.Moment(c.Now)
	if err != nil {
		return err
	}
	memory.Limit(0)
	return c.With(ctx, t, func(b *records.Box) error {
		late := 0
		differ, err := casework.Disagreements(ctx, b)
		if err != nil {
			return err
		}
		n, err := list(t, b, differ, counted(b.List(ctx, b.Words.Narrow(filter)), intake.DayOf(now), &late), c.Format == "json")
		if err != nil {
			return err
		}
		if n == 0 {
			fmt.Fprintln(t.Err, "There is no record to list.")
		}
		overdue(t, late)
		return refused(ctx, t, b)
	})
}

// refused says when mails of a desk were given up: the team did not hear of
// those records.
func refused(ctx context.Context, t terminal.Terminal, b *records.Box) error {
	if b.From != "" {
		return nil
	}
	s, err := b.Stats(ctx)
	if s.Failed > 0 {
		fmt.Fprintf(t.Err, "%s given up: partake inbox deliver tries again and says why\n", terminal.Count(s.Failed, "mail was", "mails were"))
	}
	return err
}

// counted counts, on the way, the records that are past their day.
func counted(records iter.Seq2[intake.Record, error], today intake.Day, late *int) iter.Seq2[intake.Record, error] {
	return func(yield func(intake.Record, error) bool) {
		for r, err := range records {
			if err == nil && r.Expires <= today {
				*late++
			}
			if !yield(r, err) {
				return
			}
		}
	}
}

// list writes records as they come.
func list(t terminal.Terminal, b *records.Box, differ map[casework.ID][]casework.Step, records iter.Seq2[intake.Record, error], asJSON bool) (n int, err error) {
	out := bufio.NewWriterSize(t.Out, 64<<10)
	for r, err := range records {
		if err != nil {
			return n, errors.Join(err, out.Flush())
		}
		if n++; n == 1 && !asJSON {
			fmt.Fprintln(out, inbox.Head())
		}
		text := []byte(nil)
		if asJSON {
			text, err = b.Words.JSON(inbox.Entry{Record: r, Standing: differ[r.ID]})
		} else {
			text = []byte(b.Words.Line(r))
			if also := inbox.Also(differ[r.ID], func(s intake.State) string { return string(s) }); also != "" {
				text = append(text, "  [also marked "+also+" by somebody else]"...)
			}
		}
		if err != nil {
			return n, err
		}
		if _, err := out.Write(append(text, '\n')); err != nil {
			return n, fmt.Errorf("print: %w", err)
		}
	}
	if err := out.Flush(); err != nil {
		return n, fmt.Errorf("print: %w", err)
	}
	return n, nil
}

// overdue says when records are kept for longer than was promised.
func overdue(t terminal.Terminal, n int) {
	if n > 0 {
		fmt.Fprintf(t.Err, "%s past the day of deletion that the form promised: partake inbox purge\n", terminal.Count(n, "record is", "records are"))
	}
}

type showCommand struct {
	Reference             string `arg:"" placeholder:"REF" help:"The reference, such as 7KM4-2PXR."`
	records.StoreFlags    `embed:""`
	records.IdentityFlags `embed:""`
}

// Help is printed by partake inbox show --help.
func (showCommand) Help() string {
	return `Examples:
  partake inbox show 7KM4-2PXR
  partake inbox show 7km42pxr --identity ~/.config/partake/identity.txt

Answers are shown as people wrote them, without what could play tricks on your terminal. [U+202E] and the like are marks
that turn the direction of writing.`
}

// Run shows one record.
func (c showCommand) Run(ctx context.Context, t terminal.Terminal) error {
	ids, err := c.Read(c.Dir)
	if err != nil {
		return err
	}
	return c.With(ctx, t, func(b *records.Box) error {
		r, err := b.Get(ctx, records.Reference(c.Reference))
		if errors.Is(err, store.ErrUnknown) {
			return records.NoSuch(c.Reference)
		}
		if err != nil {
			return err
		}
		e := inbox.Open(r, ids)
		steps, err := casework.Of(ctx, b, r.ID)
		if err != nil {
			return err
		}
		if err := errors.Join(b.Words.Show(t.Out, e), inbox.ShowSteps(t.Out, steps, ids)); err != nil {
			return fmt.Errorf("print: %w", err)
		}
		return notOpened(t, e)
	})
}

// notOpened says which records could not be opened, and why.
func notOpened(t terminal.Terminal, entries ...inbox.Entry) error {
	var u inbox.Unopened
	for _, e := range entries {
		u.Add(e)
		if e.Problem != nil {
			fmt.Fprintf(t.Err, "%s: %v\n", inbox.Printable(e.Reference), e.Problem)
		}
	}
	return records.Unopened(u)
}
