package inbox

import (
	"io"
	"iter"
	"runtime"
	"strings"
	"testing"

	"example.org/partake/internal/intake"
	"example.org/partake/internal/seal"
	"example.org/partake/internal/store"
)

// Records are exported one after the other, however many there are: what is held
// in memory does not grow with them. Six hundred, 3 MB, take as much as the first.
func TestStream(t *testing.T) {
	id, src := pair(t, nil, "team")
	to := parse(t, src)
	db, _ := open(t)
	const stored, times = 50, 12
	for n := range stored {
		put(t, db, sent(t, n, to, answers("name", "Ada", "experience", strings.Repeat("a", 4000))))
	}
	again := iter.Seq2[intake.Record, error](func(yield func(intake.Record, error) bool) {
		for range times {
			for r, err := range db.Each(t.Context(), store.Filter{}) {
				if !yield(r, err) {
					return
				}
			}
		}
	})
	for name, table := range map[string]Table{"CSV": must(NewCSV(io.Discard, words, []string{"interest"}, false)), "JSON": NewJSON(io.Discard, words)} {
		n, first, most := 0, uint64(0), uint64(0)
		for e, err := range Opened(t.Context(), again, []seal.Identity{id}) {
			if err != nil || e.Problem != nil {
				t.Fatal(err, e.Problem)
			}
			if err := table.Write(e); err != nil {
				t.Fatal(err)
			}
			if n++; n%100 == 0 {
				var m runtime.MemStats
				runtime.GC()
				runtime.ReadMemStats(&m)
				if most = max(most, m.HeapAlloc); first == 0 {
					first = m.HeapAlloc
				}
			}
		}
		if n != stored*times || most > first+1<<20 || most > 64<<20 {
			t.Errorf("%s: %d records, %d kB after the first hundred and %d kB at most", name, n, first>>10, most>>10)
		}
	}
}

func must(table Table, err error) Table {
	if err != nil {
		panic(err)
	}
	return table
}
