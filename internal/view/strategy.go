package view

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"example.org/partake/internal/content"
	"example.org/partake/internal/markdown"
	"example.org/partake/internal/site"
)

func strategyTag(s content.StrategyState) Tag {
	tone := map[content.StrategyState]Tone{"draft": Still, "consultation": Soon, "current": Good, "replaced": Past}
	return Tag{Text: s.Words(), Tone: tone[s]}
}

func strategyLink(st *site.Strategy) Link {
	if st == nil {
		return Link{}
	}
	return Link{Text: st.Title, URL: st.URL}
}

var strategies = Link{Text: "Our strategies", URL: "/strategy/"}

// Strategy makes the page of a strategy.
func (m *Maker) Strategy(st *site.Strategy, body markdown.Rendered) Strategy {
	v := Strategy{
		Frame: m.page("strategy", &st.Page, body, strategies), State: strategyTag(st.State), Statement: st.Statement,
		Period:     st.Period.Start.Month() + " to " + st.Period.End.Month(),
		YearOf:     m.yearOf(st),
		ReplacedBy: strategyLink(st.ReplacedBy), Supersedes: strategyLink(st.Supersedes),
		Sponsor: st.Sponsor, OwnerGroup: st.OwnerGroup, Body: body.HTML, Ambitions: m.AmbitionLines(st),
		Is: st.InvolvementIs, IsNot: st.InvolvementIsNot, Signs: st.Signs, Partners: st.Partners,
		Measures: m.measures(st.Measures, st.URL), Progress: progress(allActions(st)),
	}
	if p := st.Parent; p != nil {
		v.Parent = Link{Text: p.Title, URL: p.URL}
	}
	if a := st.Approved; a != nil {
		v.Approved = a.By + " agreed it on " + a.Date.String() + "."
	}
	for _, w := range st.DevelopedWith {
		v.Written = append(v.Written, writing(w))
	}
	for _, d := range st.Definition {
		l := Link{Text: d.Text}
		if amb := st.Named(d.Ambition); amb != nil {
			l.URL = amb.URL
		}
		v.Definition = append(v.Definition, l)
	}
	for _, s := range st.Sources {
		v.Sources = append(v.Sources, Link{Text: s.Title, URL: s.URL})
	}
	return v
}

// writing is one event at which a strategy was written: "2 October 2024:
// workshop with carers (24 people)".
func writing(w content.Writing) string {
	out := w.Date.String() + ": " + w.Kind.Words()
	if w.Who != "" {
		out += ", " + w.Who
	}
	if w.Count.Number > 0 {
		out += " (" + plural(w.Count.Number, "person", "people") + ")"
	}
	return out
}

// yearOf says how far into its period a strategy is.
func (m *Maker) yearOf(st *site.Strategy) string {
	p, today := st.Period, m.site.Today
	years := 0
	for d := p.Start; d <= p.End; d = p.Start.AddYears(years) {
		years++
	}
	switch {
	case today < p.Start:
		return "It starts on " + p.Start.String() + "."
	case today > p.End:
		return "It ended on " + p.End.String() + "."
	}
	now := 0
	for d := p.Start; d <= today; d = p.Start.AddYears(now) {
		now++
	}
	return fmt.Sprintf("We are in year %d of %d.", now, years)
}

func allActions(st *site.Strategy) []content.Action {
	var out []content.Action
	for _, a := range st.Ambitions {
		out = append(out, a.Actions...)
	}
	return out
}

// progress counts promises: "2 of 5 promises done, 1 late."
func progress(actions []content.Action) string {
	done, late := 0, 0
	for _, x := range actions {
		switch x.Status {
		case "done":
			done++
		case "late":
			late++
		}
	}
	if len(actions) == 0 {
		return ""
	}
	out := fmt.Sprintf("%d of %s done", done, plural(len(actions), "promise", "promises"))
	if late > 0 {
		out += fmt.Sprintf(", %d late", late)
	}
	return out + "."
}

// AmbitionLines makes the list of a strategy's ambitions.
func (m *Maker) AmbitionLines(st *site.Strategy) []AmbitionLine {
	var out []AmbitionLine
	for _, a := range st.Ambitions {
		out = append(out, AmbitionLine{Order: a.Order, Title: a.Title, URL: a.URL, Statement: a.Statement, Progress: progress(a.Actions)})
	}
	return out
}

// Ambition makes the page of an ambition.
func (m *Maker) Ambition(a *site.Ambition, body markdown.Rendered) Ambition {
	st := a.Strategy
	v := Ambition{
		Frame: m.page("ambition", &a.Page, body, strategies, strategyLink(st)), Order: a.Order, Total: len(st.Ambitions),
		Strategy: strategyLink(st), ReplacedBy: strategyLink(st.ReplacedBy), Statement: a.Statement,
		Ideal: a.Ideal, Worked: a.Worked.List, NotWorked: a.NotWorked.List, How: a.How, Prompts: a.Prompts, Owner: a.Owner,
		Disagreed: a.Disagreed, Body: body.HTML, Actions: m.actions(a), Measures: m.measures(a.Measures, a.URL),
		Opportunities: m.Cards(listed(a.Opportunities)), Updates: m.Stories(a.Updates),
	}
	i := slices.Index(st.Ambitions, a)
	if i > 0 {
		v.Previous = Link{Text: st.Ambitions[i-1].Title, URL: st.Ambitions[i-1].URL}
	}
	if i+1 < len(st.Ambitions) {
		v.Next = Link{Text: st.Ambitions[i+1].Title, URL: st.Ambitions[i+1].URL}
	}
	v.Opportunities = v.Opportunities[:min(len(v.Opportunities), mostRelated)]
	v.Updates = v.Updates[:min(len(v.Updates), mostRelated)]
	return v
}

