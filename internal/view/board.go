package view

// Board is the board report: the same parts as a page, as a document and as
// Markdown.
type Board struct {
	Frame
	Organisation string
	Period       string // "November 2025 to October 2026"
	Standing     string // on which day it stands so
	Short        []Fact // the report in a few lines
	Parts        []BoardPart
}

// BoardPart is a part under a heading. Empty stands there when it has no tables.
type BoardPart struct {
	Heading, ID string
	Intro       []string
	Tables      []BoardTable
	Empty       string
	Notes       []string // what readers need to know to judge the figures
	More        Link
}

// BoardTable is a table under a heading of its own, or without one. A heading without
// rows has a note that says so.
type BoardTable struct {
	Heading Link
	Note    string
	Caption string
	Head    []string
	Numbers bool // all columns but the first hold numbers
	Rows    []BoardRow
}

// BoardRow is a row. The first cell is its head.
type BoardRow struct {
	Cells []BoardCell
	Total bool // it adds up the others
}

// BoardCell is a cell. Label is the head of its column, for windows that are too
// narrow for columns.
type BoardCell struct {
	Label     string
	Text, URL string
	Tag       Tag
	Notes     []BoardNote
}

// BoardNote is a line below the text of a cell, with or without a label.
type BoardNote struct {
	Label, Text string
	Links       []Link
}
