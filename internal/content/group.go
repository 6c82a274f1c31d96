package content

import (
	"example.org/partake/internal/frontmatter"
	"example.org/partake/internal/page"
	"example.org/partake/internal/value"
)

// Group is people who meet: groups/NAME.md.
type Group struct {
	page.Page

	// Title is its name.
	Title string `yaml:"name" must:"true" line:"true" eg:"\"Carers' forum\""`
	// Purpose says what it is for.
	Purpose string `yaml:"purpose" must:"true" eg:"\"Carers tell the trust what would help them.\""`
	// MembersCanJoin says whether people can join.
	MembersCanJoin value.Joining `yaml:"members_can_join" must:"true" eg:"open"`
	// Meets says when and where it meets.
	Meets string `yaml:"meets" asked:"4Pi Process" eg:"\"First Tuesday of the month, 2pm to 4pm, at Mill House\""`
	// ChecksHeld says which checks all its members have.
	ChecksHeld *ChecksHeld `yaml:"checks_held" eg:"{dbs: enhanced, occupational_health: required}"`
	// Terms is the page that says what the group is for and how it works: an id or an address.
	Terms string `yaml:"terms" asked:"4Pi Principles" line:"true" eg:"about/how-we-work-together"`
	// Dates are its next meetings.
	Dates []page.Session `yaml:"dates" eg:"[{start: 2026-06-02T14:00, end: 2026-06-02T16:00}]"`
}

// ChecksHeld are checks that all members have.
type ChecksHeld struct {
	// DBS is the level of Disclosure and Barring Service check.
	DBS value.DBS `yaml:"dbs" eg:"enhanced"`
	// OccupationalHealth is required when all have clearance.
	OccupationalHealth value.Need `yaml:"occupational_health" eg:"required"`
}

// Check looks at what the fields say together.
func (g *Group) Check(c *frontmatter.Check) { page.CheckSessions(c, g.Dates) }

// Name gives the fields that every page has their usual places.
func (g *Group) Name() { g.Page.Title = g.Title }
