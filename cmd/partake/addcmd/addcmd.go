// Package addcmd is partake inbox add: the team types in what came by post, on
// the phone or in a mail.
package addcmd

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"example.org/partake/cmd/partake/records"
	"example.org/partake/cmd/partake/terminal"
	"example.org/partake/internal/desk"
	"example.org/partake/internal/form"
	"example.org/partake/internal/inbox"
	"example.org/partake/internal/intake"
	"example.org/partake/internal/paper"
	"example.org/partake/internal/store"
)

// Command is partake inbox add. No answer is a flag: the shell remembers those.
type Command struct {
	records.StoreFlags      `embed:""`
	records.RecipientsFlags `embed:""`
	Form                    string `required:"" placeholder:"ID" help:"Which form it is, such as interest."`
	Opportunity             string `placeholder:"ID" help:"What it is about, such as ward-food."`
	By                      string `required:"" enum:"post,phone,email,person" placeholder:"WAY" help:"How it came: post, phone, email or person."`
	Received                string `placeholder:"DATE" help:"The day on which it came, such as 2027-05-03. Left out, it is today."`
	From                    string `placeholder:"FILE" help:"Read the answers from a JSON file instead of asking: an object of answers by id, or a list of them. - is what comes in."`
	Now                     string `placeholder:"TIME" help:"Act as if it were this moment, such as 2027-05-03T09:00:00Z."`
}

var ways = map[string]string{"post": "By post", "phone": "By phone", "email": "By email", "person": "In person"}

// Help is printed by partake inbox add --help.
func (Command) Help() string {
	return `Examples:
  partake inbox add --form interest --opportunity ward-food --by post --received 2027-05-03
  partake inbox add --form bank --by phone
  partake inbox add --form bank --by email --from answers.json

Asks what the form's page asks, shows what you typed, and stores it sealed when you say yes. Ctrl+C stores nothing. An
answer about health is kept only if the person said that you may. It is deleted on the same day as if it had been sent
on the website the day it came: destroy the paper, or the mail, by then too. A file looks like this; delete it afterwards:
  {"name": "Ada Lovelace", "reply_by": "post", "contact_post": "1 Fell Lane", "experience": "…", "experience_consent": true}

In the website's own store it needs the desk's key, and the team's computers fetch it like any other record. What is
added to a team's copy is on that computer only, and the website does not know it: nobody else fetches it, so write down
who has it, and keep a backup.`
}

// Run asks, and stores.
func (c Command) Run(ctx context.Context, t terminal.Terminal) error {
	now, err := terminal.Moment(c.Now)
	if err != nil {
		return err
	}
	received, err := c.received(now)
	if err != nil {
		return err
	}
	return c.With(ctx, t, func(b *records.Box) error {
		s := paper.Sheet{Received: received, CameBy: ways[c.By]}
		if err := c.find(b, &s, now); err != nil {
			return err
		}
		book, err := c.book(b)
		if err != nil {
			return err
		}
		all, err := c.answers(ctx, t, s)
		if err != nil {
			return err
		}
		return c.store(ctx, t, b, book, s, all, now)
	})
}

// received is a moment of the day on which it came.
func (c Command) received(now time.Time) (time.Time, error) {
	if c.Received == "" {
		return now.UTC(), nil
	}
	day, err := time.Parse(time.DateOnly, c.Received)
	if err != nil {
		return day, fmt.Errorf("%w: --received is a day such as 2027-05-03", terminal.ErrUsage)
	}
	if day.After(now) {
		return day, fmt.Errorf("%w: --received %s is still to come", terminal.ErrUsage, c.Received)
	}
	return day, nil
}

// find finds the form and what it is about.
func (c Command) find(b *records.Box, s *paper.Sheet, now time.Time) error {
	whole := b.Words.Narrow(store.Filter{Form: c.Form, Opportunity: c.Opportunity})
	var ok bool
	if s.Form, ok = b.Words.Form(whole.Form); !ok {
		return fmt.Errorf("%w: there is no form %q here. Is the site built, or the team's copy pulled?", terminal.ErrUsage, c.Form)
	}
	if whole.Opportunity != "" {
		if err := c.about(b, s, whole.Opportunity, now); err != nil {
			return err
		}
	}
	last := intake.Paper{Form: s.Form, Offer: s.Offer, Received: s.Received}.Expires()
	if last <= intake.DayOf(now) {
		return fmt.Errorf("%w: what came on that day was to be deleted by %s, so it may not be stored any more: destroy the paper", terminal.ErrUsage, inbox.Long(last))
	}
	return nil
}

