package site

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"example.org/partake/internal/opportunity"
	"example.org/partake/internal/value"
)

// Open ones stand first, the soonest to close on top; then what opens next;
// then paused ones; then the past, newest first.
func TestOrderOfOpportunities(t *testing.T) {
	now := time.Date(2026, 5, 3, 9, 0, 0, 0, time.UTC)
	make := func(id, opens, closes, status string) *Opportunity {
		o := &opportunity.Opportunity{Opens: at(t, opens), Closes: at(t, closes), Status: value.Override(status)}
		o.ID = id
		return &Opportunity{Opportunity: o, State: StateOf(o, now)}
	}
	order := []*Opportunity{
		make("closes-soon", "", "2026-05-05", ""), make("a-closes-later", "", "2026-08-05", ""), make("b-closes-later", "", "2026-08-05", ""),
		make("rolling", "", "", ""), make("opens-soon", "2026-05-10", "2026-12-01", ""), make("opens-later", "2026-09-10", "2026-10-01", ""),
		make("paused", "", "2026-12-01", "paused"), make("past-new", "", "2026-05-01", ""), make("past-old", "", "2025-05-01", ""),
	}
	for range 100 {
		mixed := slices.Clone(order)
		rand.Shuffle(len(mixed), func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
		if SortByState(mixed); !slices.Equal(mixed, order) {
			t.Fatalf("sorted to %v", ids(mixed))
		}
	}
}

func ids(list []*Opportunity) []string {
	var out []string
	for _, o := range list {
		out = append(out, o.ID)
	}
	return out
}
