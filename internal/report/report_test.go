package report

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"example.org/partake/internal/config"
	"example.org/partake/internal/content"
	"example.org/partake/internal/hostile"
	"example.org/partake/internal/opportunity"
	"example.org/partake/internal/page"
	"example.org/partake/internal/promise"
	"example.org/partake/internal/site"
	"example.org/partake/internal/value"
)

// day is a date as files write it.
func day(t *testing.T, s string) value.Date {
	t.Helper()
	var d value.Date
	if err := d.UnmarshalText([]byte(s)); err != nil {
		t.Fatal(err)
	}
	return d
}

// The period that nobody asked for is the 12 whole months before this one, whatever
// the day, and says so in words.
func TestYear(t *testing.T) {
	for _, c := range []struct{ today, from, to, words string }{
		{"2026-11-22", "2025-11-01", "2026-10-31", "November 2025 to October 2026"},
		{"2026-11-01", "2025-11-01", "2026-10-31", "November 2025 to October 2026"},
		{"2026-10-31", "2025-10-01", "2026-09-30", "October 2025 to September 2026"},
		{"2026-01-31", "2025-01-01", "2025-12-31", "January 2025 to December 2025"},
		{"2024-03-01", "2023-03-01", "2024-02-29", "March 2023 to February 2024"},
	} {
		p := Year(day(t, c.today))
		if p.From.ISO() != c.from || p.To.ISO() != c.to || p.String() != c.words {
			t.Errorf("%s: %s to %s, %q", c.today, p.From.ISO(), p.To.ISO(), p)
		}
	}
}

func TestPeriodInWords(t *testing.T) {
	for _, c := range []struct{ from, to, want string }{
		{"2026-04-01", "2026-09-30", "April 2026 to September 2026"},
		{"2026-04-01", "2026-04-30", "April 2026"},
		{"2026-04-01", "2026-04-29", "1 April 2026 to 29 April 2026"},
		{"2026-04-02", "2026-04-30", "2 April 2026 to 30 April 2026"},
		{"2026-04-02", "2026-04-02", "2 April 2026"},
	} {
		p := Period{day(t, c.from), day(t, c.to)}
		if p.String() != c.want {
			t.Errorf("%s to %s: %q, want %q", c.from, c.to, p, c.want)
		}
		if !p.Has(p.From) || !p.Has(p.To) || p.Has(p.From-1) || p.Has(p.To+1) || p.Has(0) {
			t.Errorf("%s: both its days are in it, and no other", p)
		}
	}
}

func TestMonths(t *testing.T) {
	for _, c := range []struct {
		from string
		n    int
		want string
	}{
		{"2026-11-22", 3, "2027-02-22"},
		{"2026-11-30", 3, "2027-02-28"},
		{"2024-02-29", -12, "2023-02-28"},
		{"2026-03-31", -1, "2026-02-28"},
		{"2026-05-03", -12, "2025-05-03"},
		{"2026-05-03", -120, "2016-05-03"},
	} {
		if got := Months(day(t, c.from), c.n).ISO(); got != c.want {
			t.Errorf("%d months from %s: %s, want %s", c.n, c.from, got, c.want)
		}
	}
}

// The period before has the same length and leaves no gap.
func TestBefore(t *testing.T) {
	for _, c := range []struct{ from, to, want string }{
		{"2025-11-01", "2026-10-31", "November 2024 to October 2025"},
		{"2024-03-01", "2024-03-31", "February 2024"},
		{"2026-01-01", "2026-03-31", "October 2025 to December 2025"},
		{"2026-04-02", "2026-04-02", "1 April 2026"},
		{"2026-04-06", "2026-04-10", "1 April 2026 to 5 April 2026"},
	} {
		p := Period{day(t, c.from), day(t, c.to)}
		if got := p.Before(); got.String() != c.want || got.To+1 != p.From {
			t.Errorf("before %s: %s, want %s", p, got, c.want)
		}
	}
}

