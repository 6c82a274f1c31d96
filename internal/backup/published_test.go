package backup

import (
	"reflect"
	"testing"
	"time"

	"example.org/partake/internal/disclosure"
	"example.org/partake/internal/disclosure/ledger"
)

// TestPublishedComesBack: after a loss the figures are those that were published, so
// nobody counts again; and what a store knows stays as it is.
func TestPublishedComesBack(t *testing.T) {
	for _, kind := range []string{"sqlite", "postgres"} {
		t.Run(kind, func(t *testing.T) {
			before, after := empty(t, kind), empty(t, kind)
			sent(t, before, 1)
			july := time.Date(2026, 7, 14, 0, 0, 0, 0, time.UTC)
			q := disclosure.QuarterOf(july)
			first := disclosure.Publish(q-1, july, []disclosure.Cell{{Form: "forms/interest", Sent: 40, Done: 10}, {Form: "forms/bank"}})
			must(t, ledger.Keep(t.Context(), before, []disclosure.Table{first, disclosure.Publish(q-2, july, []disclosure.Cell{{Form: "forms/bank", Sent: 9}})}))
			other := disclosure.Publish(q-2, july, []disclosure.Cell{{Form: "forms/bank", Sent: 20}})
			must(t, ledger.Keep(t.Context(), after, []disclosure.Table{other}))
			for range 2 {
				_, err := Restore(t.Context(), written(t, before, Options{}), after)
				must(t, err)
				if all, err := ledger.Read(t.Context(), after); err != nil || !reflect.DeepEqual(all, []disclosure.Table{other, first}) {
					t.Errorf("%v, %v", all, err)
				}
			}
			// A list of what was deleted has nothing else.
			if done, err := Check(written(t, before, Options{Erased: true})); err != nil || done.Published != 0 {
				t.Errorf("%+v, %v", done, err)
			}
		})
	}
}
