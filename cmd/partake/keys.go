package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"example.org/partake/internal/seal"
)

type keysCommand struct {
	New    keysNewCommand    `cmd:"" help:"Make a pair of keys, and a sheet to print and lock away."`
	Check  keysCheckCommand  `cmd:"" help:"Find out whether your secret key opens what people send. Do it every week."`
	Pin    keysPinCommand    `cmd:"" help:"Print the checksum of the recipients file for PARTAKE_RECIPIENTS_SHA256."`
	Rotate keysRotateCommand `cmd:"" help:"Seal what is stored anew, to new keys."`
	Token  keysTokenCommand  `cmd:"" help:"Make the token with which the team's computer fetches what people sent."`
}

type keysNewCommand struct {
	Out        string `placeholder:"FILE" help:"Where to write the secret key; - is stdout. Left out, it is partake/identity.txt in your settings folder."`
	Recipients string `default:"recipients.txt" placeholder:"FILE" help:"The file of public keys to add to. It is made if it is not there."`
	Name       string `default:"involvement team" placeholder:"NAME" help:"Whose key it is."`
	X25519     bool   `name:"x25519" help:"Make a key of the older kind, which a quantum computer could break one day."`
	Sheet      string `placeholder:"FILE" help:"Where to write the recovery sheet, instead of stdout."`
	Now        string `placeholder:"TIME" help:"Write dates as if it were this moment, such as 2027-05-03T09:00:00Z."`
}

// Help is printed by partake keys new --help.
func (keysNewCommand) Help() string {
	return `Examples:
  partake keys new | lp
  partake keys new --name recovery --out /media/stick/identity.txt --sheet /media/stick/sheet.txt

The sheet holds the secret key: print it, lock it away, and leave no copy on a computer. Nothing that exists is ever
written over; the recipients file only grows.`
}

// Run makes the pair and writes everything, or nothing.
func (c keysNewCommand) Run(t terminal) (err error) {
	made, err := moment(c.Now)
	if err != nil {
		return err
	}
	if err := c.apart(); err != nil {
		return err
	}
	if c.Out == "" {
		if c.Out, err = defaultIdentity(); err != nil {
			return err
		}
	}
	create := seal.NewIdentity
	if c.X25519 {
		create = seal.NewX25519Identity
	}
	id, err := create()
	if err != nil {
		return err
	}
	src, err := os.ReadFile(c.Recipients)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("the recipients: %w", err)
	}
	grown, recipients, err := c.grow(src, id)
	if err != nil {
		return err
	}
	sheet := id.Sheet(c.Name, c.Recipients, made)
	if err := c.write(id.File(c.Name, made), grown, sheet, t.out); err != nil {
		return err
	}
	c.report(recipients, t.err)
	return nil
}

// apart refuses to write two things into one file.
func (c keysNewCommand) apart() error {
	same := func(a, b string) bool { return a != "" && a != "-" && filepath.Clean(a) == filepath.Clean(b) }
	if same(c.Out, c.Recipients) || same(c.Sheet, c.Recipients) || same(c.Out, c.Sheet) {
		return fmt.Errorf("%w: --out, --sheet and --recipients need to be different files. Nothing was written", errUsage)
	}
	return nil
}

// grow adds the public key to the text of the recipients file.
func (c keysNewCommand) grow(src []byte, id seal.Identity) ([]byte, seal.Recipients, error) {
	if old, err := seal.ParseRecipients(c.Recipients, src); err == nil && old.PostQuantum() == c.X25519 {
		hint := "leave --x25519 out"
		if !c.X25519 {
			hint = "say --x25519"
		}
		return nil, seal.Recipients{}, fmt.Errorf("%w: the keys in %s are of the other kind, and the two can't be mixed: %s, "+
			"or start another file with --recipients. Nothing was written", errUsage, c.Recipients, hint)
	}
	grown, err := seal.Add(c.Recipients, src, c.Name, id)
	if err != nil {
		return nil, seal.Recipients{}, fmt.Errorf("%w: nothing was written. %w", errUsage, err)
	}
	r, err := seal.ParseRecipients(c.Recipients, grown)
	if err == nil && r.Development() {
		err = fmt.Errorf("%w: %s is for development only: choose another file with --recipients", errUsage, c.Recipients)
	}
	return grown, r, err
}

