package output

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"
)

// advices say what can be done about what a file system refuses. All of them are
// given while the old site stands.
var advices = []struct {
	err  error
	what string
}{
	{syscall.ENOSPC, "make room on that disk"},
	{syscall.EDQUOT, "make room, or ask for a larger quota"},
	{syscall.EROFS, "that disk can only be read: make it one to write to, or choose another folder"},
	{fs.ErrPermission, "allow Partake to write there, or choose another folder"},
	{syscall.EBUSY, "a folder in which a disk is mounted can't be exchanged; choose one inside of it"},
	{syscall.EXDEV, "a folder that is mounted, or part of a container's image, can't be exchanged; choose one inside of it"},
}

// advise tells whoever runs the build what to do.
func advise(err error) error {
	for _, a := range advices {
		if errors.Is(err, a.err) {
			return fmt.Errorf("%w: %s, and build again. The site is as it was", err, a.what)
		}
	}
	return err
}
