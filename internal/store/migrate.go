package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
)

// A migration is never edited once it was released: add the next number.
//
//go:embed sql
var migrations embed.FS

const versionTable = `
	CREATE TABLE IF NOT EXISTS partake_version (version bigint NOT NULL);
	INSERT INTO partake_version SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM partake_version)`

// migrate brings the tables up to date, each step in a transaction of its own.
// begin starts one that nobody else can start at the same time.
func migrate(ctx context.Context, db *sql.DB, folder, begin string) error {
	files, err := fs.Glob(migrations, folder+"/*.sql")
	if err != nil {
		return err
	}
	err = alone(ctx, db, begin, func(tx querier) error {
		_, err := tx.ExecContext(ctx, versionTable)
		return err
	})
	for i := 0; i < len(files) && err == nil; i++ {
		err = alone(ctx, db, begin, func(tx querier) error { return step(ctx, tx, files, i) })
	}
	if err != nil {
		return fmt.Errorf("bring the tables up to date: %w", err)
	}
	return nil
}

// step runs the file unless the database is beyond it.
func step(ctx context.Context, tx querier, files []string, i int) error {
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

// alone runs do in one transaction on one connection.
func alone(ctx context.Context, db *sql.DB, begin string, do func(querier) error) error {
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, begin); err != nil {
		return err
	}
	err = do(conn)
	if err == nil {
		_, err = conn.ExecContext(ctx, "COMMIT")
	}
	if err != nil {
		undo(conn)
	}
	return err
}

// undo takes back what an error cut short. It may have been taken back before,
// so that it fails.
func undo(conn *sql.Conn) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	_, _ = conn.ExecContext(ctx, "ROLLBACK")
}
