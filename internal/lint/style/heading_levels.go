package style

import (
	"example.org/partake/internal/lint"
)

// headingLevels: people who use a screen reader go from heading to heading, and
// take a missing level for something that they missed. Pages put it right by
// themselves; the text is worth mending, because it is read elsewhere too.
var headingLevels = lint.Rule{
	Name: "heading-levels", Asker: "WCAG 1.3.1",
	About:    "Headings go down one level at a time: ### stands below ##.",
	Archived: true,
	Page: func(p *lint.Page) {
		last := 1
		for _, t := range p.Text.Titles {
			if t.Level > last+1 {
				p.Find(t.At, "start it with "+"######"[:last+1], "the heading skips a level")
			}
			last = max(t.Level, 2)
		}
	},
}
