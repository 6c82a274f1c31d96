package content

import (
	"slices"

	"example.org/partake/internal/frontmatter"
	"example.org/partake/internal/page"
	"example.org/partake/internal/value"
)

// Person is somebody to meet: people/NAME.md. The page is there for as long as
// the person agrees to it, and not a day longer.
type Person struct {
	page.Page

	// Title is the name that the person wants to be known by.
	Title string `yaml:"name" must:"true" line:"true" eg:"\"Amina Yusuf\""`
	// PersonKind lists what they do in involvement.
	PersonKind []value.PersonKind `yaml:"kind" must:"true" eg:"[patient-leader, mentor]"`
	// Role is their role in a few words.
	Role string `yaml:"role" line:"true" eg:"\"Chair of the carers' forum\""`
	// Bio says who they are, in words that they agreed to.
	Bio string `yaml:"bio" eg:"\"I looked after my father for 9 years.\""`
	// Skills lists what they are good at, from data/skills.yaml.
	Skills []string `yaml:"skills" eg:"[public-speaking]"`
	// AvailableFor lists what they can be asked for.
	AvailableFor []string `yaml:"available_for" eg:"[\"Talks to students\"]"`
	// Accredited lists what they are accredited as. What has ended is not shown.
	Accredited []Accredited `yaml:"accredited" eg:"[{as: mentor, by: \"Our recovery college\", until: 2027-12-31}]"`
	// Phone is a work number, for staff only: other people are reached through the team.
	Phone value.Phone `yaml:"phone" eg:"\"01632 960123\""`
	// Email is a work address, for staff only.
	Email value.Email `yaml:"email" eg:"sam.rowe@example.org"`
	// Hours says when somebody answers.
	Hours string `yaml:"hours" line:"true" eg:"\"Monday to Thursday, 9am to 3pm\""`
	// Consent says that the person agreed to this page. Everybody needs it but staff.
	Consent *Consent `yaml:"consent" eg:"{given: 2026-05-03, until: 2028-05-03}"`
}

// Accredited is something that somebody else vouches for.
type Accredited struct {
	// As is the role.
	As string `yaml:"as" must:"true" line:"true" eg:"mentor"`
	// By is who vouches for it.
	By string `yaml:"by" must:"true" line:"true" eg:"\"Our recovery college\""`
	// Until is its last day.
	Until value.Date `yaml:"until" eg:"2027-12-31"`
}

// Consent is what a person agreed to, and for how long.
type Consent struct {
	// Given is the day on which they agreed.
	Given value.Date `yaml:"given" must:"true" eg:"2026-05-03"`
	// Until is the last day on which the page is shown.
	Until value.Date `yaml:"until" asked:"UK GDPR" eg:"2028-05-03"`
	// Withdrawn is the day on which they took it back. The page is gone at once.
	Withdrawn value.Date `yaml:"withdrawn" eg:"2027-01-10"`
}

// Staff says whether the person works here, so that the page is part of a job.
func (p *Person) Staff() bool { return slices.Contains(p.PersonKind, "staff") }

// Agreed says whether the person agrees to be shown on a day.
func (p *Person) Agreed(today value.Date) bool {
	c := p.Consent
	if c == nil {
		return p.Staff()
	}
	return c.Withdrawn == 0 && c.Given <= today && (c.Until == 0 || today <= c.Until)
}

// Check looks at what the fields say together.
func (p *Person) Check(c *frontmatter.Check) {
	c.Need(p.Consent == nil && !p.Staff(), "consent", "a person's page needs their agreement", "{given: 2026-05-03, until: 2028-05-03}")
	if !p.Staff() {
		p.private(c, "phone", p.Phone != "")
		p.private(c, "email", p.Email != "")
	}
	if x := p.Consent; x != nil && x.Until != 0 && x.Until < x.Given {
		c.Errorf("consent.until", "put the earlier day into given and the later one into until", "the consent ends before it was given on %s", x.Given)
	}
}

func (p *Person) private(c *frontmatter.Check, key string, given bool) {
	if given {
		c.Errorf(key, "take it out: people reach them through the team", "only members of staff have %q on this site", key)
	}
}

// Name gives the fields that every page has their usual places.
func (p *Person) Name() { p.Page.Title = p.Title }
