package poster

import (
	"cmp"
	"slices"

	"example.org/partake/internal/promise"
	"example.org/partake/internal/site"
	"example.org/partake/internal/view"
)

// How many lines a point of an agenda has at most, how wide its column is in letters
// m, and how many rows all points have together: a side of A4 holds them.
const (
	mostDue    = 6
	mostAgain  = 3
	mostSaid   = 5
	mostOpen   = 4
	mostAsk    = 3
	agendaWide = 24
	agendaRows = 32
)

// Agenda makes what the team of a service talks about when it meets. It has no day
// of its own: a team meets when it does.
func (m *Maker) Agenda(t *site.Topic) view.Agenda {
	v := view.Agenda{Frame: m.bare("agenda", t.AgendaURL(), "For our next meeting: "+t.Name), Back: view.Link{Text: t.Name, URL: t.URL}}
	due, again := m.due(t)
	point := func(heading, ask, empty, all string, lines []view.AgendaLine, most int) {
		item := view.AgendaItem{Heading: heading, Ask: ask, Lines: lines, All: all}
		switch {
		case len(lines) == 0 && empty == "":
			return
		case len(lines) == 0:
			item.Empty = empty
		case len(lines) > most:
			item.Lines, item.Left = lines[:most], len(lines)-most
		}
		v.Items = append(v.Items, item)
	}
	point("What we owe people", "Which do we keep now? Who sees to it?", "Nothing is due. What could we promise?", t.DoingURL(), due, mostDue)
	point("What we look at again", "What has changed since we said that we cannot?", "", t.DoingURL(), again, mostAgain)
	point("What people said", "What do we do about it? Who tells them?", "Nobody has told us anything yet. Who do we ask?", t.URL, m.told(t), mostSaid)
	point("What people can take part in", "Who has not heard of it?", "Nothing is open. What could people change with us?", t.URL, m.open(t), mostOpen)
	point("Questions to ask ourselves", "", "", "", prompts(t), mostAsk)
	for rows(v.Items) > agendaRows {
		cutLongest(v.Items)
	}
	return v
}

// rows counts the rows that points take on paper.
func rows(items []view.AgendaItem) int {
	n := 0
	for _, item := range items {
		for _, l := range item.Lines {
			n += measure(l.Text + " " + l.Note).lines(agendaWide)
		}
	}
	return n
}

// cutLongest takes the last line from the point with the most.
func cutLongest(items []view.AgendaItem) {
	longest := 0
	for i := range items {
		if len(items[i].Lines) > len(items[longest].Lines) {
			longest = i
		}
	}
	item := &items[longest]
	item.Lines = item.Lines[:len(item.Lines)-1]
	item.Left++
}

// due are the promises of a service that are not kept, the oldest first, and what it
// said it would look at again by now.
func (m *Maker) due(t *site.Topic) (due, again []view.AgendaLine) {
	does := map[promise.Kind]string{promise.Reply: "Tell people what came of it: ", promise.Difference: "Say what difference it made: "}
	for _, p := range promise.OfTopic(t) {
		if !p.Open() {
			continue
		}
		line := agendaLine("Due", does[p.Kind]+p.What, p.Page.URL)
		line.Note = "by " + p.Due.String()
		if p.Overdue(m.Site.Today) {
			line.State = "Late"
		}
		switch {
		case p.Kind != promise.LookAgain:
			due = append(due, line)
		case p.Due <= m.Site.Today:
			line.State, line.Note = "Again", "said for "+p.Due.String()
			again = append(again, line)
		}
	}
	return due, again
}

// told are the updates of a service, the newest first.
func (m *Maker) told(t *site.Topic) []view.AgendaLine {
	var out []view.AgendaLine
	for _, u := range t.Updates {
		if u.Listed() {
			line := agendaLine(short[string(u.Status)], u.Title, u.URL)
			line.Note = "heard on " + u.HeardOn.String()
			out = append(out, line)
		}
	}
	return out
}

// short are the states of updates in a word or two.
var short = map[string]string{
	"heard": "Heard", "looking-into": "Looking", "planned": "Planned", "in-progress": "Started",
	"partly": "In part", "done": "Done", "cannot-now": "Not yet", "cannot": "Cannot",
}

// open are the opportunities of a service that people can join now, those that close
// first before the others.
func (m *Maker) open(t *site.Topic) []view.AgendaLine {
	var list []*site.Opportunity
	for _, o := range t.Opportunities {
		if o.State.Open() && o.Listed() {
			list = append(list, o)
		}
	}
	slices.SortStableFunc(list, func(x, y *site.Opportunity) int {
		return cmp.Compare(uint32(x.Closes.Date)-1, uint32(y.Closes.Date)-1) // those without a day come last
	})
	var out []view.AgendaLine
	for _, o := range list {
		line := agendaLine("Open", o.Title, o.URL)
		line.Note = "open all year round"
		if o.Closes.Date != 0 {
			line.Note = "closes on " + o.Closes.Date.String()
		}
		out = append(out, line)
	}
	return out
}

// prompts are the questions of the ambitions that a service works on, one of each in
// turn, after the one that every team asks itself.
func prompts(t *site.Topic) []view.AgendaLine {
	out := []view.AgendaLine{agendaLine("", "Who have we not heard from?", "")}
	seen := map[*site.Ambition]bool{}
	add := func(list []*site.Ambition) {
		for _, a := range list {
			if !seen[a] && len(a.Prompts) > 0 && a.Strategy.State == "current" && len(out) < mostAsk {
				out = append(out, agendaLine("", a.Prompts[0], ""))
			}
			seen[a] = true
		}
	}
	for _, o := range t.Opportunities {
		add(o.Ambitions)
	}
	for _, u := range t.Updates {
		add(u.Ambitions)
	}
	return out
}

// agendaLine is a line of two rows at most.
func agendaLine(state, text, url string) view.AgendaLine {
	text, _ = cut(text, 2, agendaWide)
	return view.AgendaLine{State: state, Link: view.Link{Text: text, URL: url}}
}
