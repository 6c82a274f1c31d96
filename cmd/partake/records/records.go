// Package records is how commands get at what people sent: where it is stored,
// and which secret keys open it.
package records

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"example.org/partake/cmd/partake/terminal"
	"example.org/partake/internal/deskfile"
	"example.org/partake/internal/inbox"
	"example.org/partake/internal/intake"
	"example.org/partake/internal/store"
	"example.org/partake/internal/teamcopy"
)

// StoreFlags say where the records are.
type StoreFlags struct {
	Dir   string `short:"C" default:"." placeholder:"DIR" help:"The site's folder. What people sent is in its folder .partake, unless --store says otherwise."`
	Store string `placeholder:"DSN" help:"Where records are: sqlite:FILE or postgres://USER@HOST/DATABASE. PARTAKE_STORE in the environment does the same, and may hold a password."`
}

// DSN says where the store is. file is that of SQLite, "" for PostgreSQL.
func (f StoreFlags) DSN() (dsn, file string, err error) {
	dsn = f.Store
	if u, err := url.Parse(dsn); err == nil && u.User != nil {
		if _, ok := u.User.Password(); ok {
			return "", "", fmt.Errorf("%w: others on this computer can see a password in --store: put the address into PARTAKE_STORE, or the password into PGPASSFILE", terminal.ErrUsage)
		}
	}
	if dsn == "" {
		dsn = os.Getenv("PARTAKE_STORE")
	}
	if dsn == "" {
		dsn = "sqlite:" + f.Folder("submissions.db")
	}
	file, isFile := strings.CutPrefix(dsn, "sqlite:")
	switch {
	case isFile && file != "":
		return dsn, file, nil
	case strings.HasPrefix(dsn, "postgres://"), strings.HasPrefix(dsn, "postgresql://"):
		return dsn, "", nil
	}
	return "", "", fmt.Errorf("%w: the store must be sqlite:FILE or postgres://USER@HOST/DATABASE", terminal.ErrUsage)
}

// Box is an open store with the words for what is in it.
type Box struct {
	*store.DB
	Words inbox.Words
	From  string // the desk's address, of a copy; "" for a desk's own
	File  string // the database of a copy
	// Closes says of a copy when opportunities close, 0 for never; nil if it was never told.
	Closes map[string]intake.Day
}

// open opens a store that is there, and never makes one.
func (f StoreFlags) open(ctx context.Context, t terminal.Terminal) (*Box, error) {
	dsn, file, err := f.DSN()
	if err != nil {
		return nil, err
	}
	b := &Box{}
	if file != "" {
		if _, err := os.Stat(file); errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("there is no %s yet. On the team's computer partake inbox pull makes it, on a server partake host; if it is elsewhere, say where with -C or --store", file)
		} else if err != nil {
			return nil, fmt.Errorf("open store: %w", err)
		}
		known, copied, err := teamcopy.Read(file)
		if err != nil {
			return nil, err
		}
		if copied {
			b.From, b.File, b.Closes = known.From, file, known.Words.Closes
			b.Words = inbox.NewWords(known.Words.Forms, known.Words.Titles)
		}
	}
	if b.From == "" {
		b.Words = f.deskWords(t)
	}
	b.DB, err = store.Open(ctx, dsn, os.Getenv)
	return b, err
}

// Folder is where the site keeps what is not for the public, or a place in it.
func (f StoreFlags) Folder(parts ...string) string {
	return filepath.Join(append([]string{f.Dir, ".partake"}, parts...)...)
}

// Desk reads what the site's last build says.
func (f StoreFlags) Desk() (deskfile.File, error) {
	r, err := os.Open(filepath.Join(f.Dir, filepath.FromSlash(deskfile.Name)))
	if err != nil {
		return deskfile.File{}, err
	}
	defer r.Close()
	return deskfile.Read(r)
}

// deskWords are those of the site's last build. Without them ids have to do.
func (f StoreFlags) deskWords(t terminal.Terminal) inbox.Words {
	d, err := f.Desk()
	if errors.Is(err, fs.ErrNotExist) {
		return inbox.Words{}
	}
	if err != nil {
		fmt.Fprintf(t.Err, "Questions and titles are shown by their ids: %v\n", err)
		return inbox.Words{}
	}
	titles := map[string]string{}
	for _, o := range d.Offers {
		titles[o.ID] = o.Title
	}
	return inbox.NewWords(d.Forms, titles)
}

// With opens the store, does something with it and closes it.
func (f StoreFlags) With(ctx context.Context, t terminal.Terminal, do func(*Box) error) error {
	b, err := f.open(ctx, t)
	if err != nil {
		return err
	}
	err = do(b)
	return errors.Join(err, b.Close())
}
