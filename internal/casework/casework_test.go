package casework

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	mathrand "math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"example.org/partake/internal/intake"
	"example.org/partake/internal/seal"
	"example.org/partake/internal/store"
)

var (
	now   = time.Date(2026, 11, 22, 9, 30, 0, 0, time.UTC)
	today = intake.DayOf(now)
)

func open(t testing.TB) (*store.DB, string) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "s.db")
	db, err := store.Open(t.Context(), "sqlite:"+file, func(string) string { return "" })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db, file
}

func record(n int) intake.Record {
	r := intake.Record{
		Reference: fmt.Sprintf("0000-%04d", n), Form: "forms/interest", Received: today, Expires: today + 90, State: intake.Pulled, Keys: "3f2a",
		Size: 512, Blob: bytes.Repeat([]byte{0xff}, 600),
	}
	for i, b := range [][]byte{r.ID[:], r.Nonce[:], r.Answers[:], r.Seal[:]} {
		mathrand.NewChaCha8(sha256.Sum256([]byte{byte(n), byte(i)})).Read(b)
	}
	return r
}

func put(t testing.TB, db *store.DB, all ...intake.Record) {
	t.Helper()
	for _, r := range all {
		if _, err := db.Save(t.Context(), r, nil, now); err != nil {
			t.Fatal(err)
		}
	}
}

