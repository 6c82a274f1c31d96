package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"time"

	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"

	"example.org/partake/internal/intake"
	"example.org/partake/internal/store/migrate"
)

// sqliteDB is the embedded database: one connection writes, a few read.
type sqliteDB struct {
	read    *sql.DB
	write   *sql.DB
	known   prepared // on write; for commits alone
	jobs    chan *job
	stopped chan struct{}
}

// pragma is a setting and the value that must be read back.
type pragma struct{ name, value, is string }

// pragmas are what each connection must have in force.
var pragmas = []pragma{
	{"busy_timeout", "5000", "5000"},
	{"journal_mode", "WAL", "wal"},
	{"synchronous", "FULL", "2"},
	{"fullfsync", "ON", "1"}, // macOS keeps a sync in the disk's memory otherwise
	{"foreign_keys", "ON", "1"},
	{"secure_delete", "ON", "1"},
	{"temp_store", "MEMORY", "2"}, // nothing in temporary files
}

func openSQLite(ctx context.Context, file string, settings []pragma) (*sqliteDB, error) {
	file, err := filepath.Abs(file)
	if err != nil {
		return nil, err
	}
	if err := create(file); err != nil {
		return nil, err
	}
	d := &sqliteDB{
		write:   connect(file, 1, settings),
		read:    connect(file, 4, append(slices.Clone(settings), pragma{"query_only", "ON", "1"})),
		known:   prepared{},
		jobs:    make(chan *job),
		stopped: make(chan struct{}),
	}
	if err := d.begin(ctx); err != nil {
		return nil, errors.Join(d.named(err), d.read.Close(), d.write.Close())
	}
	go d.commits()
	return d, nil
}

// begin brings the tables up to date. Programs that start on a new file at the
// same time all want to switch it to WAL; SQLite refuses some of them at once,
// without waiting as it does otherwise.
func (d *sqliteDB) begin(ctx context.Context) error {
	for end := time.Now().Add(patience); ; {
		err := migrate.Up(ctx, d.write, "sqlite", "BEGIN IMMEDIATE")
		if !errors.Is(d.named(err), ErrBusy) || time.Now().After(end) || ctx.Err() != nil {
			return err
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// create makes the file, for its owner only, and sees to it that its name is on
// disk. SQLite gives its log and index files the same rights.
func create(file string) error {
	dir := filepath.Dir(file)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(file, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	// Windows can't sync a folder, and need not.
	_ = d.Sync()
	return d.Close()
}

// connect prepares up to n connections to a file, given with its whole path. A
// transaction takes the lock for writing at once, or two that read first would
// stand in each other's way.
func connect(file string, n int, settings []pragma) *sql.DB {
	query := url.Values{"_txlock": {"immediate"}}
	for _, p := range settings {
		query.Add("_pragma", p.name+"("+p.value+")")
	}
	path := filepath.ToSlash(file)
	if path[0] != '/' {
		path = "/" + path // C:/…
	}
	address := url.URL{Scheme: "file", Path: path, RawQuery: query.Encode()}
	db := sql.OpenDB(&checked{dsn: address.String(), settings: settings})
	db.SetMaxOpenConns(n)
	db.SetMaxIdleConns(n)
	return db
}

// checked makes connections whose settings were read back.
type checked struct {
	driver   sqlite.Driver
	dsn      string
	settings []pragma
}

// Driver implements driver.Connector.
func (c *checked) Driver() driver.Driver { return &c.driver }

// Connect implements driver.Connector.
func (c *checked) Connect(ctx context.Context) (driver.Conn, error) {
	conn, err := c.driver.Open(c.dsn)
	if err != nil {
		return nil, err
	}
	for _, p := range c.settings {
		is, err := readBack(ctx, conn, p.name)
		if err == nil && is != p.is {
			err = fmt.Errorf("%w: SQLite has %s=%s in force instead of %s", ErrUnsafe, p.name, is, p.value)
		}
		if err != nil {
			return nil, errors.Join(err, conn.Close())
		}
	}
	return conn, nil
}

func readBack(ctx context.Context, conn driver.Conn, name string) (string, error) {
	rows, err := conn.(driver.QueryerContext).QueryContext(ctx, "PRAGMA "+name, nil)
	if err != nil {
		return "", err
	}
	defer rows.Close()
	value := make([]driver.Value, len(rows.Columns()))
	if err := rows.Next(value); err != nil {
		return "", err
	}
	return fmt.Sprint(value[0]), nil
}

// add leaves it to a transaction, which has no way to go.
func (d *sqliteDB) add(context.Context, intake.Record, []intake.Mail, time.Time) (bool, error) {
	return false, nil
}

func (d *sqliteDB) count(ctx context.Context, all []intake.Tally) (counts []int, err error) {
	err = d.change(ctx, func(ctx context.Context, tx querier) error {
		counts = nil
		for _, t := range all {
			n := 0
			err := tx.QueryRowContext(ctx, `
				INSERT INTO counts (who, span, forget, n) VALUES ($1, $2, $3, 1)
				ON CONFLICT (who, span) DO UPDATE SET n = counts.n + 1
				RETURNING n`, t.Who, t.Span.Unix(), t.Forget.Unix()).Scan(&n)
			if err != nil {
				return err
			}
			if counts = append(counts, n); t.Most > 0 && n > t.Most {
				break
			}
		}
		return nil
	})
	return counts, err
}

func (d *sqliteDB) reader() *sql.DB { return d.read }

// scrub writes the log into the database, where what was deleted is already
// overwritten, and empties it.
func (d *sqliteDB) scrub(ctx context.Context) error {
	return d.submit(&job{ctx: ctx, alone: checkpoint})
}

func checkpoint(ctx context.Context, conn querier) error {
	var busy, frames, done int
	err := conn.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &frames, &done)
	if err == nil && busy != 0 {
		err = ErrTraces
	}
	return err
}

func (d *sqliteDB) check(ctx context.Context) error {
	var found string
	if err := d.read.QueryRowContext(ctx, "PRAGMA integrity_check(1)").Scan(&found); err != nil {
		return err
	}
	if found != "ok" {
		return fmt.Errorf("the file is damaged: %s", found)
	}
	return nil
}

func (d *sqliteDB) named(err error) error {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return err
	}
	switch e.Code() & 0xff {
	case lib.SQLITE_FULL:
		return fmt.Errorf("%w: %w", ErrFull, err)
	case lib.SQLITE_BUSY, lib.SQLITE_LOCKED:
		return fmt.Errorf("%w: %w", ErrBusy, err)
	}
	return err
}

func (d *sqliteDB) close() error {
	err := d.scrub(context.Background())
	if errors.Is(err, ErrTraces) {
		err = nil // another program reads, and will see to it
	}
	close(d.jobs)
	<-d.stopped
	return errors.Join(err, d.read.Close(), d.write.Close())
}
