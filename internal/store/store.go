// Package store keeps what people sent, in SQLite or PostgreSQL.
//
// # What is promised, and which test shows it
//
// Acknowledged means on disk. Save returns after the commit of the record and
// its mails, in one transaction, is synced. Many saves may share a commit; each
// still waits for it. (TestKill ends the program without warning while it
// saves, and shows that it would notice an acknowledgement that came too early.
// TestCrash does the same to PostgreSQL; TestCommit lets its commit fail.) Counts
// alone may be lost in a crash (TestHurry). What is in force is read back from
// each new connection, and a store that would lose data is refused
// (TestPragmas, TestFsyncOff). No test pulls the plug: after a power cut it
// rests on what the disk says about a sync.
//
// Once. The same token, or the same answers within 24 hours, store one record
// and one set of mails, and give the first reference (TestParallel, TestAgain).
// The same token with other answers is a conflict, and so is a token whose
// answers can no longer be compared: nothing is taken for a repetition that may
// be new (TestConflict).
//
// All or nothing. A full disk, a cancelled request or a broken connection leave
// no half of a record, and the store goes on by itself when the trouble is over
// (TestFull, TestFullDisk, TestHalf, TestCancelled, TestCrash).
//
// No clear text. Columns that are not sealed take identifiers only. A value with
// an at sign, line breaks or the like is refused, and so is a blob that is
// readable text (TestCanary). Errors hold no values. The day is kept, not the
// time of day; only what must end after hours has a moment beside it, and loses
// it then: the MAC of the answers, and a mail that is not sent yet.
//
// Kept only as long as promised. Purge and Erase delete a record with its mails
// and leave a tombstone: reference, day, reason and role, nothing personal. In
// SQLite no byte stays in the database or its log (TestErase); freed blocks are
// then the file system's. In PostgreSQL the row is gone for every query at once
// and its space is vacuumed, but bytes may stay in a page until that is written
// again, and in archived logs and backups until they expire: set how long those
// are kept. After a restore, Replay deletes again what tombstones name
// (TestReplay).
//
// Mail at least once. Due hands letters out for a while; one that is neither
// sent nor failed by then is handed out again (TestOutbox).
//
// # Time and order
//
// Callers pass the time. Records and letters are in order of their sequence,
// never of a time. In PostgreSQL a sequence number may become visible after a
// higher one: to find what is new ask for the state New, not for what is after
// the last number.
//
// # One file, several programs
//
// With SQLite the server and the command line may work on one file at the same
// time; each waits up to five seconds for the other. Reads go in pieces of 500
// and hold nobody up. The file must be on a local disk.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"example.org/partake/internal/intake"
	"example.org/partake/internal/store/migrate"
	"example.org/partake/internal/store/outbox"
	"example.org/partake/internal/store/table"
)

// What may be wrong, beside what intake names. All of them mean that nothing
// was stored or changed, except for ErrTraces.
var (
	// ErrFull means that the disk is full.
	ErrFull = errors.New("the disk of the store is full")
	// ErrBusy means that somebody else held the database for too long.
	ErrBusy = errors.New("the store is busy")
	// ErrUnknown means that there is no such record or mail.
	ErrUnknown = table.ErrUnknown
	// ErrClear means that a value is not of the kind that may be stored unsealed.
	ErrClear = intake.ErrClear
	// ErrNewer means that a newer program wrote the database.
	ErrNewer = migrate.ErrNewer
	// ErrUnsafe means that the database could lose what it acknowledged.
	ErrUnsafe = errors.New("the database could lose data")
	// ErrAddress means that there can be no store at the address that was given.
	ErrAddress = errors.New("the store must be sqlite:FILE or postgres://USER@HOST/DATABASE")
	// ErrTraces means that records are deleted, but somebody was reading for so
	// long that bytes of them are still in SQLite's log. Call again.
	ErrTraces = errors.New("deleted, but not yet out of the log: try again")
)

// DB is a store. All methods may be called from many goroutines at once.
type DB struct {
	engine
	outbox.Outbox
	closed sync.Once
}

// engine is what the two databases do differently.
type engine interface {
	// change runs do in a transaction and returns when that is synced. A context
	// that ends before do begins ends it all; afterwards it no longer counts.
	change(ctx context.Context, do work) error
	// reader is for questions outside of a transaction.
	reader() *sql.DB
	// scrub sees to it that what was deleted leaves no bytes behind.
	scrub(ctx context.Context) error
	// check looks for damage.
	check(ctx context.Context) error
	// add stores a record with its mails when it repeats no other, if the database
	// has a shorter way for that than a transaction.
	add(ctx context.Context, r intake.Record, mails []intake.Mail, now time.Time) (bool, error)
	// count is CountAll.
	count(ctx context.Context, all []intake.Tally) ([]int, error)
	// named turns the database's errors into those of this package.
	named(err error) error
	close() error
}

// Querier asks and changes within a transaction.
type Querier = table.Querier

type querier = table.Querier

type work = table.Work

// Lease is how long Due hands a letter out for.
const Lease = outbox.Lease

// Open opens a store and brings its tables up to date. dsn is "sqlite:FILE" or
// "postgres://…". env looks up variables of the environment; they tell a place
// where files do not last.
func Open(ctx context.Context, dsn string, env func(string) string) (*DB, error) {
	scheme, rest, _ := strings.Cut(dsn, ":")
	var e engine
	var err error
	switch {
	case scheme == "sqlite" && rest != "":
		if err := lasting(env); err != nil {
			return nil, err
		}
		e, err = openSQLite(ctx, rest, pragmas)
	case scheme == "postgres" || scheme == "postgresql":
		e, err = openPostgres(ctx, dsn, small(env))
	default:
		// The DSN may hold a password, so it is not shown.
		return nil, ErrAddress
	}
	if err != nil {
		return nil, fmt.Errorf("open store: %w", err)
	}
	db := &DB{engine: e}
	db.Outbox = outbox.New(db.Change)
	return db, nil
}

// lasting refuses a file where files vanish.
func lasting(env func(string) string) error {
	for _, name := range []string{"AWS_LAMBDA_FUNCTION_NAME", "NETLIFY"} {
		if env(name) != "" {
			return fmt.Errorf("%w: files do not last here (%s is set), so submissions would vanish; set a postgres:// address as the store", ErrUnsafe, name)
		}
	}
	return nil
}

// small says whether many copies of the program run at once, so that each may
// have few connections only.
func small(env func(string) string) bool { return lasting(env) != nil }

// Close writes everything out and closes the store. Nothing may be running. The
// second time it does nothing.
func (db *DB) Close() error {
	var err error
	db.closed.Do(func() { err = db.close() })
	return err
}

// Check reads the whole database and reports damage.
func (db *DB) Check(ctx context.Context) error {
	return db.failed("check store", db.check(ctx))
}

// Look asks without a transaction, so that it holds up nobody who writes.
func (db *DB) Look(ctx context.Context, what string, w func(context.Context, Querier) error) error {
	return db.failed(what, w(ctx, db.reader()))
}

// Change does something in a transaction. It is public for the rooms that know the
// tables: backup and casework.
func (db *DB) Change(ctx context.Context, what string, w func(context.Context, Querier) error) error {
	return db.failed(what, db.change(ctx, w))
}

// failed says what failed, if anything did.
func (db *DB) failed(what string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", what, db.named(err))
}
