// Package site is the finished model of an involvement site: every page with
// what belongs to it, sorted and linked.
//
// Package assemble makes a Site, and nothing in it changes afterwards; package
// retell makes the one after an edit, of other nodes. What depends on the clock –
// open, closed, published, shown – was decided then, once.
//
// Each page with links of its own knows its Place in the list of its kind, so that
// a copy of the Site finds the page that stands there without a map.
package site

import (
	"net/url"
	"time"

	"example.org/partake/internal/address"
	"example.org/partake/internal/config"
	"example.org/partake/internal/content"
	"example.org/partake/internal/form"
	"example.org/partake/internal/page"
	"example.org/partake/internal/value"
)

// Site is the finished model. Nothing in it changes after Assemble.
type Site struct {
	Config *config.Config
	Data   config.Data
	Base   string
	Now    time.Time
	Today  value.Date

	*address.Book

	Home          *content.Home
	Opportunities []*Opportunity // open first, then upcoming, then past
	Updates       []*Update      // newest first
	Strategies    []*Strategy    // current first
	About         []*content.Plain
	Terms         []*content.Term // these by their words
	Guides        []*content.Guide
	News          []*content.News // newest first
	Learning      []*Learning
	People        []*content.Person // those who agree to be shown today
	Groups        []*content.Group
	Organisations []*Organisation // those that have ended last
	Routes        []*content.Route
	Forms         []*form.Definition
	Services      []*Topic // in the order of the data file
	Areas         []*Topic
	Facets        []*Facet  // lists of opportunities by activity, pay, way of taking part
	Statuses      []*Status // lists of updates by status
	Skills        []*Skill  // lists of people by skill
	Feeds         []*Feed
	Calendars     []*Calendar

	Index Index
}

// Topic is a service or an area with all that names it.
type Topic struct {
	config.Term
	URL           string
	Opportunities []*Opportunity
	Updates       []*Update

	Place int // among services and areas
}

// Open counts the opportunities that people can join now.
func (t *Topic) Open() int { return countOpen(t.Opportunities) }

// LastOpen is the latest closing date of what is closed, 0 when nothing is.
func (t *Topic) LastOpen() value.Date {
	last := value.Date(0)
	for _, o := range t.Opportunities {
		if o.State == Closed {
			last = max(last, o.Closes.Date)
		}
	}
	return last
}

func countOpen(list []*Opportunity) int {
	n := 0
	for _, o := range list {
		if o.State.Open() && o.Listed() {
			n++
		}
	}
	return n
}

// Facet is a list of the opportunities that share something.
type Facet struct {
	Group string // "What you do", "What you get", "How you take part"
	Title string // "Focus group", "Paid", "Online"
	URL   string
	List  []*Opportunity
}

// Open counts the opportunities that people can join now.
func (f *Facet) Open() int { return countOpen(f.List) }

// Status is a list of the updates that are equally far.
type Status struct {
	Title string // "We did this"
	URL   string
	List  []*Update
}

// Host is the name of the site in ids.
func (s *Site) Host() string {
	u, err := url.Parse(s.Base)
	if err != nil {
		return s.Base
	}
	return u.Hostname()
}

// Touched is the day on which a page last changed.
func (s *Site) Touched(p *page.Page) value.Date {
	changed := max(p.Published, p.Updated, p.Reviewed)
	for _, c := range p.Changes {
		changed = max(changed, c.Date)
	}
	return min(changed, s.Today)
}
