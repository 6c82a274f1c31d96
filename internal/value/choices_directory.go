package value

// The choices of the kinds of page that say who and what there is.

type (
	// Audience is who a guide is for.
	Audience string
	// FormatKind is another form of a page.
	FormatKind string
	// MediaKind is a recording to hear or to watch.
	MediaKind string
	// NewsKind is news, or the story of somebody who took part.
	NewsKind string
	// LearningKind is a way to learn.
	LearningKind string
	// Learner is who a way to learn is meant for.
	Learner string
	// PersonKind is what a person does in involvement.
	PersonKind string
	// Joining says whether people can join a group.
	Joining string
	// OrganisationKind is what sort of organisation it is.
	OrganisationKind string
	// Reach is how far an organisation works.
	Reach string
	// FormKind is what a form is for.
	FormKind string
	// FieldKind is how a question of a form is answered.
	FieldKind string
)

var (
	audiences   = choose("staff", "For staff", "everyone", "For everyone")
	formatKinds = choose("easy-read", "Easy Read", "large-print", "Large print", "braille", "Braille", "audio", "Audio", "bsl-video", "British Sign Language (BSL) video",
		"translation", "Translation", "pdf", "PDF", "word", "Word document")
	mediaKinds    = choose("audio", "Audio", "video", "Video")
	newsKinds     = choose("news", "News", "story", "Story")
	learningKinds = choose("course", "Course", "workshop", "Workshop", "induction", "Induction", "mentoring", "Mentoring", "coaching", "Coaching",
		"shadowing", "Shadowing", "resource", "Something to read or watch")
	learners = choose("service-change", "people who work on how services change", "community-health", "people who lead health work where they live", "governors", "governors",
		"lay-members", "lay members", "patient-groups", "patient groups", "staff", "staff")
	personKinds = choose("staff", "Member of staff", "expert-by-experience", "Expert by experience", "carer", "Carer", "governor", "Governor",
		"peer-support-worker", "Peer support worker", "patient-leader", "Patient leader", "mentor", "Mentor", "coach", "Coach", "facilitator", "Facilitator", "champion", "Champion")
	joinings          = choose("open", "Anyone can join.", "by-invitation", "People join when they are invited.", "closed", "It has all its members.")
	organisationKinds = choose("nhs-trust", "NHS trust", "icb", "Integrated care board", "council", "Council", "healthwatch", "Healthwatch", "user-led", "User-led organisation",
		"charity", "Charity", "patient-group", "Patient group", "ppg", "Patient participation group", "university", "University", "partnership", "Partnership")
	reaches    = choose("local", "Works here", "national", "Works across the country")
	formKinds  = choose("interest", "Tell us you are interested", "bank", "Join the involvement bank", "suggestion", "Make a suggestion", "request", "Ask for a speaker or a partner")
	fieldKinds = choose("text", "Short text", "long-text", "Longer text", "email", "Email address", "phone", "Phone number", "choice", "One answer from a list",
		"choices", "Any answers from a list", "consent", "A tick to agree", "opportunity", "The opportunity")
)

// Allowed lists the values that a file may hold.
func (Audience) Allowed() []string { return audiences.values }

// Words is what pages show.
func (x Audience) Words() string { return audiences.words[string(x)] }

// Allowed lists the values that a file may hold.
func (FormatKind) Allowed() []string { return formatKinds.values }

// Words is what pages show.
func (x FormatKind) Words() string { return formatKinds.words[string(x)] }

// Allowed lists the values that a file may hold.
func (MediaKind) Allowed() []string { return mediaKinds.values }

// Words is what pages show.
func (x MediaKind) Words() string { return mediaKinds.words[string(x)] }

// Allowed lists the values that a file may hold.
func (NewsKind) Allowed() []string { return newsKinds.values }

// Words is what pages show.
func (x NewsKind) Words() string { return newsKinds.words[string(x)] }

// Allowed lists the values that a file may hold.
func (LearningKind) Allowed() []string { return learningKinds.values }

// Words is what pages show.
func (x LearningKind) Words() string { return learningKinds.words[string(x)] }

// Allowed lists the values that a file may hold.
func (Learner) Allowed() []string { return learners.values }

// Words is what pages show.
func (x Learner) Words() string { return learners.words[string(x)] }

// Allowed lists the values that a file may hold.
func (PersonKind) Allowed() []string { return personKinds.values }

// Words is what pages show.
func (x PersonKind) Words() string { return personKinds.words[string(x)] }

// Allowed lists the values that a file may hold.
func (Joining) Allowed() []string { return joinings.values }

// Words is what pages show.
func (x Joining) Words() string { return joinings.words[string(x)] }

// Allowed lists the values that a file may hold.
func (OrganisationKind) Allowed() []string { return organisationKinds.values }

// Words is what pages show.
func (x OrganisationKind) Words() string { return organisationKinds.words[string(x)] }

// Allowed lists the values that a file may hold.
func (Reach) Allowed() []string { return reaches.values }

// Words is what pages show.
func (x Reach) Words() string { return reaches.words[string(x)] }

// Allowed lists the values that a file may hold.
func (FormKind) Allowed() []string { return formKinds.values }

// Words is what pages show.
func (x FormKind) Words() string { return formKinds.words[string(x)] }

// Allowed lists the values that a file may hold.
func (FieldKind) Allowed() []string { return fieldKinds.values }

// Words is what pages show.
func (x FieldKind) Words() string { return fieldKinds.words[string(x)] }
