package store

import (
	"context"
	"database/sql"
)

// prepared are the statements of the connection that writes, by their text. SQLite
// takes longer to read most of them than to do them. There are some 20, all of
// them constants of this package.
type prepared map[string]*sql.Stmt

// learn prepares what was asked for and is not known. It needs the connection for
// itself. What can't be prepared is read anew each time.
func (p prepared) learn(ctx context.Context, db *sql.DB, asked []string) {
	for _, text := range asked {
		if _, known := p[text]; known {
			continue
		}
		if s, err := db.PrepareContext(ctx, text); err == nil {
			p[text] = s
		}
	}
}

// turn is a transaction that uses prepared statements.
type turn struct {
	tx    *sql.Tx
	known prepared
	asked []string // and not known
}

func (t *turn) statement(ctx context.Context, text string) *sql.Stmt {
	if s := t.known[text]; s != nil {
		return t.tx.StmtContext(ctx, s)
	}
	t.asked = append(t.asked, text)
	return nil
}

func (t *turn) ExecContext(ctx context.Context, text string, args ...any) (sql.Result, error) {
	if s := t.statement(ctx, text); s != nil {
		return s.ExecContext(ctx, args...)
	}
	return t.tx.ExecContext(ctx, text, args...)
}

func (t *turn) QueryContext(ctx context.Context, text string, args ...any) (*sql.Rows, error) {
	if s := t.statement(ctx, text); s != nil {
		return s.QueryContext(ctx, args...)
	}
	return t.tx.QueryContext(ctx, text, args...)
}

func (t *turn) QueryRowContext(ctx context.Context, text string, args ...any) *sql.Row {
	if s := t.statement(ctx, text); s != nil {
		return s.QueryRowContext(ctx, args...)
	}
	return t.tx.QueryRowContext(ctx, text, args...)
}
