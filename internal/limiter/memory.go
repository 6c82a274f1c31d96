package limiter

import (
	"context"
	"sync"
	"time"

	"example.org/partake/internal/intake"
)

// Memory counts for a desk of one process. Nobody needs the counts once it has
// ended, and a look writes nothing to the disk. The zero value is ready.
type Memory struct {
	mu     sync.Mutex
	counts map[name]count
	swept  time.Time
}

type name struct {
	who  string
	span int64 // in seconds since 1970
}

type count struct {
	n      int
	forget time.Time
}

// mostCounts bounds the memory, to some 10 MB. In a flood that comes from more
// addresses than that, further ones are not counted by themselves; what all
// together send is then marked as a burst long since.
const mostCounts = 50_000

// CountAll implements Counter. It never fails.
func (m *Memory) CountAll(_ context.Context, all ...intake.Tally) ([]int, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var out []int
	for _, t := range all {
		n := m.add(t)
		if out = append(out, n); t.Most > 0 && n > t.Most {
			break
		}
	}
	return out, nil
}

func (m *Memory) add(t intake.Tally) int {
	at := name{string(t.Who), t.Span.Unix()}
	c, known := m.counts[at]
	if !known {
		m.sweep(t.Span)
		c.forget = t.Forget
	}
	c.n++
	if known || t.Most == 0 || len(m.counts) < mostCounts {
		m.counts[at] = c
	}
	return c.n
}

// sweep makes room once for each stretch of time.
func (m *Memory) sweep(now time.Time) {
	if m.counts == nil {
		m.counts = map[name]count{}
	}
	if now.After(m.swept) {
		m.forget(now)
	}
}

// Forget deletes what has run out. Where nobody looks any more, nothing else does.
func (m *Memory) Forget(now time.Time) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.forget(now)
}

func (m *Memory) forget(now time.Time) {
	m.swept = now
	for at, c := range m.counts {
		if !c.forget.After(now) {
			delete(m.counts, at)
		}
	}
}
