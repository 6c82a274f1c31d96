package keyscmd

import (
	"errors"
	"fmt"
	"io"
	"time"

	"example.org/partake/cmd/partake/keyfiles"
	"example.org/partake/cmd/partake/terminal"
	"example.org/partake/internal/seal"
)

type checkCommand struct {
	Identity   string `required:"" placeholder:"FILE" help:"The file with your secret key."`
	Recipients string `default:"recipients.txt" placeholder:"FILE" help:"The file of public keys that the server seals to."`
}

// Help is printed by partake keys check --help.
func (checkCommand) Help() string {
	return `Examples:
  partake keys check --identity ~/.config/partake/identity.txt

Seals a test record as the server does and opens it with your secret key. It ends with 0 when you can read what people
send, and with 3 when you can't: then tell the people who run the server at once.`
}

// errKeys means that the check found something wrong. What it is was printed.
var errKeys = errors.New("the keys are not in order: what people send could not be read with this secret key")

// Run prints one line for each thing that it looked at.
func (c checkCommand) Run(t terminal.Terminal) error {
	r, err := keyfiles.ReadRecipients(c.Recipients)
	if err != nil {
		return err
	}
	ids, err := seal.ReadIdentities(c.Identity)
	if err != nil {
		return err
	}
	kind := "which withstand quantum computers"
	if !r.PostQuantum() {
		kind = "of the older kind (X25519)"
	}
	fmt.Fprintf(t.Out, "Fine: %s has %s, %s (fingerprint %s).\n", c.Recipients, terminal.Count(r.Len(), "key", "keys"), kind, r.Fingerprint())
	strangers, err := c.try(r, ids, t.Out)
	for _, id := range strangers {
		if err != nil {
			fmt.Fprintf(t.Out, "Not fine: secret key %s in %s belongs to no key in %s.\n", id.Fingerprint(), c.Identity, c.Recipients)
		} else {
			fmt.Fprintf(t.Out, "Note: secret key %s in %s opens older records only. Keep it until they are deleted or sealed again.\n", id.Fingerprint(), c.Identity)
		}
	}
	if err == nil {
		keysAdvice(r, t.Out)
	}
	return err
}

// try opens a test record with each identity. It returns those that do not
// belong to the recipients, and an error when none opens it.
func (c checkCommand) try(r seal.Recipients, ids []seal.Identity, w io.Writer) (strangers []seal.Identity, err error) {
	err = errKeys
	for _, id := range ids {
		name, ok := r.NameOf(id)
		if !ok {
			strangers = append(strangers, id)
			continue
		}
		fmt.Fprintf(w, "Fine: the secret key belongs to %q.\n", name)
		if e := tryCanary(r, id); e != nil {
			fmt.Fprintf(w, "Not fine: %v.\n", e)
			continue
		}
		fmt.Fprintln(w, "Fine: a test record that was sealed to these keys opens with it.")
		err = nil
	}
	return strangers, err
}

// tryCanary seals a test record and opens it.
func tryCanary(r seal.Recipients, id seal.Identity) error {
	blob, err := seal.NewCanary(r, time.Now())
	if err == nil {
		_, err = seal.CheckCanary(blob, r, id)
	}
	return err
}

// keysAdvice says what works and could be better.
func keysAdvice(r seal.Recipients, w io.Writer) {
	if r.Len() == 1 {
		fmt.Fprintln(w, "Advice: there is one key. If it is lost, so is everything: partake keys new --name recovery --out FILE makes another.")
	}
	if r.Development() {
		fmt.Fprintln(w, "Advice: these keys are for development only. Never take them for a real site.")
	}
}

type pinCommand struct {
	Recipients string `default:"recipients.txt" placeholder:"FILE" help:"The file of public keys."`
}

// Help is printed by partake keys pin --help.
func (pinCommand) Help() string {
	return `Examples:
  export PARTAKE_RECIPIENTS_SHA256="$(partake keys pin)"

The server refuses to start with another recipients file than this one, so that nobody who edits the site can swap the
keys unseen. The file counts byte for byte: other line ends make another checksum.`
}

// Run prints one line.
func (c pinCommand) Run(t terminal.Terminal) error {
	r, err := keyfiles.ReadRecipients(c.Recipients)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(t.Out, r.SHA256())
	return err
}