// Whatever stands in a site, each action is counted once: the parts of an ambition
// add up to its actions, the ambitions to their strategy, the strategies to the
// report. What is overdue comes first, then what is of the period.
func TestCountsAddUp(t *testing.T) {
	random := rand.New(rand.NewPCG(8, 5))
	today := day(t, "2026-11-22")
	states := value.ActionStatus("").Allowed()
	for range 200 {
		s := &site.Site{Config: &config.Config{}, Today: today}
		all := 0
		for range random.IntN(3) {
			st := &site.Strategy{Strategy: &content.Strategy{State: "current"}}
			for range random.IntN(4) {
				a := &site.Ambition{Ambition: &content.Ambition{}}
				for range random.IntN(6) {
					a.Actions = append(a.Actions, content.Action{
						Due: today + value.Date(random.IntN(40)-20), StatusDate: today - value.Date(random.IntN(800)), Status: value.ActionStatus(states[random.IntN(len(states))]),
					})
					all++
				}
				st.Ambitions = append(st.Ambitions, a)
			}
			s.Strategies = append(s.Strategies, st)
		}
		b := BoardOf(s, Year(today))
		if b.Count.All != all {
			t.Fatalf("%d of %d actions are counted", b.Count.All, all)
		}
		sum := promise.Count{}
		for _, st := range b.Strategies {
			for _, a := range st.Ambitions {
				checkAmbition(t, a)
				sum = sum.Plus(a.Count)
			}
		}
		if sum != b.Count {
			t.Fatalf("the ambitions add up to %+v, and the report says %+v", sum, b.Count)
		}
	}
}

func checkAmbition(t *testing.T, a Ambition) {
	t.Helper()
	c := a.Count
	if parts := c.Done + c.Overdue + c.InProgress + c.NotStarted + c.Changed + c.Stopped; parts != c.All || c.All != len(a.Actions) {
		t.Fatalf("%+v of %d actions", c, len(a.Actions))
	}
	late := 0
	for i, x := range a.Actions {
		if x.Overdue {
			late++
		}
		if i > 0 && x.rank() < a.Actions[i-1].rank() {
			t.Fatalf("%+v stands behind %+v", x, a.Actions[i-1])
		}
		if words := x.Status(); x.Overdue != (strings.HasSuffix(words, "overdue") || words == "Late") {
			t.Fatalf("an action that is overdue (%t) is called %q", x.Overdue, words)
		}
	}
	if late != c.Overdue {
		t.Fatalf("%d actions are shown as overdue, and %d are counted", late, c.Overdue)
	}
}

// What opened and closed adds up level by level, and only what closed counts people.
func TestTakingPart(t *testing.T) {
	s := &site.Site{Config: &config.Config{}, Today: day(t, "2026-11-22")}
	add := func(published, closes string, state site.State, level value.Level, people int) {
		o := &opportunity.Opportunity{Page: page.Page{Published: day(t, published)}, Level: level}
		if closes != "" {
			o.Closes.Date = day(t, closes)
		}
		if people > 0 {
			o.Outcome = &opportunity.Outcome{PeopleInvolved: people}
		}
		s.Opportunities = append(s.Opportunities, &site.Opportunity{Opportunity: o, State: state})
	}
	add("2026-01-10", "2026-03-01", site.Closed, "co-design", 12)
	add("2025-06-10", "2025-12-01", site.Closed, "co-production", 7) // opened before
	add("2026-05-10", "2026-12-01", site.Open, "consultation", 0)    // has not closed
	add("2026-06-10", "2026-07-01", site.Closed, "consultation", 0)  // does not say who took part
	add("2026-06-11", "2026-07-01", site.Cancelled, "engagement", 9) // nobody took part
	add("2026-07-10", "", site.Open, "", 0)
	add("2026-11-10", "2026-11-20", site.Closed, "informing", 3) // after the period
	got := takingPart(s, Year(s.Today))
	want := map[value.Level][3]int{"informing": {}, "consultation": {2, 1, 0}, "engagement": {1, 0, 0}, "co-design": {1, 1, 12}, "co-production": {0, 1, 7}, "": {1, 0, 0}}
	for _, l := range got.Levels {
		if n := [3]int{l.Opened, l.Closed, l.People}; n != want[l.Level] {
			t.Errorf("%q: %v, want %v", l.Level, n, want[l.Level])
		}
	}
	if n := [4]int{got.Total.Opened, got.Total.Closed, got.Total.People, got.Told}; n != [4]int{5, 3, 19, 2} {
		t.Errorf("all: %v", n)
	}
	if n, of := got.Together(); n != 1 || of != 4 {
		t.Errorf("%d of %d are together, want 1 of the 4 that say", n, of)
	}
}

