package view

// Team is what the pages of the team's own inbox have in common. They are for the
// people who read what others sent, on their own computer.
type Team struct {
	Title   string // never names a person or a reference: browsers write titles down
	Root    string // where the addresses of this inbox begin
	CSS     string
	From    string   // the website that this is a copy of, "" for a desk's own store
	Said    string   // what was done just now
	More    []string // and what there is to know about it
	Problem TeamProblem
	Locked  bool // no secret key is here
	Sends   bool // there is a desk to send to
}

// TeamSend is the button for the line to the desk.
type TeamSend struct {
	Here   bool // there is a desk
	Known  bool // somebody can say how much there is to send
	Count  int  // of what was done here and not sent
	Action string
	Button string
}

// TeamProblem is what was wrong with what somebody sent. URL is its input.
type TeamProblem struct{ Text, URL string }

// TeamList is the list of records.
type TeamList struct {
	Team
	Empty    bool // there is no record at all
	Count    int  // of those that the filters leave
	Disagree int  // records that two people marked differently
	Filters  []TeamFilter
	Hidden   []Hidden // the filters again, for forms
	Rows     []TeamRow
	Send     TeamSend
	Newer    string
	Older    string
}

// TeamFilter is a row of links to narrower lists.
type TeamFilter struct {
	Heading string
	Links   []TeamChoice
}

// TeamChoice is a link with how many records it leads to.
type TeamChoice struct {
	Text, URL string
	Count     int
	Current   bool
}

// TeamRow is a record in a list. Name is what the person wrote as their name.
type TeamRow struct {
	URL, Reference, Name, About, Form, Received, State string
	Also                                               string // what else it is marked as
	Spam, Late                                         bool
}

// TeamRecord is one record with all that it says.
type TeamRecord struct {
	Team
	URL, Reference string
	Facts          []TeamFact
	Spam           string   // why it may be, in words
	Late           string   // the day by which it should have been deleted
	Closed         string   // why it does not open
	Disagree       []string // what it is marked as, and by whom, when people differ
	Answers        []TeamAnswer
	Done           []TeamStep
	Marks          []Choice
	Hidden         []Hidden
	Typed          string // a note that could not be kept
	NoNotes        string // why no note can be written
	Limit          string // how long a note may be
	Send           TeamSend
}

// TeamFact is something that is known of a record without opening it.
type TeamFact struct{ Label, Text string }

// TeamAnswer is a question with what was said, a paragraph for each line.
type TeamAnswer struct {
	Label      string
	Paragraphs []string
	Consent    bool
}

// TeamStep is something that the team did.
type TeamStep struct {
	Day, Who, Words string
	Paragraphs      []string // of a note
	Closed          string   // why a note does not open
}

// TeamErase asks whether to erase a record.
type TeamErase struct {
	Team
	URL, Reference string
}

// TeamKey asks for the secret key.
type TeamKey struct{ Team }

// TeamMessage is a page that says one thing.
type TeamMessage struct {
	Team
	Says []string
}
