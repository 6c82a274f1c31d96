package site

import (
	"slices"

	"example.org/partake/internal/config"
	"example.org/partake/internal/content"
	"example.org/partake/internal/form"
	"example.org/partake/internal/opportunity"
	"example.org/partake/internal/value"
)

// Opportunity is an opportunity with what belongs to it.
type Opportunity struct {
	*opportunity.Opportunity
	*Links
	Pay      Pay
	State    State
	Updates  []*Update
	Form     *form.Definition // nil without one
	Training []Training
	Partners []*Organisation
	MetBy    []*content.Group // groups whose members have the checks already

	Place int // in Site.Opportunities
}

// Opportunity returns the one that a Doc belongs to, nil when it is not on the site now.
func (s *Site) Opportunity(d *opportunity.Opportunity) *Opportunity {
	i := slices.IndexFunc(s.Opportunities, func(o *Opportunity) bool { return o.Opportunity == d })
	if i < 0 {
		return nil
	}
	return s.Opportunities[i]
}

// FormURL is the address of its form, whether or not it has one now.
func (o *Opportunity) FormURL() string { return o.URL + "interest/" }

// Pay is what people are paid and get back, with the rate that holds.
type Pay struct {
	*opportunity.Reimbursement
	Rate *config.Rate // nil without a rate
	Job  bool         // a paid job, not involvement
}

// Training is something to learn for an opportunity.
type Training struct {
	*Learning
	Required bool
}

// Learning is something to learn, with what belongs to it.
type Learning struct {
	*content.Learning
	*Links
	Pay Pay

	Place int // in Site.Learning
}

// Organisation is an organisation with what belongs to it.
type Organisation struct {
	*content.Organisation
	*Links
	Successor     *Organisation // nil without one
	Opportunities []*Opportunity

	Place int // in Site.Organisations
}

// Over says whether it has ended on a day.
func (o *Organisation) Over(today value.Date) bool {
	return o.Ended != 0 && o.Ended < today
}

// Update is an update with what belongs to it.
type Update struct {
	*content.Update
	*Links
	Opportunities []*Opportunity

	Place int // in Site.Updates
}

// Strategy is a strategy with its ambitions in order.
type Strategy struct {
	*content.Strategy
	*Links
	Ambitions  []*Ambition
	Supersedes *Strategy
	ReplacedBy *Strategy

	Place int // in Site.Strategies
}

// Ambition is an ambition with all that works towards it.
type Ambition struct {
	*content.Ambition
	*Links
	Strategy      *Strategy
	Opportunities []*Opportunity
	Updates       []*Update
	Evidence      map[string]*Update // updates that its actions name

	Place int // among those of all strategies
}
