// Package page holds what every kind of page may say: title and summary, dates,
// pictures, quotes, other formats, history. Each kind embeds a Page and adds
// its own fields.
package page

import (
	"strings"

	"example.org/partake/internal/diag"
	"example.org/partake/internal/frontmatter"
	"example.org/partake/internal/value"
)

// Origin is where a Doc comes from and where it goes.
type Origin struct {
	Kind   Kind
	File   string   // "content/opportunities/ward-food.md"
	ID     string   // "opportunities/ward-food", or the id of the file
	URL    string   // "/opportunities/ward-food/"
	Folder string   // folder of the file below content/, "" for the home page
	Order  string   // what its title is sorted by: value.Order
	Digest uint64   // of the source
	Links  []string // addresses in the Markdown that may be pages of this site
	Keys   frontmatter.Keys
	// BodyLine is the line on which the Markdown begins, 0 when that can't be told.
	BodyLine int
}

// At is the place of a key in the file.
func (o *Origin) At(key string) diag.Pos { return o.Keys.Pos(key) }

// Page is what every kind of page may say. Fields of the front matter carry
// their documentation here; the reference for editors is made from it.
type Page struct {
	Origin

	// Title is the heading of the page: at most 65 characters, not a question, capitals as in a sentence.
	Title string `yaml:"title" must:"true" line:"true" eg:"\"Help choose the food on our wards\""`
	// Summary says in one sentence what the page is about. It stands on cards and in feeds. At most 30 words.
	Summary string `yaml:"summary" must:"true" line:"true" eg:"\"Taste the new menus and tell us what to change.\""`
	// PageID replaces the id that the file's path gives. Set it before you rename a file, to what the id was, so that subscribers do not get the page twice.
	PageID string `yaml:"id" line:"true" eg:"opportunities/ward-food"`
	// Slug replaces the file's name in the address. Small letters, figures and hyphens.
	Slug string `yaml:"slug" line:"true" eg:"ward-food"`
	// Published is the day on which the page appears. With a day in the future the page waits until then. Opportunities and news need it.
	Published value.Date `yaml:"published" eg:"2026-05-03"`
	// Updated is the day of the last change that readers care about.
	Updated value.Date `yaml:"updated" eg:"2026-06-01"`
	// Reviewed is the day on which somebody last checked that the page is true. The NHS content guide asks for it on strategies, guides and pages of prose.
	Reviewed value.Date `yaml:"reviewed" eg:"2026-05-03"`
	// ReviewDue is the day by which it is checked again. The NHS content guide asks for it together with reviewed.
	ReviewDue value.Date `yaml:"review_due" eg:"2027-05-03"`
	// Draft keeps the page off the site until you take the line out. The preview shows it, and so does a build with --drafts.
	Draft bool `yaml:"draft" eg:"true"`
	// Archived keeps the page at its address and takes it off all lists.
	Archived bool `yaml:"archived" eg:"true"`
	// Unlisted keeps the page off all lists and feeds but the A to Z. Other pages lead to it.
	Unlisted bool `yaml:"unlisted" eg:"true"`
	// Lang is the language of the page if it is not British English.
	Lang value.Lang `yaml:"lang" eg:"cy"`
	// Services are the services that the page is about, from data/services.yaml.
	Services []string `yaml:"services" eg:"[community-mental-health]"`
	// Areas are the places that the page is about, from data/areas.yaml.
	Areas []string `yaml:"areas" eg:"[northgate]"`
	// Ambitions are the ambitions of the strategy that the page works towards.
	Ambitions []string `yaml:"ambitions" eg:"[strategy/together-2030/communication]"`
	// Contact is who to talk to about the page: a person's id, or name, phone and email. Left out, it is the team of site.yaml.
	Contact *value.Contact `yaml:"contact" eg:"{name: \"Sam Rowe\", phone: \"01632 960123\"}"`
	// Image is a picture for the page.
	Image *Image `yaml:"image" eg:"{src: /images/garden.jpg, alt: \"Two people planting beans\"}"`
	// Quotes are what people said, with their consent.
	Quotes []Quote `yaml:"quotes" eg:"[{text: \"I was listened to.\", role: carer, consent: true}]"`
	// Formats are other forms of the page: Easy Read, large print, audio, British Sign Language, translations.
	Formats []Format `yaml:"formats" eg:"[{kind: large-print, on_request: true}]"`
	// Media are recordings on the page, each with captions or with its words.
	Media []Media `yaml:"media" eg:"[{kind: audio, title: \"Amina talks about the forum\", file: /media/amina.mp3, transcript: \"…\"}]"`
	// CoProduced names who made the page or the work with us.
	CoProduced []string `yaml:"co_produced_with" eg:"[\"Carers' Forum\"]"`
	// Sensitive is a note at the top of a page that may be hard to read. Urgent help from site.yaml stands with it.
	Sensitive string `yaml:"sensitive" eg:"\"This page talks about suicide.\""`
	// Changes are what changed on the page, newest first.
	Changes []Change `yaml:"changes" eg:"[{date: 2026-05-03, text: \"We added a second date.\"}]"`
	// Aliases are old addresses that lead to this page.
	Aliases []string `yaml:"aliases" eg:"[/old/ward-food/]"`
	// Silence lists advice of partake check that does not fit this page, each with the reason why.
	Silence []Silence `yaml:"silence" eg:"[{rule: long-title, reason: \"It is the name of a law.\"}]"`
}

