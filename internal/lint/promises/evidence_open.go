package promises

import (
	"example.org/partake/internal/frontmatter"
	"example.org/partake/internal/lint"
)

// evidenceOpen: an update that is not done shows nothing.
var evidenceOpen = lint.Rule{
	Name: "evidence-open", Asker: "4Pi Impact",
	About: "The update that shows that a promise is done is done itself.",
	Page: func(p *lint.Page) {
		if p.Ambition == nil {
			return
		}
		for i, x := range p.Ambition.Actions {
			for j, ref := range x.Evidence {
				if u := p.Ambition.Evidence[ref]; u != nil && x.Status == "done" && u.Status != "done" && u.Status != "partly" {
					p.Find(p.At(frontmatter.Index(frontmatter.Index("actions", i)+".evidence", j)), "name an update that shows it, or write how far the promise really is",
						"the promise is done, and the update that is to show it has the status %s", u.Status)
				}
			}
		}
	},
}
