package view

import "example.org/partake/internal/markdown"

// Glossary is all terms on one page, by letter.
type Glossary struct {
	Frame
	Letters []GlossaryLetter
}

// GlossaryLetter is the terms that start with a letter. ID is its anchor.
type GlossaryLetter struct {
	Letter, ID string
	Terms      []Term
}

// Term is a word and what it means. ID is its anchor.
type Term struct {
	ID, Term, Definition, Plain, Source string
	Lang                                string // "" for English
	Aka                                 []string
	See                                 []Link
	AskedFor                            bool // people asked us what it means
}

// Guide is advice in steps.
type Guide struct {
	Frame
	Audience  string // "For staff"
	Body      markdown.HTML
	Points    []GuidePoint
	Checklist []string
	Templates []Resource
	Resources []Resource
}

// GuidePoint is a step of a guide. ID is its anchor.
type GuidePoint struct {
	ID         string
	Number     int
	Title      string
	Paragraphs []string
	Do         []string
	See        []Link
}

// Resource is something to read or to use. Detail is a file's type and size.
type Resource struct{ Title, URL, Note, Detail string }

// News is news, or a story.
type News struct {
	Frame
	Story         bool
	Setting       string
	Body          markdown.HTML
	Opportunities []Link
}

// Learning is something to learn.
type Learning struct {
	Frame
	What      string // "Course"
	Body      markdown.HTML
	OpenTo    []string
	Audience  []string
	Provider  Link // URL is "" for somebody without a page
	Cost      string
	Length    string
	Where     string
	Venue     []Fact
	Sessions  []Session
	Pay       *Pay // nil when nothing is said
	Skills    []string
	Accredits string // a sentence
	SoFar     string // a sentence
	Book      Link
}

// Person is somebody to meet.
type Person struct {
	Frame
	Kinds        []string
	Role         string
	Bio          []string // paragraphs
	Body         markdown.HTML
	Skills       []string
	AvailableFor []string
	Accredited   []string // sentences
	Staff        bool     // Contact in the Frame is the person's own; else it is the team, through which people reach them
}

// People is a list of people, with links to those who share a skill.
type People struct {
	Frame
	Intro   string
	Groups  []PeopleGroup
	Filters []Filter
}

// PeopleGroup is a part of the list.
type PeopleGroup struct {
	Heading, ID string
	People      []PersonCard
}

// PersonCard is a person in a list.
type PersonCard struct {
	Name, URL, Role, Line string
	Image                 Image
}

// Forum is a group of people who meet.
type Forum struct {
	Frame
	Purpose  string
	Joining  string // a sentence
	Meets    string
	Checks   []string // sentences
	Terms    Link
	Sessions []Session
	Body     markdown.HTML
}

// Organisation is somebody else who involves people.
type Organisation struct {
	Frame
	What      string // "Charity"
	Reach     string // "Works here"
	For       string
	Website   Link
	Phone     Link
	Ended     string // "It ended on 30 June 2022.", "" while it goes on
	Successor Link
	Body      markdown.HTML
	Together  []Link // what it does with us: opportunities, learning
}

// Route is a way in that is open all the time.
type Route struct {
	Frame
	Free  bool
	Cost  string
	CanDo []string
	Ways  []Fact
	Body  markdown.HTML
	Form  *Form // nil without one
}

// AToZ is everything on the site by letter, or a part of it.
type AToZ struct {
	Frame
	Letters []Link // to the letters that have something
	Groups  []LetterGroup
	Pager   Pager
}

// LetterGroup is the entries of a letter. ID is its anchor.
type LetterGroup struct {
	Letter, ID string
	Entries    []IndexEntry
}
