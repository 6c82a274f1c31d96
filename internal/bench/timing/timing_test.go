package timing

import (
	"context"
	"strings"
	"testing"
)

// walls are runs that took so long.
func walls(seconds ...float64) []Figures {
	var out []Figures
	for _, s := range seconds {
		out = append(out, Figures{Wall: s})
	}
	return out
}

func TestMedian(t *testing.T) {
	for _, c := range []struct {
		runs []Figures
		want float64
	}{
		{nil, 0},
		{walls(3), 3},
		{walls(5, 1, 3), 3},
		{walls(9, 1, 2, 4), 3},
		{walls(0.1, 100, 0.2, 0.3, 0.25), 0.25},
	} {
		if got := Median(c.runs, Wall); got != c.want {
			t.Errorf("the median of %v is %v, want %v", c.runs, got, c.want)
		}
	}
}

// The quotient is of pairs: a machine that is ten times slower in one pair does
// not move it, where the quotient of the medians would be 4.
func TestQuotient(t *testing.T) {
	for _, c := range []struct {
		a, b []Figures
		want float64
	}{
		{walls(2, 20, 40), walls(1, 10, 10), 2},
		{walls(2, 4), walls(1, 1), 3},
		{walls(2, 4), walls(1), 2},
		{walls(2), walls(0), 0},
		{nil, walls(1), 0},
	} {
		if got := Quotient(c.a, c.b, Wall); got != c.want {
			t.Errorf("%v by %v is %v, want %v", c.a, c.b, got, c.want)
		}
	}
}

// A process says what it took; a command that fails, what it said.
func TestRun(t *testing.T) {
	f, err := Run(context.Background(), []string{"go", "version"})
	if err != nil || f.Wall <= 0 || f.Memory <= 0 {
		t.Errorf("%v, %v", f, err)
	}
	if _, err := Run(context.Background(), []string{"go", "no-such-command"}); err == nil || !strings.Contains(err.Error(), "unknown command") {
		t.Errorf("the error is %v", err)
	}
}
