package assemble

import (
	"slices"
	"strings"

	"example.org/partake/internal/address"
	"example.org/partake/internal/diag"
	"example.org/partake/internal/page"
	"example.org/partake/internal/site"
	"example.org/partake/internal/value"
)

// derive adds the pages that Partake makes by itself.
func (a *assembler) derive() {
	for _, f := range site.Fixed {
		a.site.Claim(f.URL, address.Page{Title: f.Title, Note: "the page that Partake makes there"})
	}
	a.facets()
	a.statuses()
	for _, p := range a.later {
		if other, taken := a.site.At(p.URL); taken {
			a.errorf(p.At("slug"), "give one of them a slug", "two pages have the address %s: this one and %s", p.URL, other.Who())
		}
	}
}

// claimMade gives an address to a list, and blames the file that has it. An
// empty list keeps its address too: or a page of that name would be a mistake
// on the day on which something comes into the list, and not before.
func (a *assembler) claimMade(url, title string, empty bool) {
	p := a.waiting(url)
	if d, here := a.at[url]; here {
		p = d.Base()
	}
	if p != nil {
		a.errorf(diag.Pos{File: p.File, Line: 1, Col: 1}, "give the page a slug", "the address %s belongs to the list %q", url, title)
		return
	}
	if !empty {
		a.site.Claim(url, address.Page{Title: title, Note: "the list " + title})
	}
}

// waiting is the page that may come to an address when its time has come, or its
// mistakes are mended.
func (a *assembler) waiting(url string) *page.Page {
	for _, p := range slices.Concat(a.later, a.broken) {
		if p.URL == url {
			return p
		}
	}
	return nil
}

// facets makes the lists of opportunities that share something.
func (a *assembler) facets() {
	listed := a.site.Listed()
	add := func(group, title, name string, in func(*site.Opportunity) bool) {
		var list []*site.Opportunity
		for _, o := range listed {
			if in(o) {
				list = append(list, o)
			}
		}
		f := &site.Facet{Group: group, Title: title, URL: "/opportunities/" + name + "/", List: list}
		if a.claimMade(f.URL, title, len(list) == 0); len(list) > 0 {
			a.site.Facets = append(a.site.Facets, f)
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
func (a *assembler) statuses() {
	for _, v := range value.UpdateStatus("").Allowed() {
		var list []*site.Update
		for _, u := range a.site.Updates {
			if string(u.Status) == v && u.Listed() {
				list = append(list, u)
			}
		}
		s := &site.Status{Title: strings.TrimSuffix(value.UpdateStatus(v).Words(), " because"), URL: "/updates/" + v + "/", List: list}
		if a.claimMade(s.URL, s.Title, len(list) == 0); len(list) > 0 {
			a.site.Statuses = append(a.site.Statuses, s)
		}
	}
}

// aliases checks that old addresses are free.
func (a *assembler) aliases() {
	seen := map[string]string{}
	for _, d := range a.in.Docs {
		p := d.Base()
		for i, alias := range p.Aliases {
			at := p.At("aliases[" + itoa(i) + "]")
			address := strings.TrimSuffix(alias, "/") + "/"
			if page, taken := a.site.At(address); taken {
				a.errorf(at, "take the alias out", "the old address %s is that of a page: %s", alias, page.Title)
			}
			if other, twice := seen[address]; twice && other != p.File {
				a.errorf(at, "keep one of them", "%s has the same alias", other)
			}
			seen[address] = p.File
		}
	}
}
