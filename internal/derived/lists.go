package derived

import (
	"slices"
	"strings"

	"example.org/partake/internal/address"
	"example.org/partake/internal/diag"
	"example.org/partake/internal/site"
	"example.org/partake/internal/value"
)

// claimMade gives an address to a list, and blames the file that has it. An
// empty list keeps its address too: or a page of that name would be a mistake
// on the day on which something comes into the list, and not before.
func (m *maker) claimMade(url, title string, empty bool) {
	p := m.waiting[url]
	if d, here := m.in.At[url]; here {
		p = d.Base()
	}
	if p != nil {
		m.list.Add(diag.Errorf(diag.Pos{File: p.File, Line: 1, Col: 1}, "give the page a slug", "the address %s belongs to the list %q", url, title))
		return
	}
	if !empty {
		m.site.Claim(url, address.Page{Title: title, Note: "the list " + title})
	}
}

// facets makes the lists of opportunities that share something.
func (m *maker) facets() {
	listed := m.site.Listed()
	add := func(group, title, name string, in func(*site.Opportunity) bool) {
		var list []*site.Opportunity
		for _, o := range listed {
			if in(o) {
				list = append(list, o)
			}
		}
		f := &site.Facet{Group: group, Title: title, URL: "/opportunities/" + name + "/", List: list}
		if m.claimMade(f.URL, title, len(list) == 0); len(list) > 0 {
			m.site.Facets = append(m.site.Facets, f)
		}
	}
	model := func(models ...value.PayModel) func(*site.Opportunity) bool {
		return func(o *site.Opportunity) bool { return slices.Contains(models, o.Reimbursement.Model) }
	}
	mode := func(modes ...value.Mode) func(*site.Opportunity) bool {
		return func(o *site.Opportunity) bool { return slices.Contains(modes, o.Location.Mode) }
	}
	add(site.ByPay, "Paid", "paid", model("time", "travel-and-time"))
	add(site.ByPay, "Expenses paid", "expenses-paid", model("travel", "travel-and-time"))
	add(site.ByPay, "Unpaid", "unpaid", model("none"))
	add(site.ByMode, "Online", "online", mode("online", "hybrid"))
	add(site.ByMode, "In person", "in-person", mode("in-person", "hybrid"))
	add(site.ByMode, "By phone", "by-phone", mode("phone"))
	add(site.ByMode, "At home", "at-home", mode("at-home"))
	for _, v := range value.Activity("").Allowed() {
		activity := value.Activity(v)
		add(site.ByActivity, activity.Words(), v, func(o *site.Opportunity) bool { return o.Activity == activity })
	}
}

// statuses makes the lists of updates that are equally far.
func (m *maker) statuses() {
	for _, v := range value.UpdateStatus("").Allowed() {
		var list []*site.Update
		for _, u := range m.site.Updates {
			if string(u.Status) == v && u.Listed() {
				list = append(list, u)
			}
		}
		s := &site.Status{Title: strings.TrimSuffix(value.UpdateStatus(v).Words(), " because"), URL: "/updates/" + v + "/", List: list}
		if m.claimMade(s.URL, s.Title, len(list) == 0); len(list) > 0 {
			m.site.Statuses = append(m.site.Statuses, s)
		}
	}
}
