package view

import "example.org/partake/internal/markdown"

// Opportunity answers the nine questions of the HRA community checklist in
// their order, after a panel with what matters most. Empty means not said.
type Opportunity struct {
	Frame
	State     Tag
	StateNote string // "Opens on 3 May 2027." or why it is paused; "" when open
	Open      bool   // people can apply now
	Purpose   string
	Exploring bool // "We are still working this out with people"

	// At a glance.
	WhatYouGet string // "£25 a session and your travel"
	Paid       bool
	Closes     string // "Monday 3 May 2027 at 5pm", "Open all year round"
	ClosesIn   string
	Time       string
	Where      string

	// 1 What it is.
	Activity                string // "Interview panel"
	Who                     []string
	Level                   string // a sentence
	Stage                   string // a sentence
	Decides                 string // a sentence
	Setting                 string
	CanChange, CannotChange []string
	Parts                   []string
	Body                    markdown.HTML

	// 2 What is involved.
	Commitment []Fact
	Sessions   []Session
	Venue      []Fact
	Access     []Fact   // "Step-free access": "Yes"
	Provided   []string // "Captions", "You can bring someone"
	Papers     string   // "We send papers 7 days before."
	Checks     []string // sentences
	Training   []Training
	Partners   []Link

	// 3 What difference it will make.
	Difference string
	Feedback   string // "We will tell you what happened by 3 May 2027, by email or phone."
	Outcome    *Outcome
	Report     string // the address of the report on it, "" without one
	Updates    []Story

	// 4 Support and who to talk to: Contact is in the Frame.
	Support, Supervision string
	Agreement            string

	// 5 Experience and skills.
	Needed, Helpful, SkillsNeeded, SkillsGained []string
	NothingNeeded                               bool
	ExperienceNote                              string

	// 6 How to take part.
	ApplyHow   []Fact // "By phone": "01632 960000"
	ApplySteps string
	ApplyLimit string
	FormURL    string // of the form, "" without one
	FormSends  bool   // the form can be sent from there, not only read

	// 7 How we decide.
	Places, Selection string

	// 8 Payment, 9 Expenses.
	Pay Pay

	FourPi    []FourPi
	Standards []string // UK Standards for Public Involvement that it works to
	Ambitions []Link
}

// Outcome is how a finished opportunity went.
type Outcome struct {
	People           string
	Text             string
	WentWell, DidNot string
}

// Step is one part of an update on its way down the page.
type Step struct {
	Heading string // "You said", "We did", "We cannot do this because", "The difference"
	Text    string
	Large   bool   // the person's own words
	Facts   []Fact // date, owner, who told us
}

// Update is one "You said, we did".
type Update struct {
	Frame
	State         Tag
	Question      bool
	WeAsked       string
	Steps         []Step
	CheckedWith   string
	Agree         string // as a heading: whether the people who said it agree
	Disagreed     string // what not everyone agrees with
	Told          string
	Body          markdown.HTML
	Opportunities []Link
	Ambitions     []Link
	Evidence      []Link
	Poster        string // its address, "" without one
}
