package build

import (
	"bytes"
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"time"

	"example.org/partake/internal/content"
	"example.org/partake/internal/feed"
	"example.org/partake/internal/markdown"
	"example.org/partake/internal/opportunity"
	"example.org/partake/internal/site"
	"example.org/partake/internal/value"
)

// feeds are three files for each feed of the site.
func (p *press) feeds() []Target {
	var out []Target
	for _, f := range p.site.Feeds {
		key := p.feedKey(f)
		for _, format := range feed.Formats {
			out = append(out, Target{Path: file(f.URL + format.Name()), Key: sum(hex(key), format.Name()), Render: func(w *bytes.Buffer) error {
				made, err := p.feed(f)
				if err != nil {
					return err
				}
				return made.Write(w, format)
			}})
		}
	}
	return out
}

// feedKey folds the keys of the pages in a feed.
func (p *press) feedKey(f *site.Feed) uint64 {
	parts := []string{"feed", f.URL, f.Title, p.updated(f.Entries).String()}
	for _, e := range f.Entries {
		if o := e.Opportunity; o != nil {
			parts = append(parts, hex(p.opportunityKey(o)))
			continue
		}
		if e.Update == nil {
			parts = append(parts, p.source(e.Doc), hex(p.viewDigest(e)))
			continue
		}
		u, today := e.Update, p.site.Today
		parts = append(parts, p.source(u.Update), p.storyFace(u), fmt.Sprint(u.Due < today, u.LookAgain < today, u.DifferenceDue >= today), p.refs(u.Evidence...), fmt.Sprint(p.views.Owner(u.Owner)))
	}
	return p.key(parts...)
}

// viewDigest is a digest of what a feed shows of a page besides its text.
func (p *press) viewDigest(e site.Entry) uint64 {
	switch d := e.Doc.(type) {
	case *content.Learning:
		i := slices.IndexFunc(p.site.Learning, func(l *site.Learning) bool { return l.Learning == d })
		return deep(p.others.LearningItem(p.site.Learning[i], markdown.Rendered{}))
	case *content.News:
		return deep(p.others.NewsItem(d, markdown.Rendered{}))
	}
	return 0
}

func (p *press) feed(f *site.Feed) (feed.Feed, error) {
	cfg := p.site.Config
	out := feed.Feed{
		Title: f.Title, Summary: "What is new at " + cfg.Organisation.Name + ", with the newest first.", Page: p.site.Base + f.URL,
		Author: cfg.Organisation.Name, Email: string(cfg.Team.Email), Language: "en-GB", Updated: p.updated(f.Entries),
	}
	for _, e := range f.Entries {
		made, err := p.feedContent(e)
		if err != nil {
			return feed.Feed{}, err
		}
		b := e.Page()
		out.Items = append(out.Items, feed.Item{
			ID: feed.ID(p.host(), b.ID), URL: p.site.Base + b.URL, Title: feedTitle(e), Summary: b.Summary,
			Categories: p.categories(e), Content: made, Published: b.Published.Start(), Updated: p.changed(e),
		})
	}
	return out, nil
}

// host is the name of the site in ids.
func (p *press) host() string {
	u, err := url.Parse(p.site.Base)
	if err != nil {
		return p.site.Base
	}
	return u.Hostname()
}

// feedTitle says in the title when nobody can join any more.
func feedTitle(e site.Entry) string {
	if o := e.Opportunity; o != nil && !o.State.Open() && o.State != site.Upcoming {
		return o.State.Words() + ": " + o.Title
	}
	return e.Page().Title
}

func (p *press) categories(e site.Entry) []string {
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
func (p *press) changed(e site.Entry) time.Time {
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

func (p *press) updated(entries []site.Entry) time.Time {
	latest := beginning
	for _, e := range entries {
		if t := p.changed(e); t.After(latest) {
			latest = t
		}
	}
	return latest
}
