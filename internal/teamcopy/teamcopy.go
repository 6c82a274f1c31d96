// Package teamcopy keeps a team's copy of what a desk has in step with the desk, and so
// with the copies of colleagues.
//
// Pull fetches sealed records, and CatchUp those that a colleague's computer pulled
// first. What was done on a copy is there alone until Push sends it: marks, notes and
// erasures. Fetch brings what others did. Two copies that pushed and fetched say the
// same, whatever happened in between and wherever the line broke (TestTwoLaptops). An
// erasure wins over all else; what was erased is not fetched again. What expired is
// deleted by each store for itself, since a wrong clock on one must not delete on all.
//
// # Beside the database
//
// NAME.copy.json says of which desk it is a copy, with the words for what is in it
// (Copy): it makes a store a copy. NAME.sent.json is what the desk is known to have of
// the team's work (Sent). That one may be lost or wrong at no cost, since Push asks the
// desk anew each time.
//
// # What a copy can't check
//
// It has no key of the desk, so no MAC. A checksum stands in its place.
package teamcopy

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"example.org/partake/internal/exchange"
)

// Copy says that a store is a copy of a desk's, and of which. It stands in a
// file beside the database.
type Copy struct {
	From  string         `json:"from"` // the desk's address
	Words exchange.Words `json:"words"`
}

// copyEnd is how the name of the file ends.
const copyEnd = ".copy.json"

// Read reads what stands beside a database. ok is false where there is
// nothing: then it is a desk's own.
func Read(database string) (c Copy, ok bool, err error) {
	b, err := os.ReadFile(database + copyEnd)
	if errors.Is(err, fs.ErrNotExist) {
		return Copy{}, false, nil
	}
	if err == nil {
		err = json.Unmarshal(b, &c)
	}
	if err != nil {
		return Copy{}, false, fmt.Errorf("what is known of the copy: %w", err)
	}
	return c, true, nil
}

// Write puts the file beside a database, at once.
func (c Copy) Write(database string) error {
	if err := beside(database, copyEnd, c); err != nil {
		return fmt.Errorf("note the copy: %w", err)
	}
	return nil
}

// beside writes a file beside a database, at once or not at all.
func beside(database, end string, v any) error {
	b, err := json.MarshalIndent(v, "", "\t")
	if err != nil {
		return err
	}
	folder := filepath.Dir(database)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(folder, ".beside-*")
	if err != nil {
		return err
	}
	_, err = f.Write(append(b, '\n'))
	err = errors.Join(err, f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), database+end)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
}
