package layout_test

import (
	"strings"
	"testing"

	"example.org/partake/internal/view"
)

// mustSay holds a page to words that it must have.
func mustSay(t *testing.T, name, page string, words ...string) {
	t.Helper()
	text := plainText(page)
	for _, want := range words {
		if !strings.Contains(text, want) && !strings.Contains(page, want) {
			t.Errorf("%s: no %q", name, want)
		}
	}
}

// Wherever a payment stands, in a feed too, so does what to know before saying
// yes to it.
func TestPaymentNeverStandsAlone(t *testing.T) {
	l := newLayout(t, sampleShell())
	words := []string{"Get advice first.", "A payment may change your benefits or the tax you pay.", "You can say no to a payment"}
	mustSay(t, "opportunity", render(t, l, "opportunity", sampleOpportunity()), words...)
	mustSay(t, "learning", render(t, l, "learning", sampleLearning()), words...)
	mustSay(t, "feed/opportunity", fragment(t, l, "opportunity", sampleOpportunity()), words...)
	mustSay(t, "feed/learning", fragment(t, l, "learning", sampleLearning()), words...)
}

// A cancelled date says so in a word, not only by a line through it.
func TestCancelledInWords(t *testing.T) {
	l := newLayout(t, sampleShell())
	mustSay(t, "opportunity", render(t, l, "opportunity", sampleOpportunity()), "Cancelled Monday 1 February 2027, 2pm to 4pm")
	mustSay(t, "feed/opportunity", fragment(t, l, "opportunity", sampleOpportunity()), "Cancelled: Monday 1 February 2027, 2pm to 4pm")
}

// A form can be answered in each way, also when the page's contact has only a
// phone, and it says that it cannot be sent.
func TestFormCanBeAnswered(t *testing.T) {
	l := newLayout(t, sampleShell())
	f := sampleForm()
	f.Contact = view.Contact{Name: "Sam Ibbotson", Phone: "01632 960201", PhoneURL: "tel:01632960201"}
	mustSay(t, "form", render(t, l, "form", f),
		"You cannot send this form from this website yet.", "Ring 01632 960201.", "Write to "+team().Email, "Write to "+team().Post,
		"(optional)", "We keep your answer only if you tick that we may.", "You can write up to 5,000 characters.", "We delete your answers by 25 February 2027.", `href="/about/privacy/"`)
	r := sampleRoute()
	mustSay(t, "route", render(t, l, "route", r), "You cannot send this form from this website yet.", "Freepost MEMBERS")
	r.Form.Sheet.Sends = true
	mustSay(t, "route", render(t, l, "route", r), `<form class="partake-form" method="post" action="/api/interest" novalidate data-no-terms>`, ">Continue</button>", `<h3 id="other-ways">`)
}

func TestInterestLeadsToTheForm(t *testing.T) {
	l := newLayout(t, sampleShell())
	o := sampleOpportunity()
	for _, want := range []string{o.FormURL, "#how-to-take-part"} {
		if page := render(t, l, "opportunity", o); !strings.Contains(page, `<a class="nhsuk-button partake-button" href="`+want+`">`) {
			t.Errorf("the button does not lead to %s", want)
		}
		o.FormURL = ""
	}
}

func TestOtherFormsOfAPage(t *testing.T) {
	l := newLayout(t, sampleShell())
	mustSay(t, "opportunity", render(t, l, "opportunity", sampleOpportunity()),
		`<a href="/files/large-print.pdf">Large print (PDF only, 545KB)</a>`, `<span lang="ur" dir="rtl">`, "Ask us on 01632 960200 for: Braille")
	mustSay(t, "Easy Read", render(t, l, "plain", sampleEasyRead()), "This is the Easy Read version of How we pay you.", "partake-easy-read")
	mustSay(t, "Urdu", render(t, l, "plain", sampleUrdu()), "This is How we pay you in Urdu.",
		`<p class="nhsuk-width-container partake-version" lang="en-GB" dir="ltr"`, `<link rel="alternate" hreflang="ur" href="https://involvement.example/about/urdu/">`)
}

func TestLinkPreviews(t *testing.T) {
	l := newLayout(t, sampleShell())
	mustSay(t, "news", render(t, l, "news", sampleNews()), `property="og:type" content="article"`, `property="og:locale" content="en_GB"`,
		`property="og:image" content="https://involvement.example/images/two-chairs.png"`, `property="og:image:alt" content="Two chairs at a window"`)
	if strings.Contains(render(t, l, "guide", sampleGuide()), "og:image") {
		t.Error("a page without a picture promises one")
	}
}

// People who are not staff are reached through the team.
func TestHowToReachPeople(t *testing.T) {
	l := newLayout(t, sampleShell())
	p := samplePerson()
	p.Staff = false
	mustSay(t, "person", render(t, l, "person", p), "Ask our team.")
}
