package clock

import (
	"slices"
	"strings"
	"testing"

	"example.org/partake/internal/content"
	"example.org/partake/internal/page"
	"example.org/partake/internal/promise"
	"example.org/partake/internal/site"
	"example.org/partake/internal/value"
)

// heard is a table worked through by hand. Today is 22 November 2026, and what is
// counted begins on 22 November 2024. A line is an update: its id, the day on which
// we heard it, on which the people were told (- for not yet), how far it is and since
// when, and what the people who said it think of the answer (- for not asked).
//
// Behind each line stands what it comes to: the days until they were told, the days
// until it was done, and where it counts in the share. A star says why it does not
// count.
const heard = `
a  2026-03-01  2026-03-01  done          2026-03-21  yes      # told  0  done  20  done: told on the same day
b  2026-03-01  2026-03-05  done          2026-03-31  yes      # told  4  done  30  done
c  2026-03-01  2026-03-09  partly        2026-03-11  partly   # told  8            partly
d  2026-03-01  2026-03-13  done          2026-05-10  no       # told 12  done  70  done: 30 days left of March, 30 of April, 10 of May
e  2026-03-01  2026-03-22  cannot        2026-03-20  no       # told 21            cannot
f  2026-03-01  -           in-progress   2026-04-01  -        # waits              started
g  2026-03-01  2026-03-31  planned       2026-03-30  -        # told 30            planned
h  2026-03-01  -           heard         2026-03-01  -        # waits              looking
i  2026-03-01  2026-12-01  looking-into  2026-04-01  -        # waits*             looking: nobody was told on a day to come
j  2026-03-01  2026-03-02  cannot-now    2026-03-02  -        # told  1            not yet
k? 2026-03-01  2026-03-03  done          2026-03-03  yes      # told  2            *: a question
l  2026-11-01  2026-11-06  done          2026-11-11  -        # told  5  done  10  *: new, 21 days old
m  2026-08-24  2026-08-31  looking-into  2026-08-31  -        # told  7            looking: 90 days old today (7 of August, 30, 31, 22)
n  2026-08-25  -           heard         2026-08-25  -        # waits              *: new, 89 days old
o  2023-01-10  2023-01-20  done          2025-01-10  -        # told before*  done 731  *: heard before. 365 days and 366 of 2024
p  2024-11-22  2024-12-02  done          2026-11-30  -        # told 10            looking: the first day counts, and it is not done before 30 November
q! 2026-01-01  2026-01-04  cannot        2026-01-05  partly   # told  3            cannot: archived updates count
r- 2026-03-01  2026-03-02  done          2026-03-03  yes      # *: another form of a page that counts already
s  2026-12-01  -           heard         2026-12-01  -        # *: not heard yet
t  2024-11-21  2024-11-22  planned       2024-11-22  -        # told  1            *: heard before
`

// Sorted, the days until people were told are
//
//	0 1 1 2 3 4 (5) 7 8 10 12 21 30
//
// thirteen, with 5 in the middle. The days until it was done are
//
//	10 20 (30) 70 731
//
// five, with 30 in the middle. In the share are a to j, m, p and q, thirteen: 3 done
// (a, b, d), 1 partly (c), 1 started (f), 1 planned (g), 4 that we look into (h, i, m,
// p), 1 not yet (j) and 2 that we cannot do (e, q). So 4 of 13 led to a change. Asked
// were the people behind a, b, c, d, e, k and q: 3 agree, 2 in part, 2 do not.
func TestHandWorked(t *testing.T) {
	c := Of(table(t, heard), Span{From: day(t, "2024-11-22")}, day(t, "2026-11-22"))
	if want := (Middle{Days: 5, Of: 13}); c.Told != want {
		t.Errorf("told after %+v, want %+v", c.Told, want)
	}
	if want := (Middle{Days: 30, Of: 5}); c.Done != want {
		t.Errorf("done after %+v, want %+v", c.Done, want)
	}
	if want := (Share{Done: 3, Partly: 1, Started: 1, Planned: 1, Looking: 4, NotYet: 1, Cannot: 2, New: 2, Questions: 1}); c.Share != want {
		t.Errorf("share %+v, want %+v", c.Share, want)
	}
	if c.Share.All() != 13 || c.Share.Changed() != 4 {
		t.Errorf("%d of %d led to a change, want 4 of 13", c.Share.Changed(), c.Share.All())
	}
	if want := (Agreed{Yes: 3, Partly: 2, No: 2, Answers: 13}); c.Agreed != want {
		t.Errorf("agreed %+v, want %+v", c.Agreed, want)
	}
	var waiting []string
	for _, u := range c.Waiting {
		waiting = append(waiting, u.ID)
	}
	if want := []string{"f", "h", "i", "n"}; !slices.Equal(waiting, want) {
		t.Errorf("waiting: %v, want %v", waiting, want)
	}
}

// Whoever was asked what they think of an answer has heard it, and nobody can say after
// how many days. Asking them is set for a day to come: then they still wait.
func TestCheckedUntold(t *testing.T) {
	list := table(t, "a 2026-03-01 - cannot 2026-03-05 -\nb 2026-03-01 - cannot 2026-03-05 -")
	list[0].CheckedWith = &content.CheckedWith{On: day(t, "2026-03-10"), Agree: "no"}
	list[1].CheckedWith = &content.CheckedWith{On: day(t, "2026-12-10"), Agree: "no"}
	c := Of(list, Span{}, day(t, "2026-11-22"))
	if len(c.Waiting) != 1 || c.Waiting[0].ID != "b" || c.Told.Of != 0 || c.Agreed != (Agreed{No: 1, Answers: 1}) {
		t.Errorf("%d wait, %+v were told, %+v", len(c.Waiting), c.Told, c.Agreed)
	}
}

