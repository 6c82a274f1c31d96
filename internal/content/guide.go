package content

import (
	"fmt"

	"example.org/partake/internal/frontmatter"
	"example.org/partake/internal/page"
	"example.org/partake/internal/value"
)

// Guide is advice in steps, for staff who plan involvement: guide/NAME.md. Its
// Markdown stands before the points.
type Guide struct {
	page.Page

	// Audience is who it is for: staff, unless it says everyone.
	Audience value.Audience `yaml:"audience" eg:"everyone"`
	// Points are the steps in their order. Each has an address of its own, such as #point-3.
	Points []Point `yaml:"points" eg:"[{title: \"Start early\", text: \"Ask before you have a plan.\"}]"`
	// Checklist is what to tick off before you start.
	Checklist []string `yaml:"checklist" eg:"[\"We know what people can change\"]"`
	// Templates are pages or files to fill in.
	Templates []Resource `yaml:"templates" eg:"[{title: \"A blank advert\", url: guide/advert}]"`
	// Resources are pages and sites to read next.
	Resources []Resource `yaml:"resources" eg:"[{title: \"4Pi standards\", url: \"https://www.nsun.org.uk/\"}]"`
}

// Point is a step of a guide.
type Point struct {
	// Title says what to do.
	Title string `yaml:"title" must:"true" line:"true" eg:"\"Say what you can pay\""`
	// Text says how and why. An empty line starts a new paragraph.
	Text string `yaml:"text" must:"true" eg:"\"Say it in the advert, before anybody has to ask.\""`
	// Do lists what to do, one step at a time.
	Do []string `yaml:"do" eg:"[\"Ask your manager for the budget\"]"`
	// See lists pages that help: an id of a page, or an address.
	See []string `yaml:"see" eg:"[about/payment-and-expenses]"`
}

// Resource is something to read or to use.
type Resource struct {
	// Title is its name.
	Title string `yaml:"title" must:"true" line:"true" eg:"\"A blank advert\""`
	// URL is a page's id, a file in static/ or an address elsewhere.
	URL string `yaml:"url" must:"true" line:"true" eg:"guide/advert"`
	// Note says what it is good for.
	Note string `yaml:"note" eg:"\"Fill in one page and you have an advert.\""`
}

// Check has nothing of its own to look at.
func (g *Guide) Check(*frontmatter.Check) {}

// PointIDs are the ids that the points take on their page.
func (g *Guide) PointIDs() []string {
	var out []string
	for i := range g.Points {
		out = append(out, fmt.Sprintf("point-%d", i+1))
	}
	return out
}
