// Package table is what the rooms that work on a store's tables share: a
// transaction to ask and change in, and the ways to do so.
//
// A statement is written once for both databases: $1, ON CONFLICT and RETURNING
// mean the same to SQLite and PostgreSQL.
package table

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// ErrUnknown means that there is no such row.
var ErrUnknown = errors.New("not in the store")

// Querier asks and changes within a transaction.
type Querier interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// Work is done in a transaction. It may run twice, so it sets its results anew.
// It must return the errors of its statements.
type Work = func(ctx context.Context, tx Querier) error

// Change does work in a transaction, and returns when that is synced. what names
// the work in its error.
type Change func(ctx context.Context, what string, do Work) error

// Within does work in a transaction on a connection; begin is the statement that
// starts it.
func Within(ctx context.Context, conn *sql.Conn, begin string, do Work) error {
	_, err := conn.ExecContext(ctx, begin)
	if err == nil {
		err = do(ctx, conn)
	}
	if err == nil {
		_, err = conn.ExecContext(ctx, "COMMIT")
	}
	if err != nil {
		undo(ctx, conn)
	}
	return err
}

// undo takes back what an error cut short. It may have been taken back before,
// so that it fails.
func undo(ctx context.Context, conn *sql.Conn) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	_, _ = conn.ExecContext(ctx, "ROLLBACK")
}

// Rows asks for many rows.
func Rows[T any](ctx context.Context, q Querier, scan func(into func(...any) error) (T, error), query string, args ...any) ([]T, error) {
	found, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer found.Close()
	var all []T
	for found.Next() {
		row, err := scan(found.Scan)
		if err != nil {
			return nil, err
		}
		all = append(all, row)
	}
	return all, found.Err()
}

// Changed makes an error of a change that found nothing.
func Changed(done sql.Result, err error) error {
	n, err := Affected(done, err)
	if err == nil && n == 0 {
		err = ErrUnknown
	}
	return err
}

// Affected says how many rows a change found.
func Affected(done sql.Result, err error) (int, error) {
	if err != nil {
		return 0, err
	}
	n, err := done.RowsAffected()
	return int(n), err
}
