package main

import (
	"database/sql"
	"strings"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib"

	"example.org/partake/internal/cluster"
)

// newDatabase makes a database and returns its address.
func newDatabase(t testing.TB) string { return secret(cluster.For(t).Database(t)) }

// address is that of a database which need not be there.
func address(t testing.TB, database string) string { return secret(cluster.For(t).Address(database)) }

// secret puts a password into an address, which no log may show. The server of the
// tests asks for none.
func secret(dsn string) string { return strings.Replace(dsn, "partake@", "partake:5ec9e7aa@", 1) }

func query(t testing.TB, dsn string) *sql.DB {
	t.Helper()
	db, err := sql.Open("pgx", dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}
