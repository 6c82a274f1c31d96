package board

import (
	"fmt"

	"example.org/partake/internal/clock"
	"example.org/partake/internal/report"
	"example.org/partake/internal/site"
	"example.org/partake/internal/view"
	"example.org/partake/internal/wording"
)

// short is the report in a few lines.
func short(b report.Board) []view.Fact {
	c := b.Count
	out := []view.Fact{
		{Label: "Promises done", Text: fmt.Sprintf("%d of %d", c.Done, c.All)},
		{Label: "Overdue", Text: some(c.Overdue, "promise", "promises") + " and " + some(len(b.Late), "answer", "answers")},
		{Label: "Time until people heard back", Text: middle(b.Clock.Told, "answer", "answers")},
	}
	if c.All == 0 {
		out[0].Text = "No promise has been made yet"
	}
	out = append(out, view.Fact{Label: "What people said that led to a change", Text: changed(b.Clock.Share)})
	if n, of := b.TakingPart.Together(); of > 0 {
		out = append(out, view.Fact{Label: "Designed or decided together", Text: share(n, of) + " opportunities that opened"})
	}
	return out
}

// some counts, also none.
func some(n int, one, many string) string {
	if n == 0 {
		return "no " + many
	}
	return wording.Plural(n, one, many)
}

// middle is the middle of some days, with how many there are.
func middle(m clock.Middle, one, many string) string {
	if !m.Enough() {
		return few(m.Of, one, many)
	}
	days := wording.Days(m.Days)
	if m.Days == 0 {
		days = "The same day"
	}
	return days + ", the middle of " + wording.Plural(m.Of, one, many)
}

func changed(s clock.Share) string {
	if !s.Enough() {
		return few(s.All(), "thing", "things")
	}
	return share(s.Changed(), s.All())
}

// few is what stands in the place of a figure that would be of too few.
func few(n int, one, many string) string {
	if n == 0 {
		return "None in this period"
	}
	return fmt.Sprintf("Too few to say: %s. We show a figure from %d.", wording.Plural(n, one, many), clock.Least)
}

// answers is the clock.
func answers(b report.Board) view.BoardPart {
	c, d := b.Clock, b.Duties
	p := view.BoardPart{Heading: "How we answer people", ID: "answers"}
	t := view.BoardTable{Caption: "What people told us in this period, and what they heard", Head: []string{"What", "Figure"}}
	line := func(what, figure string) { add(&t, text(what), text(figure)) }
	line("Things that people told us", wording.Thousands(b.Heard))
	line("Time until we told them what happens", middle(c.Told, "answer", "answers"))
	line("Time until it was done", middle(c.Done, "thing done", "things done"))
	line("Things people said that led to a change", changed(c.Share))
	agreed := few(c.Agreed.Asked(), "answer that we checked with them", "answers that we checked with them")
	if c.Agreed.Enough() {
		agreed = share(c.Agreed.Yes, c.Agreed.Asked())
	}
	line("Answers that the people who said it agree with", agreed)
	now := view.BoardTable{Caption: "How it stands on " + b.Today.String(), Head: []string{"What", "How many"}}
	add(&now, text("Things people told us that they have no answer to yet"), number(len(c.Waiting)))
	add(&now, text("Replies to those who took part that are overdue"), number(len(d.RepliesLate)))
	add(&now, text("Replies to those who took part that fall due later"), number(len(d.Replies)))
	p.Tables = []view.BoardTable{t, now}
	p.Notes = []string{
		"Time is counted in days from the day on which we heard something. The middle means that half of the answers took less time and half took longer.",
		fmt.Sprintf("Led to a change means that we did it, or part of it. The share is of all that people told us in this period and at least %d days ago, without questions: also of what we can’t do and of what nobody has looked at yet.", clock.Settled),
	}
	p.More = view.Link{Text: "How we are doing, and how we count", URL: site.DoingURL}
	return p
}
