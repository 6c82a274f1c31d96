package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"example.org/partake/internal/build"
	"example.org/partake/internal/deskfile"
	"example.org/partake/internal/seal"
)

// sends makes the forms of a build ones that can be sent, sealed to the public
// keys in a file. Without a file nobody takes answers. What a preview takes is
// not stored, and it is no page for search engines.
func sends(opts *build.Options, recipients []byte) {
	if recipients == nil {
		return
	}
	opts.Sends, opts.Recipients, opts.Context = true, string(recipients), os.Getenv("CONTEXT")
	if (deskfile.File{Context: opts.Context}).Preview() {
		opts.Preview, opts.Hidden = true, true
	}
}

// teamKeys reads the file of public keys: the named one, or that of the
// site if there is one. A site without one takes no answers.
func teamKeys(dir, named string) ([]byte, error) {
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

// developmentKeys are a pair for trying the desk out: whoever has the folder can
// read what is sent. They are made once.
func developmentKeys(folder string) ([]byte, error) {
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
	if err := writeSecret(filepath.Join(folder, "identity.txt"), string(id.File(whose, time.Now()))); err != nil {
		return nil, err
	}
	src = []byte("# development only\n# " + whose + "\n" + id.Public() + "\n")
	return src, replaceFile(name, src)
}
