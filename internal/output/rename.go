package output

import (
	"errors"
	"os"
)

// rename is how a folder is moved here. Tests stop on the way.
var rename = os.Rename

// renameTwice moves the old folder aside and the new one in. When the second
// step fails, the first is taken back; when the program is killed between them,
// the next build does that.
func renameTwice(staging, out string) error {
	aside := staging + asideExt
	if err := rename(out, aside); err != nil {
		return err
	}
	if err := rename(staging, out); err != nil {
		return errors.Join(err, rename(aside, out))
	}
	return rename(aside, staging)
}
