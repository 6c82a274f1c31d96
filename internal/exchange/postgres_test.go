package exchange

import (
	"database/sql"
	"os"
	"slices"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib"

	"example.org/partake/internal/cluster"
	"example.org/partake/internal/store"
)

func TestMain(m *testing.M) { os.Exit(cluster.Main(m)) }

// newDatabase makes a database of PostgreSQL and returns its address.
func newDatabase(t testing.TB) string { return cluster.For(t).Database(t) }

func query(t testing.TB, dsn string) *sql.DB {
	t.Helper()
	db, err := sql.Open("pgx", dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// TestLate: a record whose number becomes visible after a higher one was pulled
// comes with the next pull.
func TestLate(t *testing.T) {
	dsn := newDatabase(t)
	db := open(t, dsn)
	_, client, _ := desk(t, db)
	late := record(2, 200)
	slow, err := query(t, dsn).Begin()
	if err != nil {
		t.Fatal(err)
	}
	_, err = slow.Exec(`INSERT INTO records (id, reference, form, opportunity, received, expires, state, flags, keys, nonce, seal, size, blob)
		VALUES ($1, $2, $3, '', 1, 2, 'new', '', $4, $5, $6, 512, $7)`, late.ID[:], late.Reference, late.Form, late.Keys, late.Nonce[:], late.Seal[:], late.Blob)
	if err != nil {
		t.Fatal(err)
	}
	put(t, db, record(3, 200))
	first, _ := pull(t, client, false)
	if err := client.Pulled(t.Context(), references(first)); err != nil {
		t.Fatal(err)
	}
	if err := slow.Commit(); err != nil {
		t.Fatal(err)
	}
	second, _ := pull(t, client, false)
	if !slices.Equal(references(first), []string{"0000-0003"}) || !slices.Equal(references(second), []string{late.Reference}) || second[0].Sequence >= first[0].Sequence {
		t.Errorf("first %v, then %v", references(first), references(second))
	}
}

var _ Store = (*store.DB)(nil)
