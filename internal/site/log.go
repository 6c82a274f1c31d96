package site

import (
	"cmp"
	"slices"

	"example.org/partake/internal/content"
	"example.org/partake/internal/page"
	"example.org/partake/internal/value"
)

// Change is something that changed on a day: what an editor wrote under changes,
// or how far an action is.
type Change struct {
	Page   *page.Page // where it changed
	Day    value.Date
	Text   string          // of an editor, "" for an action
	Action *content.Action // nil for the words of an editor
}

// Log lists what has changed in an ambition, newest first. What is dated later
// than today waits for its day.
func (a *Ambition) Log(today value.Date) []Change { return sortLog(a.changes(), today) }

// Log lists what has changed in a strategy and its ambitions, newest first.
func (st *Strategy) Log(today value.Date) []Change {
	list := edited(&st.Page)
	for _, a := range st.Ambitions {
		list = append(list, a.changes()...)
	}
	return sortLog(list, today)
}

func (a *Ambition) changes() []Change {
	out := edited(&a.Page)
	for i := range a.Actions {
		if x := &a.Actions[i]; x.StatusDate != 0 {
			out = append(out, Change{Page: &a.Page, Day: x.StatusDate, Action: x})
		}
	}
	return out
}

func edited(p *page.Page) []Change {
	var out []Change
	for _, c := range p.Changes {
		out = append(out, Change{Page: p, Day: c.Date, Text: c.Text})
	}
	return out
}

// sortLog leaves out what is still to come, and what is said twice.
func sortLog(list []Change, today value.Date) []Change {
	seen := map[[3]string]bool{}
	list = slices.DeleteFunc(list, func(c Change) bool {
		says := [3]string{c.Page.ID, c.Day.ISO(), c.Text}
		if c.Action != nil {
			says[2] = string(c.Action.Status) + " " + c.Action.What
		}
		twice := seen[says]
		seen[says] = true
		return twice || c.Day > today
	})
	slices.SortStableFunc(list, func(x, y Change) int { return cmp.Compare(y.Day, x.Day) })
	return list
}
