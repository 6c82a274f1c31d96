package layout_test

import (
	"net/url"
	"strings"
	"testing"

	"example.org/partake/internal/fill"
	"example.org/partake/internal/form"
	"example.org/partake/internal/view"
)

// everyKind is a form with each kind of question.
func everyKind() form.Form {
	d := form.Definition{FormKind: "interest", Fields: []form.Field{
		{ID: "opportunity"},
		{ID: "name"},
		{ID: "reply_by"},
		{ID: "contact"},
		{ID: "who"},
		{ID: "experience"},
		{ID: "own", Kind: "long-text", Label: "What would you change first?"},
		{ID: "day", Kind: "choices", Label: "Which days suit you?", Hint: "We meet twice a month.", Options: []string{"Monday", "Thursday"}, Optional: true},
		{ID: "agree", Kind: "consent", Label: "I am 16 or older."},
		{ID: "news", Kind: "consent", Label: "Send me the newsletter.", Hint: "It comes 4 times a year.", Optional: true},
		{ID: "mobile", Kind: "phone", Label: "A number for the day itself", Optional: true},
	}}
	d.Title = "Tell us you are interested"
	return d.Form("forms/interest")
}

// sampleForm is a form that cannot be sent.
func sampleForm() view.Form {
	f := sampleSheet("", nil)
	f.Sheet.Sends = false
	return f
}

// sampleSheet is a form that can be sent, with what was typed so far.
func sampleSheet(opportunity string, sent url.Values) view.Form {
	of := view.Link{Text: "Help us choose the food on our wards", URL: "/opportunities/ward-food/"}
	asked := everyKind()
	var answers form.Answers
	var problems []form.Problem
	if sent != nil {
		answers, problems = asked.Read(sent)
	}
	f := view.Form{
		Frame:   frame("form", "Tell us you are interested", "/opportunities/ward-food/interest/", view.Link{Text: "Opportunities", URL: "/opportunities/"}, of),
		Heading: "Tell us you are interested", About: of, Closes: "Friday 27 November 2026 at 5pm", Sheet: fill.Sheet(asked, answers, problems, opportunity),
		Keep: "We delete your answers by 25 February 2027.", Help: sampleHelp(), Body: "<p>You do not have to know anything about food.</p>",
	}
	if len(problems) > 0 {
		f.HeadTitle = "Error: " + f.Title
	}
	f.Summary = ""
	return f
}

// sampleTyped has something wrong with every kind of question.
func sampleTyped() url.Values {
	return url.Values{
		"name": {`O"Neill <b>`}, "reply_by": {"email"}, "contact_email": {"sam@"}, "contact_post": {"\nTop flat"}, "who": {"patients", "nobody"},
		"experience": {"Two years of supper at 5pm"}, "own": {strings.Repeat("long ", 1001)}, "day": {"monday"}, "news": {form.Ticked}, "mobile": {"12"},
	}
}

func formSamples() []sample {
	preview := sampleSheet("opportunities/ward-food", nil)
	preview.Sheet.Preview, preview.About, preview.Closes, preview.Body = true, view.Link{}, "", ""
	bank := sampleRoute()
	bank.Form.Sheet.Sends = true
	return []sample{
		{"opportunities/ward-food/interest/index.html", "form", sampleSheet("opportunities/ward-food", nil)},
		{"opportunities/ward-food/interest/paper/index.html", "form", sampleForm()},
		{"opportunities/ward-food/interest/problems/index.html", "form", sampleSheet("opportunities/ward-food", sampleTyped())},
		{"opportunities/ward-food/interest/preview/index.html", "form", preview},
		{"get-involved/bank/form/index.html", "route", bank},
	}
}

