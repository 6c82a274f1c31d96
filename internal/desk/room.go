package desk

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"sync"

	"example.org/partake/internal/store"
)

// leastFree is how much space there must be to begin to take somebody's answers,
// and reserved the size of the file that stands ready.
const leastFree, reserved = 50 << 20, 8 << 20

// room is the space on the disk of a SQLite store.
type room struct {
	folder string // "" for a store that is elsewhere, or for trying things out
	log    *slog.Logger

	mu sync.Mutex
}

// free is how many bytes are free; known is false where nobody can tell.
func (r *room) free() (n int64, known bool) {
	if r.folder == "" {
		return 0, false
	}
	return freeIn(r.folder)
}

// enough says whether answers that are read over now can be stored soon.
func (r *room) enough() error {
	if n, known := r.free(); known && n < leastFree {
		return fmt.Errorf("%w: %d MB are free on its disk", store.ErrFull, n>>20)
	}
	return nil
}

func (r *room) ballast() string { return filepath.Join(r.folder, "reserve") }

// reserve makes the file that stands ready, where there is room for it.
func (r *room) reserve() {
	r.mu.Lock()
	defer r.mu.Unlock()
	n, known := r.free()
	if !known || n < leastFree+2*reserved {
		return
	}
	if info, err := os.Stat(r.ballast()); err == nil && info.Size() == reserved {
		return
	}
	if err := os.WriteFile(r.ballast(), make([]byte, reserved), 0o600); err != nil {
		r.log.Warn("no space is kept in reserve", "error", err)
	}
}

// give gives the reserve up, and says whether there was one.
func (r *room) give() bool {
	if r.folder == "" {
		return false
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	err := os.Remove(r.ballast())
	if err == nil {
		r.log.Error("the disk is full: the reserve was given up. Make room now")
	}
	// Somebody else may have given it up a moment ago: there is room all the same.
	return err == nil || errors.Is(err, fs.ErrNotExist)
}
