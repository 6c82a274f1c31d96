package board

import (
	"cmp"
	"fmt"
	"strings"

	"example.org/partake/internal/clock"
	"example.org/partake/internal/promise"
	"example.org/partake/internal/report"
	"example.org/partake/internal/value"
	"example.org/partake/internal/view"
	"example.org/partake/internal/wording"
)

// add adds a row, whose cells learn the heads of their columns.
func add(t *view.BoardTable, cells ...view.BoardCell) {
	for i := range cells {
		cells[i].Label = t.Head[i]
	}
	t.Rows = append(t.Rows, view.BoardRow{Cells: cells})
}

func text(s string) view.BoardCell { return view.BoardCell{Text: s} }

func number(n int) view.BoardCell { return text(wording.Thousands(n)) }

// promises is a part for each strategy: the totals, then each ambition.
func promises(b report.Board) []view.BoardPart {
	var out []view.BoardPart
	for i, st := range b.Strategies {
		p := view.BoardPart{Heading: "What we promised", ID: "promises"}
		if len(b.Strategies) > 1 {
			p.Heading += ": " + st.Title
		}
		if i > 0 {
			p.ID = fmt.Sprintf("promises-%d", i+1)
		}
		if st.Count.All == 0 {
			p.Empty = "No promise of this strategy has a date yet."
			out = append(out, p)
			continue
		}
		p.Intro = []string{"Each promise counts once, so each row adds up. A promise is overdue when its day has passed and it is neither done nor stopped, or when we say that it is late."}
		p.Tables = append(p.Tables, totals(st))
		for _, a := range st.Ambitions {
			p.Tables = append(p.Tables, actions(a))
		}
		out = append(out, p)
	}
	if out == nil {
		out = append(out, view.BoardPart{Heading: "What we promised", ID: "promises", Empty: "No strategy holds just now, so there are no promises to report."})
	}
	return out
}

func totals(st report.Strategy) view.BoardTable {
	t := view.BoardTable{Caption: "How many promises of each ambition are how far", Numbers: true, Head: []string{"Ambition"}}
	for _, p := range wording.Parts(promise.Count{}) {
		t.Head = append(t.Head, p.Name)
	}
	t.Head = append(t.Head, "All")
	line := func(first view.BoardCell, c promise.Count) {
		cells := []view.BoardCell{first}
		for _, p := range wording.Parts(c) {
			cells = append(cells, number(p.Count))
		}
		add(&t, append(cells, number(c.All))...)
	}
	for _, a := range st.Ambitions {
		line(text(fmt.Sprintf("%d. %s", a.Order, a.Title)), a.Count)
	}
	line(text("All ambitions"), st.Count)
	t.Rows[len(t.Rows)-1].Total = true
	return t
}

func actions(a report.Ambition) view.BoardTable {
	t := view.BoardTable{
		Heading: view.Link{Text: fmt.Sprintf("%d. %s", a.Order, a.Title), URL: a.URL}, Caption: "Promises: " + a.Title,
		Head: []string{"Promise", "Who", "Due", "How it stands"},
	}
	if len(a.Actions) == 0 {
		t.Note = "We have not made a promise with a date yet."
	}
	for _, x := range a.Actions {
		what := text(x.What)
		note := func(label, said string) {
			if said != "" {
				what.Notes = append(what.Notes, view.BoardNote{Label: label, Text: said})
			}
		}
		note("Why", x.Reason)
		note("What we learned", x.Learned)
		if len(x.Evidence) > 0 {
			shown := view.BoardNote{Label: "What shows it"}
			for _, u := range x.Evidence {
				shown.Links = append(shown.Links, view.Link{Text: u.Title, URL: u.URL})
			}
			what.Notes = append(what.Notes, shown)
		}
		who := x.Owner
		if len(x.With) > 0 {
			who = strings.TrimPrefix(who+", with "+wording.Join(x.With, "and"), ", ")
		}
		since := "on " + x.StatusDate.String()
		if x.Changed {
			since += ", in this period"
		}
		add(&t, what, text(cmp.Or(who, "Not said")), text(x.Due.String()),
			view.BoardCell{Tag: view.Tag{Text: x.Status(), Tone: tone(x)}, Notes: []view.BoardNote{{Text: since}}})
	}
	return t
}

func measures(b report.Board) view.BoardPart {
	p := view.BoardPart{Heading: "What we measured", ID: "measures", Empty: "No strategy that holds now has a measure yet."}
	t := view.BoardTable{Caption: "The newest figure of each measure, the one before, and the target", Head: []string{"Question", "Newest figure", "Before", "What we aim for"}}
	for _, st := range b.Strategies {
		for _, m := range st.Measures {
			add(&t, view.BoardCell{Text: m.Question, Notes: []view.BoardNote{{Links: []view.Link{{Text: m.Title, URL: m.URL}}}}}, newest(m), before(m), text(cmp.Or(wording.MeasureTarget(m.Measure), "No target")))
		}
	}
	if len(t.Rows) > 0 {
		p.Tables = []view.BoardTable{t}
	}
	return p
}

