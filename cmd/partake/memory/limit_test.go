package memory

import "testing"

// A larger site gets more, twice its sources at most, and one of 100,000 pages stays
// within a gigabyte with what the program takes besides.
func TestLimit(t *testing.T) {
	last := int64(0)
	for sources := int64(0); sources < 4<<30; sources += 1 << 20 {
		n := limit(sources)
		if n <= last || n > base+2*sources {
			t.Fatalf("%d MiB of sources: %d MiB after %d", sources>>20, n>>20, last>>20)
		}
		last = n
	}
	if n := limit(0); n != base {
		t.Errorf("a site without pages gets %d bytes", n)
	}
	if n := limit(520_000_000); n > 960<<20 {
		t.Errorf("100,000 pages get %d MiB", n>>20)
	}
}
