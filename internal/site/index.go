package site

import (
	"maps"
	"slices"

	"example.org/partake/internal/content"
)

// Index finds things by their name.
type Index struct {
	Docs      []content.Doc   // all pages that are on the site now, by the names of their files
	Links     []Links         // of Docs
	Hidden    map[string]bool // ids of pages that are not there now
	places    map[string]int  // in Docs and Links, by id
	feeds     map[string]int  // places in Site.Feeds, by the address of their page
	calendars map[string]int  // likewise
}

// NewIndex finds pages by their ids, of which each has its own. hidden are the ids of
// those that are not there now.
func NewIndex(docs []content.Doc, hidden map[string]bool) Index {
	x := Index{Docs: docs, Hidden: hidden, Links: make([]Links, len(docs)), places: make(map[string]int, len(docs)), feeds: map[string]int{}, calendars: map[string]int{}}
	for i, d := range docs {
		x.places[d.Base().ID] = i
		x.Links[i].Place = i
	}
	return x
}

// Doc returns the page with an id.
func (x *Index) Doc(id string) (content.Doc, bool) {
	i, ok := x.places[id]
	if !ok {
		return nil, false
	}
	return x.Docs[i], true
}

// LinksOf returns what the page with an id is connected with, nil when there is no
// such page.
func (x *Index) LinksOf(id string) *Links {
	i, ok := x.places[id]
	if !ok {
		return nil
	}
	return &x.Links[i]
}

// IDs are the ids of all pages that are on the site now, sorted.
func (x *Index) IDs() []string { return slices.Sorted(maps.Keys(x.places)) }

// AddFeed adds a feed, while the Site is made.
func (s *Site) AddFeed(f *Feed) {
	s.Index.feeds[f.URL] = len(s.Feeds)
	s.Feeds = append(s.Feeds, f)
}

// AddCalendar adds a calendar, while the Site is made.
func (s *Site) AddCalendar(c *Calendar) {
	s.Index.calendars[c.URL] = len(s.Calendars)
	s.Calendars = append(s.Calendars, c)
}

// FindCalendars notes anew where the calendars stand.
func (s *Site) FindCalendars() {
	s.Index.calendars = make(map[string]int, len(s.Calendars))
	for i, c := range s.Calendars {
		s.Index.calendars[c.URL] = i
	}
}

// FeedAt returns the feed that belongs to the page at an address, nil when
// there is none.
func (s *Site) FeedAt(url string) *Feed {
	i, ok := s.Index.feeds[url]
	if !ok {
		return nil
	}
	return s.Feeds[i]
}

// CalendarAt returns the calendar that belongs to the page at an address, nil
// when there is none.
func (s *Site) CalendarAt(url string) *Calendar {
	i, ok := s.Index.calendars[url]
	if !ok {
		return nil
	}
	return s.Calendars[i]
}
