package desk

import (
	"context"
	"fmt"
	"maps"
	"sync"
	"time"

	"example.org/partake/internal/store"
)

// askTime is how long the store may take to say how it is. Probes come every few
// seconds, and each waits for the one before.
const askTime = 2 * time.Second

// What somebody has to look at.
const (
	purgeLate = 2 * time.Hour
	mailLate  = 2 * time.Hour // what is marked waits for the next full hour
)

// state is what the desk knows about itself.
type state struct {
	down   bool      // the store could not be written
	mail   bool      // mail does not go out
	purged time.Time // when what has expired was last deleted
}

// Health is how a desk is. It holds nothing about anybody who sent something.
type Health struct {
	Ready      bool      `json:"ready"` // answers can be taken
	Notes      []string  `json:"-"`     // what somebody has to look at
	Preview    bool      `json:"preview,omitempty"`
	Store      bool      `json:"store"` // it can be read and written
	Free       int64     `json:"free_bytes,omitempty"`
	Waiting    int       `json:"mails_waiting"`
	Failed     int       `json:"mails_failed"`
	Oldest     time.Time `json:"oldest_mail,omitzero"`
	Recipients string    `json:"recipients"` // fingerprint of the public keys
	Built      time.Time `json:"built"`      // the moment that the desk file is of
	Purged     time.Time `json:"purged"`
}

// Health looks how the desk is.
func (d *Desk) Health(ctx context.Context) Health {
	f := d.front.Load()
	d.mu.Lock()
	s, db := d.state, d.db
	d.mu.Unlock()
	h := Health{Ready: true, Recipients: f.keys, Built: f.file.Built, Purged: s.purged, Preview: f.file.Preview()}
	if h.Preview {
		return h
	}
	h.askStore(ctx, s, db)
	if h.Free, _ = d.room.free(); d.room.enough() != nil {
		h.Ready = false
		h.Notes = append(h.Notes, fmt.Sprintf("the disk is nearly full: %d MB are free, and the form says that it can't be sent", h.Free>>20))
	}
	now := d.opts.Now()
	if now.Sub(s.purged) > purgeLate {
		h.Notes = append(h.Notes, "what has expired was not deleted for "+now.Sub(s.purged).Truncate(time.Minute).String())
	}
	if h.Failed > 0 {
		h.Notes = append(h.Notes, fmt.Sprintf("%d mails were given up: partake inbox deliver tries them again", h.Failed))
	}
	if !h.Oldest.IsZero() && now.Sub(h.Oldest) > mailLate {
		h.Notes = append(h.Notes, "a mail waits since "+h.Oldest.UTC().Format(time.RFC3339))
	}
	return h
}

// askStore counts what is there, if the store is.
func (h *Health) askStore(ctx context.Context, s state, db *store.DB) {
	h.Store = db != nil && !s.down
	if h.Store {
		ctx, stop := context.WithTimeout(ctx, askTime)
		defer stop()
		stats, err := db.Stats(ctx)
		h.Store = err == nil
		h.Waiting, h.Failed, h.Oldest = stats.Waiting, stats.Failed, stats.Oldest
	}
	if !h.Store {
		h.Ready = false
		h.Notes = append(h.Notes, "the store is away, and the form says that it can't be sent")
	}
}

// down notes that the store is away, and says so once.
func (d *Desk) down(err error) {
	if d.note(true) {
		d.opts.Log.Error("the store is away: nothing can be sent now", "error", err)
	}
}

// up notes that it is back.
func (d *Desk) up() {
	if d.note(false) {
		d.opts.Log.Info("the store is back")
	}
}

func (d *Desk) isDown() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.state.down
}

func (d *Desk) note(down bool) (changed bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	changed = d.state.down != down
	d.state.down = down
	return changed
}

// counter counts what happened, by a word.
type counter struct {
	mu sync.Mutex
	n  map[string]int
}

func (c *counter) add(word string) { c.addN(word, 1) }

func (c *counter) addN(word string, n int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.n == nil {
		c.n = map[string]int{}
	}
	c.n[word] += n
}

// Counts are how often something happened since the start: the steps of the
// journey, what was stored, mailed and purged.
func (d *Desk) Counts() map[string]int {
	d.counts.mu.Lock()
	defer d.counts.mu.Unlock()
	return maps.Clone(d.counts.n)
}
