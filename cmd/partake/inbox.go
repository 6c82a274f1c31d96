package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"example.org/partake/internal/deskfile"
	"example.org/partake/internal/inbox"
	"example.org/partake/internal/intake"
	"example.org/partake/internal/seal"
	"example.org/partake/internal/store"
)

type inboxCommand struct {
	Pull    inboxPullCommand    `cmd:"" help:"Fetch what people sent from the website to this computer, still sealed."`
	List    inboxListCommand    `cmd:"" help:"List what there is, without opening it."`
	Show    inboxShowCommand    `cmd:"" help:"Open one record and show all that it says."`
	Export  inboxExportCommand  `cmd:"" help:"Open records and write them into a file, for spreadsheets or as JSON."`
	Erase   inboxEraseCommand   `cmd:"" help:"Delete records for good, because somebody asked you to."`
	Purge   inboxPurgeCommand   `cmd:"" help:"Delete records whose time is over, as the form promises."`
	Deliver inboxDeliverCommand `cmd:"" help:"Send the mails that wait, once."`
	Stats   inboxStatsCommand   `cmd:"" help:"Count records and mails, and tell when mails do not get out."`
}

// storeFlags say where the records are.
type storeFlags struct {
	Dir   string `short:"C" default:"." placeholder:"DIR" help:"The site's folder. What people sent is in its folder .partake, unless --store says otherwise."`
	Store string `placeholder:"DSN" help:"Where records are: sqlite:FILE or postgres://USER@HOST/DATABASE. PARTAKE_STORE in the environment does the same, and may hold a password."`
}

// dsn says where the store is. file is that of SQLite, "" for PostgreSQL.
func (f storeFlags) dsn() (dsn, file string, err error) {
	dsn = f.Store
	if u, err := url.Parse(dsn); err == nil && u.User != nil {
		if _, ok := u.User.Password(); ok {
			return "", "", fmt.Errorf("%w: others on this computer can see a password in --store: put the address into PARTAKE_STORE, or the password into PGPASSFILE", errUsage)
		}
	}
	if dsn == "" {
		dsn = os.Getenv("PARTAKE_STORE")
	}
	if dsn == "" {
		dsn = "sqlite:" + filepath.Join(f.Dir, ".partake", "submissions.db")
	}
	file, isFile := strings.CutPrefix(dsn, "sqlite:")
	switch {
	case isFile && file != "":
		return dsn, file, nil
	case strings.HasPrefix(dsn, "postgres://"), strings.HasPrefix(dsn, "postgresql://"):
		return dsn, "", nil
	}
	return "", "", fmt.Errorf("%w: the store must be sqlite:FILE or postgres://USER@HOST/DATABASE", errUsage)
}

// box is an open store with the words for what is in it.
type box struct {
	*store.DB
	words inbox.Words
	from  string // the desk's address, of a copy; "" for a desk's own
}

// open opens a store that is there, and never makes one.
func (f storeFlags) open(ctx context.Context, t terminal) (*box, error) {
	dsn, file, err := f.dsn()
	if err != nil {
		return nil, err
	}
	b := &box{}
	if file != "" {
		if _, err := os.Stat(file); errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("there is no %s yet. On the team's computer partake inbox pull makes it, on a server partake host; if it is elsewhere, say where with -C or --store", file)
		} else if err != nil {
			return nil, fmt.Errorf("open store: %w", err)
		}
		known, copied, err := inbox.ReadCopy(file)
		if err != nil {
			return nil, err
		}
		if copied {
			b.from, b.words = known.From, inbox.NewWords(known.Words.Forms, known.Words.Titles)
		}
	}
	if b.from == "" {
		b.words = f.deskWords(t)
	}
	b.DB, err = store.Open(ctx, dsn, os.Getenv)
	return b, err
}

