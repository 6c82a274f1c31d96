package value

import (
	"strings"
	"testing"
)

// A date that is read is written the same, and shown as a day that exists.
func FuzzDate(f *testing.F) {
	for _, seed := range []string{"2027-05-03", "2024-02-29", "2027-05-03T17:00", "2027-03-28T01:30", "2026-10-25T01:30", "1900-01-01", "2200-12-31", "3 May 2027", "03/05/2027", "T", "2027-05-03 9:05"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var d Date
		if d.UnmarshalText([]byte(text)) == nil {
			if d.ISO() != text || DateOf(d.Start()) != d || d.String() == "" {
				t.Errorf("%q became %s, %s", text, d.ISO(), d)
			}
		}
		var m Moment
		if m.UnmarshalText([]byte(text)) != nil {
			return
		}
		if DateOf(m.Start()) != m.Date || DateOf(m.End()) != m.Date || m.End().Before(m.Start()) {
			t.Errorf("%q became %v to %v", text, m.Start(), m.End())
		}
		if m.HasTime && !strings.HasSuffix(m.Clock(), "m") && m.Clock() != "midnight" && m.Clock() != "midday" {
			t.Errorf("%q is shown as %q", text, m.Clock())
		}
	})
}
