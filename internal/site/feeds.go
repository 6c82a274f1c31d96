package site

import (
	"cmp"
	"slices"
	"strings"

	"example.org/partake/internal/content"
	"example.org/partake/internal/page"
)

// FeedLength is how many entries a feed holds.
const FeedLength = 20

// Feed is a list of the newest pages under one address, without their bodies; or of
// the newest changes of a log, and then it has no pages.
type Feed struct {
	URL     string // of the page it belongs to; feed.xml and the others stand below it
	Title   string
	Entries []Entry  // newest first
	Changes []Change // likewise
}

// Entry is a page in a feed. Opportunity or Update is set for those two kinds.
type Entry struct {
	Doc         content.Doc
	Opportunity *Opportunity
	Update      *Update
}

// Page is the part that all kinds share.
func (e Entry) Page() *page.Page { return e.Doc.Base() }

// Docs are the pages of a feed.
func (f *Feed) Docs() []content.Doc {
	out := make([]content.Doc, len(f.Entries))
	for i, e := range f.Entries {
		out[i] = e.Doc
	}
	return out
}

// OpportunityEntries are opportunities as a feed lists them.
func OpportunityEntries(list []*Opportunity) []Entry {
	out := make([]Entry, 0, len(list))
	for _, o := range list {
		out = append(out, Entry{Doc: o.Opportunity, Opportunity: o})
	}
	return out
}

// UpdateEntries are updates as a feed lists them.
func UpdateEntries(list []*Update) []Entry {
	out := make([]Entry, 0, len(list))
	for _, u := range list {
		out = append(out, Entry{Doc: u.Update, Update: u})
	}
	return out
}

// Newest takes the newest of some lists by the day on which they appeared. A page
// without that day, and one that is archived, is no news. Of thousands it takes a
// few, so they are put into their places one by one and not sorted.
func Newest(lists ...[]Entry) []Entry {
	var out []Entry
	for _, list := range lists {
		for _, e := range list {
			p := e.Page()
			if !p.Listed() || p.Published == 0 || len(out) == FeedLength && newer(e, out[FeedLength-1]) > 0 {
				continue
			}
			at, _ := slices.BinarySearchFunc(out, e, newer)
			out = slices.Insert(out[:min(len(out), FeedLength-1)], at, e)
		}
	}
	return slices.Clip(out)
}

// newer orders entries: the newest first.
func newer(x, y Entry) int {
	p, q := x.Page(), y.Page()
	return cmp.Or(cmp.Compare(q.Published, p.Published), strings.Compare(p.ID, q.ID))
}
