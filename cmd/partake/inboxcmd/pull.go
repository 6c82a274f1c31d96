package inboxcmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime"
	"strings"
	"time"

	"example.org/partake/cmd/partake/keyfiles"
	"example.org/partake/cmd/partake/records"
	"example.org/partake/cmd/partake/terminal"
	"example.org/partake/internal/exchange"
	"example.org/partake/internal/inbox"
	"example.org/partake/internal/intake"
	"example.org/partake/internal/seal"
	"example.org/partake/internal/store"
)

type pullCommand struct {
	records.StoreFlags    `embed:""`
	tokenFlags            `embed:""`
	records.IdentityFlags `embed:""`
	All                   bool   `help:"Fetch everything that the website has, also what was fetched before: for a second computer, or after a loss."`
	Now                   string `placeholder:"TIME" help:"Look as if it were this moment, such as 2027-05-03T09:00:00Z."`
}

// tokenFlags say which desk to ask, and with what.
type tokenFlags struct {
	From      string `placeholder:"URL" help:"The website's address. It is remembered after the first time."`
	TokenFile string `placeholder:"FILE" help:"The file with the team's token. Left out, it is PARTAKE_TEAM_TOKEN_FILE or PARTAKE_TEAM_TOKEN in the environment, or partake/token.txt in your settings folder."`
}

// Help is printed by partake inbox pull --help.
func (pullCommand) Help() string {
	return `Examples:
  partake inbox pull --from https://involvement.example.org
  partake inbox pull
  partake inbox pull --all

Lists what is new. Everything stays sealed until you open it with your secret key, which never leaves this computer.
Pull as often as you like: nothing comes twice, and after a break of the line nothing is lost.`
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
	client, err := c.client(known.From)
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
	b := &records.Box{DB: db, From: known.From, Words: inbox.NewWords(known.Words.Forms, known.Words.Titles)}
	err = c.pull(ctx, t, b, client, now)
	return errors.Join(err, db.Close())
}

// known is what is known of the copy, nothing for a new one. A store that is no
// copy is left alone.
func (c pullCommand) known(file string) (inbox.Copy, error) {
	known, ok, err := inbox.ReadCopy(file)
	if err != nil || ok {
		return known, err
	}
	if _, err := os.Stat(file); !errors.Is(err, fs.ErrNotExist) {
		return known, fmt.Errorf("%w: %s is a website's own store (or one of partake serve), not a copy for the team: choose another file with --store sqlite:FILE", terminal.ErrUsage, file)
	}
	return known, nil
}

func (c pullCommand) pull(ctx context.Context, t terminal.Terminal, b *records.Box, client exchange.Client, now time.Time) error {
	n := 0
	tick, end := t.Counter("records")
	report, err := inbox.Pull(ctx, client, b, c.All, now, func(r intake.Record) {
		if n++; n == 1 {
			fmt.Fprintln(t.Out, inbox.Head())
		}
		fmt.Fprintln(t.Out, b.Words.Line(r))
		tick(n)
	})
	end()
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
	return errors.Join(err, c.tryCanary(ctx, client))
}

func pulled(r inbox.Report) string {
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

// client makes the line to a desk. known is the address of the last time.
func (f tokenFlags) client(known string) (exchange.Client, error) {
	from := strings.TrimSuffix(f.From, "/")
	switch {
	case from == "" && known == "":
		return exchange.Client{}, fmt.Errorf("%w: say where the website is: --from https://…", terminal.ErrUsage)
	case from == "":
		from = known
	case known != "" && from != known:
		return exchange.Client{}, fmt.Errorf("%w: this is a copy of %s: for another website choose another file with --store. If the website moved, change the address in the file that ends in .copy.json", terminal.ErrUsage, known)
	}
	token, err := f.token()
	if err != nil {
		return exchange.Client{}, err
	}
	c := exchange.Client{Base: from, Token: token}
	if err := c.Check(); err != nil {
		return c, fmt.Errorf("%w: %w", terminal.ErrUsage, err)
	}
	return c, nil
}

func (f tokenFlags) token() (string, error) {
	file := f.TokenFile
	if file == "" {
		file = os.Getenv("PARTAKE_TEAM_TOKEN_FILE")
	}
	if token := os.Getenv("PARTAKE_TEAM_TOKEN"); file == "" && token != "" {
		return token, nil
	}
	if file == "" {
		var err error
		if file, err = keyfiles.Settings("token.txt"); err != nil {
			return "", fmt.Errorf("%w: say with --token-file where the team's token is: %w", terminal.ErrUsage, err)
		}
	}
	return readToken(file)
}

// readToken reads a token that only its owner may read.
func readToken(file string) (string, error) {
	r, err := os.Open(file)
	if err != nil {
		return "", fmt.Errorf("the team's token: %w: ask the people who run the server for it, or make one with partake keys token", err)
	}
	defer r.Close()
	info, err := r.Stat()
	if err != nil {
		return "", fmt.Errorf("the team's token: %w", err)
	}
	if info.Mode().IsRegular() && runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
		return "", fmt.Errorf("%s: others on this computer may read the token (mode %04o): say chmod 600 %[1]s", file, info.Mode().Perm())
	}
	b, err := io.ReadAll(io.LimitReader(r, 4<<10))
	if err != nil {
		return "", fmt.Errorf("the team's token: %w", err)
	}
	return strings.TrimSpace(string(b)), nil
}
