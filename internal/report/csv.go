package report

import (
	"encoding/csv"
	"io"
	"slices"
	"strconv"
	"strings"

	"example.org/partake/internal/promise"
	"example.org/partake/internal/spreadsheet"
	"example.org/partake/internal/value"
	"example.org/partake/internal/wording"
)

// Columns are those of the table that CSV writes. Part says what a row is about:
//
//	report       the period, and the day on which the promises stood so
//	action       an action, with status, reason, what was learned and what shows it
//	count        how many actions of an ambition, or of all, are how far
//	measure      a measure with its figure, the one before and the target
//	answers      what was heard and told in the period, and how quickly
//	overdue      an answer whose day has passed
//	next         a promise that falls due in the next 3 months
//	taking part  what opened and closed, by how much say people had
//
// Changed says that a status or a figure is of the period, and of how many there are
// behind a figure: the people who answered, or the answers that were measured.
var Columns = strings.Fields("part strategy about what owner with due status status_date overdue changed reason learned evidence value unit as_of of before target target_by address")

// numbers are the columns with figures.
var numbers = strings.Fields("value of before target")

// row is a row in the making: the cells by their column.
type row map[string]string

// CSV writes a report as one table: RFC 4180, with a mark at its start by which Excel
// knows the letters.
func CSV(w io.Writer, b Board) error {
	rows := b.period()
	for _, st := range b.Strategies {
		rows = append(rows, b.strategy(st)...)
	}
	rows = append(rows, counts(row{"part": "count", "about": "all promises"}, b.Count)...)
	rows = append(rows, b.answers()...)
	for _, p := range b.Late {
		rows = append(rows, b.promised("overdue", p))
	}
	for _, p := range b.Next {
		rows = append(rows, b.promised("next", p))
	}
	rows = append(rows, takingPartRows(b)...)
	return table(w, Columns, rows)
}

