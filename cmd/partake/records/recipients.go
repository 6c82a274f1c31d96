package records

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"example.org/partake/cmd/partake/keyfiles"
	"example.org/partake/cmd/partake/terminal"
	"example.org/partake/internal/seal"
)

// RecipientsFlags say to which public keys is sealed what somebody writes here.
type RecipientsFlags struct {
	Recipients string `placeholder:"FILE" help:"On a team's computer: the website's file of public keys. Left out, it is recipients.txt in the site's folder, or partake/recipients.txt in your settings folder."`
}

// ErrNoRecipients means that there is no file of public keys, and that nobody named one.
var ErrNoRecipients = fmt.Errorf("%w: what you write is sealed with the site's file recipients.txt, which is not here. It is no secret: copy it, or say where it is with --recipients", terminal.ErrUsage)

// Keys are the public keys, the same for all commands. The website's own store takes
// those of the site's last build, as the desk does. What the operator pinned
// (PARTAKE_RECIPIENTS_SHA256) has to fit, or somebody else could read what is sealed.
func (f RecipientsFlags) Keys(b *Box, site StoreFlags) (seal.Recipients, error) {
	r, err := f.find(b, site)
	if err == nil && b.From != "" && r.Development() {
		err = fmt.Errorf("%w: these public keys are for development only, and this is a copy of %s: take the file of that website", terminal.ErrUsage, b.From)
	}
	if err != nil {
		return seal.Recipients{}, err
	}
	return r, Pinned(r)
}

func (f RecipientsFlags) find(b *Box, site StoreFlags) (seal.Recipients, error) {
	if b.From == "" {
		d, err := site.Desk()
		switch {
		case err == nil && f.Recipients != "":
			return seal.Recipients{}, fmt.Errorf("%w: a website's own store takes its keys from the site's last build: leave out --recipients", terminal.ErrUsage)
		case err == nil && d.Recipients != "":
			return seal.ParseRecipients("recipients.txt", []byte(d.Recipients))
		case err != nil && !errors.Is(err, fs.ErrNotExist):
			return seal.Recipients{}, fmt.Errorf("what the site says: %w", err)
		}
	}
	if f.Recipients != "" {
		return keyfiles.ReadRecipients(f.Recipients)
	}
	names := []string{filepath.Join(site.Dir, "recipients.txt")}
	if own, err := keyfiles.Settings("recipients.txt"); err == nil {
		names = append(names, own)
	}
	if b.From == "" {
		names = append(names, site.Folder("development", "recipients.txt")) // those of a trial
	}
	for _, name := range names {
		if isThere(name) {
			return keyfiles.ReadRecipients(name)
		}
	}
	return seal.Recipients{}, ErrNoRecipients
}

// Pinned compares public keys with what the operator set, if they did. Those with which
// a site is tried out are never pinned.
func Pinned(r seal.Recipients) error {
	pin := os.Getenv("PARTAKE_RECIPIENTS_SHA256")
	if pin == "" || r.Development() {
		return nil
	}
	return r.CheckPin(pin)
}
