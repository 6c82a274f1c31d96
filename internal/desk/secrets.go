package desk

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"example.org/partake/internal/deskfile"
	"example.org/partake/internal/exchange"
	"example.org/partake/internal/intake"
	"example.org/partake/internal/seal"
)

// recipients reads the public keys of a desk file, and refuses those that
// nobody vouched for.
func (o Options) recipients(f deskfile.File) (seal.Recipients, error) {
	r, err := seal.ParseRecipients("recipients.txt", []byte(f.Recipients))
	if err != nil {
		return seal.Recipients{}, fmt.Errorf("the recipients: %w", err)
	}
	if o.Development || f.Preview() {
		return r, nil
	}
	if r.Development() {
		return seal.Recipients{}, errors.New("the recipients file is for development only: make keys for your team with partake keys new")
	}
	pin := o.Env("PARTAKE_RECIPIENTS_SHA256")
	if pin == "" {
		return seal.Recipients{}, errors.New("PARTAKE_RECIPIENTS_SHA256 is not set. It guards the recipients file, so that nobody can put in a key of theirs unseen: " +
			"run partake keys pin, and set it to what that prints")
	}
	return r, r.CheckPin(pin)
}

// secrets reads the desk's key, which it makes the first time, and the tokens.
func (d *Desk) secrets() (err error) {
	if d.keys, err = readKeys(d.opts.Env, d.opts.ownKey); err != nil {
		return err
	}
	if d.token, err = tokenHash(d.opts.Env, "PARTAKE_TEAM_TOKEN"); err == nil {
		d.work, err = tokenHash(d.opts.Env, "PARTAKE_WORK_TOKEN")
	}
	return err
}

// tokenHash reads the hash of a token, "" if there is none.
func tokenHash(env func(string) string, name string) (string, error) {
	text, err := secret(env, name)
	if err != nil || text == "" {
		return "", err
	}
	hash, err := exchange.HashToken(text)
	if err != nil {
		return "", fmt.Errorf("%s: %w", name, err)
	}
	return hash, nil
}

// Keys reads the keys of a desk that has been started before: those of the
// environment, or of the file in its folder.
func Keys(env func(string) string, folder string) (intake.Keys, error) {
	return readKeys(env, func() (string, error) {
		read, err := os.ReadFile(keyFile(folder))
		if err != nil {
			return "", fmt.Errorf("the desk's key: %w", err)
		}
		return strings.TrimSpace(string(read)), nil
	})
}

// readKeys reads the key of the environment; without one it takes the desk's own.
func readKeys(env func(string) string, own func() (string, error)) (intake.Keys, error) {
	text, err := secret(env, "PARTAKE_DESK_KEY")
	if err == nil && text == "" {
		text, err = own()
	}
	if err != nil {
		return intake.Keys{}, err
	}
	b, err := decode(text)
	if err != nil {
		return intake.Keys{}, err
	}
	return intake.NewKeys(b)
}

// secret reads NAME, or the file that NAME_FILE names.
func secret(env func(string) string, name string) (string, error) {
	text, file := env(name), env(name+"_FILE")
	if text != "" && file != "" {
		return "", fmt.Errorf("%s and %s_FILE are both set: keep one", name, name)
	}
	if file == "" {
		return strings.TrimSpace(text), nil
	}
	read, err := os.ReadFile(file)
	if err != nil {
		return "", fmt.Errorf("%s_FILE: %w", name, err)
	}
	if len(strings.TrimSpace(string(read))) == 0 {
		return "", fmt.Errorf("%s_FILE: the file is empty", name)
	}
	return strings.TrimSpace(string(read)), nil
}

// keyFile is where a desk keeps a key that it made.
func keyFile(folder string) string { return filepath.Join(folder, "desk.key") }

// ownKey reads the key in the folder, and makes it the first time.
func (o Options) ownKey() (string, error) {
	if o.File.Preview() && o.Folder == "" { // it signs nothing that matters: secrets stay away from previews
		sum := sha256.Sum256([]byte("preview of " + o.File.Base))
		return hex.EncodeToString(sum[:]), nil
	}
	if o.Folder == "" {
		return "", errors.New("PARTAKE_DESK_KEY is not set: set it to 32 random bytes, such as openssl rand -hex 32 prints")
	}
	name := keyFile(o.Folder)
	read, err := os.ReadFile(name)
	if err == nil || !errors.Is(err, fs.ErrNotExist) {
		return strings.TrimSpace(string(read)), err
	}
	var secret [32]byte
	rand.Read(secret[:])
	text := hex.EncodeToString(secret[:])
	if err := os.MkdirAll(o.Folder, 0o755); err != nil {
		return "", err
	}
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return "", fmt.Errorf("the desk's key: %w", err)
	}
	_, err = f.WriteString(text + "\n")
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return "", errors.Join(fmt.Errorf("the desk's key: %w", err), os.Remove(name))
	}
	o.Log.Info("made a key for the desk: keep a copy, without it nobody can show that a record is the desk's own", "file", name)
	return text, nil
}

// decode reads hexadecimal, then base64 with or without its padding. How long it
// must be is for intake to say.
func decode(text string) ([]byte, error) {
	if b, err := hex.DecodeString(text); err == nil {
		return b, nil
	}
	text = strings.TrimRight(strings.NewReplacer("-", "+", "_", "/").Replace(text), "=")
	if b, err := base64.RawStdEncoding.DecodeString(text); err == nil {
		return b, nil
	}
	return nil, errors.New("the desk's key (PARTAKE_DESK_KEY) is neither hexadecimal nor base64: openssl rand -hex 32 prints one")
}