// table writes rows under their heads.
func table(w io.Writer, columns []string, rows []row) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	if err := out.Write(columns); err != nil {
		return err
	}
	cells := make([]string, len(columns))
	for _, r := range rows {
		for i, c := range columns {
			cells[i] = spreadsheet.Cell(r[c])
			if _, err := strconv.ParseFloat(r[c], 64); err == nil && slices.Contains(numbers, c) {
				cells[i] = r[c] // also one below 0
			}
		}
		if err := out.Write(cells); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func (b Board) period() []row {
	at := func(what string, d value.Date) row { return row{"part": "report", "what": what, "value": d.ISO()} }
	return []row{
		{"part": "report", "what": "Organisation", "value": b.Organisation},
		at("From", b.Period.From), at("To", b.Period.To), at("Promises as they stand on", b.Today),
	}
}

func (b Board) strategy(st Strategy) []row {
	var out []row
	for _, a := range st.Ambitions {
		for _, x := range a.Actions {
			r := row{
				"part": "action", "strategy": st.Title, "about": a.Title, "what": x.What, "owner": x.Owner, "with": strings.Join(x.With, "; "), "due": x.Due.ISO(), "status": x.Status(),
				"status_date": x.StatusDate.ISO(), "overdue": yes(x.Overdue), "changed": yes(x.Changed), "reason": x.Reason, "learned": x.Learned, "address": b.Base + a.URL,
			}
			var titles []string
			for _, u := range x.Evidence {
				titles = append(titles, u.Title)
			}
			r["evidence"] = strings.Join(titles, "; ")
			out = append(out, r)
		}
		out = append(out, counts(row{"part": "count", "strategy": st.Title, "about": a.Title, "address": b.Base + a.URL}, a.Count)...)
	}
	for _, m := range st.Measures {
		out = append(out, b.measure(st, m))
	}
	return out
}

func yes(is bool) string {
	if is {
		return "yes"
	}
	return "no"
}

// counts are a row for each part of a count, and one for all.
func counts(of row, c promise.Count) []row {
	var out []row
	for _, p := range append(wording.Parts(c), wording.Part{Name: "All", Count: c.All}) {
		r := row{"what": p.Name, "value": plain(float64(p.Count))}
		for k, v := range of {
			r[k] = v
		}
		out = append(out, r)
	}
	return out
}

func (b Board) measure(st Strategy, m Measure) row {
	r := row{
		"part": "measure", "strategy": st.Title, "about": m.Title, "what": m.Question, "value": plain(m.Value), "unit": string(m.Unit), "as_of": m.AsOf.ISO(),
		"changed": yes(m.New), "address": b.Base + m.URL,
	}
	if m.Respondents != nil && !m.Respondents.N.Not {
		r["of"] = plain(float64(m.Respondents.N.Number))
	}
	if m.Before != nil {
		r["before"] = plain(m.Before.Value)
	}
	if m.Target != nil {
		r["target"], r["target_by"] = plain(m.Target.Value), m.Target.By.ISO()
	}
	return r
}

// plain is a number as programs read it.
func plain(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// answers are the rows of the clock. A figure of fewer than clock.Least is left out;
// of how many it would be is not.
func (b Board) answers() []row {
	c := b.Clock
	say := func(what, unit string, n, of int, enough bool) row {
		r := row{"part": "answers", "what": what, "unit": unit}
		if of >= 0 {
			r["of"] = plain(float64(of))
		}
		if enough {
			r["value"] = plain(float64(n))
		}
		return r
	}
	d := b.Duties
	return []row{
		say("Heard in the period", "things", b.Heard, -1, true),
		say("Until people were told: the middle of all", "days", c.Told.Days, c.Told.Of, c.Told.Enough()),
		say("Until it was done: the middle of all", "days", c.Done.Days, c.Done.Of, c.Done.Enough()),
		say("Led to a change", "things", c.Share.Changed(), c.Share.All(), c.Share.Enough()),
		say("Agree with our answer", "answers", c.Agreed.Yes, c.Agreed.Asked(), c.Agreed.Enough()),
		say("Waiting to be told", "things", len(c.Waiting), -1, true),
		say("Replies overdue", "replies", len(d.RepliesLate), -1, true),
		say("Replies to come", "replies", len(d.Replies), -1, true),
	}
}

func (b Board) promised(part string, p Due) row {
	return row{"part": part, "about": Kind(p.Kind), "what": p.What, "owner": p.Who, "due": p.Due.ISO(), "overdue": yes(p.Overdue(b.Today)), "address": b.Base + p.Page.URL}
}

// Kind says what was promised.
func Kind(k promise.Kind) string {
	return [...]string{promise.Act: "Promise", promise.Reply: "Reply to those who took part", promise.Plan: "What we plan to do", promise.LookAgain: "Look at it again", promise.Difference: "Find out what difference it made"}[k]
}

func takingPartRows(b Board) []row {
	var out []row
	add := func(name string, l Level) {
		for _, p := range []wording.Part{{Name: "Opened", Count: l.Opened}, {Name: "Closed", Count: l.Closed}, {Name: "People who took part", Count: l.People}} {
			out = append(out, row{"part": "taking part", "about": name, "what": p.Name, "value": plain(float64(p.Count))})
		}
	}
	for _, l := range b.TakingPart.Levels {
		add(LevelName(l.Level), l)
	}
	add("All", b.TakingPart.Total)
	together := func(what string, t TakingPart) {
		n, of := t.Together()
		out = append(out, row{"part": "taking part", "about": "All", "what": what, "value": plain(float64(n)), "of": plain(float64(of))})
	}
	together("Opened, co-design or co-production", b.TakingPart)
	together("The same in the period before", b.TookPart)
	return out
}

// LevelName is a step of the ladder in a word.
func LevelName(l value.Level) string {
	if l == "" {
		return "Not said"
	}
	return wording.SentenceCase(string(l))
}
