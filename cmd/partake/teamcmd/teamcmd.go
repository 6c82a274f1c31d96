// Package teamcmd is the commands of partake inbox with which a team works together:
// open, note and push.
package teamcmd

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"example.org/partake/cmd/partake/keyfiles"
	"example.org/partake/cmd/partake/records"
	"example.org/partake/cmd/partake/terminal"
	"example.org/partake/internal/intake"
	"example.org/partake/internal/seal"
	"example.org/partake/internal/store"
)

// whoFlags say in which role somebody works.
type whoFlags struct {
	Who string `default:"team" placeholder:"ROLE" help:"Your role in a word, such as lead. It stands beside what you do, unsealed: never your name."`
}

func (f whoFlags) check() error {
	if !intake.IsWord(f.Who) || len(f.Who) > 40 || f.Who == store.Retention {
		return fmt.Errorf("%w: --who is a role in one word, such as lead", terminal.ErrUsage)
	}
	return nil
}

// recipientsFlags say what notes are sealed to.
type recipientsFlags struct {
	Recipients string `placeholder:"FILE" help:"The website's file of public keys, for notes. Left out, it is recipients.txt in the site's folder, or partake/recipients.txt in your settings folder."`
}

// read reads the file. none is true where there is none and nobody named one.
func (f recipientsFlags) read(dir string) (r seal.Recipients, none bool, err error) {
	if f.Recipients != "" {
		r, err = keyfiles.ReadRecipients(f.Recipients)
		return r, false, err
	}
	names := []string{filepath.Join(dir, "recipients.txt")}
	if own, err := keyfiles.Settings("recipients.txt"); err == nil {
		names = append(names, own)
	}
	for _, name := range append(names, filepath.Join(dir, ".partake", "development", "recipients.txt")) {
		if exists(name) {
			r, err = keyfiles.ReadRecipients(name)
			return r, false, err
		}
	}
	return r, true, nil
}

// identities reads the secret keys. Where nobody named a file and none is there, a
// page asks for them.
func identities(f records.IdentityFlags, dir string) ([]seal.Identity, error) {
	ids, err := f.Read(dir)
	if errors.Is(err, fs.ErrNotExist) && len(f.Identity) == 0 {
		return nil, nil
	}
	return ids, err
}
