// Package view holds what a layout sees: one plain value for each page.
//
// A View holds only strings, numbers, flags and lists of them, worked out from
// the finished site by packages present and listing. Dates are already words ("3 May 2027"), amounts already
// pounds, states already tags. So a layout needs no logic beyond "is it
// there", and two equal Views always render to the same bytes.
//
// Text from authors is plain and escaped by the layout. The one exception is
// markdown.HTML, which only the markdown room makes.
package view

import "example.org/partake/internal/markdown"

// Link is a place to go to. Current marks the page that the reader is on.
type Link struct {
	Text, URL string
	Current   bool
}

// Tone says how a tag looks. The word in the tag always carries the meaning;
// a tone only repeats it in colour.
type Tone string

// The tones: Good for open and done, Soon for closing soon and late, Busy for
// started and planned, Still for heard, not started and upcoming, No for
// cancelled and "cannot", Past for closed, filled and replaced.
const (
	Good  Tone = "good"
	Soon  Tone = "soon"
	Busy  Tone = "busy"
	Still Tone = "still"
	No    Tone = "no"
	Past  Tone = "past"
)

// Tag is a state in a word or a few, with its tone.
type Tag struct {
	Text string
	Tone Tone
}

// Contact is who to talk to. PhoneURL is a tel: link for Phone. Team marks the
// site's own team, not somebody named for this page.
type Contact struct {
	Name, Role, Phone, PhoneURL, Email, Post, TextRelay, Hours string
	Team                                                       bool
}

// Feed is one feed that belongs to a page, for autodiscovery and for people.
type Feed struct{ Title, Type, URL string }

// Image is a picture with its size in CSS pixels. An empty Alt marks decoration.
type Image struct {
	URL, Alt      string
	Width, Height int
}

// Quote is what a person said, with their consent. By is their name, their
// role, or both.
type Quote struct{ Text, By string }

// Frame is what stands around every page. A View embeds it.
type Frame struct {
	Kind        string // for <body data-kind>
	Lang, Dir   string // "en-GB", "ltr"
	Foreign     bool   // not in English: our own words around it are marked
	Title       string // the h1
	HeadTitle   string // "Title – Get involved – Northgate and Fells"
	Summary     string
	Canonical   string // absolute
	URL         string // root-relative path of this page
	NoIndex     bool   // drafts and 404
	Archived    bool
	Draft       bool
	Section     string // URL of the navigation entry this page belongs to
	Breadcrumbs []Link // from the home page down, without this page
	Feeds       []Feed
	Contents    []Link // headings of a long page, else empty
	Published   string // "3 May 2026"
	Updated     string
	Reviewed    string
	ReviewDue   string
	Credits     []string // who developed the page with us
	Sensitive   string   // content note at the top, else empty
	UrgentHelp  []Help   // shown with Sensitive
	Changes     []Change
	AllChanges  Link   // to the whole log, zero for pages whose log is Changes
	ChangeFeeds []Feed // of that log
	Image       Image
	Quotes      []Quote
	Media       []Media
	Formats     []Format    // other forms of the page, and how to get them
	VersionOf   Version     // the page that this one is another form of
	Alternates  []Alternate // the same page in other languages, this one too; for search engines
	Calendar    Link        // of the page's dates, zero without any
	Services    []Link
	Areas       []Link
	Contact     Contact
}

// Change is one line of a page's own history.
type Change struct{ Date, Text string }

// Media is a recording. Type is its MIME type. A recording elsewhere has a Link
// and no URL. Transcript holds paragraphs, TranscriptURL the page with them.
type Media struct {
	Title, Length string
	Video         bool
	URL, Type     string
	Captions      string
	Lang          string // of the captions
	Link          Link
	Transcript    []string
	TranscriptURL string
}

// Format is another form of a page: "Easy Read", "Cymraeg (Welsh)". Detail is
// its type and size, "PDF only, 545KB". Without a URL people ask us for it.
type Format struct {
	Text, Detail, URL string
	Lang, Dir         string // of Text, "" for English
	Download          bool   // a file, not a page
}

// Version says what a page is another form of: Kind is "Easy Read version" or
// "Welsh". It is zero for the page itself.
type Version struct {
	Kind string
	Of   Link
}

// Alternate is a page in a language, for search engines. URL is absolute.
type Alternate struct{ Lang, URL string }

// Help is a way to get urgent help.
type Help struct{ Name, When, Phone, PhoneURL, Text, URL string }

// Shell is the same on every page: names, navigation, footer, assets.
type Shell struct {
	Organisation, ShortName, SiteName string
	Logo                              Image
	Example                           bool // "This is an example site"
	Navigation                        []Link
	Team                              Contact
	FooterLinks                       []Link
	CSS, ThemeCSS, JS                 string // URLs, "" when there is none
}

// Card is an opportunity in a list. Pay, Place and Time are the three tags in
// their order, "" when unknown. Closes is a whole phrase such as "Closes
// Monday 3 May 2027". ClosesIn ("closes in 5 days") stands only in the last 14
// days. Quiet marks the ones nobody can join any more; Outcome then says what
// became of them.
type Card struct {
	Title, URL, Line string
	State            Tag
	Pay, Place, Time string
	Closes, ClosesIn string
	Outcome          string
	Quiet            bool
}

