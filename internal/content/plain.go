package content

// Plain is a page of prose: about/NAME.md and guide/NAME.md.
type Plain struct {
	Page
}

func (p *Plain) check(c *checker) { p.reviewDates(c) }

// Home is the front page: index.md. Its Markdown is the vision, one or two
// short paragraphs.
type Home struct {
	Page
}

func (h *Home) check(*checker) {}
