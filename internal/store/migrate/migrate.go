// Package migrate brings the tables of a store up to date: one file of statements
// for each step and kind of database, in the order of their numbers. Several
// programs may start at the same time.
package migrate

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"

	"example.org/partake/internal/store/table"
)

// ErrNewer means that a newer program wrote the database.
var ErrNewer = errors.New("a newer version of Partake wrote this database: update this one")

// A migration is never edited once it was released: add the next number.
//
//go:embed sql
var migrations embed.FS

const versionTable = `
	CREATE TABLE IF NOT EXISTS partake_version (version bigint NOT NULL);
	INSERT INTO partake_version SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM partake_version)`

// Up runs the steps that a database of this kind lacks, each in a transaction of
// its own. begin starts one that nobody else can start at the same time.
func Up(ctx context.Context, db *sql.DB, kind, begin string) error {
	files, err := fs.Glob(migrations, "sql/"+kind+"/*.sql")
	if err != nil {
		return err
	}
	err = alone(ctx, db, begin, func(ctx context.Context, tx table.Querier) error {
		_, err := tx.ExecContext(ctx, versionTable)
		return err
	})
	for i := 0; i < len(files) && err == nil; i++ {
		err = alone(ctx, db, begin, func(ctx context.Context, tx table.Querier) error { return step(ctx, tx, files, i) })
	}
	if err != nil {
		return fmt.Errorf("bring the tables up to date: %w", err)
	}
	return nil
}

// step runs the file unless the database is beyond it.
func step(ctx context.Context, tx table.Querier, files []string, i int) error {
	var at int
	if err := tx.QueryRowContext(ctx, "SELECT version FROM partake_version").Scan(&at); err != nil {
		return err
	}
	if at > len(files) {
		return fmt.Errorf("%w (it is at %d, this program knows %d)", ErrNewer, at, len(files))
	}
	if at > i {
		return nil
	}
	src, err := migrations.ReadFile(files[i])
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, string(src)); err != nil {
		return fmt.Errorf("%s: %w", files[i], err)
	}
	_, err = tx.ExecContext(ctx, "UPDATE partake_version SET version = $1", i+1)
	return err
}

func alone(ctx context.Context, db *sql.DB, begin string, do table.Work) error {
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	return table.Within(ctx, conn, begin, do)
}
