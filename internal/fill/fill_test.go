package fill_test

import (
	"fmt"
	"net/url"
	"reflect"
	"strings"
	"testing"
	"time"

	"example.org/partake/internal/fill"
	"example.org/partake/internal/form"
	"example.org/partake/internal/value"
	"example.org/partake/internal/view"
)

func interest() form.Form {
	d := form.Definition{FormKind: "interest", Fields: []form.Field{
		{ID: "opportunity"},
		{ID: "name"},
		{ID: "reply_by"},
		{ID: "contact"},
		{ID: "who"},
		{ID: "experience"},
		{ID: "own", Kind: "long-text", Label: "What else?", Optional: true},
		{ID: "agree", Kind: "consent", Label: "I am 16 or older."},
	}}
	return d.Form("forms/interest")
}

// What a page shows of each question, before anything is typed. The opportunity
// is no question: the page knows it.
func TestQuestions(t *testing.T) {
	s := fill.Sheet(interest(), form.Answers{}, nil, "opportunities/ward-food")
	var got []string
	for _, q := range s.Questions {
		got = append(got, outline(q))
	}
	want := []string{
		"name text answer_name (answer_name-hint)",
		"reply_by choice answer_reply_by () [answer_reply_by=email answer_reply_by-2=phone answer_reply_by-3=post answer_reply_by-4=text]",
		"contact group answer_contact (answer_contact-hint) {contact_email email answer_contact_email (); " +
			"contact_phone tel answer_contact_phone (answer_contact_phone-hint); contact_post area answer_contact_post (answer_contact_post-limit) 500}",
		"experience area answer_experience (answer_experience-hint answer_experience-limit) 5000 " +
			"{experience_consent tick answer_experience_consent (answer_experience_consent-hint) [answer_experience_consent=yes]}",
		"own area answer_own (answer_own-limit) 5000",
		"agree tick answer_agree () [answer_agree=yes]",
	}
	who := got[3]
	if got = append(got[:3], got[4:]...); !reflect.DeepEqual(got, want) {
		t.Errorf("the page asks\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if !strings.HasPrefix(who, "who choices answer_who (answer_who-hint) [answer_who=patients answer_who-2=") {
		t.Errorf("of several answers people are not told that they may choose several: %s", who)
	}
	if !s.Sends || s.Preview || s.Action != "/api/interest" || s.Honeypot != "_website" || s.Button != "Continue" || s.Problems != nil {
		t.Errorf("the sheet is %+v", s)
	}
	if hidden := fmt.Sprint(s.Hidden); hidden != "[{_form forms/interest} {opportunity opportunities/ward-food}]" {
		t.Errorf("what goes with the answers is %s", hidden)
	}
	if hidden := fill.Sheet(interest(), form.Answers{}, nil, "").Hidden; len(hidden) != 1 {
		t.Errorf("a form of its own sends %v", hidden)
	}
	if got := s.Questions[5].Limit; got != "You can write up to 5,000 characters." {
		t.Errorf("a long text of one's own says %q", got)
	}
}

// outline is a question in a line.
func outline(q view.Question) string {
	out := fmt.Sprintf("%s %s %s (%s)", q.Name, q.Kind, q.ID, q.Described)
	if q.Kind == "area" {
		out += fmt.Sprint(" ", q.Max)
	}
	var options, inner []string
	for _, o := range q.Options {
		options = append(options, o.ID+"="+o.Value)
	}
	for _, x := range append(q.Inputs, q.Consent...) {
		inner = append(inner, outline(x))
	}
	if options != nil {
		out += " [" + strings.Join(options, " ") + "]"
	}
	if inner != nil {
		out += " {" + strings.Join(inner, "; ") + "}"
	}
	return out
}

// Every value typed is there again, as it came: also what is wrong, what nobody
// offered, and markup, which the layout escapes. F26.
func TestTyped(t *testing.T) {
	sent := url.Values{
		"name": {" <b>O'Neill "}, "reply_by": {"phone"}, "contact_email": {"a@b@c"}, "contact_post": {"\r\nTop flat"}, "who": {"patients", "wizards"},
		"experience": {"\u202eword"}, "experience_consent": {"no"}, "agree": {form.Ticked},
	}
	f := interest()
	a, problems := f.Read(sent)
	s := fill.Sheet(f, a, problems, "")
	group := s.Questions[2].Inputs
	for _, c := range []struct {
		q    view.Question
		want string
	}{
		{s.Questions[0], " <b>O'Neill "},
		{group[0], "a@b@c"},
		{group[1], ""},
		{group[2], "\r\nTop flat"},
		{s.Questions[4], "\u202eword"},
	} {
		if c.q.Value != c.want {
			t.Errorf("%s shows %q, want %q", c.q.Name, c.q.Value, c.want)
		}
	}
	var chosen []string
	for _, q := range append(s.Questions, s.Questions[4].Consent...) {
		for _, o := range q.Options {
			if o.Chosen {
				chosen = append(chosen, q.Name+"="+o.Value)
			}
		}
	}
	if got := strings.Join(chosen, " "); got != "reply_by=phone who=patients agree=yes" {
		t.Errorf("ticked are %s", got)
	}
}

// Each problem stands in the summary, in page order, with a link to an input
// that is there, and at that input. Input 1.
func TestProblems(t *testing.T) {
	f := interest()
	a, problems := f.Read(url.Values{"reply_by": {"post"}, "experience": {"x"}, "own": {strings.Repeat("x", 5001)}})
	s := fill.Sheet(f, a, problems, "")
	ids := map[string]string{}
	var collect func(view.Question)
	collect = func(q view.Question) {
		ids["#"+q.ID] = q.Problem
		if q.Problem != "" && !strings.Contains(q.Described, q.ID+"-problem") {
			t.Errorf("%s is not described by its problem: %s", q.Name, q.Described)
		}
		for _, x := range append(q.Inputs, q.Consent...) {
			collect(x)
		}
	}
	for _, q := range s.Questions {
		collect(q)
	}
	var links []string
	for _, l := range s.Problems {
		links = append(links, l.URL)
		if ids[l.URL] == "" || ids[l.URL] != l.Text {
			t.Errorf("%s says %q at the top and %q at the question", l.URL, l.Text, ids[l.URL])
		}
	}
	if got := strings.Join(links, " "); got != "#answer_name #answer_contact_post #answer_experience_consent #answer_own #answer_agree" {
		t.Errorf("the summary leads to %s", got)
	}
}

// How long answers are kept, as it stands on the page and as the store does it.
func TestKeep(t *testing.T) {
	closes := value.DateOf(time.Date(2026, time.June, 30, 12, 0, 0, 0, time.UTC))
	for _, c := range []struct {
		keep   form.Keep
		closes value.Date
		want   string
	}{
		{form.Keep{DaysAfterClose: 30, Months: 12}, closes, "We delete your answers by 30 July 2026."},
		{form.Keep{DaysAfterClose: 30, Months: 12}, 0, "We delete your answers 12 months after we get them."},
		{form.Keep{Months: 1}, 0, "We delete your answers 1 month after we get them."},
	} {
		if got := fill.Keep(form.Form{Keep: c.keep}, c.closes); got != c.want {
			t.Errorf("%+v: %s, want %s", c.keep, got, c.want)
		}
	}
}
