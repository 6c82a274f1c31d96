package main

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

// Law 1: the function's process is killed while it answers. Whoever read a
// reference has a record; whoever did not sends the same again, and has one.
func TestKill(t *testing.T) {
	lost, doubled, cut := killed(t, programs.whole, 24)
	if len(lost) > 0 || doubled {
		t.Errorf("acknowledged and not stored: %v; stored twice: %v", lost, doubled)
	}
	if cut == 0 {
		t.Error("no kill came while the function answered")
	}
}

// The test notices a receipt that comes before the record is stored.
func TestKillNotices(t *testing.T) {
	if lost, _, _ := killed(t, programs.early, 10); len(lost) == 0 {
		t.Error("a receipt came too early, and nobody noticed")
	}
}

// killed lets people send, and kills the function at a moment between the begin of
// a sending and its answer, or right after that. lost are the references that
// were acknowledged and are nowhere; doubled says that somebody is there twice.
func killed(t *testing.T, program string, people int) (lost []string, doubled bool, cut int) {
	dsn := newDatabase(t)
	env := secrets(dsn)
	var acknowledged []string
	again := map[int]event{}
	for n := range people {
		i := start(t, program, env)
		sure := post(t, i.look(person(n), fmt.Sprintf("203.0.113.%d", n)))
		again[n] = sure
		if n%2 == 0 {
			time.AfterFunc(time.Duration(rand.IntN(6_000))*time.Microsecond, func() { _ = i.cmd.Process.Kill() })
		}
		if a, ok := i.try(sure); ok {
			i.kill()
			acknowledged = append(acknowledged, start(t, program, env).receipt(a))
		} else {
			cut++
		}
	}
	had := stored(t, dsn)
	for _, ref := range acknowledged {
		if !slices.Contains(had, ref) {
			lost = append(lost, ref)
		}
	}
	t.Logf("%d acknowledged, %d cut off, %d stored before they sent again", len(acknowledged), cut, len(had))
	i := start(t, program, env)
	for _, sure := range again {
		i.receipt(i.ask(sure))
	}
	i.kill()
	return lost, len(stored(t, dsn)) > people, cut
}
