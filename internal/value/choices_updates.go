package value

// The enums of updates, strategies and site data; see choices.go.
type (
	// UpdateKind is an answer to what people said, or to a question.
	UpdateKind string
	// HeardHow is how people told us.
	HeardHow string
	// UpdateStatus is how far an answer is.
	UpdateStatus string
	// Told is how people were given an answer.
	Told string
	// Beneficiary is who felt the difference.
	Beneficiary string
	// Agreement is what people said of an answer.
	Agreement string
	// StrategyState is how far a strategy is.
	StrategyState string
	// WritingKind is an event at which a strategy was written.
	WritingKind string
	// ActionStatus is how far a promise is.
	ActionStatus string
	// ActionKind is a promise or a trial.
	ActionKind string
	// OwnerKind is the part of the organisation that keeps a promise.
	OwnerKind string
	// Unit is what a measure counts.
	Unit string
	// Better says which way a measure gets better.
	Better string
	// Conformance is how accessible the site is known to be.
	Conformance string
	// Basis is why something is not accessible.
	Basis string
)

var (
	updateKinds = choose("you-said-we-did", "You said, we did", "question", "You asked, we answered")
	heardHows   = choose("meeting", "at a meeting", "survey", "in a survey", "opportunity", "while taking part", "feedback", "in feedback",
		"complaint-theme", "in complaints", "ward-round", "on a ward")
	updateStatuses = choose("heard", "We have heard this", "looking-into", "We are looking into it", "planned", "We plan to", "in-progress", "We have started",
		"partly", "We did part of this", "done", "We did this", "cannot-now", "We cannot do this yet because", "cannot", "We cannot do this because")
	toldBy         = choose("email", "by email", "phone", "by phone", "post", "by post", "meeting", "at a meeting", "poster", "on a poster", "web", "on this website")
	beneficiaries  = choose("patients", "patients", "carers", "carers", "staff", "staff", "service", "the service", "people-involved", "the people who took part")
	agreements     = choose("yes", "They agree with our answer.", "partly", "They agree with part of our answer.", "no", "They do not agree with our answer.")
	strategyStates = choose("draft", "Draft", "consultation", "Open for comments", "current", "Current", "replaced", "Replaced")
	writingKinds   = choose("workshop", "workshop", "discussion-group", "discussion group", "development-session", "development session",
		"survey", "survey", "one-to-one", "one-to-one conversations")
	actionStatuses = choose("not-started", "Not started", "in-progress", "Started", "done", "Done", "late", "Late", "changed", "Changed", "stopped", "Stopped")
	actionKinds    = choose("commitment", "Promise", "trial", "Trial")
	ownerKinds     = choose("service", "a service", "corporate", "a corporate team", "board", "the board", "group", "a group")
	units          = choose("percent", "%", "count", "", "days", "days", "score", "")
	betters        = choose("higher", "Higher is better.", "lower", "Lower is better.")
	conformances   = choose("full", "fully", "partial", "partially", "not", "not", "not-tested", "")
	bases          = choose("non-compliance", "Non-compliance with the accessibility regulations", "disproportionate-burden", "Disproportionate burden",
		"out-of-scope", "Content that’s not within the scope of the accessibility regulations")
)
