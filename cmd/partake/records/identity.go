package records

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"example.org/partake/cmd/partake/keyfiles"
	"example.org/partake/cmd/partake/terminal"
	"example.org/partake/internal/inbox"
	"example.org/partake/internal/seal"
)

// IdentityFlags name secret keys.
type IdentityFlags struct {
	Identity []string `placeholder:"FILE" sep:"none" help:"The file with your secret key; may be given more than once. Left out, it is partake/identity.txt in your settings folder."`
}

// Read reads them. Without a flag and without a key in the settings folder it is
// the one that partake serve made in the site's folder, if any; with dir "" it is
// not looked for.
func (f IdentityFlags) Read(dir string) ([]seal.Identity, error) {
	files := f.Identity
	if len(files) == 0 {
		file, err := keyfiles.Settings("identity.txt")
		if err != nil {
			return nil, fmt.Errorf("%w: say with --identity where the secret key is: %w", terminal.ErrUsage, err)
		}
		if trial := filepath.Join(dir, ".partake", "development", "identity.txt"); dir != "" && isThere(trial) && !isThere(file) {
			file = trial
		}
		files = []string{file}
	}
	var out []seal.Identity
	for _, file := range files {
		ids, err := seal.ReadIdentities(file)
		if err != nil {
			return nil, err
		}
		out = append(out, ids...)
	}
	return out, nil
}

func isThere(file string) bool {
	_, err := os.Stat(file)
	return err == nil
}

// Unopened is the error of records that could not be opened, nil without any.
func Unopened(u inbox.Unopened) error {
	var err error
	for keys, n := range u.Keys {
		err = errors.Join(err, fmt.Errorf("cannot open %s sealed to fingerprint %s: give the secret key that belongs to it with --identity", terminal.Count(n, "record", "records"), inbox.Printable(keys)))
	}
	if n := len(u.Others); n > 0 {
		err = errors.Join(err, fmt.Errorf("cannot open %s: broken, or changed since", terminal.Count(n, "record", "records")))
	}
	return err
}
