package main

import (
	"context"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"example.org/partake/internal/inbox"
	"example.org/partake/internal/intake"
	"example.org/partake/internal/seal"
)

type keysRotateCommand struct {
	storeFlags `embed:""`
	Identity   []string `required:"" placeholder:"FILE" sep:"none" help:"The files with your secret keys: the old one, which opens what is there, and the new one. May be given more than once."`
	Recipients string   `default:"recipients.txt" placeholder:"FILE" help:"The file of public keys to seal to from now on."`
}

// Help is printed by partake keys rotate --help.
func (keysRotateCommand) Help() string {
	return `Examples:
  partake keys new --name 'involvement team 2028' --out new.txt
  partake keys rotate --identity ~/.config/partake/identity.txt --identity new.txt

Seals what is stored anew, so that it opens with the keys in the recipients file and no others. Each record is opened
with a new key and compared before the old one goes. You can stop at any time and run it again.

On the team's copy it needs your secret keys only. On the website's own store it needs the desk's key too
(PARTAKE_DESK_KEY or PARTAKE_DESK_KEY_FILE, or .partake/desk.key): do that where the website's store can be reached from
a computer that you trust with both, never on the server, which must not see a secret key. Otherwise leave the website's
records: they are deleted in time, and the old key opens them until then. Keep it until no copy and no backup needs it.`
}

// Run seals anew.
func (c keysRotateCommand) Run(ctx context.Context, t terminal) error {
	to, err := readRecipients(c.Recipients)
	if err != nil {
		return err
	}
	ids, err := identityFlags{Identity: c.Identity}.read(c.Dir)
	if err != nil {
		return err
	}
	return c.with(ctx, t, func(b *box) error { return c.rotate(ctx, t, b, to, ids) })
}

func (c keysRotateCommand) rotate(ctx context.Context, t terminal, b *box, to seal.Recipients, ids []seal.Identity) error {
	how := inbox.Rotation{To: to, Identities: ids}
	if b.from == "" {
		keys, err := deskKeys(os.Getenv, c.Dir)
		if err != nil {
			return fmt.Errorf("this is a website's own store, so records need a new proof: %w", err)
		}
		how.Key = keys.Seal()
	}
	var end func()
	how.Tick, end = counter(t, "records")
	done, err := inbox.Rotate(ctx, b, how)
	end()
	if errors.Is(err, inbox.ErrNoNewKey) {
		return fmt.Errorf("%w: %w: give one of the new keys with --identity, too", errUsage, err)
	}
	fmt.Fprintf(t.out, "Sealed %s anew to the keys in %s (fingerprint %s); %d were before.\n",
		count(done.Done, "record", "records"), c.Recipients, to.Fingerprint(), done.Before)
	for _, ref := range done.Forged {
		fmt.Fprintf(t.err, "%s was not stored by this desk, or was changed since: it stays as it is\n", inbox.Printable(ref))
	}
	for _, ref := range done.Unopened.Others {
		fmt.Fprintf(t.err, "%s is broken: it stays as it is\n", inbox.Printable(ref))
	}
	if n := len(done.Forged); n > 0 {
		err = errors.Join(err, fmt.Errorf("left %s alone that this desk did not store", count(n, "record", "records")))
	}
	return errors.Join(err, unopened(done.Unopened))
}

// deskKeys reads the desk's secret as the desk does.
func deskKeys(env func(string) string, dir string) (intake.Keys, error) {
	text, file := env("PARTAKE_DESK_KEY"), env("PARTAKE_DESK_KEY_FILE")
	if text == "" {
		if file == "" {
			file = filepath.Join(dir, ".partake", "desk.key")
		}
		b, err := os.ReadFile(file)
		if err != nil {
			return intake.Keys{}, fmt.Errorf("the desk's key: %w", err)
		}
		text = string(b)
	}
	secret, err := deskSecret(strings.TrimSpace(text))
	if err != nil {
		return intake.Keys{}, err
	}
	return intake.NewKeys(secret)
}

// deskSecret reads hexadecimal or base64. The error never shows the text.
func deskSecret(text string) ([]byte, error) {
	if b, err := hex.DecodeString(text); err == nil {
		return b, nil
	}
	for _, e := range []*base64.Encoding{base64.StdEncoding, base64.RawStdEncoding, base64.URLEncoding, base64.RawURLEncoding} {
		if b, err := e.DecodeString(text); err == nil {
			return b, nil
		}
	}
	return nil, errors.New("the desk's key is neither hexadecimal nor base64")
}