func mark(t testing.TB, record ID, state intake.State, day intake.Day, seen ...Step) Step {
	t.Helper()
	s, err := NewMark(rand.Reader, record, seen, state, day, "team")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func keys(t testing.TB) (seal.Recipients, seal.Identity) {
	t.Helper()
	id, err := seal.NewX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	to, err := seal.ParseRecipients("recipients.txt", []byte(id.Public()+"\n"))
	if err != nil {
		t.Fatal(err)
	}
	return to, id
}

func words(steps []Step) string {
	var out []string
	for _, s := range steps {
		out = append(out, string(s.State))
	}
	return strings.Join(out, " ")
}

// TestStanding: what no mark replaces counts, and of several withdrawn and then
// the later day comes first.
func TestStanding(t *testing.T) {
	r := record(1).ID
	contacted := mark(t, r, intake.Contacted, today)
	placed := mark(t, r, intake.Placed, today+1, contacted)
	notNow := mark(t, r, intake.NotNow, today+2, contacted)
	withdrawn := mark(t, r, intake.Withdrawn, today, contacted)
	same := mark(t, r, intake.Placed, today+2, contacted)
	decided := mark(t, r, intake.Placed, today+3, notNow, placed)
	for _, c := range []struct {
		name     string
		steps    []Step
		want     string
		disagree bool
	}{
		{"nothing", nil, "", false},
		{"one", []Step{contacted}, "contacted", false},
		{"one after the other", []Step{placed, contacted}, "placed", false},
		{"two at once", []Step{contacted, placed, notNow}, "not-this-time placed", true},
		{"two that say the same", []Step{contacted, placed, same}, "placed placed", false},
		{"withdrawn before a later day", []Step{notNow, withdrawn, placed}, "withdrawn not-this-time placed", true},
		{"decided", []Step{decided, contacted, notNow, placed}, "placed", false},
		{"decided without having seen one", []Step{decided, withdrawn, notNow, placed}, "withdrawn placed", true},
	} {
		got := Standing(c.steps)
		if words(got) != c.want || Disagree(got) != c.disagree {
			t.Errorf("%s: %q, disagree %t", c.name, words(got), Disagree(got))
		}
	}
}

// TestAnyOrder: stores to which the same steps came in any order, in any parts and
// more than once say the same.
func TestAnyOrder(t *testing.T) {
	a, _ := open(t)
	b, _ := open(t)
	records := []intake.Record{record(1), record(2), record(3)}
	put(t, a, records...)
	put(t, b, records...)
	to, _ := keys(t)
	dice := mathrand.New(mathrand.NewPCG(4, 2))
	var all []Step
	for i := range 60 {
		r := records[dice.IntN(3)].ID
		if i%4 == 0 {
			s, err := NewNote(rand.Reader, to, r, fmt.Sprint("note ", i), today, "team")
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, s)
			continue
		}
		var seen []Step
		for _, s := range all {
			if s.Record == r && s.IsMark() && dice.IntN(2) == 0 {
				seen = append(seen, s)
			}
		}
		all = append(all, mark(t, r, Marks()[dice.IntN(5)], today+intake.Day(dice.IntN(3)), seen...))
	}
	for _, db := range []*store.DB{a, b} {
		order := append(dice.Perm(60), dice.Perm(60)...)
		for len(order) > 0 {
			n := min(len(order), 1+dice.IntN(9))
			var part []Step
			for _, i := range order[:n] {
				part = append(part, all[i])
			}
			order = order[n:]
			if _, err := Add(t.Context(), db, part...); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, r := range records {
		if one, other := story(t, a, r), story(t, b, r); one != other || !strings.Contains(one, "note") && len(one) < 40 {
			t.Errorf("%s\n%s\n%s", r.Reference, one, other)
		}
	}
	names, err := Names(t.Context(), a)
	if err != nil || len(names) != 60 {
		t.Errorf("%d steps, %v", len(names), err)
	}
}

// story is all that a store says of a record, whatever order it came in.
func story(t testing.TB, db *store.DB, r intake.Record) string {
	t.Helper()
	steps, err := Of(t.Context(), db, r.ID)
	if err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(steps, func(a, b Step) int { return bytes.Compare(a.ID[:], b.ID[:]) })
	now, err := db.Get(t.Context(), r.Reference)
	if err != nil {
		t.Fatal(err)
	}
	if standing := Standing(steps); len(standing) > 0 && now.State != standing[0].State {
		t.Errorf("the record is %s, its marks say %s", now.State, words(standing))
	}
	return fmt.Sprint(now.State, words(Standing(steps)), steps)
}

// TestNote: a note opens with the team's key and as what it was written as, and
// nothing of it can be read without.
func TestNote(t *testing.T) {
	to, id := keys(t)
	_, stranger := keys(t)
	r := record(1).ID
	s, err := NewNote(rand.Reader, to, r, "  Zoë rang.\r\nCanary \u202e=1+1\n", today, "team")
	if err != nil {
		t.Fatal(err)
	}
	if got, err := s.Read(id); err != nil || got != "Zoë rang.\nCanary \u202e=1+1" {
		t.Errorf("%q, %v", got, err)
	}
	if bytes.Contains(s.Note, []byte("anary")) {
		t.Error("the note can be read")
	}
	var not *seal.NotForKeysError
	if _, err := s.Read(stranger); !errors.As(err, &not) {
		t.Error(err)
	}
	for name, change := range map[string]func(*Step){
		"another record": func(s *Step) { s.Record = record(2).ID },
		"another day":    func(s *Step) { s.Day++ },
		"another id":     func(s *Step) { s.ID[0]++ },
		"another role":   func(s *Step) { s.Who = "lead" },
		"no note": func(s *Step) {
			s.Note, _, _ = to.Seal([]byte("{}"))
		},
	} {
		moved := s
		change(&moved)
		if text, err := moved.Read(id); !errors.Is(err, ErrMoved) || text != "" {
			t.Errorf("%s: %q, %v", name, text, err)
		}
	}
	if _, err := NewNote(rand.Reader, to, r, " \n\t", today, "team"); !errors.Is(err, ErrEmpty) {
		t.Error(err)
	}
	if _, err := NewNote(rand.Reader, to, r, strings.Repeat("ö", MostNote+1), today, "team"); !errors.Is(err, ErrLong) {
		t.Error(err)
	}
}

// TestRefused: what is no step is not stored, and then nothing of the rest is.
func TestRefused(t *testing.T) {
	db, _ := open(t)
	put(t, db, record(1))
	to, _ := keys(t)
	r := record(1).ID
	good := mark(t, r, intake.Contacted, today)
	note, err := NewNote(rand.Reader, to, r, "text", today, "team")
	if err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(m, n *Step){
		"no id":            func(m, _ *Step) { m.ID = ID{} },
		"no record":        func(m, _ *Step) { m.Record = ID{} },
		"new":              func(m, _ *Step) { m.State = intake.New },
		"another state":    func(m, _ *Step) { m.State = "asleep" },
		"a name":           func(m, _ *Step) { m.Who = "Zoë O’Brien" },
		"an address":       func(m, _ *Step) { m.Who = "zoe@example.org" },
		"a long role":      func(m, _ *Step) { m.Who = strings.Repeat("x", 41) },
		"no day":           func(m, _ *Step) { m.Day = 0 },
		"over too many":    func(m, _ *Step) { m.Over = make([]ID, 65) },
		"a mark with text": func(m, _ *Step) { m.Note = note.Note },
		"a note over one":  func(_, n *Step) { n.Over = []ID{{1}} },
		"clear text":       func(_, n *Step) { n.Note = []byte("Zoë rang") },
		"a huge note":      func(_, n *Step) { n.Note = bytes.Repeat([]byte{0xff}, 1<<20) },
		"no keys":          func(_, n *Step) { n.Keys = "" },
	} {
		m, n := mark(t, r, intake.Placed, today), note
		change(&m, &n)
		if _, err := Add(t.Context(), db, good, m, n); !errors.Is(err, intake.ErrClear) {
			t.Errorf("%s: %v", name, err)
		}
	}
	added, err := Add(t.Context(), db, good, mark(t, record(9).ID, intake.Placed, today), note, good)
	if err != nil || added.New != 2 || added.Known != 1 || len(added.Gone) != 1 {
		t.Errorf("%+v, %v", added, err)
	}
	stolen := good
	stolen.Record = record(2).ID
	put(t, db, record(2))
	if added, err := Add(t.Context(), db, stolen); err != nil || len(added.Gone) != 1 {
		t.Errorf("an id of another record: %+v, %v", added, err)
	}
	ring, back := mark(t, record(2).ID, intake.Placed, today), mark(t, record(2).ID, intake.Contacted, today)
	ring.Over, back.Over = []ID{back.ID}, []ID{ring.ID}
	if _, err := Add(t.Context(), db, ring, back); err != nil {
		t.Errorf("a ring: %v", err)
	}
}

// TestDisagreements: records with two marks at once are found, no others.
func TestDisagreements(t *testing.T) {
	db, _ := open(t)
	put(t, db, record(1), record(2), record(3))
	one, two, three := record(1).ID, record(2).ID, record(3).ID
	first := mark(t, one, intake.Contacted, today)
	a, b := mark(t, one, intake.Placed, today, first), mark(t, one, intake.NotNow, today+1, first)
	if _, err := Add(t.Context(), db, first, a, b, mark(t, two, intake.Placed, today), mark(t, two, intake.Placed, today), mark(t, three, intake.Placed, today)); err != nil {
		t.Fatal(err)
	}
	got, err := Disagreements(t.Context(), db)
	if err != nil || len(got) != 1 || words(got[one]) != "not-this-time placed" {
		t.Errorf("%v, %v", got, err)
	}
	if _, err := Add(t.Context(), db, mark(t, one, intake.Placed, today+1, a, b)); err != nil {
		t.Fatal(err)
	}
	if got, err := Disagreements(t.Context(), db); err != nil || len(got) != 0 {
		t.Errorf("decided: %v, %v", got, err)
	}
}

// TestErased (privacy 2): with a record its steps go, and no byte of them stays.
func TestErased(t *testing.T) {
	db, file := open(t)
	put(t, db, record(1), record(2))
	to, _ := keys(t)
	var needles [][]byte
	for range 5 {
		s, err := NewNote(rand.Reader, to, record(1).ID, strings.Repeat("text ", 300), today, "team")
		if err != nil {
			t.Fatal(err)
		}
		needles = append(needles, s.ID[:], s.Note[len(s.Note)/2:][:64])
		if _, err := Add(t.Context(), db, s, mark(t, record(1).ID, intake.Placed, today)); err != nil {
			t.Fatal(err)
		}
	}
	if there(t, file, needles) != len(needles) {
		t.Error("the needles are not in the files, so this test shows nothing")
	}
	if err := db.Erase(context.Background(), store.Tombstone{Reference: record(1).Reference, Day: today, Reason: "asked", Who: "team"}); err != nil {
		t.Fatal(err)
	}
	if n := there(t, file, needles); n != 0 {
		t.Errorf("%d needles are still in the files", n)
	}
	if names, err := Names(t.Context(), db); err != nil || len(names) != 0 {
		t.Errorf("%v, %v", names, err)
	}
}

func there(t *testing.T, file string, needles [][]byte) int {
	t.Helper()
	var all []byte
	files, err := filepath.Glob(file + "*")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, b...)
	}
	n := 0
	for _, needle := range needles {
		if bytes.Contains(all, needle) {
			n++
		}
	}
	return n
}

