package content

import (
	"example.org/partake/internal/frontmatter"
	"example.org/partake/internal/page"
	"example.org/partake/internal/value"
)

// Route is a way in that is open all the time: membership, the bank,
// volunteering: routes/NAME.md.
type Route struct {
	page.Page

	// Free says whether it costs nothing.
	Free *bool `yaml:"free" must:"true" eg:"true"`
	// Cost says what it costs. The page needs it when free is false.
	Cost string `yaml:"cost" line:"true" eg:"\"£5 a year\""`
	// CanDo lists what people can do.
	CanDo []string `yaml:"can_do" must:"true" eg:"[\"Vote for governors\"]"`
	// Apply says how to join.
	Apply Ways `yaml:"apply" must:"true" eg:"{phone: \"01632 960200\", post: \"Freepost MEMBERS\"}"`
	// Form is the form to join with: an id from forms/.
	Form string `yaml:"form" line:"true" eg:"bank"`
}

// Ways are ways to join.
type Ways struct {
	// Web is a page elsewhere to join on.
	Web string `yaml:"web" line:"true" eg:"https://www.example.org/join"`
	// Phone is the number to ring.
	Phone value.Phone `yaml:"phone" eg:"\"01632 960200\""`
	// Email is the address to write to.
	Email value.Email `yaml:"email" eg:"members@example.org"`
	// Post is the address for letters.
	Post string `yaml:"post" eg:"\"Freepost MEMBERS\""`
}

// Check looks at what the fields say together.
func (r *Route) Check(c *frontmatter.Check) {
	a := r.Apply
	value.CheckWebsite(c, "apply.web", a.Web)
	if r.Free != nil && *r.Free && r.Cost != "" {
		c.Errorf("cost", "keep one of the two", "it can't be free and have a cost")
	}
	c.Need(r.Free != nil && !*r.Free && r.Cost == "", "cost", "people need to know what it costs", `"£5 a year"`)
	c.Ask(a.Phone == "" && a.Post == "", "apply.phone", "4Pi Process", "one way has to work without the internet", `"01632 960200"`)
}
