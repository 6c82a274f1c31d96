// Package dates says which entries a calendar of the site has: closing dates, the
// sessions of opportunities, learning and groups, and the days on which promises
// fall due.
//
// An entry keeps its id for as long as the page has its own: a session is known
// by when it was to begin at first, so one that moves stays the same entry.
// What is cancelled stays and says so.
package dates

import (
	"fmt"
	"time"

	"example.org/partake/internal/calendar"
	"example.org/partake/internal/opportunity"
	"example.org/partake/internal/page"
	"example.org/partake/internal/site"
	"example.org/partake/internal/wording"
)

// maker makes entries of one site.
type maker struct{ site *site.Site }

// Of makes a calendar of the site. entries are those of an opportunity, as Opportunity
// makes them.
func Of(s *site.Site, c *site.Calendar, entries func(*site.Opportunity) ([]calendar.Entry, error)) (calendar.Calendar, error) {
	out := calendar.Calendar{Name: c.Title, Description: "Dates from " + s.Config.Organisation.Name + ".", URL: s.Base + c.URL}
	for _, o := range c.Opportunities {
		made, err := entries(o)
		if err != nil {
			return calendar.Calendar{}, err
		}
		out.Entries = append(out.Entries, made...)
	}
	for _, m := range c.Meetings {
		made, err := meeting(s, m)
		if err != nil {
			return calendar.Calendar{}, err
		}
		out.Entries = append(out.Entries, made...)
	}
	return out, nil
}

// Opportunity writes the entries of an opportunity.
func Opportunity(s *site.Site, o *site.Opportunity) ([]calendar.Entry, error) {
	return written(maker{s}.events(o))
}

// meeting writes the entries of a group or of something to learn.
func meeting(s *site.Site, m site.Meeting) ([]calendar.Entry, error) {
	return written(maker{s}.sessions(m.Page, m.Sessions, false, place(m.Where), m.Page.Summary))
}

func written(events []calendar.Event) ([]calendar.Entry, error) {
	out := make([]calendar.Entry, 0, len(events))
	for _, e := range events {
		entry, err := calendar.NewEntry(e)
		if err != nil {
			return nil, err
		}
		out = append(out, entry)
	}
	return out, nil
}

// events are the closing date and the sessions of an opportunity. Of one that
// is cancelled they stay, marked as cancelled, or they would stand in people's
// calendars for ever.
func (p maker) events(o *site.Opportunity) []calendar.Event {
	cancelled := o.State == site.Cancelled
	about := o.Summary + "\n" + wording.PayTag(o.Pay) + ". " + wording.Where(o.Location)
	var out []calendar.Event
	if o.Closes.Date != 0 && o.State != site.Filled && o.State != site.Paused { // pages do not show it then
		e := p.event(&o.Page, "closes", about)
		e.Summary, e.Categories, e.Cancelled = "Closes: "+o.Title, []string{"Opportunity"}, cancelled
		e.Start, e.AllDay = o.Closes.Start(), !o.Closes.HasTime
		out = append(out, e)
	}
	return append(out, p.sessions(&o.Page, o.Dates, cancelled, place(o.Location), about)...)
}

// place is where people meet, "" when they do not.
func place(l opportunity.Location) string {
	switch {
	case l.Venue != "" && l.Address != "":
		return l.Venue + ", " + l.Address
	case l.Venue == "" && l.Mode == "online":
		return "Online"
	}
	return wording.First(l.Venue, l.Address)
}

func (p maker) sessions(b *page.Page, list []page.Session, cancelled bool, where, about string) []calendar.Event {
	var out []calendar.Event
	names := sessionNames(list)
	for i, s := range list {
		e := p.event(b, names[i], about)
		e.Summary, e.Location, e.Cancelled, e.Categories = b.Title, wording.First(s.Place, where), cancelled || s.Cancelled, []string{"Session"}
		if s.What != "" {
			e.Summary += ": " + s.What
		}
		if s.Online {
			e.Location = "Online"
		}
		e.Start, e.AllDay = s.Start.Start(), !s.Start.HasTime
		if s.End.Date != 0 && s.End.HasTime == s.Start.HasTime {
			e.End = s.End.Start()
		}
		out = append(out, e)
	}
	return out
}

// sessionNames are what the sessions of a page are known by. One that has moved
// keeps the name of its first date, also when another session takes that date.
func sessionNames(list []page.Session) []string {
	out, used := make([]string, len(list)), map[string]int{}
	name := func(i int) {
		key := list[i].Key()
		out[i] = "session-" + key.Date.ISO()
		if key.HasTime {
			out[i] += fmt.Sprintf("-%02d%02d", key.Minute/60, key.Minute%60)
		}
		if used[out[i]]++; used[out[i]] > 1 {
			out[i] += fmt.Sprintf("-%d", used[out[i]])
		}
	}
	for _, moved := range []bool{true, false} {
		for i, s := range list {
			if moved == (s.MovedFrom.Date != 0) {
				name(i)
			}
		}
	}
	return out
}

// event is what all events of a page share. Its id never changes while the page
// has its own, and its time is that of the page's last change, not the clock.
func (p maker) event(b *page.Page, name, about string) calendar.Event {
	changed := p.site.Touched(b).Start()
	if changed.Year() < 1970 {
		changed = time.Unix(0, 0)
	}
	return calendar.Event{
		UID: b.ID + "/" + name + "@" + p.site.Host(), URL: p.site.Base + b.URL, Description: about,
		Changed: changed, Sequence: len(b.Changes),
	}
}