// write writes the secret key, the sheet and the recipients file. When one can't
// be written, those before it are taken away again.
func (c keysNewCommand) write(identity, recipients []byte, sheet string, out io.Writer) (err error) {
	var made []string
	defer func() {
		if err != nil {
			for _, file := range made {
				err = errors.Join(err, os.Remove(file))
			}
		}
	}()
	for _, f := range []struct{ name, text string }{{c.Out, string(identity)}, {c.Sheet, sheet}} {
		if f.name == "" || f.name == "-" {
			continue
		}
		if err := writeSecret(f.name, f.text); err != nil {
			return err
		}
		made = append(made, f.name)
	}
	switch {
	case c.Out == "-":
		_, err = out.Write(identity)
	case c.Sheet == "" || c.Sheet == "-":
		_, err = io.WriteString(out, sheet)
	}
	if err != nil {
		return fmt.Errorf("print: %w", err)
	}
	if err := replaceFile(c.Recipients, recipients); err != nil {
		return fmt.Errorf("%w. The new key was thrown away: destroy what was printed of it", err)
	}
	return nil
}

// report says what was done and what comes next.
func (c keysNewCommand) report(r seal.Recipients, w io.Writer) {
	if c.Out != "-" {
		fmt.Fprintf(w, "The secret key is in %s. Only you may read it.\n", c.Out)
		if repository, ok := insideGit(c.Out); ok {
			fmt.Fprintf(w, "Caution: that is inside the Git repository %s. Move it out, so that nobody commits it.\n", repository)
		}
	}
	switch {
	case c.Sheet != "" && c.Sheet != "-":
		fmt.Fprintf(w, "The recovery sheet is in %s: print it, lock it away, delete the file.\n", c.Sheet)
	case c.Out == "-":
		fmt.Fprintln(w, "No recovery sheet was made: --sheet FILE writes one.")
	default:
		fmt.Fprintln(w, "The recovery sheet went to stdout with the secret key in it: print it, lock it away, clear the screen.")
	}
	fmt.Fprintf(w, "The public key is in %s, which has %s now (fingerprint %s).\n", c.Recipients, count(r.Len(), "key", "keys"), r.Fingerprint())
	if r.Len() == 1 {
		fmt.Fprintln(w, "Make a second one and keep it elsewhere: partake keys new --name recovery --out FILE")
	}
	fmt.Fprintf(w, "Commit %s, and set PARTAKE_RECIPIENTS_SHA256=%s on the server.\n", c.Recipients, r.SHA256())
}

// defaultIdentity is where the secret key is kept unless somebody says otherwise.
func defaultIdentity() (string, error) {
	dir, err := os.UserConfigDir()
	if err != nil {
		return "", fmt.Errorf("%w: say with --out where to keep the secret key: %w", errUsage, err)
	}
	dir = filepath.Join(dir, "partake")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", fmt.Errorf("the folder for the secret key: %w", err)
	}
	return filepath.Join(dir, "identity.txt"), nil
}

// writeSecret writes a new file that only its owner may read.
func writeSecret(name, text string) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%w: %s is there already, and may be the only copy of a key: choose another name with --out or --sheet. Nothing was written", errUsage, name)
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

