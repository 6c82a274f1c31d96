// Package keyfiles knows the files in which keys and tokens are kept.
//
// Secret ones are in the user's settings folder unless the user says otherwise.
// They are written once, for their owner only, and never written over: each may
// be the only copy of what opens people's answers. The file of public keys, the
// recipients, belongs to the site and is replaced at once or not at all.
package keyfiles

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"example.org/partake/cmd/partake/terminal"
)

// Settings is where a file of one's own is, whether it is there or not.
func Settings(name string) (string, error) {
	dir, err := os.UserConfigDir()
	return filepath.Join(dir, "partake", name), err
}

// WriteSecret writes a new file that only its owner may read.
func WriteSecret(name, text string) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%w: %s is there already, and may be the only copy of a key: choose another name with --out or --sheet. Nothing was written", terminal.ErrUsage, name)
	}
	if err != nil {
		return fmt.Errorf("write the secret key: %w", err)
	}
	_, err = io.WriteString(f, text)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return errors.Join(fmt.Errorf("write the secret key: %w", err), os.Remove(name))
	}
	return nil
}

// Caution says so when a file that is for few eyes is inside a Git repository.
func Caution(w io.Writer, file string) {
	if repository, ok := insideGit(file); ok {
		fmt.Fprintf(w, "Caution: that is inside the Git repository %s. Move it out, so that nobody commits it.\n", repository)
	}
}

// insideGit says in which Git repository a file is.
func insideGit(file string) (string, bool) {
	at, err := filepath.Abs(file)
	for err == nil && at != filepath.Dir(at) {
		at = filepath.Dir(at)
		if _, err := os.Lstat(filepath.Join(at, ".git")); err == nil {
			return at, true
		}
	}
	return "", false
}
