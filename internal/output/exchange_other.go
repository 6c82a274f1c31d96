//go:build !linux

package output

import "os"

// exchange swaps two folders. Between its two renames a reader may find none.
func exchange(staging, out string) error {
	if _, err := os.Lstat(out); err != nil {
		return os.Rename(staging, out)
	}
	return renameTwice(staging, out)
}
