// Package calendar writes iCalendar files (RFC 5545, with the names of RFC 7986)
// that people subscribe to: closing dates, sessions, promises.
//
// golang-ical escapes texts and folds lines. The rest is done here: in a text
// that is no valid UTF-8 its folding cuts characters, carriage returns and
// control characters go through as they are, a newline in an address begins a
// property, and some failed writes are forgotten.
//
// This package is the only door to golang-ical.
package calendar

import (
	"fmt"
	"io"
	"strings"
	"time"
	"unicode"

	ics "github.com/arran4/golang-ical"

	"example.org/partake/internal/value"
)

// Calendar is one file.
type Calendar struct {
	Name        string
	Description string
	URL         string // the page that it belongs to
	Entries     []Entry
	Events      []Event // after the entries
}

// Entry is an event as it stands in a file. One that stands in several
// calendars is written once.
type Entry string

// NewEntry writes an event.
func NewEntry(e Event) (Entry, error) {
	var b strings.Builder
	if err := e.component().SerializeTo(&b, lines); err != nil {
		return "", fmt.Errorf("write calendar entry: %w", err)
	}
	return Entry(b.String()), nil
}

// lines is how lines end and how long they may be, in octets.
var lines = &ics.SerializationConfiguration{MaxLength: 75, PropertyMaxLength: 75, NewLine: string(ics.WithNewLineWindows)}

// Event is something on a day or at a time.
type Event struct {
	UID         string // never changes: "opportunities/ward-food/closes@involvement.example.org"
	Summary     string
	Description string
	Location    string
	URL         string // the page that says more
	Categories  []string
	AllDay      bool      // Start and End are the days in London on which they fall
	Start       time.Time // must be given
	End         time.Time // the last day, or when a timed event is over; one that is not after Start is left out
	Changed     time.Time // when the source last changed; never the clock, so that the bytes stay the same
	Sequence    int       // how many times it has changed in a way that matters to those who come
	Cancelled   bool
}

// Write writes the calendar.
//
// RFC 5545 wants at least one component in a file. One without events holds the
// definition of UTC instead, which shows nothing to subscribers: the file is
// valid to the letter, and the subscription goes on.
func (c Calendar) Write(w io.Writer) error {
	cal := c.head()
	if len(c.Events)+len(c.Entries) == 0 {
		utc := cal.AddTimezone("UTC").AddStandard()
		utc.AddProperty(ics.ComponentPropertyDtStart, "19700101T000000")
		utc.AddProperty(ics.ComponentProperty(ics.PropertyTzoffsetfrom), "+0000")
		utc.AddProperty(ics.ComponentProperty(ics.PropertyTzoffsetto), "+0000")
	}
	var head strings.Builder
	if err := cal.SerializeTo(&head, lines); err != nil {
		return fmt.Errorf("write calendar: %w", err)
	}
	const end = "END:VCALENDAR\r\n"
	parts := []string{strings.TrimSuffix(head.String(), end)}
	for _, e := range c.Entries {
		parts = append(parts, string(e))
	}
	for _, e := range c.Events {
		entry, err := NewEntry(e)
		if err != nil {
			return err
		}
		parts = append(parts, string(entry))
	}
	for _, part := range append(parts, end) {
		if _, err := io.WriteString(w, part); err != nil {
			return fmt.Errorf("write calendar: %w", err)
		}
	}
	return nil
}

// head is the calendar before its events. Each name, text and time of renewal
// stands there twice: as the standard has it and as older readers know it.
func (c Calendar) head() *ics.Calendar {
	cal := new(ics.Calendar)
	cal.SetVersion("2.0")
	cal.SetProductId("-//Partake//Calendar//EN")
	cal.SetMethod(ics.MethodPublish)
	cal.SetName(clean(c.Name)) // NAME and X-WR-CALNAME
	address := line(c.URL)
	if text := about(c.Description, address); text != "" {
		cal.SetDescription(text)
		cal.SetXWRCalDesc(text)
	}
	if address != "" {
		cal.SetUrl(address)
	}
	cal.SetRefreshInterval("P1D")
	cal.SetXPublishedTTL("P1D")
	return cal
}

func (e Event) component() *ics.VEvent {
	v := ics.NewEvent(clean(e.UID))
	v.SetDtStampTime(e.Changed)
	v.SetLastModifiedAt(e.Changed)
	v.SetSequence(e.Sequence)
	e.when(v)
	v.SetStatus(ics.ObjectStatusConfirmed)
	if e.Cancelled {
		v.SetStatus(ics.ObjectStatusCancelled)
	}
	address := line(e.URL)
	add(v, ics.ComponentPropertySummary, clean(e.Summary))
	add(v, ics.ComponentPropertyDescription, about(e.Description, address))
	add(v, ics.ComponentPropertyLocation, clean(e.Location))
	add(v, ics.ComponentPropertyUrl, address)
	for _, category := range e.Categories {
		// One property each: the library escapes every comma, also those between categories.
		add(v, ics.ComponentPropertyCategories, clean(category))
	}
	return v
}

// when sets the times. Those of a timed event are in UTC, which needs no rules
// for the change of clocks. The end of an all-day event is the day after its
// last, and always there: some readers make nothing of a day without an end.
func (e Event) when(v *ics.VEvent) {
	later := e.End.After(e.Start)
	if e.AllDay || !later {
		v.SetTimeTransparency(ics.TransparencyTransparent) // a closing date keeps nobody busy
	}
	if !e.AllDay {
		v.SetStartAt(e.Start)
		if later {
			v.SetEndAt(e.End)
		}
		return
	}
	last := e.Start
	if later {
		last = e.End
	}
	v.SetAllDayStartAt(e.Start.In(value.London))
	v.SetAllDayEndAt(last.In(value.London).AddDate(0, 0, 1))
}

func add(v *ics.VEvent, property ics.ComponentProperty, text string) {
	if text != "" {
		v.AddProperty(property, text)
	}
}

// about is a description that ends with the address, because Outlook and Google
// drop the property URL.
func about(description, address string) string {
	return strings.Trim(clean(description)+"\n"+address, "\n")
}

// clean takes out what a text may not hold: invalid UTF-8 and every control
// character but the tab and the newline, which the library escapes.
func clean(s string) string {
	s = strings.ReplaceAll(strings.ToValidUTF8(s, ""), "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\t' && r != '\n' {
			return -1
		}
		return r
	}, strings.ReplaceAll(s, "\r", "\n"))
}

// line is a clean text on one line. An address is written as it is, so that a
// newline in it would begin a property.
func line(s string) string { return strings.ReplaceAll(clean(s), "\n", "") }
