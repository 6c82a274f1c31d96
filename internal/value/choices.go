// Package value holds what front matter may say in a single value: dates and
// moments, phone numbers, email addresses, colours, languages, and the enums
// with the words that pages show for them.
//
// Each type refuses what it can't be, with a hint: the decoder of package
// frontmatter calls Allowed or UnmarshalText and adds the place.
package value

// choices are the allowed values of an enum with the words that pages show.
type choices struct {
	values []string
	words  map[string]string
}

// choose pairs values with words: value, words, value, words …
func choose(pairs ...string) choices {
	c := choices{words: make(map[string]string, len(pairs)/2)}
	for i := 0; i < len(pairs); i += 2 {
		c.values = append(c.values, pairs[i])
		c.words[pairs[i]] = pairs[i+1]
	}
	return c
}

// The enums. Each has Allowed, which front matter is checked against, and
// Words, which pages show.
type (
	// Activity is what people do in an opportunity.
	Activity string
	// Level is a step of the ladder of participation (TLAP and NCAG).
	Level string
	// Stage is how far the work is when people join it.
	Stage string
	// Setting is where in the organisation it takes place.
	Setting string
	// Decides says who takes the decision.
	Decides string
	// Who is a group of people.
	Who string
	// Channel is a way to tell people something.
	Channel string
	// Frequency says how often.
	Frequency string
	// Mode is how people take part.
	Mode string
	// Answer is yes, no or "ask us".
	Answer string
	// Provision is something that makes it easier to take part.
	Provision string
	// DBS is a level of Disclosure and Barring Service check.
	DBS string
	// Need is none or required.
	Need string
	// CheckTime says when a check has to be there.
	CheckTime string
	// PayModel says what people get back.
	PayModel string
	// Travel is a kind of journey that is paid for.
	Travel string
	// Cost is another cost that is paid for.
	Cost string
	// Per is what an amount is paid for.
	Per string
	// PayMethod is how money arrives.
	PayMethod string
	// ApplyWay is a way to say that you are interested.
	ApplyWay string
	// Part is a part of recruiting somebody.
	Part string
	// Standard is one of the UK Standards for Public Involvement.
	Standard string
	// Override is a state that dates can't tell.
	Override string
)

var (
	activities = choose(
		"forum", "Forum", "committee", "Committee", "governance-meeting", "Governance meeting", "focus-group", "Focus group",
		"interview-panel", "Interview panel", "service-redesign", "Redesigning a service", "pathway-mapping", "Mapping a pathway of care",
		"document-or-leaflet-review", "Reviewing documents and leaflets", "policy-review", "Reviewing a policy",
		"training-delivery", "Delivering training", "training-design", "Designing training", "inspection", "Inspection", "evaluation", "Evaluation",
		"feedback-collector", "Collecting feedback", "survey", "Survey", "research", "Research", "event", "Event", "leadership", "Leadership",
		"peer-support", "Peer support", "volunteering", "Volunteering", "membership", "Membership", "paid-job", "Paid job", "other", "Something else")
	levels = choose(
		"informing", "We tell you what is happening and answer your questions.",
		"consultation", "We ask for your views before we decide.",
		"engagement", "We talk it through with you and your views shape what we do.",
		"co-design", "We design it together.",
		"co-production", "We plan, decide and do it together, as equals.")
	stages = choose("idea", "It is an early idea.", "design", "We are designing it.", "delivery", "It is running now.",
		"improvement", "We are making it better.", "evaluation", "We are finding out how well it worked.")
	settings = choose("clinical", "In a clinical team", "project", "In a project", "governance", "Where decisions are made",
		"community", "In the community", "research", "In research")
	deciders = choose("people", "The people who take part decide.", "shared", "You and the organisation decide together.",
		"organisation", "The organisation decides, and tells you why.")
	people = choose("patients", "patients", "former-patients", "people who were patients in the past", "carers", "carers", "family", "family members",
		"young-people", "young people", "parents", "parents", "public", "members of the public", "members", "members of the trust",
		"governors", "governors", "volunteers", "volunteers", "staff", "staff")
	channels = choose("email", "by email", "phone", "by phone", "post", "by post", "meeting", "at a meeting", "web", "on this website",
		"poster", "on a poster", "you-choose", "in the way you choose")
	frequencies = choose("one-off", "once", "weekly", "every week", "fortnightly", "every 2 weeks", "monthly", "every month",
		"quarterly", "every 3 months", "ad-hoc", "now and then")
	modes      = choose("in-person", "In person", "online", "Online", "phone", "By phone", "hybrid", "In person or online", "at-home", "At home")
	answers    = choose("yes", "Yes", "no", "No", "ask", "Ask us")
	provisions = choose("captions", "captions", "bsl-interpreter", "a British Sign Language (BSL) interpreter", "easy-read-papers", "Easy Read papers",
		"large-print", "large print", "interpreter", "an interpreter", "breaks", "breaks", "bring-someone", "you can bring someone with you",
		"remote-joining", "you can join from home", "help-with-technology", "help with technology")
	dbsLevels = choose("none", "You do not need a Disclosure and Barring Service (DBS) check.", "basic", "You need a basic Disclosure and Barring Service (DBS) check.",
		"standard", "You need a standard Disclosure and Barring Service (DBS) check.", "enhanced", "You need an enhanced Disclosure and Barring Service (DBS) check.",
		"enhanced-barred", "You need an enhanced Disclosure and Barring Service (DBS) check with a check of the barred lists.")
	needs      = choose("none", "You do not need occupational health clearance.", "required", "You need occupational health clearance.")
	checkTimes = choose("before-applying", "You need these before you apply.", "we-help-you-get-it", "We help you to get these and pay for them.")
	payModels  = choose("none", "Unpaid", "travel", "Expenses paid", "travel-and-time", "Paid, with expenses", "time", "Paid")
	travels    = choose("public-transport", "public transport", "mileage", "mileage", "parking", "parking", "taxi-agreed", "a taxi, if we agree it first", "bicycle", "cycling")
	costs      = choose("carer-cover", "care for the person you look after", "childcare", "childcare", "meals", "meals", "personal-assistant", "a personal assistant",
		"interpreter", "an interpreter", "phone-and-data", "phone calls and data")
	pers       = choose("hour", "an hour", "session", "a session", "half-day", "a half day", "day", "a day", "task", "a task")
	payMethods = choose("bank-transfer", "by bank transfer", "payroll", "through our payroll", "voucher", "as a voucher", "cash", "in cash")
	applyWays  = choose("form", "Online form", "email", "By email", "phone", "By phone", "post", "By post", "in-person", "In person")
	parts      = choose("job-design", "designing the job", "advert", "writing the advert", "questions", "choosing the questions", "panel", "sitting on the panel",
		"decision", "making the decision", "told-outcome", "hearing who got the job")
	standards = choose("inclusive-opportunities", "Inclusive opportunities", "working-together", "Working together", "support-and-learning", "Support and learning",
		"communications", "Communications", "impact", "Impact", "governance", "Governance")
	overrides = choose("paused", "Paused", "filled", "Filled", "cancelled", "Cancelled")
)
