// Package config reads site.yaml and the data files: facts about the
// organisation and the site, and the lists that pages refer to.
//
// It refuses what nobody could stand by: an accessibility statement that claims
// more than a test has shown, a logo without a licence, colours that people
// could not read.
package config

import (
	"errors"
	"strings"

	"github.com/cespare/xxhash/v2"

	"example.org/partake/internal/diag"
	"example.org/partake/internal/frontmatter"
	"example.org/partake/internal/value"
)

// Config is site.yaml: facts about the organisation and the site.
type Config struct {
	// Organisation is who the site belongs to.
	Organisation Organisation `yaml:"organisation" must:"true" eg:"{name: \"Northgate NHS Trust\", short_name: \"Northgate\"}"`
	// SiteName is what the site is called.
	SiteName string `yaml:"site_name" line:"true" eg:"\"Get involved\""`
	// BaseURL is the address at which the site is published. The option --base-url replaces it.
	BaseURL string `yaml:"base_url" must:"true" line:"true" eg:"\"https://involvement.example.org\""`
	// Team answers the phone. It is the contact of every page that names no other.
	Team value.Contact `yaml:"team" must:"true" eg:"{name: \"Involvement team\", phone: \"01632 960000\", email: involvement@example.org}"`
	// Navigation is the row of links at the top of each page.
	Navigation []NavLink `yaml:"navigation" eg:"[{title: \"Opportunities\", url: /opportunities/}]"`
	// Privacy makes the privacy notice. A site with a form that is on needs all of it but ico_registration and reviewed.
	Privacy *Privacy `yaml:"privacy" eg:"{controller: \"Northgate NHS Trust\", controller_address: \"1 Market Cross, Northgate\", dpo: {name: \"Data protection officer\", phone: \"01632 960001\", email: dpo@example.org}, purposes: [\"To answer you\"], lawful_basis: \"Public task\", condition: \"Your explicit consent\", shared_with: [\"The staff who run the activity you join\"], transfers: \"It stays in the UK.\", retention: \"90 days\", automated_decisions: \"People make every decision.\"}"`
	// Accessibility makes the accessibility statement.
	Accessibility *Accessibility `yaml:"accessibility" eg:"{status: not-tested, prepared_on: 2026-05-03, reviewed_on: 2026-05-03, response_days: 5}"`
	// UrgentHelp lists where people get help at once.
	UrgentHelp []Help `yaml:"urgent_help" eg:"[{name: Samaritans, when: \"Any time, day or night\", phone: \"116 123\"}]"`
	// Desk says who hears that somebody sent a form.
	Desk Desk `yaml:"desk" eg:"{mail_to: forms@example.org, confirm: true}"`
	// Identity is how the site shows whose it is.
	Identity Identity `yaml:"identity" eg:"{colours: {accent: \"#005a61\"}}"`

	Keys   frontmatter.Keys `yaml:"-"`
	Digest uint64           `yaml:"-"`
}

// Organisation is who the site belongs to.
type Organisation struct {
	// Name is the full name.
	Name string `yaml:"name" must:"true" line:"true" eg:"\"Northgate NHS Trust\""`
	// ShortName is the name in passing.
	ShortName string `yaml:"short_name" line:"true" eg:"\"Northgate\""`
	// Example is true for a made-up organisation. Every page then says so.
	Example bool `yaml:"example" eg:"true"`
	// Website is the main website.
	Website string `yaml:"website" line:"true" eg:"https://www.example.org/"`
	// ODSCode is the code of the NHS Organisation Data Service.
	ODSCode string `yaml:"ods_code" line:"true" eg:"RXX"`
}

// NavLink is a link at the top of each page.
type NavLink struct {
	// Title is its text.
	Title string `yaml:"title" must:"true" line:"true" eg:"\"Opportunities\""`
	// URL is where it leads.
	URL string `yaml:"url" must:"true" line:"true" eg:"/opportunities/"`
}