// Listed says whether lists and feeds name the page.
func (p *Page) Listed() bool { return !p.Archived && !p.Unlisted }

// Base returns the part that all kinds share.
func (p *Page) Base() *Page { return p }

// Derived names keys that people write from habit and Partake works out.
func (*Page) Derived() []string { return []string{"url", "kind_of_page", "date"} }

// Image is a picture.
type Image struct {
	// Src is the address of the picture: /images/… for one in static/, or a name beside the page.
	Src string `yaml:"src" must:"true" line:"true" eg:"/images/garden.jpg"`
	// Alt says what the picture shows, for people who can't see it. A picture needs it unless it is decorative.
	Alt string `yaml:"alt" line:"true" eg:"\"Two people planting beans\""`
	// Decorative marks a picture that says nothing.
	Decorative bool `yaml:"decorative" eg:"true"`
}

// Quote is what a person said.
type Quote struct {
	// Text is what they said, in their words.
	Text string `yaml:"text" must:"true" eg:"\"I was listened to.\""`
	// Person is the id of the person's page. Without their consent the quote is not shown.
	Person string `yaml:"person" line:"true" eg:"people/amina-yusuf"`
	// Name is the person's name if they want it shown.
	Name string `yaml:"name" line:"true" eg:"\"Amina\""`
	// Role says who they are: "carer".
	Role string `yaml:"role" line:"true" eg:"carer"`
	// Consent says that they agreed to be quoted.
	Consent bool `yaml:"consent" must:"true" eg:"true"`
	// ConsentUntil is the last day on which the quote is shown.
	ConsentUntil value.Date `yaml:"consent_until" eg:"2028-05-03"`
}

// Silence keeps one piece of advice away from a page.
type Silence struct {
	// Rule is the name that partake check prints behind its advice.
	Rule string `yaml:"rule" must:"true" line:"true" eg:"long-title"`
	// Reason says why the advice does not fit.
	Reason string `yaml:"reason" must:"true" eg:"\"It is the name of a law.\""`
}

// Change is a line of a page's history.
type Change struct {
	// Date is the day of the change.
	Date value.Date `yaml:"date" must:"true" eg:"2026-05-03"`
	// Text says what changed.
	Text string `yaml:"text" must:"true" line:"true" eg:"\"We added a second date.\""`
}

// Check looks at what more than one field has to say together.
func (p *Page) Check(c *frontmatter.Check) {
	if p.Updated != 0 && p.Updated < p.Published {
		c.Errorf("updated", "one of the two days is wrong: check both", "%q is before %q (%s)", "updated", "published", p.Published)
	}
	if p.ReviewDue != 0 && p.ReviewDue < p.Reviewed {
		c.Errorf("review_due", "choose a later day: it is when the page is to be read through next", "%q is before %q (%s)", "review_due", "reviewed", p.Reviewed)
	}
	p.checkImage(c)
	p.checkFormats(c)
	p.checkMedia(c)
	for i, q := range p.Quotes {
		if !q.Consent {
			c.Errorf(frontmatter.Index("quotes", i)+".consent", "ask the person, or take the quote out", "a quote needs the consent of the person")
		}
	}
	for i, a := range p.Aliases {
		value.CheckPath(c, frontmatter.Index("aliases", i), a)
	}
	if len(p.Services) > maxRefs || len(p.Areas) > maxRefs {
		c.Errorf("services", "name the few that it is about; a page for all of them names none", "a page can name %d services and areas at most", maxRefs)
	}
}

// maxRefs is how many services or areas one page may name.
const maxRefs = 50

func (p *Page) checkImage(c *frontmatter.Check) {
	switch {
	case p.Image == nil:
	case p.Image.Alt == "" && !p.Image.Decorative:
		c.Errorf("image", "add alt: \"what the picture shows\", or decorative: true", "the picture has no words for people who can't see it")
	case p.Image.Alt != "" && p.Image.Decorative:
		c.Errorf("image.alt", "keep one of the two", "a decorative picture has no %q", "alt")
	case FileName(p.Image.Alt):
		c.Errorf("image.alt", "say what the picture shows", "%q is a file name, not words for people who can't see the picture", p.Image.Alt)
	}
}

// FileName says whether a picture's alternative text is a file's name or
// number, as cameras and picture agencies leave them.
func FileName(alt string) bool {
	lower := strings.ToLower(alt)
	for _, ending := range []string{".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg"} {
		if strings.HasSuffix(lower, ending) {
			return true
		}
	}
	return !strings.Contains(lower, " ") && strings.ContainsAny(lower, "0123456789") && strings.ContainsAny(lower, "_-")
}
