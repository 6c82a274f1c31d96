// Package desk is a running desk: it takes what people send, made of a desk file
// and the environment. The preview, the server and the function use it alike.
//
//	d, err := desk.Open(ctx, desk.Options{File: file, DSN: "sqlite:…", …})
//	go d.Run(ctx)              // mail, what expires, and the look after itself
//	http.Handle("/api/", d.Handler())
//
// # When it refuses to start
//
// Without real public keys, or when the recipients file is not the one whose
// checksum is in PARTAKE_RECIPIENTS_SHA256; with secrets that are too short;
// with a store that could lose data. The error says what to run. A store that is
// away is no reason: the site is served, people read that nothing can be sent
// now, and the desk looks for its store every few seconds.
//
// # The environment
//
//	PARTAKE_RECIPIENTS_SHA256   checksum of the recipients file
//	PARTAKE_DESK_KEY            the desk's secret, 32 random bytes or more in hexadecimal or base64;
//	                            or PARTAKE_DESK_KEY_FILE; else one is made in Options.Folder
//	PARTAKE_TEAM_TOKEN          what the team shows when it fetches records, or PARTAKE_TEAM_TOKEN_FILE
//	PARTAKE_WORK_TOKEN          what a timetable shows that calls for a round of chores, or PARTAKE_WORK_TOKEN_FILE
//
// Mail has its own: see package mail. Errors name variables, never their values.
//
// # When the disk is full
//
// Below 50 MB of free space the form says that it can't be sent now, and keeps
// what was typed. A file of 8 MB stands ready: when the disk is full to the last
// byte it is given up, so that people who had already read their answers over
// can still send them. It comes back when there is space again.
//
// # A preview
//
// A desk file of a preview stores nothing: no store is opened, no mail is sent. It
// needs no secret either.
//
// # Where a program stands still between requests
//
// A function runs while it answers and at no other time, so nobody can call Run.
// Alone is the handler for it: it opens the store, where that is needed, before
// the request, and sends the mail about what was stored before the answer goes
// out, for five seconds at most. What is left then, and what has expired, is done
// when a timetable calls
//
//	POST /api/desk/work
//	Authorization: Bearer TOKEN
//
// The token is that in PARTAKE_WORK_TOKEN; without one there is nothing at the
// address (404). It is not the team's, since whoever keeps a timetable has no
// business with records: all that it can do is to make the desk do now what it
// would have to do soon. The answer counts in JSON; 200 means that the round went
// well, 503 that somebody has to look. A round takes 20 seconds at most. What it
// did not come to is for the next: once in half an hour is enough.
package desk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"net/http"
	"net/netip"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"example.org/partake/internal/deskfile"
	"example.org/partake/internal/intake"
	"example.org/partake/internal/limiter"
	"example.org/partake/internal/store"
)

// Options say what to make a desk of.
type Options struct {
	File        deskfile.File
	DSN         string              // of the store
	Folder      string              // for the desk's secret; "" where files do not last
	Mails       string              // while a site is written: the folder for its mails
	Env         func(string) string // os.Getenv
	Development bool                // keys for trying out are fine
	Log         *slog.Logger        // nothing about a person
	Trusted     []netip.Prefix      // proxies
	Now         func() time.Time
	Patience    time.Duration // how long the store may take to be opened; 0 for 20 seconds
}

// Desk is a running desk.
type Desk struct {
	opts   Options
	keys   intake.Keys
	token  string // hash of the team's
	work   string // hash of the timetable's
	front  atomic.Pointer[front]
	room   *room
	counts counter
	looks  limiter.Memory // where the store is a file of ours

	opening sync.Mutex // one at a time looks for a store that is away

	mu    sync.Mutex // for what follows, which changes rarely
	db    *store.DB
	state state

	nudge chan struct{} // something was stored, so there is mail
}

// patience is how long a store may take to be opened, where nothing else is said.
const patience = 20 * time.Second

// Open makes a desk. It is of use without Run, but sends no mail then.
func Open(ctx context.Context, o Options) (*Desk, error) {
	d := &Desk{opts: o, nudge: make(chan struct{}, 1), room: &room{log: o.Log}}
	d.state.purged = o.Now()
	if !o.Development {
		d.room.folder = folderOf(o.DSN)
	}
	if err := d.secrets(); err != nil {
		return nil, err
	}
	if err := d.Use(o.File); err != nil {
		return nil, err
	}
	if o.File.Preview() {
		return d, nil
	}
	if err := d.connect(ctx); errors.Is(err, store.ErrUnsafe) || errors.Is(err, store.ErrNewer) || errors.Is(err, store.ErrAddress) {
		return nil, err
	} else if err != nil {
		d.down(err)
	}
	return d, nil
}

// Use goes on with another desk file, after a build. When that can't be, the one
// before stays.
func (d *Desk) Use(f deskfile.File) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	next, err := d.arrange(f, d.db)
	if err != nil {
		return err
	}
	d.front.Store(next)
	return nil
}

// connect opens the store and begins to take answers.
func (d *Desk) connect(ctx context.Context) error {
	ctx, stop := context.WithTimeout(ctx, cmp.Or(d.opts.Patience, patience))
	defer stop()
	db, err := store.Open(ctx, d.opts.DSN, d.opts.Env)
	if err != nil {
		return fmt.Errorf("open the store: %w", err)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	next, err := d.arrange(d.front.Load().file, db)
	if err != nil {
		return errors.Join(err, db.Close())
	}
	d.db = db
	d.front.Store(next)
	d.room.reserve()
	return nil
}

// store is the open store, or nil.
func (d *Desk) store() *store.DB {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.db
}

// Handler answers for everything below /api/.
func (d *Desk) Handler() http.Handler { return http.HandlerFunc(d.serve) }

func (d *Desk) serve(w http.ResponseWriter, r *http.Request) {
	f, path := d.front.Load(), r.URL.Path
	if path == intake.SendURL || strings.HasPrefix(path, intake.ReceiptURL) {
		f.people.ServeHTTP(w, r) // with these headers too
		return
	}
	maps.Copy(w.Header(), f.header)
	w.Header().Set("Cache-Control", "no-store")
	switch {
	case path == workURL:
		d.serveWork(w, r)
	case strings.HasPrefix(path, "/api/desk/"):
		f.team.ServeHTTP(w, r)
	default:
		http.NotFound(w, r)
	}
}

// Close closes the store. Run must have returned and no request be under way.
func (d *Desk) Close() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.db == nil {
		return nil
	}
	return d.db.Close()
}

// folderOf is where a SQLite store is, "" for another.
func folderOf(dsn string) string {
	file, ok := strings.CutPrefix(dsn, "sqlite:")
	if !ok || file == "" {
		return ""
	}
	return filepath.Dir(file)
}
