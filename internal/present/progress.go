package present

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"example.org/partake/internal/content"
	"example.org/partake/internal/promise"
	"example.org/partake/internal/site"
	"example.org/partake/internal/value"
	"example.org/partake/internal/view"
	"example.org/partake/internal/wording"
)

// CountOf counts the promises of a strategy: those of its ambitions together.
func (m *Maker) CountOf(st *site.Strategy) promise.Count {
	var all promise.Count
	for _, a := range st.Ambitions {
		all = all.Plus(promise.CountOf(a.Actions, m.Site.Today))
	}
	return all
}

// totals is the table of a strategy's promises, with a row for each ambition and a
// last one that they add up to. A column in which nothing stands is left out.
func (m *Maker) totals(st *site.Strategy, all promise.Count) view.Totals {
	var v view.Totals
	if all.All == 0 {
		return v
	}
	used := wording.Parts(all)
	cells := func(c promise.Count) []string {
		var out []string
		for i, p := range wording.Parts(c) {
			if used[i].Count > 0 {
				out = append(out, strconv.Itoa(p.Count))
			}
		}
		return append(out, strconv.Itoa(c.All))
	}
	for _, p := range used {
		if p.Count > 0 {
			v.Columns = append(v.Columns, p.Name)
		}
	}
	v.Columns = append(v.Columns, "All")
	for _, a := range st.Ambitions {
		v.Rows = append(v.Rows, view.TotalRow{Link: view.Link{Text: a.Title, URL: a.URL}, Order: a.Order, Cells: cells(promise.CountOf(a.Actions, m.Site.Today))})
	}
	v.Sum = cells(all)
	return v
}

// Papers are the pages that Partake makes of a strategy.
func Papers(st *site.Strategy) []view.Link {
	var out []view.Link
	if url := st.OnAPageURL(); url != "" {
		out = append(out, view.Link{Text: "On a page", URL: url})
	}
	return append(out, view.Link{Text: "The whole strategy in one document", URL: st.WholeURL()}, view.Link{Text: "What has changed", URL: st.ChangesURL()})
}

// toldChanges is how many changes the page of a strategy or an ambition tells itself.
const toldChanges = 5

// tell puts the newest changes at the end of a page, with where all of them stand.
func (m *Maker) tell(f *view.Frame, log []site.Change, all view.Link) {
	f.Changes = nil
	for _, c := range log[:min(len(log), toldChanges)] {
		f.Changes = append(f.Changes, view.Change{Date: c.Day.String(), Text: wording.Changed(c)})
	}
	f.ChangeFeeds = m.Feeds(all.URL)
	if len(log) > 0 {
		f.AllChanges = all
	}
}

// actions puts what is overdue first, then what is still to be done, then what is
// over, each by due date.
func (m *Maker) actions(a *site.Ambition) []view.Action {
	list := slices.Clone(a.Actions)
	rank := func(x content.Action) int {
		switch {
		case promise.Behind(x, m.Site.Today):
			return 0
		case x.Status != "done" && x.Status != "stopped":
			return 1
		}
		return 2
	}
	slices.SortStableFunc(list, func(x, y content.Action) int {
		return cmp.Or(rank(x)-rank(y), cmp.Compare(x.Due, y.Due))
	})
	var out []view.Action
	for _, x := range list {
		out = append(out, m.action(a, x))
	}
	return out
}

var actionTones = map[value.ActionStatus]view.Tone{
	"late": view.Soon, "in-progress": view.Busy, "not-started": view.Still, "changed": view.Busy, "done": view.Good, "stopped": view.No,
}

func (m *Maker) action(a *site.Ambition, x content.Action) view.Action {
	v := view.Action{
		What: x.What, Owner: m.Owner(x.Owner), Due: x.Due.String(), State: view.Tag{Text: x.Status.Words(), Tone: actionTones[x.Status]},
		StateDate: x.StatusDate.String(), Reason: x.Reason, Learned: x.Learned, Overdue: promise.Behind(x, m.Site.Today),
	}
	for _, ref := range x.CoOwned {
		if name := m.Owner(ref).Text; name != "" { // nobody who has left
			v.With = append(v.With, name)
		}
	}
	if v.Overdue && x.Due < m.Site.Today {
		v.Late = "Overdue: it was due on " + v.Due + "."
	}
	v.Note = strings.Join(actionNotes(x), " ")
	for _, ref := range x.Evidence {
		if u := a.Evidence[ref]; u != nil {
			v.Evidence = append(v.Evidence, view.Link{Text: u.Title, URL: u.URL})
		}
	}
	return v
}

func actionNotes(x content.Action) []string {
	var out []string
	if x.Kind == "trial" {
		out = append(out, "This is a trial: we are finding out whether it works.")
	}
	if x.CarriedFrom != "" {
		out = append(out, "We carried this on from "+strings.TrimSuffix(x.CarriedFrom, ".")+".")
	}
	return out
}
