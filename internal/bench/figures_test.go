package main

import (
	"context"
	"strings"
	"testing"

	"example.org/partake/internal/value"
)

// walls are runs that took so long.
func walls(seconds ...float64) []figures {
	var out []figures
	for _, s := range seconds {
		out = append(out, figures{wall: s})
	}
	return out
}

func TestMedian(t *testing.T) {
	for _, c := range []struct {
		runs []figures
		want float64
	}{
		{nil, 0},
		{walls(3), 3},
		{walls(5, 1, 3), 3},
		{walls(9, 1, 2, 4), 3},
		{walls(0.1, 100, 0.2, 0.3, 0.25), 0.25},
	} {
		if got := median(c.runs, wall); got != c.want {
			t.Errorf("the median of %v is %v, want %v", c.runs, got, c.want)
		}
	}
}

// The quotient is of pairs: a machine that is ten times slower in one pair does
// not move it, where the quotient of the medians would be 4.
func TestQuotient(t *testing.T) {
	for _, c := range []struct {
		a, b []figures
		want float64
	}{
		{walls(2, 20, 40), walls(1, 10, 10), 2},
		{walls(2, 4), walls(1, 1), 3},
		{walls(2, 4), walls(1), 2},
		{walls(2), walls(0), 0},
		{nil, walls(1), 0},
	} {
		if got := quotient(c.a, c.b, wall); got != c.want {
			t.Errorf("%v by %v is %v, want %v", c.a, c.b, got, c.want)
		}
	}
}

func TestNumbers(t *testing.T) {
	for got, want := range map[string]string{
		seconds(0): "–", seconds(0.0214): "0.021", seconds(2.345): "2.35", seconds(36.84): "36.8", whole(0): "–", whole(1492.6): "1,493",
		times(0): "–", times(3.456): "3.46", value.Thousands(7): "7", value.Thousands(999): "999", value.Thousands(1000): "1,000", value.Thousands(1234567): "1,234,567",
		spread(nil): "–", spread(walls(3, 1, 2)): "2.00 (1.00 to 3.00)",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// A process says what it took; a command that fails, what it said.
func TestTimed(t *testing.T) {
	f, err := timed(context.Background(), []string{"go", "version"})
	if err != nil || f.wall <= 0 || f.memory <= 0 {
		t.Errorf("%v, %v", f, err)
	}
	if _, err := timed(context.Background(), []string{"go", "no-such-command"}); err == nil || !strings.Contains(err.Error(), "unknown command") {
		t.Errorf("the error is %v", err)
	}
}
