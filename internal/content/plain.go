package content

import (
	"example.org/partake/internal/frontmatter"
	"example.org/partake/internal/page"
)

// Plain is a page of prose: about/NAME.md.
type Plain struct {
	page.Page
}

// Check has nothing of its own to look at.
func (p *Plain) Check(*frontmatter.Check) {}

// Home is the front page: index.md. Its Markdown is the vision, one or two
// short paragraphs.
type Home struct {
	page.Page
}

// Check has nothing of its own to look at.
func (h *Home) Check(*frontmatter.Check) {}
