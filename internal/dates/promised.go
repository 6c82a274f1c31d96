package dates

import (
	"fmt"
	"io"
	"sync"

	"example.org/partake/internal/calendar"
	"example.org/partake/internal/promise"
	"example.org/partake/internal/site"
)

// File is a calendar of what a strategy or a service has promised.
type File struct {
	URL string // of the file

	site   *site.Site
	page   string // the address of the page that it belongs to
	title  string
	events func() []calendar.Event
	known  *sync.Map // entries by their ids: one stands in several files, and is written once
}

// Promised are the calendars of promises of a site: of each strategy and service.
func Promised(s *site.Site) []File {
	var out []File
	known := new(sync.Map)
	add := func(title, page string, list func() []promise.Promise) {
		events := sync.OnceValue(func() []calendar.Event { return Promises(s, list()) })
		out = append(out, File{URL: page + site.PromisesName, site: s, page: page, title: title + ": what we promised", events: events, known: known})
	}
	for _, st := range s.Strategies {
		add(st.Title, st.URL, func() []promise.Promise { return promise.OfStrategy(st) })
	}
	for _, t := range s.Services {
		add(t.Name, t.URL, func() []promise.Promise { return promise.OfTopic(t) })
	}
	return out
}

// Parts are all that the file says, for its key.
func (f File) Parts() []string {
	parts := []string{"promises", f.page, f.title}
	for _, e := range f.events() {
		parts = append(parts, e.UID, e.Summary, e.Description, e.URL, fmt.Sprint(e.Start.Unix(), e.Changed.Unix(), e.Sequence))
	}
	return parts
}

// Write writes the file.
func (f File) Write(w io.Writer) error {
	c := calendar.Calendar{
		Name: f.title, URL: f.site.Base + f.page,
		Description: "The days by which " + f.site.Config.Organisation.Name + " has promised to do something or to answer. Each says whether it was kept.",
	}
	for _, e := range f.events() {
		entry, known := f.known.Load(e.UID)
		if !known {
			written, err := calendar.NewEntry(e)
			if err != nil {
				return err
			}
			entry = written
			f.known.Store(e.UID, written)
		}
		c.Entries = append(c.Entries, entry.(calendar.Entry))
	}
	return c.Write(w)
}
