package main

import (
	"slices"
	"testing"
	"time"
)

// How long it takes from the start of the process to its first reply, with the
// store opened and asked on the way. The figures are printed, and nothing is
// failed for them: a busy computer is no mistake. The bar is 150 ms.
func TestColdStart(t *testing.T) {
	env := secrets(newDatabase(t))
	start(t, programs.whole, env).ask(recorded(t, "get.json")) // makes the tables
	for name, make := range map[string]func() event{
		"a page":                  func() event { return recorded(t, "get.json") },
		"a look at one's answers": func() event { return post(t, person(1)) },
	} {
		var took []time.Duration
		var work time.Duration
		for range 5 {
			e := make()
			begin := time.Now()
			i := start(t, programs.whole, env)
			a := i.ask(e)
			took = append(took, time.Since(begin))
			if a.Status != 200 {
				t.Errorf("%s: %d", name, a.Status)
			}
			i.kill()
			work += i.cmd.ProcessState.UserTime() + i.cmd.ProcessState.SystemTime()
		}
		slices.Sort(took)
		t.Logf("%s: median %s, slowest %s, on the processor for %s", name, took[len(took)/2].Round(time.Millisecond), took[len(took)-1].Round(time.Millisecond),
			(work / time.Duration(len(took))).Round(time.Millisecond))
	}
}
