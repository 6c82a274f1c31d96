package content

import (
	"example.org/partake/internal/frontmatter"
	"example.org/partake/internal/page"
	"example.org/partake/internal/value"
)

// News is something that happened, or the story of somebody who took part:
// news/NAME.md.
type News struct {
	page.Page

	// NewsKind is news or a story.
	NewsKind value.NewsKind `yaml:"kind" eg:"story"`
	// Setting is where in the organisation the story happened.
	Setting value.Setting `yaml:"setting" eg:"clinical"`
	// Opportunities are what people took part in.
	Opportunities []string `yaml:"opportunities" eg:"[ward-food]"`
}

// Check looks at what the fields say together.
func (n *News) Check(c *frontmatter.Check) {
	c.Need(n.Published == 0, "published", "news needs the day on which it appears", "2026-05-03")
}
