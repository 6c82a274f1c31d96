package store

import (
	"errors"
	"os"
	"strings"
	"testing"

	"example.org/partake/internal/cluster"
)

func TestMain(m *testing.M) {
	if dsn := os.Getenv(helperDSN); dsn != "" {
		help(dsn, os.Getenv(helperEarly) != "")
	}
	os.Exit(cluster.Main(m))
}

// TestFsyncOff: a server that could lose a commit is refused.
func TestFsyncOff(t *testing.T) {
	server := cluster.For(t)
	dsn := server.Database(t)
	for _, setting := range []string{"fsync", "full_page_writes"} {
		server.Exec(t, "ALTER SYSTEM SET "+setting+" = off")
		server.Exec(t, "SELECT pg_reload_conf()")
		wait(t, func() bool {
			db, err := Open(t.Context(), dsn, none)
			if err == nil {
				db.Close()
			}
			return errors.Is(err, ErrUnsafe) && strings.Contains(err.Error(), setting)
		})
		server.Exec(t, "ALTER SYSTEM RESET "+setting)
		server.Exec(t, "SELECT pg_reload_conf()")
	}
	wait(t, func() bool {
		db, err := Open(t.Context(), dsn, none)
		if err == nil {
			db.Close()
		}
		return err == nil
	})
}
