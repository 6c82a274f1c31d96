package output

import (
	"errors"
	"os"
)

// renameTwice moves the old folder aside and the new one in. When the second
// step fails, the first is taken back.
func renameTwice(staging, out string) error {
	aside := staging + "-old"
	if err := os.Rename(out, aside); err != nil {
		return err
	}
	if err := os.Rename(staging, out); err != nil {
		return errors.Join(err, os.Rename(aside, out))
	}
	return os.Rename(aside, staging)
}
