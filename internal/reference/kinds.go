package reference

import (
	"reflect"

	"example.org/partake/internal/content"
	"example.org/partake/internal/form"
	"example.org/partake/internal/opportunity"
	"example.org/partake/internal/page"
)

// Kind is a kind of page that people write.
type Kind struct {
	Name   string // as in "partake new opportunity"
	Called string // as in "Front matter of an opportunity"
	Doc    page.Kind
	Type   reflect.Type
	// Path is where a file of this kind stands, Address where its page is.
	Path, Address string
	// Title and Summary are those of the example.
	Title, Summary string
	// Shown are keys of the example besides those that are a must or asked
	// for. A dot leads to a key inside another.
	Shown []string
}

// Kinds are all kinds in the order in which people need them.
var Kinds = []Kind{
	{
		Name: "opportunity", Called: "an opportunity", Doc: page.KindOpportunity, Type: reflect.TypeFor[opportunity.Opportunity](),
		Path: "content/opportunities/NAME.md", Address: "/opportunities/NAME/",
		Title: "Help choose the food on our wards", Summary: "Taste the new menus and tell us what to change.",
		Shown: []string{
			"published", "closes", "can_change", "cannot_change", "decides", "selection", "reimbursement.travel", "reimbursement.payment",
			"reimbursement.claim", "reimbursement.policy", "reimbursement.paid_within_days",
		},
	},
	{
		Name: "update", Called: "an update", Doc: page.KindUpdate, Type: reflect.TypeFor[content.Update](),
		Path: "content/updates/NAME.md", Address: "/updates/NAME/",
		Title: "Visiting now ends in time for the last bus", Summary: "You said that the last bus leaves too early. Visiting now ends at 7pm.",
		Shown: []string{"we_did", "difference", "difference_for", "replied_on", "told"},
	},
	{
		Name: "strategy", Called: "a strategy", Doc: page.KindStrategy, Type: reflect.TypeFor[content.Strategy](),
		Path: "content/strategy/NAME/index.md", Address: "/strategy/NAME/",
		Title: "Together to 2030", Summary: "What we promise to do with patients and carers until 2030.",
		Shown: []string{"reviewed", "review_due", "approved"},
	},
	{
		Name: "ambition", Called: "an ambition", Doc: page.KindAmbition, Type: reflect.TypeFor[content.Ambition](),
		Path: "content/strategy/NAME/OTHER.md", Address: "/strategy/NAME/OTHER/",
		Title: "Say it so that everyone can follow", Summary: "Letters and leaflets that people understand the first time.",
		Shown: []string{"actions", "measures"},
	},
	{
		Name: "term", Called: "a term of the glossary", Doc: page.KindTerm, Type: reflect.TypeFor[content.Term](),
		Path: "content/glossary/NAME.md", Address: "/glossary/#NAME", Shown: []string{"aka"},
	},
	{
		Name: "guide", Called: "a guide", Doc: page.KindGuide, Type: reflect.TypeFor[content.Guide](),
		Path: "content/guide/NAME.md", Address: "/guide/NAME/",
		Title: "Ask people before you plan", Summary: "For our staff: how to involve people while more than one answer is possible.",
		Shown: []string{"reviewed", "review_due", "points", "checklist"},
	},
	{
		Name: "news", Called: "news or a story", Doc: page.KindNews, Type: reflect.TypeFor[content.News](),
		Path: "content/news/NAME.md", Address: "/news/NAME/",
		Title: "The new menus start in March", Summary: "12 patients and carers chose them with our cooks.",
		Shown: []string{"published", "kind"},
	},
	{
		Name: "learning", Called: "something to learn", Doc: page.KindLearning, Type: reflect.TypeFor[content.Learning](),
		Path: "content/learning/NAME.md", Address: "/learning/NAME/",
		Title: "Find your voice", Summary: "4 mornings to get ready for your first meeting.",
		Shown: []string{"reimbursement.travel", "reimbursement.payment", "reimbursement.claim", "reimbursement.policy", "reimbursement.paid_within_days"},
	},
	{
		Name: "person", Called: "a person", Doc: page.KindPerson, Type: reflect.TypeFor[content.Person](),
		Path: "content/people/NAME.md", Address: "/people/NAME/",
		Summary: "Amina leads the carers' forum and helps people who are new.",
		Shown:   []string{"role", "bio", "consent"},
	},
	{
		Name: "group", Called: "a group", Doc: page.KindGroup, Type: reflect.TypeFor[content.Group](),
		Path: "content/groups/NAME.md", Address: "/groups/NAME/",
		Summary: "Carers meet once a month and tell the trust what would help.",
	},
	{
		Name: "organisation", Called: "an organisation", Doc: page.KindOrganisation, Type: reflect.TypeFor[content.Organisation](),
		Path: "content/organisations/NAME.md", Address: "/organisations/NAME/",
		Summary: "Healthwatch is independent of us and passes on what you say.",
		Shown:   []string{"url", "phone"},
	},
	{
		Name: "route", Called: "a way in", Doc: page.KindRoute, Type: reflect.TypeFor[content.Route](),
		Path: "content/routes/NAME.md", Address: "/get-involved/NAME/",
		Title: "Become a member", Summary: "Members hear from us 4 times a year and vote for governors.",
	},
	{
		Name: "form", Called: "a form", Doc: page.KindForm, Type: reflect.TypeFor[form.Definition](),
		Path:  "content/forms/NAME.md",
		Title: "Tell us you are interested", Summary: "Send this form to tell us that you would like to take part.",
		Shown: []string{"keep"},
	},
	{
		Name: "page", Called: "a page of prose", Doc: page.KindAbout, Type: reflect.TypeFor[content.Plain](),
		Path: "content/about/NAME.md", Address: "/about/NAME/",
		Title: "How we pay you", Summary: "What we pay for your time and your travel, and when it arrives.",
		Shown: []string{"reviewed", "review_due"},
	},
}

// KindNamed finds a kind.
func KindNamed(name string) (Kind, bool) {
	for _, k := range Kinds {
		if k.Name == name {
			return k, true
		}
	}
	return Kind{}, false
}
