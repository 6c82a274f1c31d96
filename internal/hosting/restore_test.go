package hosting

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/base64"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib"
	_ "modernc.org/sqlite"

	"example.org/partake/internal/backup"
	"example.org/partake/internal/cluster"
	"example.org/partake/internal/intake"
	"example.org/partake/internal/store"
)

// TestRestore does what backup.md says with the database's own tools: back up, go
// on, erase, restore, replay what was deleted. Nothing but what was erased, and what
// came after the backup, is missing; every other row is the same to the byte.
func TestRestore(t *testing.T) {
	for kind, place := range map[string]func(*testing.T) place{"sqlite": inFile, "postgres": inCluster} {
		t.Run(kind, func(t *testing.T) {
			p := place(t)
			db := opened(t, p.dsn)
			for n := range 6 {
				saved(t, db, n)
			}
			must(t, db.Erase(t.Context(), store.Tombstone{Reference: "0000-0005", Day: 8, Reason: "asked", Who: "team"}))
			before := held(t, db)
			p.backup(t)
			saved(t, db, 7)
			must(t, db.SetState(t.Context(), "0000-0001", intake.Contacted))
			must(t, db.Erase(t.Context(), store.Tombstone{Reference: "0000-0002", Day: 9, Reason: "asked", Who: "team"}))
			must(t, db.Erase(t.Context(), store.Tombstone{Reference: "0000-0007", Day: 9, Reason: "asked", Who: "team"}))
			erased := filepath.Join(t.TempDir(), "erased.jsonl")
			partake(t, p.dsn, "inbox", "backup", "--erased", "--out", erased)
			must(t, db.Close())

			restored := p.restore(t)
			partake(t, restored, "inbox", "restore", erased)
			db = opened(t, restored)
			must(t, db.Check(t.Context()))
			want := slices.DeleteFunc(slices.Clone(before), func(line string) bool {
				return strings.Contains(line, "0000-0002") || strings.Contains(line, base64.StdEncoding.EncodeToString([]byte(mailOf(2))))
			})
			if len(before)-len(want) != 2 {
				t.Fatalf("%d lines of one record", len(before)-len(want))
			}
			want = append(want, `{"tombstone":{"Reference":"0000-0002","Day":9,"Reason":"asked","Who":"team"}}`, `{"tombstone":{"Reference":"0000-0007","Day":9,"Reason":"asked","Who":"team"}}`)
			slices.Sort(want)
			if got := held(t, db); !slices.Equal(got, want) {
				t.Errorf("after the restore there is\n%s\nand not\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
		})
	}
}

// place is a store with the tools that back it up and restore it.
type place struct {
	dsn     string
	backup  func(*testing.T)
	restore func(*testing.T) (dsn string)
}

// vacuum is the statement that backup.md gives to sqlite3.
var vacuum = regexp.MustCompile(`sqlite3 \S+ "(VACUUM INTO '[^']+')"`)

func inFile(t *testing.T) place {
	dir := t.TempDir()
	file, copied := filepath.Join(dir, "submissions.db"), filepath.Join(dir, "copy.db")
	return place{
		dsn: "sqlite:" + file,
		backup: func(t *testing.T) {
			said := vacuum.FindStringSubmatch(files(t)["backup.md"])
			if said == nil {
				t.Fatal("backup.md does not say how")
			}
			db, err := sql.Open("sqlite", file)
			must(t, err)
			defer db.Close()
			_, err = db.ExecContext(t.Context(), strings.Replace(said[1], "/var/backups/partake/submissions.db", copied, 1))
			must(t, err)
		},
		restore: func(t *testing.T) string {
			for _, end := range []string{"-wal", "-shm"} {
				if err := os.Remove(file + end); err != nil && !os.IsNotExist(err) {
					t.Fatal(err)
				}
			}
			must(t, os.Rename(copied, file))
			return "sqlite:" + file
		},
	}
}

func inCluster(t *testing.T) place {
	postgres := cluster.For(t)
	dsn := postgres.Database(t)
	tool := func(t *testing.T, name string, args ...string) {
		t.Helper()
		cmd := postgres.Command(name, args...)
		cmd.Env = append(os.Environ(), "PGHOST="+postgres.Folder, "PGUSER=partake")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", name, err, out)
		}
	}
	database := strings.SplitN(strings.TrimPrefix(dsn, "postgres://partake@/"), "?", 2)[0]
	return place{
		dsn:    dsn,
		backup: func(t *testing.T) { tool(t, "pg_dump", "--format=custom", "--file=partake.dump", database) },
		restore: func(t *testing.T) string {
			tool(t, "dropdb", "--if-exists", "partake_restored")
			tool(t, "createdb", "partake_restored")
			tool(t, "pg_restore", "--dbname=partake_restored", "partake.dump")
			return postgres.Address("partake_restored")
		},
	}
}

func opened(t *testing.T, dsn string) *store.DB {
	t.Helper()
	db, err := store.Open(context.Background(), dsn, func(string) string { return "" })
	must(t, err)
	t.Cleanup(func() { db.Close() })
	return db
}

// partake runs the program on a store.
func partake(t *testing.T, dsn string, args ...string) {
	t.Helper()
	cmd := exec.Command(program, args...)
	cmd.Env, cmd.Dir = append(os.Environ(), "PARTAKE_STORE="+dsn), t.TempDir()
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("partake %v: %v\n%s", args, err, out)
	}
}

// saved saves a record as a desk does, with a mail to the team.
func saved(t *testing.T, db *store.DB, n int) {
	t.Helper()
	now := time.Date(2026, 11, 22, 9, 30, 0, 0, time.UTC)
	today := intake.DayOf(now)
	r := intake.Record{
		Reference: fmt.Sprintf("0000-%04d", n), Form: "forms/interest", Received: today, Expires: today + 90, State: intake.New,
		Keys: "3f2a", Size: 512, Blob: make([]byte, 900),
	}
	random := rand.NewChaCha8([32]byte{byte(n), 1})
	for _, b := range [][]byte{r.ID[:], r.Nonce[:], r.Answers[:], r.Seal[:], r.Blob} {
		random.Read(b)
	}
	mail := intake.Mail{Kind: intake.ToTeam}
	copy(mail.ID[:], mailOf(n))
	_, err := db.Save(t.Context(), r, []intake.Mail{mail}, now)
	must(t, err)
}

// mailOf is the id of a record's mail.
func mailOf(n int) string { return fmt.Sprintf("mail of number %d", n) }

// held is all that a store holds, a line for each row.
func held(t *testing.T, db *store.DB) []string {
	t.Helper()
	var b bytes.Buffer
	_, err := backup.Write(t.Context(), &b, db, backup.Options{})
	must(t, err)
	lines := strings.Split(strings.TrimSpace(b.String()), "\n")
	lines = lines[1 : len(lines)-1]
	slices.Sort(lines)
	return lines
}
