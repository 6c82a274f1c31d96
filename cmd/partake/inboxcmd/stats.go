package inboxcmd

import (
	"context"
	"errors"
	"fmt"
	"time"

	"example.org/partake/cmd/partake/publishcmd"
	"example.org/partake/cmd/partake/records"
	"example.org/partake/cmd/partake/terminal"
	"example.org/partake/internal/intake"
	"example.org/partake/internal/store"
	"example.org/partake/internal/teamcopy"
)

type statsCommand struct {
	records.StoreFlags `embed:""`
	records.DeskFlags  `embed:""`
	Desk               bool   `help:"Ask the website, instead of counting here."`
	Public             bool   `help:"Print the counts that may be published, as the site's file content/data/submissions.yaml."`
	Write              bool   `help:"With --public: write that file instead of printing it."`
	Now                string `placeholder:"TIME" help:"Look as if it were this moment, such as 2027-05-03T09:00:00Z."`
}

// Help is printed by partake inbox stats --help.
func (statsCommand) Help() string {
	return `Examples:
  partake inbox stats
  partake inbox stats --desk || echo "mails are stuck"

It ends with 3 when mails do not get out: when some were given up, or the oldest has waited for over 2 hours.

These counts are for the team: exact numbers tell who sent something, so they go into no report and no page. Publish what
--public prints, and nothing else. It runs where the website's own store is, and opens nothing:
  partake inbox stats --public
  partake inbox stats --public --write && git add content/data/submissions.yaml

Run it once in each quarter of the year, some days after it began: when the paper of the quarter before is typed in, spam
is erased, and marks are sent. The quarter before is counted then, once and for good: 1 to 7 are "1 to 7", all else is
rounded to the nearest 5, and percentages that could tell of a few people are left out. What is counted is what is still
there that day. A quarter in which nobody ran it is never counted. Keep the file in git and leave its figures as they
are. If it gets lost, run the command again: the store knows what was published, and backups of it do.`
}

// stuck is how long a mail may wait before somebody should look: one about a
// record that may be spam waits for the next full hour.
const stuck = 2 * time.Hour

// errStuck means that mails do not get out.
var errStuck = errors.New("mails do not get out: look at PARTAKE_SMTP and the mail server. What people sent is safe")

// Run counts.
func (c statsCommand) Run(ctx context.Context, t terminal.Terminal) error {
	now, err := terminal.Moment(c.Now)
	if err != nil {
		return err
	}
	switch {
	case c.Public && c.Desk, c.Write && !c.Public:
		return fmt.Errorf("%w: --write goes with --public, and --desk does not", terminal.ErrUsage)
	case c.Public:
		return publishcmd.Command{StoreFlags: c.StoreFlags, Write: c.Write}.Run(ctx, t, now)
	case c.Desk:
		s, err := c.ask(ctx)
		if err != nil {
			return err
		}
		return printStats(t, s, now)
	}
	return c.With(ctx, t, func(b *records.Box) error {
		s, err := b.Stats(ctx)
		if err != nil {
			return err
		}
		return printStats(t, s, now)
	})
}

func (c statsCommand) ask(ctx context.Context) (store.Stats, error) {
	known := ""
	if _, file, err := c.DSN(); err == nil && file != "" && c.From == "" {
		copied, _, err := teamcopy.Read(file)
		if err != nil {
			return store.Stats{}, err
		}
		known = copied.From
	}
	client, err := c.Client(known)
	if err != nil {
		return store.Stats{}, err
	}
	return client.Stats(ctx)
}

func printStats(t terminal.Terminal, s store.Stats, now time.Time) error {
	for _, state := range intake.States() {
		fmt.Fprintf(t.Out, "%-24s%d\n", state, s.States[state])
	}
	fmt.Fprintf(t.Out, "%-24s%d\n", "mails that wait", s.Waiting)
	fmt.Fprintf(t.Out, "%-24s%d\n", "mails that failed", s.Failed)
	late := false
	if !s.Oldest.IsZero() {
		late = now.Sub(s.Oldest) > stuck
		fmt.Fprintf(t.Out, "%-24s%s\n", "oldest mail waits since", s.Oldest.UTC().Format(time.RFC3339))
	}
	if late || s.Failed > 0 {
		return errStuck
	}
	return nil
}