// A form that can be sent says what it is, where it goes, what it keeps and how
// else one can answer, in this order.
func TestFormToSend(t *testing.T) {
	l := newLayout(t, sampleShell())
	page := render(t, l, "form", sampleSheet("opportunities/ward-food", nil))
	inOrder(t, page,
		"If you need help now", "You can ring us on", `<form class="partake-form" method="post" action="/api/interest" novalidate data-no-terms>`,
		`<input type="hidden" name="_form" value="forms/interest">`, `<input type="hidden" name="opportunity" value="opportunities/ward-food">`,
		`aria-hidden="true"><label for="_website">`, `tabindex="-1" autocomplete="off"`,
		`<label class="nhsuk-label partake-form__label" for="answer_name">Your name</label>`, `autocomplete="name" spellcheck="false" aria-describedby="answer_name-hint"`,
		"<legend", `id="answer_reply_by" name="reply_by" type="radio" value="email">`, `id="answer_reply_by-2" name="reply_by" type="radio" value="phone">`,
		"<legend", `type="email" inputmode="email"`, `type="tel" inputmode="tel"`, `autocomplete="street-address" aria-describedby="answer_contact_post-limit"`,
		"(optional)</legend>", "Choose as many as you like.", `name="who" type="checkbox"`,
		`data-max="5000"`, "You can write up to 5,000 characters.", "We keep your answer only if you tick that we may.", `name="experience_consent" type="checkbox" value="yes" aria-describedby="answer_experience_consent-hint">`,
		"You can write up to 5,000 characters.", "We delete your answers by 25 February 2027.", `href="/about/privacy/"`, "check your answers before you send them", ">Continue</button>",
		"</form>", `id="other-ways"`, "By phone", "By email", "By post")
	for _, never := range []string{"There is a problem", "You cannot send", "preview of the website", " checked", "style="} {
		if strings.Contains(page, never) {
			t.Errorf("an empty form has %q", never)
		}
	}
}

// What is wrong stands before anything else, leads to its input, and stands
// there again; what was typed is all still there.
func TestFormWithProblems(t *testing.T) {
	l := newLayout(t, sampleShell())
	page := render(t, l, "form", sampleSheet("opportunities/ward-food", sampleTyped()))
	inOrder(t, page,
		"<title>Error: Tell us you are interested</title>", `tabindex="-1" data-problems`, `<div role="alert">`, "There is a problem",
		`<a href="#answer_contact_email">Enter an email address`, `<a href="#answer_who">`, `<a href="#answer_experience_consent">Tick the box if`, `<a href="#answer_own">`, `<a href="#answer_agree">`, `<a href="#answer_mobile">`,
		"<h1", `value="O&#34;Neill &lt;b&gt;"`, `value="email" checked>`, `id="answer_contact_email-problem"`, `nhsuk-input--error`, `value="sam@"`, `aria-describedby="answer_contact_email-problem"`,
		`aria-describedby="answer_contact_post-limit">`+"\n\nTop flat</textarea>", `aria-describedby="answer_who-hint answer_who-problem"`, `value="patients" checked`,
		"Two years of supper at 5pm</textarea>", `id="answer_experience_consent-problem"`, `aria-describedby="answer_experience_consent-hint answer_experience_consent-problem"`,
		"nhsuk-textarea--error", "long long </textarea>", `value="monday" checked`, `id="answer_agree-problem"`, `name="news" type="checkbox" value="yes" checked`, `value="12"`)
}

// The page of an opportunity leads to its form, and says what one can do there.
func TestWayToTheForm(t *testing.T) {
	l := newLayout(t, sampleShell())
	o := sampleOpportunity()
	mustSay(t, "a form to read", render(t, l, "opportunity", o), "You can read what we ask before you get in touch.")
	o.FormSends = true
	mustSay(t, "a form to send", render(t, l, "opportunity", o), `You can <a href="`+o.FormURL+`">fill in a form on this website</a>. Or get in touch another way`)
	o.ApplyHow = nil
	inOrder(t, render(t, l, "opportunity", o), "fill in a form on this website</a>.</p>")
}

// Of a preview people know that it is one.
func TestFormOfAPreview(t *testing.T) {
	l := newLayout(t, sampleShell())
	f := sampleSheet("", nil)
	f.Sheet.Preview = true
	inOrder(t, render(t, l, "form", f), "<h1", "This is a preview of the website.", "we do not keep it", "<form")
}

func inOrder(t *testing.T, page string, words ...string) {
	t.Helper()
	rest := page
	for _, want := range words {
		_, after, found := strings.Cut(rest, want)
		if !found {
			t.Errorf("no %q in its place", want)
			continue
		}
		rest = after
	}
}
