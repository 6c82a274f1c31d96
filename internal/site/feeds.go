package site

import (
	"cmp"
	"slices"
	"strings"

	"example.org/partake/internal/content"
)

// FeedLength is how many entries a feed holds.
const FeedLength = 20

// Feed is a list of the newest pages under one address, without their bodies.
type Feed struct {
	URL     string // of the page it belongs to; feed.xml and the others stand below it
	Title   string
	Entries []Entry // newest first
}

// Entry is a page in a feed: an opportunity or an update.
type Entry struct {
	Opportunity *Opportunity
	Update      *Update
}

// Page is the part that both kinds share.
func (e Entry) Page() *content.Page {
	if e.Opportunity != nil {
		return &e.Opportunity.Page
	}
	return &e.Update.Page
}

// feeds makes every feed of the site.
func (a *assembler) feeds() {
	s := a.site
	name := a.in.Config.SiteName + ", " + a.in.Config.Organisation.ShortName
	add := func(url, title string, opps []*Opportunity, updates []*Update) {
		f := &Feed{URL: url, Title: title, Entries: newest(opps, updates)}
		s.Feeds, s.feedAt[url] = append(s.Feeds, f), f
	}
	add("/", name, s.Opportunities, s.Updates)
	add("/opportunities/", "Opportunities: "+name, s.Opportunities, nil)
	add("/updates/", "You said, we did: "+name, nil, s.Updates)
	for _, st := range s.Strategies {
		for _, amb := range st.Ambitions {
			add(amb.URL, amb.Title+": "+name, amb.Opportunities, amb.Updates)
		}
	}
	for _, t := range slices.Concat(s.Services, s.Areas) {
		add(t.URL, t.Name+": "+name, t.Opportunities, t.Updates)
	}
}

// newest takes the newest of both lists by the day on which they appeared.
func newest(opps []*Opportunity, updates []*Update) []Entry {
	out := make([]Entry, 0, len(opps)+len(updates))
	for _, o := range opps {
		if !o.Archived {
			out = append(out, Entry{Opportunity: o})
		}
	}
	for _, u := range updates {
		if !u.Archived {
			out = append(out, Entry{Update: u})
		}
	}
	slices.SortFunc(out, func(x, y Entry) int {
		p, q := x.Page(), y.Page()
		return cmp.Or(cmp.Compare(q.Published, p.Published), strings.Compare(p.ID, q.ID))
	})
	return slices.Clip(out[:min(len(out), FeedLength)])
}

// FeedAt returns the feed that belongs to the page at an address, nil when
// there is none.
func (s *Site) FeedAt(url string) *Feed { return s.feedAt[url] }
