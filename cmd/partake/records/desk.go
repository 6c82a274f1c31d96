package records

import (
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"

	"example.org/partake/cmd/partake/keyfiles"
	"example.org/partake/cmd/partake/terminal"
	"example.org/partake/internal/exchange"
	"example.org/partake/internal/inbox"
	"example.org/partake/internal/intake"
)

// DeskFlags say which desk to ask, and with what.
type DeskFlags struct {
	From      string `placeholder:"URL" help:"The website's address. It is remembered after the first time."`
	TokenFile string `placeholder:"FILE" help:"The file with the team's token. Left out, it is PARTAKE_TEAM_TOKEN_FILE or PARTAKE_TEAM_TOKEN in the environment, or partake/token.txt in your settings folder."`
}

// Client makes the line to a desk. known is the address of the last time.
func (f DeskFlags) Client(known string) (exchange.Client, error) {
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

func (f DeskFlags) token() (string, error) {
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

// Reference reads a reference as people type it. Another text is looked up as it
// is: whoever can write to the database can name a record as they like.
func Reference(text string) string {
	if r, ok := intake.ParseReference(text); ok {
		return r
	}
	return text
}

// NoSuch says kindly that there is no such record.
func NoSuch(text string) error {
	return fmt.Errorf("there is no record %s here: a reference is like 7KM4-2PXR, and partake inbox list shows all of them", inbox.Printable(text))
}
