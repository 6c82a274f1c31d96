package page

import (
	"testing"

	"example.org/partake/internal/value"
)

// A session is known by when it was to begin at first.
func TestSessionKey(t *testing.T) {
	day, noon := value.Moment{Date: 740_000}, value.Moment{Date: 740_007, Minute: 720, HasTime: true}
	for _, c := range []struct {
		session Session
		want    value.Moment
	}{
		{Session{Start: day}, day},
		{Session{Start: noon, MovedFrom: day}, day},
		{Session{Start: day, MovedFrom: noon, Cancelled: true}, noon},
		{Session{Start: day, MovedFrom: day, Place: "elsewhere"}, day},
	} {
		if got := c.session.Key(); got != c.want {
			t.Errorf("%+v has the key %v, want %v", c.session, got, c.want)
		}
	}
}
