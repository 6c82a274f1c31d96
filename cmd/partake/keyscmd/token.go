package keyscmd

import (
	"crypto/rand"
	"fmt"
	"os"
	"path/filepath"

	"example.org/partake/cmd/partake/keyfiles"
	"example.org/partake/cmd/partake/terminal"
	"example.org/partake/internal/exchange"
)

type tokenCommand struct {
	Out string `placeholder:"FILE" help:"Where to write the token; - is stdout. Left out, it is partake/token.txt in your settings folder."`
}

// Help is printed by partake keys token --help.
func (tokenCommand) Help() string {
	return `Examples:
  partake keys token
  partake keys token --out /etc/partake/token.txt

With the token the team's computer fetches what people sent, still sealed. Put it on the server, in a file that
PARTAKE_TEAM_TOKEN_FILE names, and on the team's computer as partake/token.txt in the settings folder. Without a token on
the server nobody can fetch anything.`
}

// Run writes a new token.
func (c tokenCommand) Run(t terminal.Terminal) error {
	token, err := exchange.NewToken(rand.Reader)
	if err != nil {
		return err
	}
	if c.Out == "-" {
		_, err := fmt.Fprintln(t.Out, token)
		return err
	}
	if c.Out == "" {
		if c.Out, err = keyfiles.Settings("token.txt"); err != nil {
			return fmt.Errorf("%w: say with --out where to write the token: %w", terminal.ErrUsage, err)
		}
		if err := os.MkdirAll(filepath.Dir(c.Out), 0o700); err != nil {
			return fmt.Errorf("write the token: %w", err)
		}
	}
	if err := keyfiles.WriteSecret(c.Out, token+"\n"); err != nil {
		return err
	}
	fmt.Fprintf(t.Err, "The token is in %s. Only you may read it.\n", c.Out)
	keyfiles.Caution(t.Err, c.Out)
	fmt.Fprintln(t.Err, "On the server let PARTAKE_TEAM_TOKEN_FILE name a file with it; on the team's computer keep it as partake/token.txt in the settings folder.")
	return nil
}
