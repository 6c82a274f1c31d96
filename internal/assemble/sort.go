package assemble

import (
	"cmp"
	"slices"
	"strings"

	"example.org/partake/internal/content"
	"example.org/partake/internal/form"
	"example.org/partake/internal/opportunity"
	"example.org/partake/internal/site"
)

// sort puts the published pages into their lists.
func (a *assembler) sort(docs []content.Doc) {
	a.opps, a.ambs, a.updates, a.orgs = map[string]*site.Opportunity{}, map[string]*site.Ambition{}, map[string]*site.Update{}, map[string]*site.Organisation{}
	s := a.site
	strategies := map[string]*site.Strategy{}
	var ambitions []*site.Ambition
	for _, d := range docs {
		switch d := d.(type) {
		case *content.Home:
			s.Home = d
		case *opportunity.Opportunity:
			o := &site.Opportunity{Opportunity: d, State: site.StateOf(d, s.Now)}
			s.Opportunities, a.opps[d.ID] = append(s.Opportunities, o), o
		case *content.Update:
			u := &site.Update{Update: d}
			s.Updates, a.updates[d.ID] = append(s.Updates, u), u
		case *content.Strategy:
			st := &site.Strategy{Strategy: d}
			s.Strategies, strategies[d.Folder] = append(s.Strategies, st), st
		case *content.Ambition:
			amb := &site.Ambition{Ambition: d, Evidence: map[string]*site.Update{}}
			ambitions, a.ambs[d.ID] = append(ambitions, amb), amb
		default:
			a.sortDirectory(d)
		}
	}
	a.ambitions(ambitions, strategies)
	s.Sort()
}

// sortDirectory puts a page that says who or what there is into its list.
func (a *assembler) sortDirectory(d content.Doc) {
	s := a.site
	switch d := d.(type) {
	case *content.Plain:
		s.About = append(s.About, d)
	case *content.Term:
		s.Terms = append(s.Terms, d)
	case *content.Guide:
		s.Guides = append(s.Guides, d)
	case *content.News:
		s.News = append(s.News, d)
	case *content.Learning:
		s.Learning = append(s.Learning, &site.Learning{Learning: d})
	case *content.Person:
		s.People = append(s.People, d)
	case *content.Group:
		s.Groups = append(s.Groups, d)
	case *content.Organisation:
		o := &site.Organisation{Organisation: d}
		s.Organisations, a.orgs[d.ID] = append(s.Organisations, o), o
	case *content.Route:
		s.Routes = append(s.Routes, d)
	case *form.Definition:
		s.Forms = append(s.Forms, d)
	}
}

// ambitions puts each ambition into the strategy of its folder, in order.
func (a *assembler) ambitions(list []*site.Ambition, strategies map[string]*site.Strategy) {
	for _, amb := range list {
		st := strategies[amb.Folder]
		if st == nil {
			if !a.drafts[amb.Folder] && !a.hidden[amb.Folder] {
				a.errorf(amb.At(""), "write content/"+amb.Folder+"/index.md", "the ambition has no strategy: its folder has no index.md")
			}
			continue
		}
		amb.Strategy = st
		st.Ambitions = append(st.Ambitions, amb)
	}
	for _, st := range a.site.Strategies {
		slices.SortFunc(st.Ambitions, func(x, y *site.Ambition) int {
			return cmp.Or(cmp.Compare(x.Order, y.Order), strings.Compare(x.ID, y.ID))
		})
	}
	a.ambitionNumbers()
}

// ambitionNumbers finds two ambitions of a strategy with one number, and numbers
// that none has. It looks at those that are published later too: time alone must not
// make a mistake.
func (a *assembler) ambitionNumbers() {
	type number struct {
		folder string
		order  int
	}
	first := map[number]string{}
	all := map[string][]*content.Ambition{} // by folder, with drafts
	for _, d := range a.in.Docs {
		amb, ok := d.(*content.Ambition)
		if !ok {
			continue
		}
		all[amb.Folder] = append(all[amb.Folder], amb)
		if amb.Draft && !a.in.Drafts {
			continue
		}
		n := number{amb.Folder, amb.Order}
		if other, twice := first[n]; twice {
			a.errorf(amb.At("order"), "change order in one of them", "two ambitions have the number %d: this one and %s", amb.Order, other)
			continue
		}
		first[n] = amb.File
	}
	for _, p := range a.broken {
		delete(all, p.Folder) // nobody can tell its number
	}
	for _, list := range all {
		a.missingNumbers(list)
	}
}

// missingNumbers finds where the numbers of a strategy's ambitions do not go on by one.
// A promise must not vanish without a word because its file is gone. A draft has its
// number: the others need not change while it is written.
func (a *assembler) missingNumbers(list []*content.Ambition) {
	slices.SortFunc(list, func(x, y *content.Ambition) int {
		return cmp.Or(cmp.Compare(x.Order, y.Order), strings.Compare(x.ID, y.ID))
	})
	last := 0
	for _, amb := range list {
		if amb.Order > last+1 {
			missing := "has no ambition " + itoa(last+1)
			if amb.Order > last+2 {
				missing = "has no ambitions " + itoa(last+1) + " to " + itoa(amb.Order-1)
			}
			a.errorf(amb.At("order"), "write order: "+itoa(last+1)+" here, or bring back what is missing: a draft counts, and one that was given up stays with archived: true", "the strategy %s", missing)
		}
		last = amb.Order
	}
}
