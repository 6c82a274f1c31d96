package wording

import (
	"fmt"
	"strings"

	"example.org/partake/internal/promise"
	"example.org/partake/internal/site"
)

// Progress is how far promises are, in a line: "2 of 5 promises done, 1 overdue."
func Progress(c promise.Count) string {
	if c.All == 0 {
		return ""
	}
	out := fmt.Sprintf("%s of %s done", Thousands(c.Done), Plural(c.All, "promise", "promises"))
	if c.Overdue > 0 {
		out += ", " + Thousands(c.Overdue) + " overdue"
	}
	return out + "."
}

// Part is a part of promises that have something in common.
type Part struct {
	Name  string // "Done"
	Count int
}

// Parts are all parts of some promises, in the order in which pages tell them. They
// add up to all.
func Parts(c promise.Count) []Part {
	return []Part{
		{"Overdue", c.Overdue},
		{"Started", c.InProgress},
		{"Not started", c.NotStarted},
		{"Changed", c.Changed},
		{"Done", c.Done},
		{"Stopped", c.Stopped},
	}
}

// Totals says how promises add up: "5 promises: 1 overdue, 2 started, 2 done."
func Totals(c promise.Count) string {
	if c.All == 0 {
		return ""
	}
	var parts []string
	for _, p := range Parts(c) {
		if p.Count > 0 {
			parts = append(parts, Thousands(p.Count)+" "+strings.ToLower(p.Name))
		}
	}
	return Plural(c.All, "promise", "promises") + ": " + strings.Join(parts, ", ") + "."
}

// Changed says what changed: the words of an editor, or how far a promise is.
func Changed(c site.Change) string {
	x := c.Action
	if x == nil {
		return c.Text
	}
	what := "“" + strings.TrimSuffix(x.What, ".") + "”"
	switch x.Status {
	case "done":
		return what + " is now done."
	case "in-progress":
		return what + " has started."
	case "late":
		return what + " is late."
	case "changed":
		return "We changed " + what + "."
	case "stopped":
		return "We stopped " + what + "."
	}
	return what + " has not started yet."
}

// Why gives the reason of a change, and what was learned, "" without either.
func Why(c site.Change) string {
	x := c.Action
	if x == nil {
		return ""
	}
	var out []string
	for _, s := range []struct{ label, text string }{{"Why: ", x.Reason}, {"What we learned: ", x.Learned}} {
		if s.text != "" {
			out = append(out, s.label+s.text)
		}
	}
	return strings.Join(out, " ")
}
