package teamcopy

import (
	"context"
	"encoding/json"
	"fmt"
	"os"

	"example.org/partake/internal/casework"
	"example.org/partake/internal/exchange"
	"example.org/partake/internal/store"
)

// Sent is what a copy knows of its desk: which steps and erasures are there. It stands
// in a file beside the database and is a memory aid only. Push asks the desk anew each
// time, so a lost file loses nothing: until the next Push or Fetch nobody can say how
// much has not been sent.
type Sent struct {
	known  bool
	steps  map[casework.ID]bool // are on the desk
	stayed map[casework.ID]bool // the desk has no record for them, and somebody was told
	erased map[string]bool      // references
}

// sentFile is how it is written.
type sentFile struct {
	Steps  [][]byte `json:"steps"`
	Stayed [][]byte `json:"stayed"`
	Erased []string `json:"erased"`
}

// sentEnd is how the name of the file ends.
const sentEnd = ".sent.json"

// ReadSent reads what stands beside a database. A broken file is as none.
func ReadSent(database string) *Sent {
	var f sentFile
	b, err := os.ReadFile(database + sentEnd)
	if err != nil || json.Unmarshal(b, &f) != nil {
		return &Sent{}
	}
	s := &Sent{known: true, steps: idSet(f.Steps), stayed: idSet(f.Stayed), erased: map[string]bool{}}
	for _, reference := range f.Erased {
		s.erased[reference] = true
	}
	return s
}

func idSet(all [][]byte) map[casework.ID]bool {
	set := map[casework.ID]bool{}
	for _, b := range all {
		if len(b) == len(casework.ID{}) {
			set[casework.ID(b)] = true
		}
	}
	return set
}

// Write puts the file beside a database, at once.
func (s *Sent) Write(database string) error {
	if !s.known {
		return nil
	}
	f := sentFile{Erased: []string{}}
	for id := range s.steps {
		f.Steps = append(f.Steps, id[:])
	}
	for id := range s.stayed {
		f.Stayed = append(f.Stayed, id[:])
	}
	for reference := range s.erased {
		f.Erased = append(f.Erased, reference)
	}
	if err := beside(database, sentEnd, f); err != nil {
		return fmt.Errorf("note what was sent: %w", err)
	}
	return nil
}

// Has says whether a step is on the desk, as far as is known.
func (s *Sent) Has(id casework.ID) bool { return s.steps[id] }

// Asked takes in what the desk has now. What stayed and is there after all, because
// the desk was restored, stayed no longer.
func (s *Sent) Asked(there []casework.Name, graves map[string]bool) {
	stayed := s.stayed
	*s = Sent{known: true, steps: map[casework.ID]bool{}, stayed: map[casework.ID]bool{}, erased: graves}
	for _, n := range there {
		s.steps[n.ID] = true
	}
	for id := range stayed {
		if !s.steps[id] {
			s.stayed[id] = true
		}
	}
}

// Went notes what became of steps, and says how many stayed for the first time.
func (s *Sent) Went(steps []casework.Step, gone []casework.ID) (first int) {
	for _, id := range gone {
		if !s.stayed[id] {
			first++
		}
		s.stayed[id] = true
	}
	for _, x := range steps {
		if !s.stayed[x.ID] {
			s.steps[x.ID] = true
		}
	}
	return first
}

// Graves is a store.DB, as far as it says what was done and erased.
type Graves interface {
	casework.Store
	Tombstones(ctx context.Context) ([]store.Tombstone, error)
}

// Unsent counts what was done on a copy and is not on the desk yet. known is false
// where nobody can say. What stayed for good does not count.
func (s *Sent) Unsent(ctx context.Context, db Graves) (n int, known bool, err error) {
	if !s.known {
		return 0, false, nil
	}
	names, err := casework.Names(ctx, db)
	if err != nil {
		return 0, false, err
	}
	for _, x := range names {
		if !s.steps[x.ID] && !s.stayed[x.ID] {
			n++
		}
	}
	graves, err := db.Tombstones(ctx)
	for _, t := range graves {
		if exchange.Carried(t) && !s.erased[t.Reference] {
			n++
		}
	}
	return n, true, err
}