// Open since a day means that people could join on one day at least since then.
func TestOpenSince(t *testing.T) {
	today := day(t, "2026-11-22")
	since := Months(today, -12)
	for _, c := range []struct {
		published, closes string
		state             site.State
		want              bool
		last              string
	}{
		{"2025-01-01", "2025-11-21", site.Closed, false, "2025-11-21"},
		{"2025-01-01", "2025-11-22", site.Closed, true, "2025-11-22"},
		{"2020-01-01", "", site.Open, true, "2026-11-22"},
		{"2020-01-01", "", site.Paused, false, "2020-01-01"},
		{"2026-01-01", "", site.Filled, true, "2026-01-01"},
		{"2026-12-01", "2026-12-31", site.Upcoming, false, ""},
	} {
		o := &opportunity.Opportunity{Page: page.Page{Published: day(t, c.published)}}
		if c.closes != "" {
			o.Closes.Date = day(t, c.closes)
		}
		x := &site.Opportunity{Opportunity: o, State: c.state}
		if got := OpenSince([]*site.Opportunity{x}, today, since); got != c.want {
			t.Errorf("%+v: %t", c, got)
		}
		if got := iso(lastOpen(x, today)); got != c.last {
			t.Errorf("%+v: last open on %s", c, got)
		}
	}
}

// A hostile text stays one cell that no spreadsheet calculates, and a figure stays a
// figure.
func TestHostileCSV(t *testing.T) {
	texts := append(hostile.Lines(), "=1+1", "+1", "-1", "@SUM(A1)", "a,b", `a"b`)
	st := Strategy{Strategy: &site.Strategy{Strategy: &content.Strategy{Page: page.Page{Title: texts[0]}}}}
	a := Ambition{Ambition: &site.Ambition{Ambition: &content.Ambition{Page: page.Page{Title: texts[1]}}}}
	for _, text := range texts {
		a.Actions = append(a.Actions, Action{Action: content.Action{What: text, Reason: text, Learned: text, Status: "done", Due: 1, StatusDate: 1}, Owner: text})
	}
	st.Ambitions = []Ambition{a}
	st.Measures = []Measure{{Measure: content.Measure{Question: texts[2], Value: -3.5, Unit: "score", AsOf: 1}}}
	var b bytes.Buffer
	if err := CSV(&b, Board{Organisation: "=1", Strategies: []Strategy{st}}); err != nil {
		t.Fatal(err)
	}
	body, marked := strings.CutPrefix(b.String(), "\ufeff")
	rows, err := csv.NewReader(strings.NewReader(body)).ReadAll()
	if err != nil || !marked || !strings.Contains(body, "\r\n") {
		t.Fatal(marked, err)
	}
	found, figures := 0, 0
	for _, r := range rows {
		for i, cell := range r {
			switch {
			case cell == "-3.5" && Columns[i] == "value":
				figures++
			case cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])):
				t.Errorf("a cell begins with %.20q", cell)
			}
		}
		if r[0] == "action" {
			found++
		}
	}
	if found != len(texts) || figures != 1 {
		t.Errorf("%d rows of actions, want %d; %d figures below 0", found, len(texts), figures)
	}
}

// Coverage names the day on which people last could join, and last heard back.
func TestCoverage(t *testing.T) {
	today := day(t, "2026-11-22")
	update := func(status value.UpdateStatus, on, replied string) *site.Update {
		u := &content.Update{Status: status, StatusDate: day(t, on)}
		if replied != "" {
			u.RepliedOn = day(t, replied)
		}
		return &site.Update{Update: u}
	}
	for _, c := range []struct {
		updates []*site.Update
		want    string
	}{
		{nil, "false "},
		{[]*site.Update{update("heard", "2026-11-01", "")}, "false "}, // that is no answer
		{[]*site.Update{update("done", "2026-11-01", "")}, "true 2026-11-01"},
		{[]*site.Update{update("done", "2025-01-01", "2025-02-01"), update("cannot", "2024-01-01", "")}, "false 2025-02-01"},
		{[]*site.Update{update("planned", "2027-01-01", "")}, "false "}, // still to come
	} {
		s := &site.Site{Today: today, Services: []*site.Topic{{Updates: c.updates}}}
		got := CoverageOf(s, Months(today, -12)).Groups[0].Covered[0]
		if text := fmt.Sprint(got.Told, " ", iso(got.LastTold)); text != c.want {
			t.Errorf("%q, want %q", text, c.want)
		}
		if !got.Gap() || got.Open {
			t.Error("a service without opportunities has no gap")
		}
	}
}

// A report of a site with thousands of pages takes no time to speak of.
func TestLarge(t *testing.T) {
	today := day(t, "2026-11-22")
	s := &site.Site{Config: &config.Config{}, Today: today}
	for i := range 30_000 {
		s.Updates = append(s.Updates, &site.Update{Update: &content.Update{Status: "planned", HeardOn: today - value.Date(i%900), StatusDate: today, Due: today + value.Date(i%500)}})
	}
	start := time.Now()
	b := BoardOf(s, Year(today))
	if took := time.Since(start); len(b.Next) == 0 || took > 2*time.Second {
		t.Errorf("%d promises fall due next, found in %s", len(b.Next), took)
	}
}
