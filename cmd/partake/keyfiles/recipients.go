package keyfiles

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"example.org/partake/internal/seal"
)

// ReadRecipients reads a file of public keys that the user named.
func ReadRecipients(file string) (seal.Recipients, error) {
	src, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return seal.Recipients{}, fmt.Errorf("there is no %s: choose the recipients file with --recipients, or make one with partake keys new", strings.TrimSpace(file))
	}
	if err != nil {
		return seal.Recipients{}, fmt.Errorf("the recipients: %w", err)
	}
	return seal.ParseRecipients(file, src)
}

// ForTeam is the text of a site's file of public keys: the named one, or that in
// its folder if there is one. It is nil for a site without: that takes no answers.
func ForTeam(dir, named string) ([]byte, error) {
	name := named
	if named == "" {
		name = filepath.Join(dir, "recipients.txt")
	}
	src, err := os.ReadFile(name)
	if named == "" && errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("the recipients: %w", err)
	}
	r, err := seal.ParseRecipients(name, src)
	if err != nil {
		return nil, err
	}
	if r.Development() {
		return nil, fmt.Errorf("%s is for development only: make keys for your team with partake keys new", name)
	}
	return src, nil
}

// ForTrial is the text of a file of public keys for trying a site out: whoever has
// the folder can read what is sent. The pair is made once.
func ForTrial(folder string) ([]byte, error) {
	name := filepath.Join(folder, "recipients.txt")
	src, err := os.ReadFile(name)
	if err == nil || !errors.Is(err, fs.ErrNotExist) {
		return src, err
	}
	id, err := seal.NewIdentity()
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, err
	}
	const whose = "this computer"
	if err := WriteSecret(filepath.Join(folder, "identity.txt"), string(id.File(whose, time.Now()))); err != nil {
		return nil, err
	}
	src = []byte("# development only\n# " + whose + "\n" + id.Public() + "\n")
	return src, WriteRecipients(name, src)
}

// WriteRecipients puts a new text in the place of a file, at once.
func WriteRecipients(name string, text []byte) error {
	f, err := os.CreateTemp(filepath.Dir(name), ".recipients-*")
	if err != nil {
		return fmt.Errorf("write the recipients: %w", err)
	}
	_, err = f.Write(text)
	err = errors.Join(err, f.Chmod(0o644), f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("write the recipients: %w", err), os.Remove(f.Name()))
	}
	return nil
}
