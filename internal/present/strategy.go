package present

import (
	"fmt"
	"slices"

	"example.org/partake/internal/markdown"
	"example.org/partake/internal/promise"
	"example.org/partake/internal/site"
	"example.org/partake/internal/value"
	"example.org/partake/internal/view"
	"example.org/partake/internal/wording"
)

func strategyTag(s value.StrategyState) view.Tag {
	tone := map[value.StrategyState]view.Tone{"draft": view.Still, "consultation": view.Soon, "current": view.Good, "replaced": view.Past}
	return view.Tag{Text: s.Words(), Tone: tone[s]}
}

// StrategyLink is a strategy as a link, none for nil.
func StrategyLink(st *site.Strategy) view.Link {
	if st == nil {
		return view.Link{}
	}
	return view.Link{Text: st.Title, URL: st.URL}
}

var strategies = view.Link{Text: "Our strategies", URL: "/strategy/"}

// Strategy makes the page of a strategy.
func (m *Maker) Strategy(st *site.Strategy, body markdown.Rendered) view.Strategy {
	v := view.Strategy{
		Frame: m.Page("strategy", &st.Page, body, strategies), State: strategyTag(st.State), Statement: st.Statement,
		Period:     st.Period.Start.Month() + " to " + st.Period.End.Month(),
		YearOf:     m.yearOf(st),
		ReplacedBy: StrategyLink(st.ReplacedBy), Supersedes: StrategyLink(st.Supersedes),
		Sponsor: m.Owner(st.Sponsor), OwnerGroup: m.Owner(st.OwnerGroup), Body: body.HTML, Ambitions: m.AmbitionLines(st),
		Is: st.InvolvementIs, IsNot: st.InvolvementIsNot, Signs: st.Signs,
		Measures: m.Measures(st.Measures, st.URL),
	}
	count := m.CountOf(st)
	v.Progress, v.Totals = wording.Progress(count), m.totals(st, count)
	v.Papers = Papers(st)
	m.tell(&v.Frame, st.Log(m.Site.Today), view.Link{Text: "All changes to this strategy", URL: st.ChangesURL()})
	if p := st.Parent; p != nil {
		v.Parent = view.Link{Text: p.Title, URL: p.URL}
	}
	if a := st.Approved; a != nil {
		v.Approved = a.By + " agreed it on " + a.Date.String() + "."
	}
	for _, w := range st.DevelopedWith {
		v.Written = append(v.Written, wording.Writing(w))
	}
	for _, d := range st.Definition {
		l := view.Link{Text: d.Text}
		if amb := st.Named(d.Ambition); amb != nil {
			l.URL = amb.URL
		}
		v.Definition = append(v.Definition, l)
	}
	for _, ref := range st.Partners {
		v.Partners = append(v.Partners, m.Owner(ref))
	}
	for _, s := range st.Sources {
		v.Sources = append(v.Sources, view.Link{Text: s.Title, URL: s.URL})
	}
	return v
}

// yearOf says how far into its period a strategy is.
func (m *Maker) yearOf(st *site.Strategy) string {
	p, today := st.Period, m.Site.Today
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

// AmbitionLines makes the list of a strategy's ambitions.
func (m *Maker) AmbitionLines(st *site.Strategy) []view.AmbitionLine {
	var out []view.AmbitionLine
	for _, a := range st.Ambitions {
		out = append(out, view.AmbitionLine{Order: a.Order, Title: a.Title, URL: a.URL, Statement: a.Statement, Progress: wording.Progress(promise.CountOf(a.Actions, m.Site.Today))})
	}
	return out
}

// Ambition makes the page of an ambition.
func (m *Maker) Ambition(a *site.Ambition, body markdown.Rendered) view.Ambition {
	st, v := a.Strategy, m.Part(a, body)
	m.tell(&v.Frame, a.Log(m.Site.Today), view.Link{Text: "All changes to this page", URL: a.ChangesURL()})
	i := slices.Index(st.Ambitions, a)
	if i > 0 {
		v.Previous = view.Link{Text: st.Ambitions[i-1].Title, URL: st.Ambitions[i-1].URL}
	}
	if i+1 < len(st.Ambitions) {
		v.Next = view.Link{Text: st.Ambitions[i+1].Title, URL: st.Ambitions[i+1].URL}
	}
	opportunities := Listed(a.Opportunities)
	v.Opportunities = m.Cards(opportunities[:min(len(opportunities), mostRelated)])
	v.Updates = m.Stories(a.Updates[:min(len(a.Updates), mostRelated)])
	return v
}

// Part is what an ambition says itself, without what others say of it.
func (m *Maker) Part(a *site.Ambition, body markdown.Rendered) view.Ambition {
	st := a.Strategy
	return view.Ambition{
		Frame: m.Page("ambition", &a.Page, body, strategies, StrategyLink(st)), Order: a.Order, Total: st.Ambitions[len(st.Ambitions)-1].Order, // one that is a draft keeps its number
		Strategy: StrategyLink(st), ReplacedBy: StrategyLink(st.ReplacedBy), Statement: a.Statement,
		Ideal: a.Ideal, Worked: a.Worked.List, NotWorked: a.NotWorked.List, WorkedNone: a.Worked.None, NotWorkedNone: a.NotWorked.None, How: a.How, Prompts: a.Prompts, Owner: m.Owner(a.Owner),
		Disagreed: a.Disagreed, Body: body.HTML, Actions: m.actions(a), Measures: m.Measures(a.Measures, a.URL),
		Totals: wording.Totals(promise.CountOf(a.Actions, m.Site.Today)),
	}
}

// mostRelated is how many opportunities and updates an ambition shows.
const mostRelated = 6

// Listed leaves out the archived ones.
func Listed(list []*site.Opportunity) []*site.Opportunity {
	return slices.DeleteFunc(slices.Clone(list), func(o *site.Opportunity) bool { return !o.Listed() })
}
