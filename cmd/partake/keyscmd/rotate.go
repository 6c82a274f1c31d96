package keyscmd

import (
	"context"
	"errors"
	"fmt"
	"os"

	"example.org/partake/cmd/partake/keyfiles"
	"example.org/partake/cmd/partake/records"
	"example.org/partake/cmd/partake/terminal"
	"example.org/partake/internal/desk"
	"example.org/partake/internal/inbox"
	"example.org/partake/internal/seal"
)

type rotateCommand struct {
	records.StoreFlags `embed:""`
	Identity           []string `required:"" placeholder:"FILE" sep:"none" help:"The files with your secret keys: the old one, which opens what is there, and the new one. May be given more than once."`
	Recipients         string   `default:"recipients.txt" placeholder:"FILE" help:"The file of public keys to seal to from now on."`
}

// Help is printed by partake keys rotate --help.
func (rotateCommand) Help() string {
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
func (c rotateCommand) Run(ctx context.Context, t terminal.Terminal) error {
	to, err := keyfiles.ReadRecipients(c.Recipients)
	if err == nil {
		err = records.Pinned(to)
	}
	if err != nil {
		return err
	}
	ids, err := records.IdentityFlags{Identity: c.Identity}.Read(c.Dir)
	if err != nil {
		return err
	}
	return c.With(ctx, t, func(b *records.Box) error { return c.rotate(ctx, t, b, to, ids) })
}

func (c rotateCommand) rotate(ctx context.Context, t terminal.Terminal, b *records.Box, to seal.Recipients, ids []seal.Identity) error {
	how := inbox.Rotation{To: to, Identities: ids}
	if b.From == "" {
		keys, err := desk.Keys(os.Getenv, c.Folder())
		if err != nil {
			return fmt.Errorf("this is a website's own store, so records need a new proof: %w", err)
		}
		how.Key = keys.Seal()
	}
	var end func()
	how.Tick, end = t.Counter("records")
	done, err := inbox.Rotate(ctx, b, how)
	end()
	if errors.Is(err, inbox.ErrNoNewKey) {
		return fmt.Errorf("%w: %w: give one of the new keys with --identity, too", terminal.ErrUsage, err)
	}
	fmt.Fprintf(t.Out, "Sealed %s anew to the keys in %s (fingerprint %s); %d were before.\n",
		terminal.Count(done.Done, "record", "records"), c.Recipients, to.Fingerprint(), done.Before)
	for _, ref := range done.Forged {
		fmt.Fprintf(t.Err, "%s was not stored by this desk, or was changed since: it stays as it is\n", inbox.Printable(ref))
	}
	for _, ref := range done.Unopened.Others {
		fmt.Fprintf(t.Err, "%s is broken: it stays as it is\n", inbox.Printable(ref))
	}
	if n := len(done.Forged); n > 0 {
		err = errors.Join(err, fmt.Errorf("left %s alone that this desk did not store", terminal.Count(n, "record", "records")))
	}
	return errors.Join(err, records.Unopened(done.Unopened), notes(ctx, t, b, how))
}

// notes seals the team's notes anew, too.
func notes(ctx context.Context, t terminal.Terminal, b *records.Box, how inbox.Rotation) error {
	done, unopened, err := inbox.RotateNotes(ctx, b, how)
	if done > 0 {
		fmt.Fprintf(t.Out, "Sealed %s anew.\n", terminal.Count(done, "note", "notes"))
	}
	if unopened > 0 {
		err = errors.Join(err, fmt.Errorf("%s could not be opened: give the secret key that belongs to it with --identity", terminal.Count(unopened, "note", "notes")))
	}
	return err
}
