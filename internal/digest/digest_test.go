package digest

import "testing"

type part struct {
	A, B string
	List []string
	Next *part
	N    int
	On   bool
}

// Values that differ anywhere have different digests; equal ones the same, also
// behind different pointers.
func TestOf(t *testing.T) {
	seen := map[uint64]part{}
	for _, v := range []part{
		{},
		{A: "x"},
		{B: "x"},
		{A: "xy"},
		{A: "x", B: "y"},
		{List: []string{"x"}},
		{List: []string{"x", ""}},
		{List: []string{"", "x"}},
		{Next: &part{}},
		{Next: &part{A: "x"}},
		{N: 1},
		{N: 12},
		{On: true},
		{A: "x", List: []string{"y"}},
		{A: "x\"1y"},
	} {
		n := Of(v)
		if other, twice := seen[n]; twice {
			t.Errorf("%+v and %+v have the same digest", v, other)
		}
		seen[n] = v
		if again := Of(v); again != n {
			t.Errorf("%+v has two digests", v)
		}
	}
	one, same := &part{A: "x"}, &part{A: "x"}
	if Of(part{Next: one}) != Of(part{Next: same}) {
		t.Error("a pointer counts by what it points to")
	}
}

// No two lists of texts run into each other.
func TestSum(t *testing.T) {
	if Sum("ab", "c") == Sum("a", "bc") || Sum() == Sum("") || Sum("a") == Sum("a", "") {
		t.Error("different lists have the same digest")
	}
}