func newest(m report.Measure) view.BoardCell {
	c := text(wording.Figure(m.Value, m.Unit))
	on := m.AsOf.String()
	if m.New {
		on += ", in this period"
	}
	c.Notes = []view.BoardNote{{Text: on}}
	if r := m.Respondents; r != nil {
		asked := "The number of answers is not published."
		if !r.N.Not {
			asked = wording.Plural(r.N.Number, "person", "people") + " answered"
		}
		c.Notes = append(c.Notes, view.BoardNote{Text: asked})
	}
	return c
}

func before(m report.Measure) view.BoardCell {
	if m.Before == nil {
		return text("No earlier figure")
	}
	return view.BoardCell{Text: wording.Figure(m.Before.Value, m.Unit), Notes: []view.BoardNote{{Text: m.Before.AsOf.String()}}}
}

// mostRows is how much of a list of promises is shown; a table of commas has them all.
const mostRows = 100

// due is what is overdue and what falls due next.
func due(b report.Board) view.BoardPart {
	p := view.BoardPart{Heading: "What falls due", ID: "due"}
	until := report.Months(b.Today, report.NextMonths).String()
	list := func(name, none string, all []report.Due) {
		t := view.BoardTable{Heading: view.Link{Text: name}, Caption: name, Head: []string{"What", "Due", "Who"}}
		if len(all) == 0 {
			t.Note = none
		}
		for _, x := range all[:min(len(all), mostRows)] {
			add(&t, view.BoardCell{Text: x.What, URL: x.Page.URL, Notes: []view.BoardNote{{Text: report.Kind(x.Kind)}}}, text(x.Due.String()), text(cmp.Or(x.Who, "Not said")))
		}
		if n := len(all); n > mostRows {
			t.Note = fmt.Sprintf("These are the first %d of %s.", mostRows, wording.Thousands(n))
		}
		p.Tables = append(p.Tables, t)
	}
	list("Answers that are overdue", "No answer is overdue.", b.Late)
	list("From today to "+until, "Nothing falls due by "+until+".", b.Next)
	return p
}

// takingPart is what opened and closed, by how much say people had.
func takingPart(b report.Board) view.BoardPart {
	p := view.BoardPart{Heading: "What people took part in", ID: "taking-part", Empty: "Nothing to take part in opened or closed in this period."}
	all := b.TakingPart.Total
	if all.Opened+all.Closed == 0 {
		return p
	}
	t := view.BoardTable{Caption: "Opportunities, by how much say people have", Numbers: true, Head: []string{"How much say", "Opened", "Closed", "People who took part"}}
	for _, l := range append(b.TakingPart.Levels, all) {
		first := view.BoardCell{Text: report.LevelName(l.Level)}
		if l.Level != "" {
			first.Notes = []view.BoardNote{{Text: l.Level.Words()}}
		}
		add(&t, first, number(l.Opened), number(l.Closed), number(l.People))
	}
	last := &t.Rows[len(t.Rows)-1]
	last.Total, last.Cells[0].Text = true, "All"
	p.Tables = []view.BoardTable{t}
	if n, of := b.TakingPart.Together(); of > 0 {
		p.Intro = append(p.Intro, "Designed or decided together with people (co-design or co-production): "+share(n, of)+" that opened. Those that do not say how much say people have are left out.")
		if n, of := b.TookPart.Together(); of > 0 {
			p.Intro = append(p.Intro, "In the period before, "+b.Period.Before().String()+", it was "+share(n, of)+".")
		}
	}
	p.Notes = []string{peopleNote(b.TakingPart)}
	return p
}

func peopleNote(t report.TakingPart) string {
	if t.Total.Closed == 0 {
		return "Nothing closed in this period, so nobody is counted yet as having taken part."
	}
	return fmt.Sprintf("People are counted when an opportunity has closed and its page says how many took part: %d of %d do. Somebody who took part twice is counted twice.", t.Told, t.Total.Closed)
}

// share is "9 of 20 (45%)", without the share of a few.
func share(n, of int) string {
	if of < clock.Least {
		return wording.Thousands(n) + " of " + wording.Thousands(of)
	}
	return fmt.Sprintf("%s of %s (%s)", wording.Thousands(n), wording.Thousands(of), wording.Figure(float64(int(100*float64(n)/float64(of)+0.5)), value.Unit("percent")))
}
