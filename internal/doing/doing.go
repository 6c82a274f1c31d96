// Package doing makes the pages on how well people are answered: one of the whole
// site, and one of each service that has asked or heard anything.
//
// What is counted and how, package clock says; what is promised, package promise. The
// pages say the same in plain words, so that nobody has to believe a figure: each has
// the number of answers behind it, and with too few there is none. What is late
// stands there by name, with its owner and its day, and first.
package doing

import (
	"sync"

	"example.org/partake/internal/clock"
	"example.org/partake/internal/frame"
	"example.org/partake/internal/markdown"
	"example.org/partake/internal/promise"
	"example.org/partake/internal/site"
	"example.org/partake/internal/value"
	"example.org/partake/internal/view"
	"example.org/partake/internal/wording"
)

// Maker makes the Views of one site.
type Maker struct {
	*frame.Maker

	once     sync.Once
	all      clock.Clock
	services map[*site.Topic]clock.Clock
}

// New returns a Maker.
func New(m *frame.Maker) *Maker { return &Maker{Maker: m} }

// Planned are the page of the site and those of its services.
func (m *Maker) Planned() []frame.Planned {
	out := []frame.Planned{{URL: site.DoingURL, Kind: "doing", View: func(markdown.Rendered) any { return m.Whole() }}}
	for _, t := range m.Site.Services {
		if url := t.DoingURL(); url != "" {
			out = append(out, frame.Planned{URL: url, Kind: "doing", View: func(markdown.Rendered) any { return m.Service(t) }})
		}
	}
	return out
}

// years is how far back the pages look. A shorter time says nothing about what is
// slow, and in a longer one nothing seems to change any more.
const years = 2

func (m *Maker) since() value.Date { return m.Site.Today.AddYears(-years) }

// measure runs the clocks, once for all pages. It goes over the updates once to give
// each service its own: those that are archived are in no list of a service.
func (m *Maker) measure() {
	m.once.Do(func() {
		span := clock.Span{From: m.since()}
		own := map[*site.Topic][]*site.Update{}
		for _, u := range m.Site.Updates {
			for _, t := range u.Services {
				own[t] = append(own[t], u)
			}
		}
		m.all, m.services = clock.Of(m.Site.Updates, span, m.Site.Today), map[*site.Topic]clock.Clock{}
		for t, list := range own {
			m.services[t] = clock.Of(list, span, m.Site.Today)
		}
	})
}

const title = "How we are doing"

// Whole is the page of the whole site.
func (m *Maker) Whole() view.Doing {
	m.measure()
	f := m.Frame("doing", site.DoingURL, title, "How long people wait for an answer, what changed because of what they said, and what we still owe them.", updates)
	v := m.doing(f, m.all, promise.OfSite(m.Site))
	v.Sent = sent(m.Site)
	for _, st := range m.Site.Strategies {
		if st.State != "replaced" && st.Listed() {
			v.Calendars = append(v.Calendars, view.Link{Text: st.Title, URL: st.URL + site.PromisesName})
		}
	}
	for _, t := range m.Site.Services {
		if url := t.DoingURL(); url != "" {
			v.Services = append(v.Services, view.IndexEntry{Title: t.Name, URL: url, Note: inShort(m.services[t])})
		}
	}
	return v
}

var updates = view.Link{Text: "You said, we did", URL: "/updates/"}

// Service is the page of a service.
func (m *Maker) Service(t *site.Topic) view.Doing {
	m.measure()
	own := view.Link{Text: t.Name, URL: t.URL}
	f := m.Frame("doing", t.DoingURL(), title+": "+t.Name, "How long people wait for an answer in "+t.Name+", what changed because of what they said, and what we still owe them.",
		view.Link{Text: "Services", URL: "/services/"}, own)
	v := m.doing(f, m.services[t], promise.OfTopic(t))
	v.Service, v.Calendars = own, []view.Link{{Text: t.Name, URL: t.URL + site.PromisesName}}
	return v
}

func (m *Maker) doing(f view.Frame, c clock.Clock, promises []promise.Promise) view.Doing {
	v := view.Doing{Frame: f, Since: m.since().String(), Figures: figures(c), Least: clock.Least, Settled: clock.Settled}
	m.share(&v, c.Share)
	agreed(&v, c.Agreed)
	v.Parts = m.parts(clock.DutiesOf(promises, m.Site.Today), c.Waiting)
	return v
}

// inShort is a service in a line. It is the same figure for all of them, and with too
// few answers none.
func inShort(c clock.Clock) string {
	if !c.Told.Enough() {
		return few(c.Told.Of, "answer", "answers")
	}
	half := "Half of " + wording.Plural(c.Told.Of, "answer", "answers")
	if c.Told.Days == 0 {
		return half + " came on the same day"
	}
	return half + " took " + days(c.Told.Days) + " or less"
}
