package view

import "example.org/partake/internal/markdown"

// Measure is one figure, in words first, then as a picture, then as a table.
type Measure struct {
	Question string
	Sentence string // "86 in 100 people (86%) said yes in June 2026."
	Value    string
	Percent  int // 0–100 for the home page's bar, -1 for no bar
	AsOf     string
	Asked    string // "We asked patients and carers, and 412 people answered."
	Change   string // "That is 14 more in 100 than in June 2025. Higher is better."
	Method   string
	Source   string
	Target   string // "We aim for 90% by 31 March 2030. We are 4 in 100 away from it."
	Note     string
	Chart    markdown.HTML // a finished svg, "" where there is nothing to compare
	Rows     []Point       // oldest first, with the baseline and the target; empty for a figure that stands alone
	URL      string        // of the page it stands on, for the home page's figures
}

// Point is a row of a measure's table. Note says what is special about it.
type Point struct {
	When, Note, Value string
}

// Action is a promise.
type Action struct {
	What      string
	Owner     Link     // URL is "" for somebody without a page
	With      []string // co-owned with
	Due       string
	State     Tag
	StateDate string
	Reason    string
	Learned   string
	Note      string // "This is a trial", "Carried on from …"
	Evidence  []Link
	Overdue   bool
	Late      string // "Overdue: it was due on 30 June 2026." once its day has passed
}

// AmbitionLine is an ambition in a list: its statement and a line of progress.
type AmbitionLine struct {
	Order                           int
	Title, URL, Statement, Progress string
}

// Strategy is the plan as a whole.
type Strategy struct {
	Frame
	State      Tag
	Statement  string
	Period     string // "April 2025 to March 2030"
	YearOf     string // "We are in year 2 of 5."
	ReplacedBy Link   // zero when current
	Supersedes Link
	Parent     Link
	Sponsor    Link
	OwnerGroup Link
	Approved   string
	Body       markdown.HTML
	Ambitions  []AmbitionLine
	Written    []string // how we wrote this, a line for each event
	Definition []Link   // Text, and the ambition it leads to
	Is, IsNot  []string
	Signs      []string
	Measures   []Measure
	Sources    []Link
	Partners   []Link
	Progress   string // "9 of 21 promises done, 3 overdue."
	Totals     Totals
	Papers     []Link // on a page, as a whole, its changes
}

// Ambition is one part of a strategy.
type Ambition struct {
	Frame
	Order         int
	Total         int
	Strategy      Link
	ReplacedBy    Link
	Statement     string
	Ideal         []string
	Worked        []string
	NotWorked     []string
	WorkedNone    bool // somebody said that there is nothing yet, which is not the same as not saying
	NotWorkedNone bool
	How           []string
	Prompts       []string
	Owner         Link
	Disagreed     string
	Body          markdown.HTML
	Actions       []Action // overdue ones first
	Totals        string   // "5 promises: 1 overdue, 2 started, 2 done."
	Measures      []Measure
	Opportunities []Card
	Updates       []Story
	Previous      Link
	Next          Link
}
