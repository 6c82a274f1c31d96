// Package teamcmd is the commands of partake inbox with which a team works together:
// open, note and push.
package teamcmd

import (
	"errors"
	"fmt"
	"io/fs"

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

// identities reads the secret keys. Where nobody named a file and none is there, a
// page asks for them.
func identities(f records.IdentityFlags, dir string) ([]seal.Identity, error) {
	ids, err := f.Read(dir)
	if errors.Is(err, fs.ErrNotExist) && len(f.Identity) == 0 {
		return nil, nil
	}
	return ids, err
}