// A report counts a time that is over: what was told and done in it, and the share of
// what was heard in it. From 1 to 10 March: told on those days were a, b, c, j and k
// (0, 4, 8, 1, 2 days: 2 in the middle); nothing but the question was done. In the
// table people were asked what they think on the day on which they were told.
func TestSpan(t *testing.T) {
	c := Of(table(t, heard), Span{From: day(t, "2026-03-01"), To: day(t, "2026-03-10")}, day(t, "2026-11-22"))
	if want := (Middle{Days: 2, Of: 5}); c.Told != want {
		t.Errorf("told after %+v, want %+v", c.Told, want)
	}
	if c.Done != (Middle{}) {
		t.Errorf("done after %+v, want none", c.Done)
	}
	if c.Share.All() != 10 || c.Share.Questions != 1 { // a to j
		t.Errorf("the share is of %d, want 10", c.Share.All())
	}
	if want := (Agreed{Yes: 3, Partly: 1, Answers: 5}); c.Agreed != want { // a, b, k; c
		t.Errorf("agreed %+v, want %+v", c.Agreed, want)
	}
	if len(c.Waiting) != 4 {
		t.Errorf("%d wait, want 4: whoever waits waits today", len(c.Waiting))
	}
}

// The middle of an even number of answers lies between two, and is rounded up. Fewer
// than 5 are not enough.
func TestMiddle(t *testing.T) {
	for _, test := range []struct {
		days   []int
		want   Middle
		enough bool
	}{
		{nil, Middle{}, false},
		{[]int{7}, Middle{7, 1}, false},
		{[]int{9, 1, 5, 3}, Middle{4, 4}, false},      // (3 + 5) / 2
		{[]int{9, 1, 5, 4, 30}, Middle{5, 5}, true},   // 1 4 (5) 9 30
		{[]int{6, 1, 2, 3, 9, 8}, Middle{5, 6}, true}, // 1 2 (3 6) 8 9: 4.5
		{[]int{0, 0, 0, 0, 0}, Middle{0, 5}, true},
	} {
		got := middle(slices.Clone(test.days))
		if got != test.want || got.Enough() != test.enough {
			t.Errorf("%v: %+v, enough %v; want %+v, %v", test.days, got, got.Enough(), test.want, test.enough)
		}
	}
}

// A share of four is none, nor are four opinions; a site where nothing was said has a
// clock too.
func TestEnough(t *testing.T) {
	if (Share{Done: 4}).Enough() || !(Share{Done: 1, Cannot: 4}).Enough() {
		t.Error("a share takes 5, whatever became of them")
	}
	if (Agreed{Yes: 4}).Enough() || !(Agreed{Yes: 1, Partly: 2, No: 2}).Enough() {
		t.Error("agreement takes 5 that were asked")
	}
	if c := Of(nil, Span{}, day(t, "2026-11-22")); c.Told.Enough() || c.Share.All() != 0 || c.Waiting != nil {
		t.Errorf("nothing came to %+v", c)
	}
}

// What is kept or falls due no more is no duty; actions stand with their strategy. A
// promise is late the day after; we look again on the day itself.
func TestDuties(t *testing.T) {
	today := day(t, "2026-11-22")
	var list []promise.Promise
	for kind := promise.Act; kind <= promise.Difference; kind++ {
		for _, due := range []value.Date{today - 1, today, today + 1} {
			p := promise.Promise{Kind: kind, Due: due}
			kept, over := p, p
			kept.Kept, over.Over = true, true
			list = append(list, p, kept, over)
		}
	}
	d := DutiesOf(list, today)
	for name, got := range map[string][2]int{
		"replies late": {len(d.RepliesLate), 1}, "replies": {len(d.Replies), 2}, "plans late": {len(d.PlansLate), 1}, "plans": {len(d.Plans), 2},
		"to look at now": {len(d.LookNow), 2}, "later": {len(d.LookLater), 1}, "unknown": {len(d.UnknownLate), 1},
	} {
		if got[0] != got[1] {
			t.Errorf("%s: %d, want %d", name, got[0], got[1])
		}
	}
}

// table reads lines of updates.
func table(t *testing.T, text string) []*site.Update {
	t.Helper()
	var out []*site.Update
	for line := range strings.SplitSeq(strings.TrimSpace(text), "\n") {
		line, _, _ = strings.Cut(line, "#")
		f := strings.Fields(line)
		u := &content.Update{
			Page: page.Page{Origin: page.Origin{ID: f[0][:1]}, Archived: strings.HasSuffix(f[0], "!")}, HeardOn: day(t, f[1]),
			Status: value.UpdateStatus(f[3]), StatusDate: day(t, f[4]),
		}
		if strings.HasSuffix(f[0], "?") {
			u.AnswerKind = "question"
		}
		if f[2] != "-" {
			u.RepliedOn = day(t, f[2])
		}
		if f[5] != "-" {
			u.CheckedWith = &content.CheckedWith{On: u.RepliedOn, Agree: value.Agreement(f[5])}
		}
		x := &site.Update{Update: u}
		if strings.HasSuffix(f[0], "-") {
			x.Links = &site.Links{Version: &site.Version{}}
		}
		out = append(out, x)
	}
	return out
}

func day(t *testing.T, s string) (d value.Date) {
	t.Helper()
	if err := d.UnmarshalText([]byte(s)); err != nil {
		t.Fatal(err)
	}
	return d
}
