package machine

import (
	"strings"
	"testing"
	"time"
)

func TestNumber(t *testing.T) {
	for text, want := range map[string]float64{"": 0, "x": 0, "0.25 1 2": 0.25, "12": 12} {
		if got := number(text); got != want {
			t.Errorf("%q is %v, want %v", text, got, want)
		}
	}
}

// A load of a quarter of the processors is a busy machine.
func TestWarning(t *testing.T) {
	if w := (Machine{load: "0.01 9 9"}).Warning(); w != "" {
		t.Errorf("a quiet machine: %s", w)
	}
	if w := (Machine{load: "1000.00 0 0"}).Warning(); !strings.Contains(w, "1000.00") {
		t.Errorf("a busy machine: %q", w)
	}
}

// Others are what all used less what we did: as if the machine had worked since
// long ago, or as if only we had.
func TestFacts(t *testing.T) {
	m := Look(t.TempDir())
	m.begin = m.begin.Add(-time.Hour)
	lines, warning := m.Facts("the program of the test")
	if warning != "" || !strings.Contains(strings.Join(lines, "\n"), "the program of the test") {
		t.Errorf("%q, %v", warning, lines)
	}
	if m.busy > 0 { // another system does not tell
		m.busy -= 3600
		if _, warning = m.Facts(); !strings.Contains(warning, "other programs") {
			t.Errorf("nobody noticed others: %q", warning)
		}
	}
}
