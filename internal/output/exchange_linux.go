package output

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// exchange swaps two folders in one step, so that no reader finds neither. The
// file systems that can't do it get the two renames of rename.go.
func exchange(staging, out string) error {
	if _, err := os.Lstat(out); err != nil {
		return os.Rename(staging, out)
	}
	err := unix.Renameat2(unix.AT_FDCWD, staging, unix.AT_FDCWD, out, unix.RENAME_EXCHANGE)
	if errors.Is(err, unix.EINVAL) || errors.Is(err, unix.ENOSYS) || errors.Is(err, unix.ENOTSUP) {
		return renameTwice(staging, out)
	}
	return err
}
