package view

import "example.org/partake/internal/markdown"

// Form is a form on a page: what it asks, and how to answer by phone, email or
// post.
type Form struct {
	Frame
	Heading string
	Body    markdown.HTML
	About   Link   // the opportunity; zero for a form of its own
	Closes  string // "Friday 27 November 2026 at 5pm"
	Sheet   Sheet
	Keep    string // how long answers are kept, a sentence
	Help    []Help
}

// Sheet is the questions of a form, with what was typed.
type Sheet struct {
	Sends     bool // false: nobody takes answers here; the page is read and printed
	Preview   bool // a preview of the site: it can be sent, and nothing is kept
	Trial     bool // somebody tries the site out on their own computer, and reads what is sent there
	Action    string
	Hidden    []Hidden
	Honeypot  string // name of the input that people do not see
	Problems  []Link // what to put right, in page order, each with a link to its input
	Questions []Question
	Button    string
}

// Hidden is a value that goes with the answers.
type Hidden struct{ Name, Value string }

// Question is a question of a form, with its answer. Kind is how it is answered:
// text, email, tel, area, choice, choices, tick, or group for one that has
// inputs of its own.
//
// ID is the anchor of its first input; no other anchor of a page has its form.
type Question struct {
	Name, ID, Kind, Label, Hint string
	Limit                       string // "You can write up to 5,000 characters."
	Described                   string // ids of what describes the input, for aria-describedby
	Autocomplete                string // for browsers that fill it in
	Problem, Value              string
	Optional, Health            bool
	Max                         int // code points
	Options                     []Choice
	Inputs                      []Question // of a group
	Consent                     []Question // none or one: the tick of an answer about health
}

// Choice is an answer to choose from.
type Choice struct {
	ID, Value, Words string
	Chosen           bool
}
