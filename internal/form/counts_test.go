package form

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"unicode/utf8"
)

// Inputs 22 and 23: the desk and the script on the page count alike. The
// script's test reads the same table: internal/assets/counter.test.mjs.
func TestCounts(t *testing.T) {
	src, err := os.ReadFile("testdata/counts.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases []struct {
		Why, Text string
		Used      int
	}
	if err := json.Unmarshal(src, &cases); err != nil || len(cases) == 0 {
		t.Fatal(len(cases), err)
	}
	in := Input{ID: "own", Kind: "long-text", Label: "x", Optional: true}
	for _, c := range cases {
		if got := utf8.RuneCountInString(text(c.Text, true)); got != c.Used {
			t.Errorf("%s: %d characters, want %d", c.Why, got, c.Used)
		}
		in.Max = c.Used // exactly as many as it has
		if _, problem := in.read([]string{c.Text}); c.Used > 0 && problem != nil {
			t.Errorf("%s: %s", c.Why, problem.Message)
		}
		if in.Max--; c.Used > 1 {
			if _, problem := in.read([]string{c.Text}); problem == nil || !strings.Contains(problem.Message, "or fewer") {
				t.Errorf("%s: one too many is %v", c.Why, problem)
			}
		}
	}
}
