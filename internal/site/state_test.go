package site

import (
	"testing"
	"time"

	"example.org/partake/internal/opportunity"
	"example.org/partake/internal/value"
)

func at(t *testing.T, s string) value.Moment {
	t.Helper()
	var m value.Moment
	if s == "" {
		return m
	}
	if err := m.UnmarshalText([]byte(s)); err != nil {
		t.Fatal(err)
	}
	return m
}

// The state at the minute around opening and closing. now is London time, also
// on the days on which the clocks change.
func TestState(t *testing.T) {
	for _, test := range []struct {
		opens, closes, status, now string
		want                       State
	}{
		{"", "2026-06-30", "", "2026-06-30T23:58", ClosingSoon},
		{"", "2026-06-30", "", "2026-06-30T23:59", ClosingSoon},
		{"", "2026-06-30", "", "2026-07-01T00:00", Closed},
		{"", "2026-06-30T17:00", "", "2026-06-30T17:00", ClosingSoon},
		{"", "2026-06-30T17:00", "", "2026-06-30T17:01", Closed},
		{"", "2026-06-30T17:00", "", "2026-06-16T16:59", Open},
		{"", "2026-06-30T17:00", "", "2026-06-16T17:00", ClosingSoon},
		{"2026-06-01", "2026-06-30", "", "2026-05-31T23:59", Upcoming},
		{"2026-06-01", "2026-06-30", "", "2026-06-01T00:00", Open},
		{"2026-06-01T09:30", "", "", "2026-06-01T09:29", Upcoming},
		{"2026-06-01T09:30", "", "", "2026-06-01T09:30", Open},
		// The night of 28 March 2027 has no hour from 1am; that of 25 October 2026 has it twice.
		{"", "2027-03-28", "", "2027-03-28T23:59", ClosingSoon},
		{"", "2027-03-27", "", "2027-03-28T00:00", Closed},
		{"2027-03-28T02:00", "", "", "2027-03-28T00:59", Upcoming},
		{"2027-03-28T02:00", "", "", "2027-03-28T02:00", Open},
		{"", "2026-10-25", "", "2026-10-25T23:59", ClosingSoon},
		{"", "2026-10-24", "", "2026-10-25T00:00", Closed},
		{"", "", "", "2050-01-01T00:00", Open},
		{"", "2026-06-30", "paused", "2026-06-01T00:00", Paused},
		{"", "2026-06-30", "paused", "2026-07-01T00:00", Paused},
		{"2026-06-01", "2026-06-30", "filled", "2026-05-01T00:00", Filled},
		{"", "2026-06-30", "cancelled", "2026-07-01T00:00", Cancelled},
	} {
		o := &opportunity.Opportunity{Opens: at(t, test.opens), Closes: at(t, test.closes), Status: value.Override(test.status)}
		now, err := time.ParseInLocation("2006-01-02T15:04", test.now, value.London)
		if err != nil {
			t.Fatal(err)
		}
		for _, zone := range []*time.Location{time.UTC, time.FixedZone("Kathmandu", 20700)} {
			if got := StateOf(o, now.In(zone)); got != test.want {
				t.Errorf("opens %q, closes %q, %q at %s: %s, want %s", test.opens, test.closes, test.status, test.now, got.Words(), test.want.Words())
			}
		}
	}
}
