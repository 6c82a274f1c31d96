package listing

import (
	"slices"
	"strings"

	"example.org/partake/internal/directory"
	"example.org/partake/internal/page"
	"example.org/partake/internal/view"
)

// AToZSize is how many entries stand on one page of the A to Z.
const AToZSize = 500

// AToZPages is how many pages the A to Z takes, at least 1.
func (m *Maker) AToZPages() int {
	m.countOnce.Do(func() { m.count = len(m.indexed()) })
	return max(1, (m.count+AToZSize-1)/AToZSize)
}

// AToZ makes a page of the A to Z, counted from 1.
func (m *Maker) AToZ(number int) view.AToZ {
	url, entries := "/a-z/", m.everything()
	here := entries[min(len(entries), (number-1)*AToZSize):min(len(entries), number*AToZSize)]
	v := view.AToZ{Frame: m.listFrame("A to Z", "Every page of this site, from A to Z.", url, number), Pager: pagerOf(url, m.AToZPages(), number)}
	v.Kind = "a-to-z"
	for _, e := range here {
		if n := len(v.Groups); n == 0 || v.Groups[n-1].Letter != e.letter {
			v.Groups = append(v.Groups, view.LetterGroup{Letter: e.letter, ID: e.id})
		}
		g := &v.Groups[len(v.Groups)-1]
		g.Entries = append(g.Entries, e.IndexEntry)
	}
	seen := ""
	for i, e := range entries {
		if e.letter != seen {
			v.Letters = append(v.Letters, view.Link{Text: e.letter, URL: PageURL(url, i/AToZSize+1) + "#" + e.id})
			seen = e.letter
		}
	}
	return v
}

// entry is a page in the A to Z, below its letter.
type entry struct {
	view.IndexEntry
	letter, id string
}

// indexed are the pages that stand in the A to Z. Other forms of a page are found
// from it.
func (m *Maker) indexed() []*page.Page {
	var out []*page.Page
	for _, d := range m.Site.Docs() {
		if p := d.Base(); !p.Archived && p.URL != "" && p.URL != "/" && m.Site.Links(p).Version == nil {
			out = append(out, p)
		}
	}
	return out
}

// everything is all pages that editors wrote, by title.
func (m *Maker) everything() []entry {
	m.allOnce.Do(func() {
		for _, p := range m.indexed() {
			letter, id := directory.Letter(p.Title)
			m.all = append(m.all, entry{view.IndexEntry{Title: p.Title, URL: p.URL, Note: notes[p.Kind]}, letter, id})
		}
		byLetter(m.all)
	})
	return m.all
}

// byLetter sorts by letter first, so that a letter has one place. What has none
// comes first, as in value.Order.
func byLetter(list []entry) {
	type keyed struct {
		key string
		entry
	}
	all := make([]keyed, 0, len(list))
	for _, e := range list {
		letter := e.letter
		if e.id == directory.OtherID {
			letter = ""
		}
		all = append(all, keyed{letter + "\x00" + strings.ToLower(e.Title) + "\x00" + e.URL, e})
	}
	slices.SortFunc(all, func(x, y keyed) int { return strings.Compare(x.key, y.key) })
	for i, e := range all {
		list[i] = e.entry
	}
}

// notes say in the A to Z what a page is, where the title may not.
var notes = map[page.Kind]string{
	page.KindOpportunity: "Opportunity", page.KindUpdate: "You said, we did", page.KindStrategy: "Strategy", page.KindAmbition: "What we promised",
	page.KindTerm: "What it means", page.KindGuide: "Guide", page.KindNews: "News", page.KindLearning: "Learning", page.KindPerson: "Person",
	page.KindGroup: "Group", page.KindOrganisation: "Organisation", page.KindRoute: "Way to get involved",
}
