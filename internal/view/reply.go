package view

// CheckAnswers is the page on which people look over their answers before they
// send them.
type CheckAnswers struct {
	Frame
	Help    []Help
	About   Link // the opportunity; zero for a form of its own
	Preview bool // a preview of the site: what is sent is not kept
	Trial   bool // somebody tries the site out on their own computer
	Form    Again
	Change  string // name of the buttons that lead back to the form
	Rows    []Answer
	Keep    string // how long answers are kept, a sentence
}

// Answer is a question with what was typed, a paragraph for each line. URL is
// the place of the question in the form. None of it is remembered by a layout.
type Answer struct {
	Name, Label, URL string
	Paragraphs       []string
	Consent          bool // the person ticked that we may keep it
}

// Again is a form without questions: it sends answers that were typed before.
// Button is "" for none.
type Again struct {
	Action string
	Hidden []Hidden
	Button string
}

// Receipt says that what was sent has arrived. Reference is "" when the page has
// run out.
type Receipt struct {
	Frame
	Help      []Help
	Reference string
	Next      []string // what happens now, in the words of the form
}

// Refusal says that nothing was sent, why, and what to do now.
type Refusal struct {
	Frame
	Help      []Help
	Says      []string // paragraphs
	Reference string   // of what was sent before
	Again     Again    // to send the same once more
	Typed     []Answer // what was typed, to copy
	Back      Link     // to the form, or to the page that it is about
	Choices   string   // heading of Offers, "" where they do not help
	Offers    []Link   // what is open
	Forms     []Link   // others that can be sent at any time
}
