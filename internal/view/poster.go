package view

// PosterPart is a heading with its text, as paper shows it.
type PosterPart struct{ Heading, Text string }

// Poster is an update on one side of paper, A4 or A5.
type Poster struct {
	Frame
	Back      Link // the update's page
	Step      int  // how small the letters are: 1 for the largest
	Lang, Dir string
	Said      PosterPart   // "You said", and people's words
	Heard     string       // "Patients and carers told us on 3 May 2026."
	Answer    PosterPart   // "We did this", and what that is
	Date      string       // of the answer
	More      []PosterPart // "What we can do instead", "The difference"
	Cut       bool         // there is more on the update's page
	Address   string       // of the update's page, as one types it
	Code      string       // the same in full, for the code beside it
	Talk      string       // who to talk to
	Phone     string       // or an email address
}

// AnswerSheet is several answers of a service, to be printed.
type AnswerSheet struct {
	Frame
	Back  Link
	Lead  string // "6 answers, from 3 May 2025 to 2 March 2026"
	Cards []SheetCard
	Rest  string // how many answers there are besides
	Talk  string
	Phone string
}

// SheetCard is one answer on a sheet. Poster leads to the answer's own.
type SheetCard struct {
	Title, URL, Poster string
	Lang, Dir          string
	Said, Answer       PosterPart
	Date               string
	Address            string
	Cut                bool
}

// Agenda is what a team talks about when it meets, on one side of paper.
type Agenda struct {
	Frame
	Back  Link
	Items []AgendaItem
}

// AgendaItem is a point to talk about. Ask is the question to begin with, and Empty
// stands there when there is nothing. Left counts the lines that All, a page, has
// besides.
type AgendaItem struct {
	Heading, Ask string
	Lines        []AgendaLine
	Empty        string
	Left         int
	All          string
}

// AgendaLine is a line of a point: a state or a day, and what it is about.
type AgendaLine struct {
	State string
	Link
	Note string
}

// EndReport says how an opportunity went, in the five parts of the short form of
// GRIPP2. What nobody has said is empty.
type EndReport struct {
	Frame
	Back Link

	// 1 Aim.
	Purpose, Sought string

	// 2 Methods.
	Methods []Fact

	// 3 Results.
	Outcome string
	Changed []ReportAnswer // what was done, is being done or is planned
	Refused []ReportAnswer // what can't be done, and why
	Heard   []ReportAnswer // what is not answered yet

	// 4 How far people's say reached.
	CanChange, CannotChange []string
	Decides                 string
	Differences             []ReportAnswer

	// 5 Critical reflections.
	WentWell, DidNot string
}

// ReportAnswer is an update in a report.
type ReportAnswer struct {
	Link
	State, Words string
}
