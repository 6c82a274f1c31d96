package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"example.org/partake/internal/deskfile"
	"example.org/partake/internal/mail"
)

type inboxDeliverCommand struct {
	storeFlags `embed:""`
	Now        string `placeholder:"TIME" help:"Act as if it were this moment, such as 2027-05-03T09:00:00Z."`
}

// Help is printed by partake inbox deliver --help.
func (inboxDeliverCommand) Help() string {
	return `Examples:
  partake inbox deliver -C my-site

For the server. partake host sends mails by itself; this is for finding out why it can't, and tries again what was given
up. It ends with 3 when a mail was refused or the mail server can't be reached. It takes the same environment:
PARTAKE_SMTP, PARTAKE_SMTP_PASSWORD or PARTAKE_SMTP_PASSWORD_FILE, PARTAKE_MAIL_FROM, and the desk's key.`
}

// Run sends what is due, once.
func (c inboxDeliverCommand) Run(ctx context.Context, t terminal) error {
	now, err := moment(c.Now)
	if err != nil {
		return err
	}
	return c.with(ctx, t, func(b *box) error {
		if b.from != "" {
			return fmt.Errorf("%w: this is a copy of %s, which sends the mails: run it there", errUsage, b.from)
		}
		sender, err := c.sender(b, t)
		if err != nil {
			return err
		}
		return c.deliver(ctx, t, b, sender, now)
	})
}

func (c inboxDeliverCommand) deliver(ctx context.Context, t terminal, b *box, s *mail.Sender, now time.Time) error {
	again, err := b.Requeue(ctx, now)
	if err != nil {
		return err
	}
	if again > 0 {
		fmt.Fprintf(t.err, "Trying %s again that had been given up.\n", count(again, "mail", "mails"))
	}
	report, err := s.Deliver(ctx, now)
	fmt.Fprintf(t.out, "Sent %s. %d were given up, %d wait for later.\n", count(report.Sent, "mail", "mails"), report.Failed, report.Waiting)
	if report.Failed > 0 {
		err = errors.Join(err, fmt.Errorf("%s for good: partake inbox stats counts them", count(report.Failed, "mail was refused", "mails were refused")))
	}
	return err
}

// sender is made of the site's last build and the environment, as the desk's is.
func (c inboxDeliverCommand) sender(b *box, t terminal) (*mail.Sender, error) {
	r, err := os.Open(filepath.Join(c.Dir, filepath.FromSlash(deskfile.Name)))
	if err != nil {
		return nil, fmt.Errorf("what the site says about mail is in the file that partake build writes: %w", err)
	}
	defer r.Close()
	f, err := deskfile.Read(r)
	if err != nil {
		return nil, err
	}
	site := mail.Site{Name: f.Shell.Organisation, Base: f.Base, To: f.MailTo, Reply: f.Shell.Team.Email, Titles: map[string]string{}}
	for _, x := range f.Forms {
		site.Titles[x.ID] = x.Title
	}
	for _, x := range f.Offers {
		site.Titles[x.ID] = x.Title
	}
	config, err := mail.ConfigFrom(os.Getenv, site)
	if err != nil {
		return nil, err
	}
	if config.Off() {
		return nil, errors.New("PARTAKE_SMTP is not set, so there is nowhere to send mails to: they wait, and the inbox has everything")
	}
	keys, err := deskKeys(os.Getenv, c.Dir)
	if err != nil {
		return nil, err
	}
	return mail.New(config, b, keys, slog.New(slog.NewTextHandler(t.err, nil))), nil
}
