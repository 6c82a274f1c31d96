// Package teamcopy is what stands beside a team's copy of a desk's store: of which
// desk it is, with the words for what is in it, and how much of what was done here is
// on the desk.
//
// Both are files beside the database: NAME.copy.json and NAME.sent.json. The first
// makes a store a copy. The second may be lost or wrong at no cost, since whoever sends
// asks the desk what it has.
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
