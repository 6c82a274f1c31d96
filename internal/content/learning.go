package content

import (
	"example.org/partake/internal/frontmatter"
	"example.org/partake/internal/opportunity"
	"example.org/partake/internal/page"
	"example.org/partake/internal/value"
)

// Learning is something to learn: a course, mentoring, something to read:
// learning/NAME.md.
type Learning struct {
	page.Page

	// LearningKind is what sort of learning it is.
	LearningKind value.LearningKind `yaml:"kind" must:"true" eg:"course"`
	// OpenTo lists who can take part.
	OpenTo []value.Who `yaml:"open_to" must:"true" eg:"[patients, carers, staff]"`
	// Audience lists who it is meant for above all.
	Audience []value.Learner `yaml:"audience" eg:"[service-change]"`
	// Provider is who runs it: words, or the id of an organisation.
	Provider string `yaml:"provider" must:"true" line:"true" eg:"\"Our recovery college\""`
	// Dates are the sessions.
	Dates []page.Session `yaml:"dates" eg:"[{start: 2026-09-07T10:00, end: 2026-09-07T12:30}]"`
	// Length is how long it takes.
	Length string `yaml:"length" asked:"4Pi Process" line:"true" eg:"\"4 mornings\""`
	// Location is how and where people take part.
	Location *opportunity.Location `yaml:"location" asked:"4Pi Process" eg:"{mode: online}"`
	// Cost is what it costs in pounds; 0 means that it is free.
	Cost float64 `yaml:"cost" must:"true" eg:"0"`
	// Reimbursement says what people get back.
	Reimbursement *opportunity.Reimbursement `yaml:"reimbursement" asked:"4Pi Process" eg:"{model: travel}"`
	// SkillsGained lists skills that people gain, from data/skills.yaml.
	SkillsGained []string `yaml:"skills_gained" asked:"4Pi Impact" eg:"[public-speaking]"`
	// Accredits says what people may call themselves afterwards.
	Accredits *Accreditation `yaml:"accredits" eg:"{as: mentor, valid_months: 24}"`
	// Book is where to book: the id of a page or an address.
	Book string `yaml:"book" must:"true" line:"true" eg:"about/contact"`
	// PeopleSoFar is how many people have done it.
	PeopleSoFar *SoFar `yaml:"people_so_far" eg:"{count: 41, since: 2025-04-01}"`
}

// Accreditation is what people may call themselves.
type Accreditation struct {
	// As is the role.
	As string `yaml:"as" must:"true" line:"true" eg:"mentor"`
	// ValidMonths is for how long; left out, there is no end.
	ValidMonths int `yaml:"valid_months" eg:"24"`
}

// SoFar counts people since a day.
type SoFar struct {
	// Count is how many people.
	Count int `yaml:"count" must:"true" eg:"41"`
	// Since is the day from which they are counted.
	Since value.Date `yaml:"since" must:"true" eg:"2025-04-01"`
}

// Check looks at what the fields say together.
func (l *Learning) Check(c *frontmatter.Check) {
	if l.Cost < 0 {
		c.Errorf("cost", "write it without the minus, or cost: 0 when it is free", "a price can't be less than nothing")
	}
	page.CheckSessions(c, l.Dates)
	if l.Reimbursement != nil {
		l.Reimbursement.Check(c)
	}
}
