//go:build linux || darwin

package desk

import "golang.org/x/sys/unix"

// freeIn is how many bytes programs without special rights may still write.
func freeIn(folder string) (int64, bool) {
	var s unix.Statfs_t
	if err := unix.Statfs(folder, &s); err != nil {
		return 0, false
	}
	return int64(s.Bavail) * int64(s.Bsize), true
}
