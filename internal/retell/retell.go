// Package retell makes the Site after an edit from the one before it, where the edit
// changed only how pages are told: a title, a sentence, a date. A preview does it
// while somebody types: of ten thousand pages it takes a tenth of the time that it
// takes to assemble them.
//
// What it makes is the Site that package assemble would make, to the last pointer. A
// test holds it to that with edits of each field of each kind of page. It works in
// this way, so that nobody has to know what depends on what:
//
//   - A page takes the short way only when its two Docs are deeply equal but for the
//     fields that told lists. A field that nobody thought of goes the long way.
//   - The whole Site is copied into other nodes, since each page leads to all. So the
//     old one stays as it is for those who still look at it.
//   - What goes by titles or dates is sorted again. Where a date moves an address, such
//     as that of a form that closes, it is the long way.
package retell

import (
	"reflect"
	"time"

	"example.org/partake/internal/address"
	"example.org/partake/internal/content"
	"example.org/partake/internal/derived"
	"example.org/partake/internal/opportunity"
	"example.org/partake/internal/page"
	"example.org/partake/internal/site"
	"example.org/partake/internal/value"
)

// Site is another one with other Docs in the place of some, by those before. All else
// that it is made of is as it was, but for the moment: at which no page may change
// (site.Site.NextChange). It is nil when more may be another thing, or wrong now.
func Site(last *site.Site, now time.Time, docs map[content.Doc]content.Doc) *site.Site {
	if value.DateOf(now) != last.Today {
		return nil
	}
	for before, after := range docs {
		if d, ok := last.Index.Doc(before.Base().ID); !ok || d != before || !same(before, after) {
			return nil
		}
	}
	s := copied(last, docs)
	s.Now = now
	titles, dates, ok := name(s, docs), false, true
	for before, after := range docs {
		moved, stays := false, true
		switch after := after.(type) {
		case *opportunity.Opportunity:
			moved, stays = opportunityMoves(s, last, after)
		case *content.Update:
			moved = after.StatusDate != before.(*content.Update).StatusDate
		}
		dates, ok = dates || moved, ok && stays
	}
	if !ok {
		return nil
	}
	if titles {
		s.SortTitles()
	}
	if dates {
		byDates(s)
	}
	return s
}

// same says whether two Docs of a file are the same but for what is only read and
// sorted.
func same(before, after content.Doc) bool {
	kind := reflect.TypeOf(after)
	if reflect.TypeOf(before) != kind {
		return false
	}
	like := reflect.New(kind.Elem())
	like.Elem().Set(reflect.ValueOf(after).Elem())
	d := like.Interface().(content.Doc)
	return told(d, before) && reflect.DeepEqual(d, before)
}

// name gives pages their titles where the Site holds them, and says whether lists that
// go by titles have to be sorted.
func name(s *site.Site, docs map[content.Doc]content.Doc) (sort bool) {
	names := map[string]address.Page{}
	for before, after := range docs {
		b, p := before.Base(), after.Base()
		sort = sort || b.Order != p.Order
		if b.Title == p.Title || p.URL == "" {
			continue
		}
		names[p.URL] = address.Page{Title: p.Title, File: p.File}
		if c := s.CalendarAt(p.URL); c != nil && p.Kind == page.KindOpportunity {
			c.Title = p.Title
		}
	}
	s.Book = s.Renamed(names)
	return sort
}

// opportunityMoves says whether an opportunity may stand elsewhere in lists, and false
// when it may have other addresses or another rate of pay.
func opportunityMoves(s, last *site.Site, after *opportunity.Opportunity) (moved, stays bool) {
	o := s.Opportunity(after)
	was := last.Opportunities[o.Place]
	o.State = site.StateOf(after, s.Now)
	before := was.Opportunity
	if before.Opens == after.Opens && before.Closes == after.Closes && before.LastDate() == after.LastDate() {
		return false, o.State == was.State
	}
	dated := func(o *opportunity.Opportunity) [2]bool {
		last := o.LastDate()
		return [2]bool{last != 0, derived.Fresh(s, last)}
	}
	payment := after.Reimbursement.Payment
	rated := payment != nil && payment.Rate != "" && before.Closes.Date != after.Closes.Date
	return true, !rated && o.State.Open() == was.State.Open() && o.ReportURL() == was.ReportURL() && dated(before) == dated(after)
}