// TestReseal: a note is sealed anew for other keys, and stays the same note.
func TestReseal(t *testing.T) {
	db, _ := open(t)
	put(t, db, record(1))
	old, oldID := keys(t)
	to, id := keys(t)
	s, err := NewNote(rand.Reader, old, record(1).ID, "text", today, "team")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Add(t.Context(), db, s, mark(t, record(1).ID, intake.Placed, today)); err != nil {
		t.Fatal(err)
	}
	waiting, err := Notes(t.Context(), db, to.Fingerprint())
	if err != nil || len(waiting) != 1 {
		t.Fatalf("%d, %v", len(waiting), err)
	}
	blob, _, _, err := seal.Reseal(s.Note, to, oldID, id)
	if err != nil {
		t.Fatal(err)
	}
	anew := waiting[0]
	anew.Note, anew.Keys = blob, to.Fingerprint()
	if err := Reseal(t.Context(), db, anew); err != nil {
		t.Fatal(err)
	}
	got, err := Get(t.Context(), db, []ID{s.ID, {9}})
	if err != nil || len(got) != 1 {
		t.Fatalf("%v, %v", got, err)
	}
	if text, err := got[0].Read(id); err != nil || text != "text" {
		t.Errorf("%q, %v", text, err)
	}
	if waiting, err := Notes(t.Context(), db, to.Fingerprint()); err != nil || len(waiting) != 0 {
		t.Errorf("%v, %v", waiting, err)
	}
}
