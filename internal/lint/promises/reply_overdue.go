package promises

import (
	"example.org/partake/internal/lint"
)

// replyOverdue: people gave their time, and we said by when they would hear.
var replyOverdue = lint.Rule{
	Name: "reply-overdue", Asker: "HRA C, 4Pi Impact",
	About: "People hear what came of it by the day that the page promised.",
	Page: func(p *lint.Page) {
		o := p.Opportunity
		if o == nil {
			return
		}
		if by := o.ReplyBy(); by != 0 && by < p.Site.Today && len(o.Updates) == 0 && o.Outcome == nil {
			p.Find(p.At("feedback"), "tell the people who took part, then write an update that names it: opportunities: ["+o.ID+"]",
				"people were to hear what came of it by %s, and no update says it", by)
		}
	},
}
