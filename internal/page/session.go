package page

import (
	"example.org/partake/internal/frontmatter"
	"example.org/partake/internal/value"
)

// Session is one date.
type Session struct {
	// Start is when it begins.
	Start value.Moment `yaml:"start" must:"true" eg:"2026-05-03T10:00"`
	// End is when it ends.
	End value.Moment `yaml:"end" eg:"2026-05-03T12:00"`
	// What says what happens.
	What string `yaml:"what" line:"true" eg:"\"First tasting\""`
	// Place is where it is, if not that of the page.
	Place string `yaml:"place" line:"true" eg:"\"Mill House, Northgate\""`
	// MovedFrom is when it was to begin at first. The entry in people's calendars then moves with it.
	MovedFrom value.Moment `yaml:"moved_from" eg:"2026-04-26T10:00"`
	// Cancelled keeps the session on the page and in calendars, marked as cancelled.
	Cancelled bool `yaml:"cancelled" eg:"true"`
	// Online means that this session is online.
	Online bool `yaml:"online" eg:"true"`
}

// CheckSessions looks at the dates of a page.
func CheckSessions(c *frontmatter.Check, dates []Session) {
	for i, s := range dates {
		if s.End.Date != 0 && s.End.End().Before(s.Start.Start()) {
			c.Errorf(frontmatter.Index("dates", i)+".end", "put the earlier time into start and the later one into end", "the session ends before it starts")
		}
	}
}

// Key is what a session is known by, also after it was moved.
func (s Session) Key() value.Moment {
	if s.MovedFrom.Date != 0 {
		return s.MovedFrom
	}
	return s.Start
}

// LastDate is the last day of the sessions, 0 without any.
func LastDate(list []Session) value.Date {
	last := value.Date(0)
	for _, s := range list {
		last = max(last, s.Start.Date, s.End.Date)
	}
	return last
}
