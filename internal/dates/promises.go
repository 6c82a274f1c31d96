package dates

import (
	"crypto/sha256"
	"fmt"
	"strings"

	"example.org/partake/internal/calendar"
	"example.org/partake/internal/promise"
	"example.org/partake/internal/site"
	"example.org/partake/internal/value"
)

// Promises are the entries of a calendar of promises: one for each, on the day on
// which it falls due.
//
// What is open stays until it is kept, however late it is. What was kept, or given
// up, says so for a year. It is never marked as cancelled: some apps take a cancelled
// entry away without a word, and people would not learn what became of it.
func Promises(s *site.Site, list []promise.Promise) []calendar.Event {
	var out []calendar.Event
	for _, p := range list {
		if p.Open() || max(p.Due, p.KeptOn, statusDate(p)) >= s.Today-year {
			out = append(out, maker{s}.promised(p))
		}
	}
	return out
}

// year is how long promises that are over stay, in days.
const year value.Date = 365

// titles begin an entry: while it is open, when it is late, when it was kept, and
// when it falls due no more.
var titles = map[promise.Kind][4]string{
	promise.Act:        {"Promise due", "Promise late", "Promise kept", "Promise stopped"},
	promise.Reply:      {"Reply due", "Reply late", "Reply given", "Cancelled"},
	promise.Plan:       {"Promise due", "Promise late", "Promise kept", "We cannot do this"},
	promise.LookAgain:  {"We look at this again", "We have not looked again yet", "We looked again", ""},
	promise.Difference: {"We say what is different", "We have not said yet what is different", "We said what is different", "We cannot do this"},
}

func (p maker) promised(x promise.Promise) calendar.Event {
	state, line := 0, "We promised this for "+x.Due.String()+"."
	switch {
	case x.Over:
		state = 3
	case x.Kept:
		state = 2
	case x.Overdue(p.site.Today):
		state = 1
	}
	if x.Kept && x.KeptOn != 0 {
		line += " We kept it on " + x.KeptOn.String() + "."
	}
	about := []string{line}
	if who, _ := p.site.Owner(x.Owner); who != "" {
		about = append(about, "Who answers for it: "+who)
	}
	if why := reason(x); why != "" {
		about = append(about, "Why: "+why)
	}
	e := p.event(x.Page, promiseName(x), strings.Join(about, "\n"))
	e.Summary, e.Categories = titles[x.Kind][state]+": "+x.What, []string{"Promise"}
	e.Start, e.AllDay = x.Due.Start(), true
	if on := min(statusDate(x), p.site.Today); on != 0 && on.Start().After(e.Changed) {
		e.Changed = on.Start()
	}
	return e
}

// promiseName is what a promise is known by in its page. A page makes one promise of
// each kind, but for an ambition with its actions. An action has no id: it is known by
// its words, and by how many with the same words stand before it. So it stays the same
// entry when its day, its owner or its state changes. With other words it is another
// promise.
func promiseName(p promise.Promise) string {
	if p.Kind != promise.Act {
		return map[promise.Kind]string{promise.Reply: "reply", promise.Plan: "plan", promise.LookAgain: "look-again", promise.Difference: "difference"}[p.Kind]
	}
	name, twins := fmt.Sprintf("action-%x", sha256.Sum256([]byte(p.Action.What)))[:len("action-")+12], 1
	for i := range p.Ambition.Actions {
		x := &p.Ambition.Actions[i]
		if x == p.Action {
			break
		}
		if x.What == p.Action.What {
			twins++
		}
	}
	if twins > 1 {
		name += fmt.Sprintf("-%d", twins)
	}
	return name
}

// statusDate is the day of the last word on a promise, 0 for one of an opportunity.
func statusDate(p promise.Promise) value.Date {
	switch {
	case p.Action != nil:
		return p.Action.StatusDate
	case p.Update != nil:
		return p.Update.StatusDate
	}
	return 0
}

// reason is why a promise is late, changed, stopped or not possible, "" where nobody
// has to say.
func reason(p promise.Promise) string {
	switch {
	case p.Action != nil:
		return p.Action.Reason
	case p.Kept || p.Update == nil:
		return ""
	}
	return p.Update.Reason
}
