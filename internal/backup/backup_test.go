package backup

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"example.org/partake/internal/cluster"
	"example.org/partake/internal/intake"
	"example.org/partake/internal/store"
)

func TestMain(m *testing.M) { os.Exit(cluster.Main(m)) }

var now = time.Date(2026, 11, 22, 9, 30, 0, 0, time.UTC)

// empty makes a store of each kind.
func empty(t *testing.T, kind string) *store.DB {
	t.Helper()
	dsn := "sqlite:" + filepath.Join(t.TempDir(), "submissions.db")
	if kind == "postgres" {
		dsn = cluster.For(t).Database(t)
	}
	db, err := store.Open(context.Background(), dsn, func(string) string { return "" })
	must(t, err)
	t.Cleanup(func() { db.Close() })
	return db
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func random(n int, seed string) []byte {
	b := make([]byte, n)
	rand.NewChaCha8(sha256.Sum256([]byte(seed))).Read(b)
	return b
}

// sent saves a record as a desk does, with a mail to the team and one to a person.
func sent(t *testing.T, db *store.DB, n int) string {
	t.Helper()
	r := record(n)
	team, person := intake.Mail{Kind: intake.ToTeam}, intake.Mail{Kind: intake.Confirmation, Address: random(60, fmt.Sprint("address", n))}
	copy(team.ID[:], random(16, fmt.Sprint("team", n)))
	copy(person.ID[:], random(16, fmt.Sprint("person", n)))
	_, err := db.Save(t.Context(), r, []intake.Mail{team, person}, now)
	must(t, err)
	return r.Reference
}

func record(n int) intake.Record {
	today := intake.DayOf(now)
	r := intake.Record{
		Reference: fmt.Sprintf("0000-%04d", n), Form: "forms/interest", Opportunity: "opportunities/what's on", Received: today, Expires: today + 90,
		State: intake.New, Flags: []string{"links", "burst"}, Keys: "3f2a", Size: 512, Blob: random(900+n%4*512, fmt.Sprint("blob", n)),
	}
	for i, b := range [][]byte{r.ID[:], r.Nonce[:], r.Answers[:], r.Seal[:]} {
		copy(b, random(len(b), fmt.Sprint(i, "of", n)))
	}
	return r
}

// held is all that a store holds, but for its order.
func held(t *testing.T, db *store.DB) map[string]map[string]any {
	t.Helper()
	out := map[string]map[string]any{}
	for row, err := range rowsOf(t.Context(), db) {
		must(t, err)
		out[fmt.Sprintf("%s %x", row.Table, row.Columns["id"])] = row.Columns
	}
	all, err := db.Tombstones(t.Context())
	must(t, err)
	for _, x := range all {
		out["tombstone "+x.Reference] = map[string]any{"": x}
	}
	return out
}

func written(t *testing.T, db *store.DB, o Options) *bytes.Reader {
	t.Helper()
	var b bytes.Buffer
	_, err := Write(t.Context(), &b, db, o)
	must(t, err)
	return bytes.NewReader(b.Bytes())
}

// TestBackAndForth: from one kind of store into the other and back, all that was
// there is there: records, their order and states, their mails with what became of
// them, and tombstones. A second time nothing changes.
func TestBackAndForth(t *testing.T) {
	first := empty(t, "sqlite")
	for n := range 2*chunk + 3 {
		sent(t, first, n)
	}
	must(t, first.SetState(t.Context(), "0000-0002", intake.Contacted))
	must(t, first.Erase(t.Context(), store.Tombstone{Reference: "0000-0001", Day: 9, Reason: "asked", Who: "team"}))
	letters, err := first.Due(t.Context(), now, 3)
	must(t, err)
	must(t, first.Sent(t.Context(), letters[0].ID))
	must(t, first.Failed(t.Context(), letters[1].ID, "smtp-550", time.Time{}))
	must(t, first.Forget(t.Context(), now.Add(25*time.Hour)))
	sent(t, first, 5000) // its answers still have a MAC
	want := held(t, first)
	order := references(t, first)
	db := first
	for _, kind := range []string{"postgres", "sqlite"} {
		next := empty(t, kind)
		for range 2 {
			_, err := Restore(t.Context(), written(t, db, Options{}), next)
			must(t, err)
			if got := held(t, next); !reflect.DeepEqual(got, want) {
				t.Fatalf("%s holds %d things and not the same %d", kind, len(got), len(want))
			}
			if got := references(t, next); !slices.Equal(got, order) {
				t.Errorf("%s has another order", kind)
			}
		}
		db = next
	}
	again, err := db.Save(t.Context(), record(5000), nil, now.Add(time.Minute))
	if err != nil || !again.Again || again.Reference != "0000-5000" {
		t.Errorf("sent again after the move: %+v, %v", again, err)
	}
}

func references(t *testing.T, db *store.DB) (out []string) {
	t.Helper()
	for r, err := range db.List(t.Context(), store.Filter{}) {
		must(t, err)
		out = append(out, r.Reference)
	}
	return out
}

// TestLoss: last night's backup and this morning's list of what was deleted bring
// back all that was in the backup but what was erased since. What came in after
// the loss stays.
func TestLoss(t *testing.T) {
	for _, kind := range []string{"sqlite", "postgres"} {
		t.Run(kind, func(t *testing.T) {
			before := empty(t, kind)
			for n := range 5 {
				sent(t, before, n)
			}
			night := written(t, before, Options{})
			want := held(t, before)
			sent(t, before, 5)
			must(t, before.Erase(t.Context(), store.Tombstone{Reference: "0000-0002", Day: 9, Reason: "asked", Who: "team"}))
			morning := written(t, before, Options{Erased: true})

			after := empty(t, kind)
			same := record(3) // sent again, since the person saw that the site was away
			same.Reference = "0000-9999"
			same.ID[0]++
			_, err := after.Save(t.Context(), same, nil, now)
			must(t, err)
			got, err := Restore(t.Context(), night, after)
			must(t, err)
			if got.Added != 5 || len(got.Clashes) > 0 {
				t.Errorf("the backup: %+v", got)
			}
			_, err = Restore(t.Context(), morning, after)
			must(t, err)
			if got := references(t, after); !slices.Equal(got, []string{"0000-9999", "0000-0000", "0000-0001", "0000-0003", "0000-0004"}) {
				t.Errorf("after the restore there are %v", got)
			}
			for name, row := range held(t, after) {
				if was, ok := want[name]; ok && row["reference"] != "0000-0003" && !reflect.DeepEqual(row, was) {
					t.Errorf("%s is not as it was", name)
				}
			}
			night.Seek(0, 0)
			if got, err := Restore(t.Context(), night, after); err != nil || got.Added != 0 || got.Deleted != 1 || len(references(t, after)) != 5 {
				t.Errorf("the backup once more: %+v, %v", got, err)
			}
		})
	}
}

// TestRefused: what is no backup, or holds what may not be stored, changes nothing.
func TestRefused(t *testing.T) {
	from := empty(t, "sqlite")
	sent(t, from, 1)
	b := written(t, from, Options{})
	good := make([]byte, b.Len())
	b.Read(good)
	row := func(name string, v any) string {
		var w bytes.Buffer
		columns := maps.Clone(firstRow(t, from).Columns)
		columns[name] = v
		must(t, encodeFile(&w, Row{"records", columns}))
		return w.String()
	}
	for name, c := range map[string]struct {
		text string
		err  error
	}{
		"nothing":          {"", ErrNoBackup},
		"another file":     {"reference,name\n", ErrNoBackup},
		"other JSON":       {`{"head":{"kind":"x","version":1}}` + "\n", ErrNoBackup},
		"cut in a line":    {string(good[:len(good)/2]), ErrNoBackup},
		"cut between":      {string(good[:bytes.LastIndex(good[:len(good)-1], []byte("\n"))+1]), ErrNoBackup},
		"two files in one": {string(good) + string(good), ErrNoBackup},
		"later":            {strings.Replace(string(good), `"version":1`, `"version":2`, 1), ErrLater},
		"count":            {strings.Replace(string(good), `"records":1`, `"records":2`, 1), ErrNoBackup},
		"a later column":   {row("mood", "x"), store.ErrNewer},
		"clear text":       {row("blob", []byte("Ada Lovelace would like to hear from you about the ward")), store.ErrClear},
		"an address":       {row("flags", "ada@example.org"), store.ErrClear},
		"another state":    {row("state", "x"), store.ErrClear},
	} {
		into := empty(t, "sqlite")
		if _, err := Restore(t.Context(), strings.NewReader(c.text), into); !errors.Is(err, c.err) || strings.Contains(err.Error(), "Ada") || strings.Contains(err.Error(), "ada@") {
			t.Errorf("%s: %v", name, err)
		}
		if n := len(references(t, into)); n != 0 {
			t.Errorf("%s: %d records were stored", name, n)
		}
	}
}

func firstRow(t *testing.T, db *store.DB) Row {
	t.Helper()
	for row, err := range rowsOf(t.Context(), db) {
		must(t, err)
		return row
	}
	t.Fatal("no row")
	return Row{}
}

// encodeFile writes a file with one row.
func encodeFile(w *bytes.Buffer, r Row) error {
	out := json.NewEncoder(w)
	return errors.Join(out.Encode(line{Head: &head{Kind: kind, Version: version}}), out.Encode(line{Table: r.Table, Row: encode(r.Columns)}),
		out.Encode(line{End: &Written{Records: 1}}))
}

// TestCarried: a file has a place for every table but counts. Who adds a table
// adds it to carried, and to read.
func TestCarried(t *testing.T) {
	db := empty(t, "sqlite")
	var got []string
	must(t, db.Change(t.Context(), "look", func(ctx context.Context, tx store.Querier) error {
		got = nil
		found, err := tx.QueryContext(ctx, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
		if err != nil {
			return err
		}
		defer found.Close()
		for found.Next() {
			var name string
			if err := found.Scan(&name); err != nil {
				return err
			}
			got = append(got, name)
		}
		return found.Err()
	}))
	want := append([]string{"counts", "partake_version", "published", "tombstones"}, carried...)
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("the store has the tables %v; backups know %v", got, want)
	}
}