// deskWords are those of the site's last build. Without them ids have to do.
func (f storeFlags) deskWords(t terminal) inbox.Words {
	r, err := os.Open(filepath.Join(f.Dir, filepath.FromSlash(deskfile.Name)))
	if errors.Is(err, fs.ErrNotExist) {
		return inbox.Words{}
	}
	var d deskfile.File
	if err == nil {
		defer r.Close()
		d, err = deskfile.Read(r)
	}
	if err != nil {
		fmt.Fprintf(t.err, "Questions and titles are shown by their ids: %v\n", err)
		return inbox.Words{}
	}
	titles := map[string]string{}
	for _, o := range d.Offers {
		titles[o.ID] = o.Title
	}
	return inbox.NewWords(d.Forms, titles)
}

// with opens the store, does something with it and closes it.
func (f storeFlags) with(ctx context.Context, t terminal, do func(*box) error) error {
	b, err := f.open(ctx, t)
	if err != nil {
		return err
	}
	err = do(b)
	return errors.Join(err, b.Close())
}

// filterFlags choose records.
type filterFlags struct {
	Opportunity string `placeholder:"ID" help:"Only those about this opportunity, such as ward-food."`
	Form        string `placeholder:"ID" help:"Only those of this form, such as interest."`
	State       string `placeholder:"STATE" help:"Only those in this state: new, pulled, contacted, placed, not-this-time or withdrawn."`
}

func (f filterFlags) filter() (store.Filter, error) {
	if f.State != "" && !intake.IsState(intake.State(f.State)) {
		return store.Filter{}, fmt.Errorf("%w: --state is one of new, pulled, contacted, placed, not-this-time, withdrawn", errUsage)
	}
	return store.Filter{State: intake.State(f.State), Form: f.Form, Opportunity: f.Opportunity}, nil
}

// identityFlags name secret keys.
type identityFlags struct {
	Identity []string `placeholder:"FILE" sep:"none" help:"The file with your secret key; may be given more than once. Left out, it is partake/identity.txt in your settings folder."`
}

// read reads them. Without a flag and without a key in the settings folder it is
// the one that partake serve made in the site's folder, if any; with dir "" it is
// not looked for.
func (f identityFlags) read(dir string) ([]seal.Identity, error) {
	files := f.Identity
	if len(files) == 0 {
		file, err := settingsFile("identity.txt")
		if err != nil {
			return nil, fmt.Errorf("%w: say with --identity where the secret key is: %w", errUsage, err)
		}
		if trial := filepath.Join(dir, ".partake", "development", "identity.txt"); dir != "" && isThere(trial) && !isThere(file) {
			file = trial
		}
		files = []string{file}
	}
	var out []seal.Identity
	for _, file := range files {
		ids, err := seal.ReadIdentities(file)
		if err != nil {
			return nil, err
		}
		out = append(out, ids...)
	}
	return out, nil
}

func isThere(file string) bool {
	_, err := os.Stat(file)
	return err == nil
}

// settingsFile is where a file of one's own is, whether it is there or not.
func settingsFile(name string) (string, error) {
	dir, err := os.UserConfigDir()
	return filepath.Join(dir, "partake", name), err
}

// reference reads a reference as people type it. Another text is looked up as it
// is: whoever can write to the database can name a record as they like.
func reference(text string) string {
	if r, ok := intake.ParseReference(text); ok {
		return r
	}
	return text
}

// noSuch says kindly that there is no such record.
func noSuch(text string) error {
	return fmt.Errorf("there is no record %s here: a reference is like 7KM4-2PXR, and partake inbox list shows all of them", inbox.Printable(text))
}

// counter counts on a terminal once something takes over a second.
func counter(t terminal, what string) (tick func(done int), end func()) {
	if !t.progress {
		return func(int) {}, func() {}
	}
	start, last := time.Now(), time.Now()
	tick = func(done int) {
		if time.Since(start) > time.Second && time.Since(last) > time.Second/10 {
			last = time.Now()
			fmt.Fprintf(t.err, "\r%d %s", done, what)
		}
	}
	return tick, func() { fmt.Fprint(t.err, "\r\x1b[K") }
}
