package retell

import (
	"example.org/partake/internal/content"
	"example.org/partake/internal/opportunity"
)

// told gives a Doc what another of its file says in fields that no address, list or
// link goes by. It says false for kinds whose words stand elsewhere in the Site.
func told(d, as content.Doc) bool {
	p, b := d.Base(), as.Base()
	p.Order, p.Digest, p.Keys, p.BodyLine = b.Order, b.Digest, b.Keys, b.BodyLine
	p.Title, p.Summary, p.Updated, p.Reviewed, p.ReviewDue = b.Title, b.Summary, b.Updated, b.Reviewed, b.ReviewDue
	p.CoProduced, p.Sensitive, p.Silence = b.CoProduced, b.Sensitive, b.Silence
	switch d := d.(type) {
	case *content.Person, *content.Strategy, *content.Ambition:
		return false
	case *content.Learning:
		return len(d.Dates) == 0 // its calendar goes by its title
	case *content.Group:
		return len(d.Dates) == 0
	case *opportunity.Opportunity:
		toldOpportunity(d, as.(*opportunity.Opportunity))
	case *content.Update:
		toldUpdate(d, as.(*content.Update))
	}
	return true
}

func toldOpportunity(d, b *opportunity.Opportunity) {
	d.Opens, d.Closes, d.Dates = b.Opens, b.Closes, b.Dates
	d.StatusNote, d.Purpose, d.Difference, d.Commitment = b.StatusNote, b.Purpose, b.Difference, b.Commitment
	d.Support, d.Supervision, d.Selection = b.Support, b.Supervision, b.Selection
	d.CanChange, d.CannotChange, d.Places = b.CanChange, b.CannotChange, b.Places
}

func toldUpdate(d, b *content.Update) {
	d.HeardOn, d.StatusDate, d.Due, d.LookAgain = b.HeardOn, b.StatusDate, b.Due, b.LookAgain
	d.DifferenceDue, d.RepliedOn = b.DifferenceDue, b.RepliedOn
	d.WeAsked, d.YouSaid, d.WeDid, d.WeWill = b.WeAsked, b.YouSaid, b.WeDid, b.WeWill
	d.Reason, d.Alternative, d.Difference, d.Disagreed = b.Reason, b.Alternative, b.Difference, b.Disagreed
}