// replaceFile puts a new text in the place of a file, at once.
func replaceFile(name string, text []byte) error {
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

type keysCheckCommand struct {
	Identity   string `required:"" placeholder:"FILE" help:"The file with your secret key."`
	Recipients string `default:"recipients.txt" placeholder:"FILE" help:"The file of public keys that the server seals to."`
}

// Help is printed by partake keys check --help.
func (keysCheckCommand) Help() string {
	return `Examples:
  partake keys check --identity ~/.config/partake/identity.txt

Seals a test record as the server does and opens it with your secret key. It ends with 0 when you can read what people
send, and with 3 when you can't: then tell the people who run the server at once.`
}

// errKeys means that the check found something wrong. What it is was printed.
var errKeys = errors.New("the keys are not in order: what people send could not be read with this secret key")

// Run prints one line for each thing that it looked at.
func (c keysCheckCommand) Run(t terminal) error {
	r, err := readRecipients(c.Recipients)
	if err != nil {
		return err
	}
	ids, err := seal.ReadIdentities(c.Identity)
	if err != nil {
		return err
	}
	kind := "which withstand quantum computers"
	if !r.PostQuantum() {
		kind = "of the older kind (X25519)"
	}
	fmt.Fprintf(t.out, "Fine: %s has %s, %s (fingerprint %s).\n", c.Recipients, count(r.Len(), "key", "keys"), kind, r.Fingerprint())
	strangers, err := c.try(r, ids, t.out)
	for _, id := range strangers {
		if err != nil {
			fmt.Fprintf(t.out, "Not fine: secret key %s in %s belongs to no key in %s.\n", id.Fingerprint(), c.Identity, c.Recipients)
		} else {
			fmt.Fprintf(t.out, "Note: secret key %s in %s opens older records only. Keep it until they are deleted or sealed again.\n", id.Fingerprint(), c.Identity)
		}
	}
	if err == nil {
		keysAdvice(r, t.out)
	}
	return err
}

// try opens a test record with each identity. It returns those that do not
// belong to the recipients, and an error when none opens it.
func (c keysCheckCommand) try(r seal.Recipients, ids []seal.Identity, w io.Writer) (strangers []seal.Identity, err error) {
	err = errKeys
	for _, id := range ids {
		name, ok := r.NameOf(id)
		if !ok {
			strangers = append(strangers, id)
			continue
		}
		fmt.Fprintf(w, "Fine: the secret key belongs to %q.\n", name)
		if e := tryCanary(r, id); e != nil {
			fmt.Fprintf(w, "Not fine: %v.\n", e)
			continue
		}
		fmt.Fprintln(w, "Fine: a test record that was sealed to these keys opens with it.")
		err = nil
	}
	return strangers, err
}

// tryCanary seals a test record and opens it.
func tryCanary(r seal.Recipients, id seal.Identity) error {
	blob, err := seal.NewCanary(r, time.Now())
	if err == nil {
		_, err = seal.CheckCanary(blob, r, id)
	}
	return err
}

// keysAdvice says what works and could be better.
func keysAdvice(r seal.Recipients, w io.Writer) {
	if r.Len() == 1 {
		fmt.Fprintln(w, "Advice: there is one key. If it is lost, so is everything: partake keys new --name recovery --out FILE makes another.")
	}
	if r.Development() {
		fmt.Fprintln(w, "Advice: these keys are for development only. Never take them for a real site.")
	}
}

type keysPinCommand struct {
	Recipients string `default:"recipients.txt" placeholder:"FILE" help:"The file of public keys."`
}

// Help is printed by partake keys pin --help.
func (keysPinCommand) Help() string {
	return `Examples:
  export PARTAKE_RECIPIENTS_SHA256="$(partake keys pin)"

The server refuses to start with another recipients file than this one, so that nobody who edits the site can swap the
keys unseen. The file counts byte for byte: other line ends make another checksum.`
}

// Run prints one line.
func (c keysPinCommand) Run(t terminal) error {
	r, err := readRecipients(c.Recipients)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(t.out, r.SHA256())
	return err
}

func readRecipients(file string) (seal.Recipients, error) {
	src, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return seal.Recipients{}, fmt.Errorf("there is no %s: choose the recipients file with --recipients, or make one with partake keys new", strings.TrimSpace(file))
	}
	if err != nil {
		return seal.Recipients{}, fmt.Errorf("the recipients: %w", err)
	}
	return seal.ParseRecipients(file, src)
}
