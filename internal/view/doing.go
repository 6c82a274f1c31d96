package view

// Doing is the page on how well people are answered, of the site or of a service.
type Doing struct {
	Frame
	Service   Link   // zero for the whole site
	Since     string // the first day that is counted
	Figures   []DoingFigure
	Became    []CountedLink // what became of what people said: they add up
	BecameOf  string        // "Of 18 things that people told us, 11 led to a change: 61 in 100."
	Left      []string      // what is not counted in that, a sentence each
	Agreed    []CountedLink // what people think of our answers
	AgreedOf  string
	Parts     []DoingPart // what we owe people
	Calendars []Link      // of promises
	Services  []IndexEntry
	Sent      *Sent // of the whole site, where counts are published
	Least     int   // fewest answers that make a figure
	Settled   int   // days that something must be old to count in the share
}

// DoingFigure is a large figure in words. Few says that there are too few answers
// for one; Value is then in words too.
type DoingFigure struct {
	Value, Label, Note string
	Few                bool
}

// DoingPart is a question and the lists that answer it. Empty stands there when
// there is nothing.
type DoingPart struct {
	Heading, ID, Empty string
	Lists              []DutyList
}

// DutyList is something that we owe people, the longest overdue first.
type DutyList struct {
	Heading, Intro string
	Late           bool
	Duties         []Duty
	More           int // so many others
}

// Duty is one thing that we owe people.
type Duty struct {
	Page  Link
	Day   string // "Due 31 October 2026, 22 days ago."
	Owner Link
}
