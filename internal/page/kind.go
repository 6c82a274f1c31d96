package page

// Kind is what a page is.
type Kind string

// The kinds of page.
const (
	KindHome         Kind = "home"
	KindOpportunity  Kind = "opportunity"
	KindUpdate       Kind = "update"
	KindStrategy     Kind = "strategy"
	KindAmbition     Kind = "ambition"
	KindAbout        Kind = "about"
	KindTerm         Kind = "term"
	KindGuide        Kind = "guide"
	KindNews         Kind = "news"
	KindLearning     Kind = "learning"
	KindPerson       Kind = "person"
	KindGroup        Kind = "group"
	KindOrganisation Kind = "organisation"
	KindRoute        Kind = "route"
	KindForm         Kind = "form"
)
