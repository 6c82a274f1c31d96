package content

import (
	"example.org/partake/internal/frontmatter"
	"example.org/partake/internal/page"
	"example.org/partake/internal/value"
)

// Organisation is somebody else who involves people: organisations/NAME.md. One
// that has ended keeps its page and leads to its successor.
type Organisation struct {
	page.Page

	// Title is its name.
	Title string `yaml:"name" must:"true" line:"true" eg:"\"Healthwatch Northgate\""`
	// OrganisationKind is what sort of organisation it is.
	OrganisationKind value.OrganisationKind `yaml:"kind" must:"true" eg:"healthwatch"`
	// Level is how far it works.
	Level value.Reach `yaml:"level" eg:"local"`
	// For says who it is for.
	For string `yaml:"for" asked:"4Pi Presence" line:"true" eg:"\"Anyone who uses health or care services in Northgate\""`
	// URL is its site.
	URL string `yaml:"url" line:"true" eg:"https://www.example.org"`
	// Phone is its number.
	Phone value.Phone `yaml:"phone" eg:"\"01632 960123\""`
	// Ended is its last day.
	Ended value.Date `yaml:"ended" eg:"2022-06-30"`
	// Successor is who does its work now: an id from organisations/. 4Pi asks for it once the organisation has ended.
	Successor string `yaml:"successor" line:"true" eg:"fells-icb"`
}

// Check looks at what the fields say together.
func (o *Organisation) Check(c *frontmatter.Check) {
	value.CheckWebsite(c, "url", o.URL)
	if o.Successor != "" && o.Ended == 0 {
		c.Errorf("successor", "add ended: 2022-06-30", "only an organisation that has ended has a successor")
	}
	c.Ask(o.Ended != 0 && o.Successor == "", "successor", "4Pi Presence", "say who does its work now", "fells-icb")
}

// Name gives the fields that every page has their usual places.
func (o *Organisation) Name() { o.Page.Title = o.Title }
