package feed

import (
	"cmp"
	"slices"
	"time"

	"example.org/partake/internal/content"
	"example.org/partake/internal/opportunity"
	"example.org/partake/internal/site"
	"example.org/partake/internal/value"
)

// maker makes feeds of one site.
type maker struct{ site *site.Site }

// Of makes a feed of the site. item gives the item of a page.
func Of(s *site.Site, f *site.Feed, item func(site.Entry) (*Item, error)) (Feed, error) {
	cfg := s.Config
	out := Feed{
		Title: f.Title, Summary: "What is new at " + cfg.Organisation.Name + ", with the newest first.", Page: s.Base + f.URL,
		Author: cfg.Organisation.Name, Email: string(cfg.Team.Email), Language: "en-GB", Updated: Updated(s, f.Entries),
	}
	for _, e := range f.Entries {
		made, err := item(e)
		if err != nil {
			return Feed{}, err
		}
		out.Items = append(out.Items, made)
	}
	return out, out.addChanges(s, f.Changes)
}

// PageOf is what feeds say of an entry.
func PageOf(s *site.Site, e site.Entry) Page {
	p, b := maker{s}, e.Page()
	return Page{
		ID: ID(s.Host(), b.ID), URL: s.Base + b.URL, Author: s.Config.Organisation.Name, Title: feedTitle(e), Summary: b.Summary,
		Categories: p.categories(e), Published: b.Published.Start(), Updated: p.changed(e),
	}
}

// feedTitle says in the title when nobody can join any more.
func feedTitle(e site.Entry) string {
	if o := e.Opportunity; o != nil && !o.State.Open() && o.State != site.Upcoming {
		return o.State.Words() + ": " + o.Title
	}
	return e.Page().Title
}

func (p maker) categories(e site.Entry) []string {
	var out []string
	switch d := e.Doc.(type) {
	case *opportunity.Opportunity:
		out = append(out, "Opportunity", d.Activity.Words())
	case *content.Update:
		out = append(out, "You said, we did")
	case *content.Learning:
		out = append(out, "Learning", d.LearningKind.Words())
	case *content.News:
		out = append(out, cmp.Or(d.NewsKind, "news").Words())
	}
	l := p.site.Links(e.Page())
	for _, t := range slices.Concat(l.Services, l.Areas) {
		out = append(out, t.Name)
	}
	return out
}

// changed is when an entry last changed for its readers. Closing is a change.
func (p maker) changed(e site.Entry) time.Time {
	b := e.Page()
	latest := max(b.Published, b.Updated)
	for _, c := range b.Changes {
		if c.Date <= p.site.Today {
			latest = max(latest, c.Date)
		}
	}
	if e.Update != nil {
		latest = max(latest, e.Update.StatusDate)
	}
	t := latest.Start()
	if o := e.Opportunity; o != nil && o.State == site.Closed && o.Closes.End().After(t) {
		return o.Closes.End()
	}
	return t
}

// beginning stands for a feed without entries: no clock, so that the bytes
// stay the same.
var beginning = value.DateOf(time.Date(2020, 1, 1, 12, 0, 0, 0, time.UTC)).Start()

func (p maker) updated(entries []site.Entry) time.Time {
	latest := beginning
	for _, e := range entries {
		if t := p.changed(e); t.After(latest) {
			latest = t
		}
	}
	return latest
}

// Updated is when the newest of some entries last changed for its readers.
func Updated(s *site.Site, entries []site.Entry) time.Time { return maker{s}.updated(entries) }
