package teamcmd

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"example.org/partake/cmd/partake/records"
	"example.org/partake/cmd/partake/terminal"
	"example.org/partake/internal/casework"
	"example.org/partake/internal/intake"
	"example.org/partake/internal/store"
)

// Note is partake inbox note. The text is no flag: the shell remembers those.
type Note struct {
	Reference               string `arg:"" placeholder:"REF" help:"The reference, such as 7KM4-2PXR."`
	records.StoreFlags      `embed:""`
	records.RecipientsFlags `embed:""`
	whoFlags                `embed:""`
	Now                     string `placeholder:"TIME" help:"Write the date as if it were this moment, such as 2027-05-03T09:00:00Z."`
}

// Help is printed by partake inbox note --help.
func (Note) Help() string {
	return `Examples:
  partake inbox note 7KM4-2PXR
  partake inbox note 7KM4-2PXR < note.txt

Type the note, then Ctrl+D on a line of its own (Ctrl+Z and Enter on Windows). It is sealed to the site's public keys like
the answers, and partake inbox show and open show it. partake inbox push sends it to the website, for your colleagues.`
}

// Run keeps a note.
func (c Note) Run(ctx context.Context, t terminal.Terminal) error {
	now, err := terminal.Moment(c.Now)
	if err == nil {
		err = c.check()
	}
	if err != nil {
		return err
	}
	return c.With(ctx, t, func(b *records.Box) error {
		to, err := c.Keys(b, c.StoreFlags)
		if err != nil {
			return err
		}
		r, err := find(ctx, b, c.Reference)
		if err != nil {
			return err
		}
		if info, err := os.Stdin.Stat(); err == nil && info.Mode()&os.ModeCharDevice != 0 {
			fmt.Fprintln(t.Err, "Type the note. End it with Ctrl+D on a line of its own.")
		}
		text, err := io.ReadAll(io.LimitReader(os.Stdin, 8*casework.MostNote))
		if err != nil {
			return fmt.Errorf("read the note: %w", err)
		}
		s, err := casework.NewNote(rand.Reader, to, r.ID, string(text), intake.DayOf(now), c.Who)
		if errors.Is(err, casework.ErrEmpty) || errors.Is(err, casework.ErrLong) {
			return fmt.Errorf("%w: %w: nothing was kept", terminal.ErrUsage, err)
		}
		if err != nil {
			return err
		}
		return keep(ctx, t, b, s, "Kept a note about "+r.Reference)
	})
}

// Mark is partake inbox mark.
type Mark struct {
	Reference          string `arg:"" placeholder:"REF" help:"The reference, such as 7KM4-2PXR."`
	State              string `arg:"" placeholder:"STATE" help:"contacted, placed, not-this-time, withdrawn, or pulled for not dealt with yet."`
	records.StoreFlags `embed:""`
	whoFlags           `embed:""`
	Now                string `placeholder:"TIME" help:"Write the date as if it were this moment, such as 2027-05-03T09:00:00Z."`
}

// Help is printed by partake inbox mark --help.
func (Mark) Help() string {
	return `Examples:
  partake inbox mark 7KM4-2PXR contacted

Says how far you are with a record. partake inbox push sends it to the website, for your colleagues.`
}

// Run keeps a mark.
func (c Mark) Run(ctx context.Context, t terminal.Terminal) error {
	now, err := terminal.Moment(c.Now)
	if err == nil {
		err = c.check()
	}
	if err == nil && !slices.Contains(casework.Marks(), intake.State(c.State)) {
		err = fmt.Errorf("%w: mark it as contacted, placed, not-this-time or withdrawn, or as pulled when nobody has dealt with it", terminal.ErrUsage)
	}
	if err != nil {
		return err
	}
	return c.With(ctx, t, func(b *records.Box) error {
		r, err := find(ctx, b, c.Reference)
		if err != nil {
			return err
		}
		steps, err := casework.Of(ctx, b, r.ID)
		if err != nil {
			return err
		}
		s, err := casework.NewMark(rand.Reader, r.ID, casework.Standing(steps), intake.State(c.State), intake.DayOf(now), c.Who)
		if err != nil {
			return err
		}
		return keep(ctx, t, b, s, "Marked "+r.Reference+" as "+c.State)
	})
}

func find(ctx context.Context, b *records.Box, text string) (intake.Record, error) {
	r, err := b.Get(ctx, records.Reference(text))
	if errors.Is(err, store.ErrUnknown) {
		err = records.NoSuch(text)
	}
	return r, err
}

func keep(ctx context.Context, t terminal.Terminal, b *records.Box, s casework.Step, done string) error {
	added, err := casework.Add(ctx, b, s)
	if err != nil {
		return err
	}
	if added.New != 1 {
		return errors.New("the record was erased a moment ago: nothing was kept")
	}
	fmt.Fprintln(t.Out, strings.TrimSpace(done)+".")
	if b.From != "" {
		fmt.Fprintln(t.Err, "It is on this computer only, until partake inbox push sends it.")
	}
	return nil
}