// mostRelated is how many opportunities and updates an ambition shows.
const mostRelated = 6

func listed(list []*site.Opportunity) []*site.Opportunity {
	return slices.DeleteFunc(slices.Clone(list), func(o *site.Opportunity) bool { return o.Archived })
}

// actions puts late promises first, then open ones by due date, then the rest.
func (m *Maker) actions(a *site.Ambition) []Action {
	order := []content.ActionStatus{"late", "in-progress", "not-started", "changed", "done", "stopped"}
	list := slices.Clone(a.Actions)
	slices.SortStableFunc(list, func(x, y content.Action) int {
		if d := slices.Index(order, x.Status) - slices.Index(order, y.Status); d != 0 {
			return d
		}
		return int(x.Due - y.Due)
	})
	var out []Action
	for _, x := range list {
		out = append(out, m.action(a, x))
	}
	return out
}

func (m *Maker) action(a *site.Ambition, x content.Action) Action {
	tone := map[content.ActionStatus]Tone{"late": Soon, "in-progress": Busy, "not-started": Still, "changed": Busy, "done": Good, "stopped": No}
	open := x.Status == "in-progress" || x.Status == "not-started" || x.Status == "late"
	v := Action{
		What: x.What, Owner: x.Owner, With: x.CoOwned, Due: x.Due.String(), State: Tag{x.Status.Words(), tone[x.Status]},
		StateDate: x.StatusDate.String(), Reason: x.Reason, Learned: x.Learned, Overdue: open && x.Due < m.site.Today,
	}
	var notes []string
	if x.Kind == "trial" {
		notes = append(notes, "This is a trial: we are finding out whether it works.")
	}
	if x.CarriedFrom != "" {
		notes = append(notes, "We carried this on from "+x.CarriedFrom+".")
	}
	v.Note = strings.Join(notes, " ")
	for _, ref := range x.Evidence {
		if u := a.Evidence[ref]; u != nil {
			v.Evidence = append(v.Evidence, Link{Text: u.Title, URL: u.URL})
		}
	}
	return v
}

// measures makes figures that can be judged: never without year and people.
func (m *Maker) measures(list []content.Measure, url string) []Measure {
	var out []Measure
	for _, x := range list {
		out = append(out, measure(x, url))
	}
	return out
}

func measure(x content.Measure, url string) Measure {
	v := Measure{
		Question: x.Question, Value: figure(x.Value, x.Unit), Percent: -1, AsOf: x.AsOf.String(), Method: x.Method,
		Source: x.Source, Note: x.Note, URL: url, Sentence: measureSentence(x), Asked: asked(x),
	}
	if x.Unit == "percent" {
		v.Percent = int(x.Value + 0.5)
	}
	if t := x.Target; t != nil {
		v.Target = "We aim for " + figure(t.Value, x.Unit) + " by " + t.By.String() + "."
	}
	history := slices.Clone(x.History)
	slices.SortFunc(history, func(a, b content.Reading) int { return int(a.AsOf - b.AsOf) })
	if len(history) == 0 {
		return v
	}
	for _, r := range append(history, content.Reading{AsOf: x.AsOf, Value: x.Value}) {
		p := Point{AsOf: r.AsOf.String(), Value: figure(r.Value, x.Unit), Percent: -1}
		if x.Unit == "percent" {
			p.Percent = int(r.Value + 0.5)
		}
		v.History = append(v.History, p)
	}
	return v
}

// measureSentence says the figure in words, with its year.
func measureSentence(x content.Measure) string {
	in := " in " + x.AsOf.Month()
	switch x.Unit {
	case "percent":
		return fmt.Sprintf("%s in 100 (%s)%s", number(x.Value), figure(x.Value, x.Unit), in)
	case "days":
		return days(int(x.Value+0.5)) + in
	case "score":
		return "A score of " + number(x.Value) + in
	}
	return number(x.Value) + in
}

func asked(x content.Measure) string {
	r := x.Respondents
	switch {
	case r == nil:
		return ""
	case r.N.Not:
		return "Who answered: " + join(words(r.Who), "and") + ". The number of answers is not published."
	}
	return "Who answered: " + join(words(r.Who), "and") + " (" + plural(r.N.Number, "answer", "answers") + ")."
}

func figure(value float64, unit content.Unit) string {
	switch unit {
	case "percent":
		return number(value) + "%"
	case "days":
		return days(int(value + 0.5))
	}
	return number(value)
}

func number(value float64) string {
	if value == float64(int(value)) {
		return thousands(int(value))
	}
	return strconv.FormatFloat(value, 'f', 1, 64)
}
