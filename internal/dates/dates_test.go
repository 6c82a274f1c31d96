package dates

import (
	"slices"
	"testing"

	"example.org/partake/internal/page"
	"example.org/partake/internal/value"
)

// A session that moved keeps its name, whoever takes its date and wherever it
// stands in the list.
func TestSessionNames(t *testing.T) {
	at := func(s string) (m value.Moment) {
		if err := m.UnmarshalText([]byte(s)); err != nil {
			t.Fatal(err)
		}
		return m
	}
	june, july := at("2026-06-09T18:00"), at("2026-07-14")
	for name, c := range map[string]struct {
		list []page.Session
		want []string
	}{
		"with and without a time": {[]page.Session{{Start: june}, {Start: july}}, []string{"session-2026-06-09-1800", "session-2026-07-14"}},
		"two at once":             {[]page.Session{{Start: june}, {Start: june}}, []string{"session-2026-06-09-1800", "session-2026-06-09-1800-2"}},
		"moved away":              {[]page.Session{{Start: july, MovedFrom: june}}, []string{"session-2026-06-09-1800"}},
		"moved, and another takes its date": {
			[]page.Session{{Start: june}, {Start: july, MovedFrom: june}, {Start: july}},
			[]string{"session-2026-06-09-1800-2", "session-2026-06-09-1800", "session-2026-07-14"},
		},
	} {
		if got := sessionNames(c.list); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}
