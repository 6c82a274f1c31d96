package keyscmd

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"example.org/partake/cmd/partake/keyfiles"
	"example.org/partake/cmd/partake/terminal"
	"example.org/partake/internal/seal"
)

type newCommand struct {
	Out        string `placeholder:"FILE" help:"Where to write the secret key; - is stdout. Left out, it is partake/identity.txt in your settings folder."`
	Recipients string `default:"recipients.txt" placeholder:"FILE" help:"The file of public keys to add to. It is made if it is not there."`
	Name       string `default:"involvement team" placeholder:"NAME" help:"Whose key it is."`
	X25519     bool   `name:"x25519" help:"Make a key of the older kind, which a quantum computer could break one day."`
	Sheet      string `placeholder:"FILE" help:"Where to write the recovery sheet, instead of stdout."`
	Now        string `placeholder:"TIME" help:"Write dates as if it were this moment, such as 2027-05-03T09:00:00Z."`
}

// Help is printed by partake keys new --help.
func (newCommand) Help() string {
	return `Examples:
  partake keys new | lp
  partake keys new --name recovery --out /media/stick/identity.txt --sheet /media/stick/sheet.txt

The sheet holds the secret key: print it, lock it away, and leave no copy on a computer. Nothing that exists is ever
written over; the recipients file only grows.`
}

// Run makes the pair and writes everything, or nothing.
func (c newCommand) Run(t terminal.Terminal) (err error) {
	made, err := terminal.Moment(c.Now)
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
	if err := c.write(id.File(c.Name, made), grown, sheet, t.Out); err != nil {
		return err
	}
	c.report(recipients, t.Err)
	return nil
}

// apart refuses to write two things into one file.
func (c newCommand) apart() error {
	same := func(a, b string) bool { return a != "" && a != "-" && filepath.Clean(a) == filepath.Clean(b) }
	if same(c.Out, c.Recipients) || same(c.Sheet, c.Recipients) || same(c.Out, c.Sheet) {
		return fmt.Errorf("%w: --out, --sheet and --recipients need to be different files. Nothing was written", terminal.ErrUsage)
	}
	return nil
}

// grow adds the public key to the text of the recipients file.
func (c newCommand) grow(src []byte, id seal.Identity) ([]byte, seal.Recipients, error) {
	if old, err := seal.ParseRecipients(c.Recipients, src); err == nil && old.PostQuantum() == c.X25519 {
		hint := "leave --x25519 out"
		if !c.X25519 {
			hint = "say --x25519"
		}
		return nil, seal.Recipients{}, fmt.Errorf("%w: the keys in %s are of the other kind, and the two can't be mixed: %s, "+
			"or start another file with --recipients. Nothing was written", terminal.ErrUsage, c.Recipients, hint)
	}
	grown, err := seal.Add(c.Recipients, src, c.Name, id)
	if err != nil {
		return nil, seal.Recipients{}, fmt.Errorf("%w: nothing was written. %w", terminal.ErrUsage, err)
	}
	r, err := seal.ParseRecipients(c.Recipients, grown)
	if err == nil && r.Development() {
		err = fmt.Errorf("%w: %s is for development only: choose another file with --recipients", terminal.ErrUsage, c.Recipients)
	}
	return grown, r, err
}

// write writes the secret key, the sheet and the recipients file. When one can't
// be written, those before it are taken away again.
func (c newCommand) write(identity, recipients []byte, sheet string, out io.Writer) (err error) {
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
		if err := keyfiles.WriteSecret(f.name, f.text); err != nil {
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
	if err := keyfiles.WriteRecipients(c.Recipients, recipients); err != nil {
		return fmt.Errorf("%w. The new key was thrown away: destroy what was printed of it", err)
	}
	return nil
}

// report says what was done and what comes next.
func (c newCommand) report(r seal.Recipients, w io.Writer) {
	if c.Out != "-" {
		fmt.Fprintf(w, "The secret key is in %s. Only you may read it.\n", c.Out)
		keyfiles.Caution(w, c.Out)
	}
	switch {
	case c.Sheet != "" && c.Sheet != "-":
		fmt.Fprintf(w, "The recovery sheet is in %s: print it, lock it away, delete the file.\n", c.Sheet)
	case c.Out == "-":
		fmt.Fprintln(w, "No recovery sheet was made: --sheet FILE writes one.")
	default:
		fmt.Fprintln(w, "The recovery sheet went to stdout with the secret key in it: print it, lock it away, clear the screen.")
	}
	fmt.Fprintf(w, "The public key is in %s, which has %s now (fingerprint %s).\n", c.Recipients, terminal.Count(r.Len(), "key", "keys"), r.Fingerprint())
	if r.Len() == 1 {
		fmt.Fprintln(w, "Make a second one and keep it elsewhere: partake keys new --name recovery --out FILE")
	}
	fmt.Fprintf(w, "Commit %s, and set PARTAKE_RECIPIENTS_SHA256=%s on the server.\n", c.Recipients, r.SHA256())
}

// defaultIdentity is where the secret key is kept unless somebody says otherwise.
func defaultIdentity() (string, error) {
	file, err := keyfiles.Settings("identity.txt")
	if err != nil {
		return "", fmt.Errorf("%w: say with --out where to keep the secret key: %w", terminal.ErrUsage, err)
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return "", fmt.Errorf("the folder for the secret key: %w", err)
	}
	return file, nil
}
