package inbox

import (
	"bytes"
	"crypto/rand"
	"errors"
	"testing"

	"example.org/partake/internal/casework"
	"example.org/partake/internal/seal"
)

// TestRotateNotes: notes are sealed to the new keys, once, and read as before; one
// that does not open stays as it is.
func TestRotateNotes(t *testing.T) {
	db, _ := open(t)
	oldID, src := pair(t, nil, "old")
	old, err := seal.ParseRecipients("old", src)
	if err != nil {
		t.Fatal(err)
	}
	record := sent(t, 0, old, answers("name", "Ada"))
	put(t, db, record)
	newID, src := pair(t, nil, "new")
	to, err := seal.ParseRecipients("new", src)
	if err != nil {
		t.Fatal(err)
	}
	s, err := casework.NewNote(rand.Reader, old, record.ID, "rang", 9, "team")
	if err != nil {
		t.Fatal(err)
	}
	broken := s
	broken.ID, broken.Note = casework.ID{7}, bytes.Repeat([]byte{0xff}, 99)
	if _, err := casework.Add(t.Context(), db, s, broken); err != nil {
		t.Fatal(err)
	}
	if _, _, err := RotateNotes(t.Context(), db, Rotation{To: to, Identities: []seal.Identity{oldID}}); !errors.Is(err, ErrNoNewKey) {
		t.Error(err)
	}
	for _, want := range []int{1, 0} {
		done, unopened, err := RotateNotes(t.Context(), db, Rotation{To: to, Identities: []seal.Identity{oldID, newID}})
		if err != nil || done != want || unopened != 1 {
			t.Errorf("done %d, want %d; unopened %d, %v", done, want, unopened, err)
		}
	}
	got, err := casework.Get(t.Context(), db, []casework.ID{s.ID})
	if err != nil || len(got) != 1 {
		t.Fatal(got, err)
	}
	if text, err := got[0].Read(newID); err != nil || text != "rang" {
		t.Errorf("%q, %v", text, err)
	}
}
