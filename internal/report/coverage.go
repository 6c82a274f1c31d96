package report

import (
	"cmp"
	"io"
	"strings"

	"example.org/partake/internal/site"
	"example.org/partake/internal/value"
)

// Coverage tells for whom nothing was open, and who heard nothing, since a day.
type Coverage struct {
	Today, Since value.Date
	Base         string
	Groups       []Group
}

// Group are the services, the areas or the ambitions.
type Group struct {
	Name, One string // "Services", "service"
	Covered   []Covered
}

// Covered is one of them.
type Covered struct {
	Title, URL string
	Open       bool       // people could join something since that day
	LastOpen   value.Date // the last day on which they could, 0 for never
	Told       bool       // people heard what came of something since that day
	LastTold   value.Date // when they last did, 0 for never
}

// Gap says whether something is missing.
func (c Covered) Gap() bool { return !c.Open || !c.Told }

// Gaps are those of a group for whom something is missing.
func (g Group) Gaps() []Covered {
	var out []Covered
	for _, c := range g.Covered {
		if c.Gap() {
			out = append(out, c)
		}
	}
	return out
}

// CoverageOf looks at every service, every area, and every ambition of the strategies
// that hold now.
func CoverageOf(s *site.Site, since value.Date) Coverage {
	topics := func(list []*site.Topic) []Covered {
		var out []Covered
		for _, t := range list {
			out = append(out, covered(s, t.Name, t.URL, t.Opportunities, t.Updates, since))
		}
		return out
	}
	var ambitions []Covered
	for _, st := range s.Strategies {
		if st.State != "replaced" {
			for _, a := range st.Ambitions {
				ambitions = append(ambitions, covered(s, a.Title, a.URL, a.Opportunities, a.Updates, since))
			}
		}
	}
	return Coverage{Today: s.Today, Since: since, Base: s.Base, Groups: []Group{
		{"Services", "service", topics(s.Services)}, {"Areas", "area", topics(s.Areas)}, {"Ambitions", "ambition", ambitions},
	}}
}

func covered(s *site.Site, title, url string, opportunities []*site.Opportunity, updates []*site.Update, since value.Date) Covered {
	c := Covered{Title: title, URL: url, Open: OpenSince(opportunities, s.Today, since)}
	for _, o := range opportunities {
		c.LastOpen = max(c.LastOpen, lastOpen(o, s.Today))
	}
	for _, u := range updates {
		if d := told(u); d <= s.Today {
			c.LastTold = max(c.LastTold, d)
		}
	}
	c.Told = c.LastTold != 0 && c.LastTold >= since
	return c
}

// OpenSince says whether people could join one of some opportunities since a day.
func OpenSince(list []*site.Opportunity, today, since value.Date) bool {
	for _, o := range list {
		ends := cmp.Or(o.Closes.Date, begins(o)) // without an end nobody knows more than that it began
		if o.State.Open() || begins(o) <= today && ends >= since {
			return true
		}
	}
	return false
}

// lastOpen is the last day on which people could join, 0 when they never could.
func lastOpen(o *site.Opportunity, today value.Date) value.Date {
	switch {
	case o.State.Open():
		return today
	case begins(o) > today:
		return 0
	}
	return min(cmp.Or(o.Closes.Date, begins(o)), today)
}

// told is the day on which people heard what came of something. That we have heard
// it is no answer.
func told(u *site.Update) value.Date {
	if u.RepliedOn == 0 && u.Status != "heard" {
		return u.StatusDate
	}
	return u.RepliedOn
}

// GapColumns are those of the table that [CoverageCSV] writes: one row for each
// service, area and ambition, also those without a gap.
var GapColumns = strings.Fields("kind title open last_open told last_told address")

// CoverageCSV writes coverage as one table, like [CSV].
func CoverageCSV(w io.Writer, c Coverage) error {
	var rows []row
	for _, g := range c.Groups {
		for _, x := range g.Covered {
			rows = append(rows, row{
				"kind": g.One, "title": x.Title, "open": yes(x.Open), "last_open": iso(x.LastOpen), "told": yes(x.Told), "last_told": iso(x.LastTold), "address": c.Base + x.URL,
			})
		}
	}
	return table(w, GapColumns, rows)
}

func iso(d value.Date) string {
	if d == 0 {
		return ""
	}
	return d.ISO()
}
