package content

import "example.org/partake/internal/frontmatter"

// Plain is a page of prose: about/NAME.md and guide/NAME.md.
type Plain struct {
	Page
}

func (p *Plain) check(c *frontmatter.Check) { p.reviewDates(c) }

// Home is the front page: index.md. Its Markdown is the vision, one or two
// short paragraphs.
type Home struct {
	Page
}

func (h *Home) check(*frontmatter.Check) {}
