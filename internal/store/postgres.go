package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"

	"example.org/partake/internal/store/migrate"
	"example.org/partake/internal/store/table"
)

// postgresDB is a database elsewhere. Transactions run side by side.
type postgresDB struct {
	pool *pgxpool.Pool
	db   *sql.DB
}

// patience is how long one transaction may take, and how long it may wait for a
// connection. dialing is how long a new one may take. Whoever waits for an answer
// has to hear that nothing was sent before a proxy gives up.
const (
	patience = 10 * time.Second
	dialing  = 3 * time.Second
)

// safe are the server's settings without which it could lose a commit.
var safe = []string{"fsync", "full_page_writes", "synchronous_commit"}

func openPostgres(ctx context.Context, dsn string, small bool) (*postgresDB, error) {
	config, err := pgxpool.ParseConfig(dsn)
	if err != nil {
		// The error of the library may show the address with what it holds.
		return nil, fmt.Errorf("%w: this postgres:// address is not valid", ErrAddress)
	}
	if !strings.Contains(dsn, "pool_max_conns=") {
		config.MaxConns = 8 // more of them stand in each other's way
		if small {
			config.MaxConns = 2
		}
	}
	if small { // such a copy stands still between requests, and what it was connected to may be gone by then
		config.PingTimeout, config.MaxConnIdleTime = 2*time.Second, time.Minute
	}
	config.AfterConnect = secure
	if config.ConnConfig.ConnectTimeout == 0 || config.ConnConfig.ConnectTimeout > dialing {
		config.ConnConfig.ConnectTimeout = dialing
	}
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, err
	}
	d := &postgresDB{pool: pool, db: stdlib.OpenDBFromPool(pool)}
	const begin = "BEGIN; SELECT pg_advisory_xact_lock(2026112207065)" // any number will do
	if err := migrate.Up(ctx, d.db, "postgres", begin); err != nil {
		return nil, errors.Join(d.named(err), d.close())
	}
	return d, nil
}

// secure sets up a new connection and refuses a server that could lose data.
func secure(ctx context.Context, conn *pgx.Conn) error {
	// A plan that was made while a table was empty reads all of it ever after: a
	// connection keeps its plans, also that of a foreign key.
	const session = "SET synchronous_commit = on; SET lock_timeout = '5s'; SET client_min_messages = warning; SET enable_seqscan = off"
	if _, err := conn.Exec(ctx, session); err != nil {
		return err
	}
	for _, name := range safe {
		var is string
		if err := conn.QueryRow(ctx, "SHOW "+name).Scan(&is); err != nil {
			return err
		}
		if is != "on" {
			return fmt.Errorf("%w: PostgreSQL has %s=%s, it must be on", ErrUnsafe, name, is)
		}
	}
	return nil
}

func (d *postgresDB) change(ctx context.Context, do work) error {
	waiting, enough := context.WithTimeout(ctx, patience)
	defer enough()
	conn, err := d.db.Conn(waiting)
	if err != nil {
		return err
	}
	defer conn.Close()
	if err := ctx.Err(); err != nil {
		return err
	}
	// From here on a visitor who goes away must not leave us in doubt.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	return table.Within(ctx, conn, "BEGIN", do)
}

func (d *postgresDB) reader() *sql.DB { return d.db }

func (d *postgresDB) scrub(ctx context.Context) error {
	_, err := d.db.ExecContext(ctx, "VACUUM records, outbox, steps")
	return err
}

// check reads every column, which finds what can't be read.
func (d *postgresDB) check(ctx context.Context) error {
	var n int
	return d.db.QueryRowContext(ctx, "SELECT count(md5(records::text)) + count(md5(steps::text)) FROM records LEFT JOIN outbox ON outbox.record = records.id LEFT JOIN steps ON steps.record = records.id").Scan(&n)
}

func (d *postgresDB) named(err error) error {
	var e *pgconn.PgError
	if !errors.As(err, &e) {
		return err
	}
	switch e.Code {
	case "53100": // disk_full
		return fmt.Errorf("%w: %w", ErrFull, err)
	case "55P03", "40P01", "53300": // lock_not_available, deadlock_detected, too_many_connections
		return fmt.Errorf("%w: %w", ErrBusy, err)
	}
	return err
}

func (d *postgresDB) close() error {
	err := d.db.Close()
	d.pool.Close()
	return err
}
