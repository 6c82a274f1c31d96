package view

// Sent is how many forms people sent, as far as that may be published: a table for
// each quarter of a year, the newest first.
type Sent struct {
	Quarters []SentQuarter
}

// SentQuarter is a table.
type SentQuarter struct {
	Caption string // "April to June 2026"
	Counted string // when
	Rows    []SentRow
}

// SentRow is a form with what is published of it.
type SentRow struct {
	Form  Link // without an address where the form is gone from the site
	Count string
	Share string // "85%", or that it is not shown
}