// about finds an opportunity. It may be closed: post takes its time.
func (c Command) about(b *records.Box, s *paper.Sheet, id string, now time.Time) error {
	if b.From != "" {
		if b.Closes == nil {
			return errors.New("this copy does not know yet when opportunities close, so not how long to keep it: say partake inbox pull first")
		}
		s.Offer = intake.Offer{ID: id, Title: b.Words.Title(id), Closes: b.Closes[id]}
		if _, ok := b.Closes[id]; ok {
			return nil
		}
		return c.unknown()
	}
	d, err := c.Desk()
	if err != nil {
		return fmt.Errorf("what the site says about opportunities: %w", err)
	}
	offer, ok := d.Catalogue(func() time.Time { return now }).Offer(id)
	if !ok {
		return c.unknown()
	}
	if offer.Form != s.Form.ID {
		return fmt.Errorf("%w: people answer %q with the form %s", terminal.ErrUsage, offer.Title, strings.TrimPrefix(offer.Form, "forms/"))
	}
	s.Offer = offer
	return nil
}

func (c Command) unknown() error {
	return fmt.Errorf("%w: there is no opportunity %q with a form here", terminal.ErrUsage, c.Opportunity)
}

// book finds what to seal with, before anything is asked.
func (c Command) book(b *records.Box) (paper.Book, error) {
	to, err := c.RecipientsFlags.Keys(b, c.StoreFlags)
	out := paper.Book{Store: b, Recipients: to}
	if err != nil || b.From != "" {
		return out, err
	}
	keys, err := desk.Keys(os.Getenv, c.Folder())
	out.Keys = &keys
	return out, err
}

// answers asks for one sheet, or reads some.
func (c Command) answers(ctx context.Context, t terminal.Terminal, s paper.Sheet) ([]form.Answers, error) {
	if c.From == "" {
		info, err := os.Stdin.Stat()
		a, asked := paper.Ask(ctx, os.Stdin, t.Err, s, err == nil && info.Mode()&os.ModeCharDevice != 0)
		if errors.Is(asked, paper.ErrStopped) || errors.Is(asked, paper.ErrEnded) {
			fmt.Fprintln(t.Err)
		}
		if errors.Is(asked, paper.ErrNo) {
			asked = fmt.Errorf("%w: %w", terminal.ErrUsage, asked)
		}
		return []form.Answers{a}, asked
	}
	in := os.Stdin
	if c.From != "-" {
		var err error
		if in, err = os.Open(c.From); err != nil {
			return nil, fmt.Errorf("the answers: %w", err)
		}
		defer in.Close()
	}
	all, err := paper.Read(in, s)
	if err != nil {
		return nil, fmt.Errorf("%w\nnothing was stored", err)
	}
	return all, nil
}

// store stores one sheet after the other.
func (c Command) store(ctx context.Context, t terminal.Terminal, b *records.Box, book paper.Book, s paper.Sheet, all []form.Answers, now time.Time) error {
	for i, a := range all {
		r, again, err := book.Add(ctx, s, a, now)
		if err != nil && len(all) > 1 {
			err = fmt.Errorf("sheet %d, after %d that are stored: %w", i+1, i, err)
		}
		if err != nil {
			return err
		}
		fmt.Fprintln(t.Out, r.Reference)
		if again {
			fmt.Fprintf(t.Err, "%s was stored before with the same answers, and not again.\n", r.Reference)
			continue
		}
		fmt.Fprintf(t.Err, "Stored %s. It is deleted by %s, and the paper or mail must be destroyed by then. Write the reference on it.\n", r.Reference, inbox.Long(r.Expires))
	}
	fmt.Fprintf(t.Err, "Sealed to %s (fingerprint %s).\n", terminal.Count(book.Recipients.Len(), "key", "keys"), book.Recipients.Fingerprint())
	if b.From != "" {
		fmt.Fprintf(t.Err, "It is on this computer only: the website %s does not know it, and no other computer fetches it.\n", b.From)
	}
	return nil
}
