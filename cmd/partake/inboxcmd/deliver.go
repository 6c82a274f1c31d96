package inboxcmd

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"time"

	"example.org/partake/cmd/partake/records"
	"example.org/partake/cmd/partake/terminal"
	"example.org/partake/internal/desk"
	"example.org/partake/internal/mail"
)

type deliverCommand struct {
	records.StoreFlags `embed:""`
	Now                string `placeholder:"TIME" help:"Act as if it were this moment, such as 2027-05-03T09:00:00Z."`
}

// Help is printed by partake inbox deliver --help.
func (deliverCommand) Help() string {
	return `Examples:
  partake inbox deliver -C my-site

For the server. partake host sends mails by itself; this is for finding out why it can't, and tries again what was given
up. It ends with 3 when a mail was refused or the mail server can't be reached. It takes the same environment:
PARTAKE_SMTP, PARTAKE_SMTP_PASSWORD or PARTAKE_SMTP_PASSWORD_FILE, PARTAKE_MAIL_FROM, and the desk's key.`
}

// Run sends what is due, once.
func (c deliverCommand) Run(ctx context.Context, t terminal.Terminal) error {
	now, err := terminal.Moment(c.Now)
	if err != nil {
		return err
	}
	return c.With(ctx, t, func(b *records.Box) error {
		if b.From != "" {
			return fmt.Errorf("%w: this is a copy of %s, which sends the mails: run it there", terminal.ErrUsage, b.From)
		}
		sender, err := c.sender(b, t)
		if err != nil {
			return err
		}
		return c.deliver(ctx, t, b, sender, now)
	})
}

func (c deliverCommand) deliver(ctx context.Context, t terminal.Terminal, b *records.Box, s *mail.Sender, now time.Time) error {
	again, err := b.Requeue(ctx, now)
	if err != nil {
		return err
	}
	if again > 0 {
		fmt.Fprintf(t.Err, "Trying %s again that had been given up.\n", terminal.Count(again, "mail", "mails"))
	}
	report, err := s.Deliver(ctx, now)
	fmt.Fprintf(t.Out, "Sent %s. %d were given up, %d wait for later.\n", terminal.Count(report.Sent, "mail", "mails"), report.Failed, report.Waiting)
	if report.Failed > 0 {
		err = errors.Join(err, fmt.Errorf("%s for good: partake inbox stats counts them", terminal.Count(report.Failed, "mail was refused", "mails were refused")))
	}
	return err
}

// sender is made of the site's last build and the environment, as the desk's is.
func (c deliverCommand) sender(b *records.Box, t terminal.Terminal) (*mail.Sender, error) {
	f, err := c.Desk()
	if err != nil {
		return nil, fmt.Errorf("what the site says about mail is in the file that partake build writes: %w", err)
	}
	config, err := mail.ConfigFrom(os.Getenv, desk.MailSite(f))
	if err != nil {
		return nil, err
	}
	if config.Off() {
		return nil, errors.New("PARTAKE_SMTP is not set, so there is nowhere to send mails to: they wait, and the inbox has everything")
	}
	keys, err := desk.Keys(os.Getenv, c.Folder())
	if err != nil {
		return nil, err
	}
	return mail.New(config, b, keys, slog.New(slog.NewTextHandler(t.Err, nil))), nil
}
