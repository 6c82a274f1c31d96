package promises

import (
	"example.org/partake/internal/frontmatter"
	"example.org/partake/internal/lint"
)

// actionOverdue: a promise whose day has passed is late, and people are owed the
// reason.
var actionOverdue = lint.Rule{
	Name: "action-overdue", Asker: "4Pi Impact",
	About: "A promise that is not kept by its day is marked as late, with the reason.",
	Page: func(p *lint.Page) {
		if p.Ambition == nil {
			return
		}
		for i, x := range p.Ambition.Actions {
			if open := x.Status == "not-started" || x.Status == "in-progress"; open && x.Due < p.Site.Today {
				p.Find(p.At(frontmatter.Index("actions", i)+".due"), "write status: done, or status: late and a reason:",
					"this was promised by %s, and its status is %s", x.Due, x.Status)
			}
		}
	},
}