// Privacy holds what a privacy notice has to say (UK GDPR, articles 13 and 14).
type Privacy struct {
	// Controller is who decides what happens to personal information.
	Controller string `yaml:"controller" line:"true" eg:"\"Northgate NHS Trust\""`
	// ControllerAddress is its address.
	ControllerAddress string `yaml:"controller_address" eg:"\"1 Market Cross, Northgate\""`
	// ICO is your number in the register of the Information Commissioner.
	ICO string `yaml:"ico_registration" line:"true" eg:"Z0000000"`
	// DPO is the data protection officer.
	DPO *value.Contact `yaml:"dpo" asked:"UK GDPR" eg:"{name: \"Data protection officer\", email: dpo@example.org}"`
	// Purposes are what information is used for.
	Purposes []string `yaml:"purposes" asked:"UK GDPR" eg:"[\"To answer you\"]"`
	// LawfulBasis is the lawful basis under article 6 of the UK GDPR.
	LawfulBasis string `yaml:"lawful_basis" asked:"UK GDPR" eg:"\"Public task\""`
	// Condition is the condition for health information under article 9 of the UK GDPR.
	Condition string `yaml:"condition" eg:"\"Your explicit consent\""`
	// SharedWith lists who sees it.
	SharedWith []string `yaml:"shared_with" eg:"[\"The staff who run the activity you join\"]"`
	// Transfers says whether it leaves the UK.
	Transfers string `yaml:"transfers" eg:"\"It stays in the UK.\""`
	// Retention says how long it is kept.
	Retention string `yaml:"retention" asked:"UK GDPR" eg:"\"90 days\""`
	// AutomatedDecisions says whether a computer decides anything.
	AutomatedDecisions string `yaml:"automated_decisions" eg:"\"People make every decision.\""`
	// Reviewed is the day on which the notice was last checked.
	Reviewed value.Date `yaml:"reviewed" eg:"2026-05-03"`
}

// Accessibility holds what an accessibility statement has to say.
type Accessibility struct {
	// Status is full, partial, not, or not-tested. Full needs a test and no issues.
	Status value.Conformance `yaml:"status" must:"true" eg:"not-tested"`
	// WCAG is the version of the accessibility guidelines.
	WCAG string `yaml:"wcag" line:"true" eg:"\"2.2\""`
	// TestedOn is the day of the last test.
	TestedOn value.Date `yaml:"tested_on" eg:"2026-05-03"`
	// TestedBy is who tested.
	TestedBy string `yaml:"tested_by" line:"true" eg:"\"the web team and 4 readers\""`
	// PreparedOn is the day on which the statement was first written.
	PreparedOn value.Date `yaml:"prepared_on" asked:"the accessibility regulations" eg:"2026-05-03"`
	// ReviewedOn is the day on which it was last checked.
	ReviewedOn value.Date `yaml:"reviewed_on" asked:"the accessibility regulations" eg:"2026-05-03"`
	// ResponseDays is how many working days an answer takes.
	ResponseDays int `yaml:"response_days" asked:"the accessibility regulations" eg:"5"`
	// Issues list what is not accessible.
	Issues []Issue `yaml:"issues" eg:"[{problem: \"The map has no words.\", basis: non-compliance}]"`
}

// Issue is something that is not accessible.
type Issue struct {
	// Problem says what.
	Problem string `yaml:"problem" must:"true" eg:"\"The map has no words.\""`
	// Affects says who can't use it.
	Affects string `yaml:"affects" eg:"\"People who use a screen reader\""`
	// Criterion is the rule of the accessibility guidelines that it fails.
	Criterion string `yaml:"criterion" line:"true" eg:"\"1.1.1 Non-text content\""`
	// Basis is why.
	Basis value.Basis `yaml:"basis" must:"true" eg:"non-compliance"`
	// FixBy is the day by which it is mended.
	FixBy value.Date `yaml:"fix_by" eg:"2026-12-31"`
}

// Help is where people get help at once.
type Help struct {
	// Name is who helps.
	Name string `yaml:"name" must:"true" line:"true" eg:"Samaritans"`
	// When says when to use it.
	When string `yaml:"when" eg:"\"Any time, day or night\""`
	// Phone is the number.
	Phone value.Phone `yaml:"phone" eg:"\"116 123\""`
	// Text is what to text to whom.
	Text string `yaml:"text" line:"true" eg:"\"Text SHOUT to 85258\""`
	// URL is a page about it.
	URL string `yaml:"url" line:"true" eg:"https://www.samaritans.org/"`
}

// Desk says who hears that somebody sent a form.
type Desk struct {
	// MailTo is who gets a short mail for each form that is sent. It holds a reference and no answers. Without it, the email of the team.
	MailTo value.Email `yaml:"mail_to" eg:"forms@example.org"`
	// Confirm also sends a mail to people who chose to hear from you by email. It says that their form arrived, and repeats no answers.
	Confirm bool `yaml:"confirm" eg:"true"`
}

