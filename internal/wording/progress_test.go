package wording

import (
	"testing"

	"example.org/partake/internal/content"
	"example.org/partake/internal/promise"
	"example.org/partake/internal/site"
)

func TestProgress(t *testing.T) {
	for _, c := range []struct {
		count         promise.Count
		line, totally string
	}{
		{promise.Count{}, "", ""},
		{promise.Count{All: 1, NotStarted: 1}, "0 of 1 promise done.", "1 promise: 1 not started."},
		{promise.Count{All: 21, Done: 9, Overdue: 3, InProgress: 6, NotStarted: 3}, "9 of 21 promises done, 3 overdue.", "21 promises: 3 overdue, 6 started, 3 not started, 9 done."},
		{promise.Count{All: 3, Changed: 1, Stopped: 2}, "0 of 3 promises done.", "3 promises: 1 changed, 2 stopped."},
		{promise.Count{All: 1200, Done: 1200}, "1,200 of 1,200 promises done.", "1,200 promises: 1,200 done."},
	} {
		if got := Progress(c.count); got != c.line {
			t.Errorf("%+v: %q, want %q", c.count, got, c.line)
		}
		if got := Totals(c.count); got != c.totally {
			t.Errorf("%+v: %q, want %q", c.count, got, c.totally)
		}
	}
}

// A log says what became of a promise, for each state that it can be in.
func TestChanged(t *testing.T) {
	const what = "Test the 20 letters."
	for _, c := range []struct {
		change     site.Change
		words, why string
	}{
		{site.Change{Text: "We moved it."}, "We moved it.", ""},
		{site.Change{Action: &content.Action{What: what, Status: "done"}}, "“Test the 20 letters” is now done.", ""},
		{site.Change{Action: &content.Action{What: what, Status: "in-progress"}}, "“Test the 20 letters” has started.", ""},
		{site.Change{Action: &content.Action{What: what, Status: "not-started"}}, "“Test the 20 letters” has not started yet.", ""},
		{site.Change{Action: &content.Action{What: what, Status: "late", Reason: "Ill."}}, "“Test the 20 letters” is late.", "Why: Ill."},
		{site.Change{Action: &content.Action{What: what, Status: "changed", Reason: "Few."}}, "We changed “Test the 20 letters”.", "Why: Few."},
		{
			site.Change{Action: &content.Action{What: what, Status: "stopped", Reason: "No.", Learned: "Ask."}},
			"We stopped “Test the 20 letters”.", "Why: No. What we learned: Ask.",
		},
	} {
		if got := Changed(c.change); got != c.words {
			t.Errorf("%q, want %q", got, c.words)
		}
		if got := Why(c.change); got != c.why {
			t.Errorf("%q, want %q", got, c.why)
		}
	}
}
