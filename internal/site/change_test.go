package site

import (
	"math/rand/v2"
	"testing"
	"time"

	"example.org/partake/internal/opportunity"
	"example.org/partake/internal/value"
)

// The next change is the first moment at which a state differs, or midnight.
func TestNextChange(t *testing.T) {
	for _, c := range []struct{ opens, closes, now, want string }{
		{"", "", "2026-06-30T12:00", "2026-07-01T00:00"},
		{"", "2026-06-30T17:00", "2026-06-30T16:59", "2026-06-30T17:00"},
		{"", "2026-06-30T17:00", "2026-06-30T17:01", "2026-07-01T00:00"},
		{"", "2026-06-30", "2026-06-30T12:00", "2026-06-30T23:59"},
		{"", "2026-07-14T17:00", "2026-06-30T12:00", "2026-06-30T17:00"}, // closing soon from then
		{"2026-06-30T09:30", "", "2026-06-30T08:00", "2026-06-30T09:30"},
		// The day of 28 March 2027 has 23 hours, that of 25 October 2026 has 25.
		{"", "", "2027-03-28T12:00", "2027-03-29T00:00"},
		{"", "", "2026-10-25T00:00", "2026-10-26T00:00"},
	} {
		s := open(t, local(t, c.now), c.opens, c.closes)
		if got, want := s.NextChange(), local(t, c.want); got.Truncate(time.Minute) != want || !got.After(s.Now) {
			t.Errorf("opens %q, closes %q at %s: %s, want %s", c.opens, c.closes, c.now, got, want)
		}
	}
}

// No state and no day changes before the next change, whatever the dates.
func TestNoChangeBefore(t *testing.T) {
	random := rand.New(rand.NewPCG(4, 4))
	start := local(t, "2026-10-20T00:00") // the clocks go back in that week
	moment := func() string {
		at := start.Add(time.Duration(random.IntN(40*24*60)) * time.Minute)
		if random.IntN(3) == 0 {
			return at.Format(time.DateOnly)
		}
		return at.Format("2006-01-02T15:04")
	}
	for range 300 {
		now := start.Add(time.Duration(random.IntN(7*24*3600)) * time.Second)
		s := open(t, now, moment(), moment())
		o, next := s.Opportunities[0].Opportunity, s.NextChange()
		for at := now; at.Before(next); at = at.Add(time.Minute) {
			if StateOf(o, at) != StateOf(o, now) || value.DateOf(at) != s.Today {
				t.Fatalf("opens %v, closes %v: %s differs from %s, and the next change is said to be %s", o.Opens, o.Closes, at, now, next)
			}
		}
	}
}

func local(t *testing.T, s string) time.Time {
	t.Helper()
	at, err := time.ParseInLocation("2006-01-02T15:04", s, value.London)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func open(t *testing.T, now time.Time, opens, closes string) *Site {
	t.Helper()
	o := &opportunity.Opportunity{Opens: at(t, opens), Closes: at(t, closes)}
	return &Site{Now: now, Today: value.DateOf(now), Opportunities: []*Opportunity{{Opportunity: o}}}
}