// Identity is how the site shows whose it is.
type Identity struct {
	// Logo is a picture for the header, in static/.
	Logo string `yaml:"logo" line:"true" eg:"/images/logo.svg"`
	// LogoAlt is the text of the logo. A logo needs it.
	LogoAlt string `yaml:"logo_alt" line:"true" eg:"\"Northgate NHS Trust\""`
	// Colours replace ours.
	Colours Colours `yaml:"colours" eg:"{accent: \"#005a61\"}"`
	// LicenceConfirmed says that you may use the logo. A logo needs it.
	LicenceConfirmed bool `yaml:"licence_confirmed" eg:"true"`
}

// Colours are the site's own.
type Colours struct {
	// Accent is the colour of the header's line and the hero.
	Accent value.Colour `yaml:"accent" eg:"\"#005a61\""`
	// AccentText stands on the accent.
	AccentText value.Colour `yaml:"accent_text" eg:"\"#ffffff\""`
	// AccentTint is a light background with dark text on it.
	AccentTint value.Colour `yaml:"accent_tint" eg:"\"#e6f0f0\""`
}

// ParseConfig reads site.yaml.
func ParseConfig(file string, src []byte) (*Config, diag.List) {
	cfg := &Config{}
	keys, list := frontmatter.ParseData(file, src, cfg)
	cfg.Keys, cfg.Digest = keys, xxhash.Sum64(src)
	if len(list.Errors()) > 0 {
		return nil, list
	}
	c := &frontmatter.Check{Keys: keys, List: list}
	cfg.check(c)
	if cfg.Organisation.ShortName == "" {
		cfg.Organisation.ShortName = cfg.Organisation.Name
	}
	if cfg.SiteName == "" {
		cfg.SiteName = "Get involved"
	}
	return cfg, c.List
}

func (cfg *Config) check(c *frontmatter.Check) {
	if cfg.Team.Person != "" {
		c.Errorf("team", "write name, phone and email", "the team can't be a person's id")
	} else {
		c.Need(cfg.Team.Phone == "", "team.phone", "every page falls back to it", `"01632 960000"`)
		c.Need(cfg.Team.Email == "", "team.email", "every page falls back to it", "involvement@example.org")
	}
	value.CheckWebsite(c, "organisation.website", cfg.Organisation.Website)
	for i, h := range cfg.UrgentHelp {
		value.CheckWebsite(c, frontmatter.Index("urgent_help", i)+".url", h.URL)
	}
	if _, err := value.CheckBaseURL(cfg.BaseURL); err != nil {
		var m *frontmatter.Mistake
		_ = errors.As(err, &m) // it is always one
		c.Errorf("base_url", m.Hint, "%q %s", "base_url", m.Message)
	}
	for i, n := range cfg.Navigation {
		if !strings.HasPrefix(n.URL, "/") || strings.HasPrefix(n.URL, "//") || strings.HasPrefix(n.URL, `/\`) {
			c.Errorf(frontmatter.Index("navigation", i)+".url", "write an address such as /opportunities/", "navigation can lead to pages of this site only")
		}
	}
	if cfg.Identity.Logo != "" && (cfg.Identity.LogoAlt == "" || !cfg.Identity.LicenceConfirmed) {
		c.Errorf("identity.logo", "add logo_alt, and licence_confirmed: true once you know that you may use it", "a logo needs its text and a licence")
	}
	cfg.Identity.Colours.check(c)
	cfg.Accessibility.check(c)
}

// check refuses claims that nobody can stand by.
func (a *Accessibility) check(c *frontmatter.Check) {
	if a == nil {
		return
	}
	tested := a.TestedOn != 0 && a.TestedBy != ""
	switch {
	case a.Status == "full" && len(a.Issues) > 0:
		c.Errorf("accessibility.status", "write status: partial", "a site with open issues is not fully accessible")
	case a.Status == "full" && !tested:
		c.Errorf("accessibility.status", "add tested_on and tested_by, or write status: not-tested", "nobody can say that the site is fully accessible without a test")
	case (a.Status == "partial" || a.Status == "not") && len(a.Issues) == 0:
		c.Errorf("accessibility.status", "list the issues", "the statement has to say what is not accessible")
	case a.Status != "not-tested" && !tested:
		c.Errorf("accessibility.status", "add tested_on and tested_by, or write status: not-tested", "the statement has to say when the site was tested and by whom")
	}
}
