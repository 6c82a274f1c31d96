package listing

import (
	"cmp"
	"slices"
	"strings"

	"example.org/partake/internal/directory"
	"example.org/partake/internal/page"
	"example.org/partake/internal/view"
)

// AToZSize is how many entries stand on one page of the A to Z.
const AToZSize = 500

// AToZPages is how many pages the A to Z takes, at least 1.
func (m *Maker) AToZPages() int { return max(1, (len(m.indexed())+AToZSize-1)/AToZSize) }

// AToZ makes a page of the A to Z, counted from 1.
func (m *Maker) AToZ(number int) view.AToZ {
	url, all := "/a-z/", m.sorted()
	v := view.AToZ{Frame: m.listFrame("A to Z", "Every page of this site, from A to Z.", url, number), Pager: pagerOf(url, m.AToZPages(), number)}
	v.Kind = "a-to-z"
	first, end := min(len(all), (number-1)*AToZSize), min(len(all), number*AToZSize)
	letter, id := "", ""
	for i, e := range all {
		starts := i == 0 || e.group != all[i-1].group
		if starts {
			letter, id = directory.Letter(e.Order)
			v.Letters = append(v.Letters, view.Link{Text: letter, URL: PageURL(url, i/AToZSize+1) + "#" + id})
		}
		if i < first || i >= end {
			continue
		}
		if starts || i == first {
			v.Groups = append(v.Groups, view.LetterGroup{Letter: letter, ID: id})
		}
		g := &v.Groups[len(v.Groups)-1]
		g.Entries = append(g.Entries, view.IndexEntry{Title: e.Title, URL: e.URL, Note: notes[e.Kind]})
	}
	return v
}

// entry is a page in the A to Z. Those of one group stand under one letter.
type entry struct {
	*page.Page
	group rune
	place int // in the Site's Index
}

// indexed are the pages that stand in the A to Z: nearly in order where an earlier one
// was sorted.
func (m *Maker) indexed() []entry {
	m.indexOnce.Do(func() {
		tried := make([]bool, len(m.Site.Index.Docs))
		m.index = make([]entry, 0, len(tried))
		for _, e := range m.before {
			m.add(e.place, e)
			tried[e.place] = true
		}
		for i, t := range tried {
			if !t {
				m.add(i, entry{})
			}
		}
	})
	return m.index
}

// add adds the page at a place in the Index, if it stands in the A to Z. was is what was
// known of that place before. Other forms of a page are found from it.
func (m *Maker) add(i int, was entry) {
	p := m.Site.Index.Docs[i].Base()
	switch {
	case m.Site.Index.Links[i].Version != nil:
	case p == was.Page:
		m.index = append(m.index, was)
	case !p.Archived && p.URL != "" && p.URL != "/":
		m.index = append(m.index, entry{p, directory.Group(p.Order), i})
	}
}

// sorted are they by letter, so that a letter has one place, and then by title.
func (m *Maker) sorted() []entry {
	m.sortOnce.Do(func() {
		all := m.indexed()
		slices.SortFunc(all, func(x, y entry) int {
			if before := cmp.Or(cmp.Compare(x.group, y.group), strings.Compare(x.Order, y.Order)); before != 0 {
				return before
			}
			return cmp.Or(strings.Compare(x.Title, y.Title), strings.Compare(x.URL, y.URL))
		})
		m.inOrder.Store(&all)
	})
	return *m.inOrder.Load()
}

// notes say in the A to Z what a page is, where the title may not.
var notes = map[page.Kind]string{
	page.KindOpportunity: "Opportunity", page.KindUpdate: "You said, we did", page.KindStrategy: "Strategy", page.KindAmbition: "What we promised",
	page.KindTerm: "What it means", page.KindGuide: "Guide", page.KindNews: "News", page.KindLearning: "Learning", page.KindPerson: "Person",
	page.KindGroup: "Group", page.KindOrganisation: "Organisation", page.KindRoute: "Way to get involved",
}
