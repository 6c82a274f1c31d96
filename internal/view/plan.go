package view

// Totals counts the promises of a strategy. The cells of each column add up to that
// of Sum, and those of each row to its last.
type Totals struct {
	Columns []string // "Overdue", "Started", …, "All"
	Rows    []TotalRow
	Sum     []string
}

// TotalRow is an ambition.
type TotalRow struct {
	Link
	Order int
	Cells []string
}

// OnAPage is a strategy on one side of paper.
type OnAPage struct {
	Frame
	Strategy       Link
	State          Tag
	Period, YearOf string
	Statement      string
	Progress       string
	Lines          []PageLine
	Dense          bool   // so many lines that they need a smaller type
	Long           bool   // so many that one side may not hold them
	Address        string // of the strategy, as people write it on paper
	Changes        string // address of the log
}

// PageLine is an ambition on it. Good is a line of what good looks like.
type PageLine struct {
	Order                                 int
	Title, URL, Statement, Good, Progress string
}

// Whole is a strategy with all that its pages say, in one document.
type Whole struct {
	Frame
	Strategy Strategy
	Parts    []WholePart
}

// WholePart is an ambition in it. ID is its place, which no heading of a text has.
type WholePart struct {
	ID string
	Of Ambition
}

// Log is what has changed, newest first. Of is the page that it belongs to.
type Log struct {
	Frame
	Of     Link
	Months []Month
}

// Month is a part of a log.
type Month struct {
	Heading string
	Lines   []LogLine
}

// LogLine is a change. Page is where it changed, zero on a page of its own.
type LogLine struct {
	Date, Text, Why string
	Page            Link
}
