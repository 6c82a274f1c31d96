package backup

import (
	"crypto/rand"
	"testing"

	"example.org/partake/internal/casework"
	"example.org/partake/internal/intake"
)

// TestMarksComeBack: a mark that comes back to a record which is here counts at once,
// as it does when it comes over the team's line.
func TestMarksComeBack(t *testing.T) {
	for _, kind := range []string{"sqlite", "postgres"} {
		t.Run(kind, func(t *testing.T) {
			before, after := empty(t, kind), empty(t, kind)
			reference := sent(t, before, 1)
			sent(t, after, 1)
			mark, err := casework.NewMark(rand.Reader, record(1).ID, nil, intake.Placed, 9, "team")
			must(t, err)
			_, err = casework.Add(t.Context(), before, mark)
			must(t, err)
			_, err = Restore(t.Context(), written(t, before, Options{}), after)
			must(t, err)
			if r, err := after.Get(t.Context(), reference); err != nil || r.State != intake.Placed {
				t.Errorf("the record is %q, %v", r.State, err)
			}
		})
	}
}
