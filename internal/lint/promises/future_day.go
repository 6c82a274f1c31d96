package promises

import (
	"example.org/partake/internal/frontmatter"
	"example.org/partake/internal/lint"
	"example.org/partake/internal/value"
)

// futureDay: what has happened has a day that is over. Until then the clock on how
// well people are answered does not count it.
var futureDay = lint.Rule{
	Name: "future-day", Asker: "4Pi Impact",
	About: "The day on which something was heard, told or done is not still to come.",
	Page: func(p *lint.Page) {
		look := func(key string, day value.Date) {
			if day > p.Site.Today {
				p.Find(p.At(key), "write the day on which it happened", "this says what has happened, and %s is still to come", day)
			}
		}
		if u := p.Update; u != nil {
			look("heard_on", u.HeardOn)
			look("status_date", u.StatusDate)
			look("replied_on", u.RepliedOn)
			if u.CheckedWith != nil {
				look("checked_with.on", u.CheckedWith.On)
			}
		}
		if p.Ambition != nil {
			for i, x := range p.Ambition.Actions {
				look(frontmatter.Index("actions", i)+".status_date", x.StatusDate)
			}
		}
	},
}
