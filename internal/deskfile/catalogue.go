package deskfile

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"example.org/partake/internal/form"
	"example.org/partake/internal/intake"
)

// Catalogue answers for the forms and opportunities of the file. What is open
// is decided by the clock at each question.
func (f File) Catalogue(now func() time.Time) intake.Catalogue {
	c := catalogue{forms: map[string]form.Form{}, offers: map[string]Offer{}, now: now}
	for _, x := range f.Forms {
		c.forms[x.ID] = x
	}
	for _, o := range f.Offers {
		c.offers[o.ID] = o
	}
	return c
}

type catalogue struct {
	forms  map[string]form.Form
	offers map[string]Offer
	now    func() time.Time
}

// Form finds a form.
func (c catalogue) Form(id string) (form.Form, bool) {
	f, ok := c.forms[id]
	return f, ok
}

// Offer finds an opportunity and says whether it is open now.
func (c catalogue) Offer(id string) (intake.Offer, bool) {
	o, ok := c.offers[id]
	if !ok {
		return intake.Offer{}, false
	}
	note := o.Closed(c.now())
	return intake.Offer{ID: o.ID, Title: o.Title, URL: o.URL, Form: o.Form, Open: note == "", Note: note, Closes: o.LastDay()}, true
}

// Closed says in a sentence why nobody can join at a moment, "" when people can.
// A closing date without a time means until 11:59pm in London.
func (o Offer) Closed(now time.Time) string {
	switch {
	case o.State == Paused:
		return cmp.Or(o.Note, "This is paused. Ring us to hear when it starts again.")
	case o.State == Filled:
		return cmp.Or(o.Note, "All places are taken.")
	case o.State == Cancelled:
		return cmp.Or(o.Note, "This is cancelled.")
	case o.Opens.Date != 0 && now.Before(o.Opens.Start()):
		return cmp.Or(o.Note, "You can tell us that you are interested from "+o.Opens.Long()+".")
	case o.Closes.Date != 0 && now.After(o.Closes.End()):
		return cmp.Or(o.Note, "This closed on "+o.Closes.Date.String()+".")
	}
	return ""
}

// LastDay is the closing day as records count it, 0 for none.
func (o Offer) LastDay() intake.Day {
	if o.Closes.Date == 0 {
		return 0
	}
	y, m, d := o.Closes.Date.Start().Date()
	return intake.DayOf(time.Date(y, m, d, 0, 0, 0, 0, time.UTC))
}

// Open lists up to n opportunities that people can join at a moment, those that
// close first before the others.
func (f File) Open(now time.Time, n int) []Offer {
	var out []Offer
	for _, o := range f.Offers {
		if o.Listed && o.Closed(now) == "" {
			out = append(out, o)
		}
	}
	slices.SortFunc(out, func(x, y Offer) int {
		return cmp.Or(cmp.Compare(x.last(), y.last()), strings.Compare(x.Title, y.Title), strings.Compare(x.ID, y.ID))
	})
	return out[:min(n, len(out))]
}

// last is the moment after which it is closed; never, without a closing date.
func (o Offer) last() int64 {
	if o.Closes.Date == 0 {
		return int64(^uint64(0) >> 1)
	}
	return o.Closes.End().Unix()
}