// Story is an update in a list: the person's words, then what happened.
type Story struct {
	Title, URL string
	Said       string
	Heading    string // "We did this", "We cannot do this because" …
	Answer     string
	State      Tag
	Date       string
}

// Session is a date. Note says that it was moved or cancelled.
type Session struct {
	When, What, Where, Note string
	Cancelled               bool
}

// Pay is what people are paid and get back, the same on every page and in
// feeds. Caution stands for the note on tax and benefits.
type Pay struct {
	Payment    []string // sentences
	Caution    bool     // tax, benefits, may decline, not employment
	Unpaid     string   // why there is no payment
	Expenses   []string
	OtherCosts []string
	Links      []Link // policy and claim form
	Within     string
}

// Training is something to learn for an opportunity.
type Training struct {
	Link
	Required bool
}

// Fact is a labelled line. Link makes Text a link when set.
type Fact struct{ Label, Text, Link string }

// FourPi is one of the five parts of the 4Pi standards and where or how this
// opportunity meets it. Met is false when the page has nothing to show for it.
type FourPi struct {
	Name, Question, Answer, URL string
	Met                         bool
}

// Plain is a page of prose.
type Plain struct {
	Frame
	Body     markdown.HTML
	Children []Link // for the front page of a folder: its pages, Text is the title
}

// Group is a part of a list, such as "Open now". Empty is the sentence that
// stands there when there are no entries, and Ask says why to ring us then: "and
// tell us what you think."
type Group struct {
	Heading, ID string
	Cards       []Card
	Stories     []Story
	Empty, Ask  string
	Count       int // in all, also beyond this page
}

// Filter is a row of links to narrower lists, each with the number it holds.
type Filter struct {
	Heading string
	Links   []CountedLink
}

// CountedLink is a link with the number of entries behind it.
type CountedLink struct {
	Link
	Count int
}

// Pager leads through a long list. Pages is empty when one page holds it all.
type Pager struct {
	Previous, Next Link
	Pages          []Link
	Number, Total  int
}

// List is a page of opportunities or updates or both.
type List struct {
	Frame
	Intro   string
	Groups  []Group
	Filters []Filter
	Pager   Pager
	Nearby  []Link // other lists to try when this one is empty
	Doing   Link   // how well people are answered, zero for lists without such a page
	Papers  []Link // of a service: what can be printed of it
}

// Index is a page of links with counts, such as all services.
type Index struct {
	Frame
	Intro   string // what stands there when there are no entries
	Entries []IndexEntry
	Letters []Link        // to the letters of a long list
	Groups  []LetterGroup // its entries, instead of Entries
}

// IndexEntry is one line of an Index: "2 open, 5 replies".
type IndexEntry struct {
	Title, URL, Note string
	More             []Link // other pages that belong to it
}

// Home is the front page. At most three of each list are shown.
type Home struct {
	Frame
	Body       markdown.HTML
	OpenCount  int
	OpenURL    string
	WaysURL    string // the ways in, where nothing is open
	Past       bool   // something was open before
	BankURL    string // where to join without a particular opportunity, "" when there is none
	Closing    []Card // closing soon
	Open       []Card // open, when few are closing soon
	Stories    []Story
	Strategy   Link
	Ambitions  []AmbitionLine
	Figures    []Measure
	UpdatesURL string // the page that explains how to get updates
	HomeFeeds  []Feed
}

// Contacts is the contact page, made from site.yaml.
type Contacts struct {
	Frame
	Body    markdown.HTML
	Help    []Help
	Website string
}

// Privacy is the privacy notice, made from site.yaml. Every part that
// site.yaml leaves out is empty.
type Privacy struct {
	Frame
	Body                                   markdown.HTML
	Organisation                           string
	Controller, ControllerAddress, ICO     string
	Officer                                Contact // data protection officer
	Purposes, SharedWith                   []string
	LawfulBasis, Condition                 string
	Transfers, Retention, AutomatedChoices string
	ReviewedOn                             string
}

// Accessibility is the accessibility statement, made from site.yaml with the
// words that the regulations ask for.
type Accessibility struct {
	Frame
	Body                            markdown.HTML
	Organisation, Address           string // Address is the site's own URL
	Status                          string // "fully", "partially", "not"; "" when not tested
	WCAG                            string // "2.2"
	NonCompliance, Burden, OutScope []Issue
	ResponseDays                    int
	PreparedOn, ReviewedOn          string
	TestedOn, TestedBy              string
}

// Issue is one thing on the site that is not accessible.
type Issue struct{ Problem, Affects, Criterion, FixBy string }

// Updates is the page on how to get updates.
type Updates struct {
	Frame
	Body      markdown.HTML
	Feeds     []Feed // of the whole site, of the main lists
	Calendars []Link
}

// NotFound is the page for a wrong address.
type NotFound struct {
	Frame
	Places []Link
}
