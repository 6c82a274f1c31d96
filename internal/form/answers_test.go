package form

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
)

func filled(t *testing.T) (Form, Answers) {
	t.Helper()
	f := visit(t)
	a, problems := f.Read(sent(
		t, "opportunity=opportunities/ward-food", "name= Sam ", "who=carers", "help=no", "help_consent=yes",
		"experience="+q("One\r\n\r\n two"), "experience_consent=yes", "access_needs_consent=yes",
	))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return f, a
}

// What is sealed: by id, and of health only what was ticked.
func TestCanonical(t *testing.T) {
	f, a := filled(t)
	want := `{"v":1,"form":"interest","answers":[{"id":"contact_email","values":["sam@example.org"]},` +
		`{"id":"experience","values":["One\n\n two"],"consent":true},{"id":"help","values":["no"],"consent":true},{"id":"name","values":["Sam"]},` +
		`{"id":"opportunity","values":["opportunities/ward-food"]},{"id":"reply_by","values":["email"]},{"id":"who","values":["carers"]}]}`
	if got := string(a.Canonical()); got != want {
		t.Errorf("sealed is %s, want %s", got, want)
	}
	slices.Reverse(f.Fields)
	b, _ := f.Read(a.Fields())
	if !bytes.Equal(a.Canonical(), b.Canonical()) {
		t.Errorf("questions in another order make %s", b.Canonical())
	}
	if a.Typed("name") != " Sam " || a.Typed("experience") != "One\r\n\r\n two" || a.Typed("age") != "" || !a.Chose("help_consent", Ticked) || a.Chose("help", "yes") {
		t.Errorf("what was typed is %q", a.Raw)
	}
	for text, want := range map[string]string{`{"v":2}`: "version 2", `{}`: "version 0", `[`: "unexpected end"} {
		if _, err := Decode([]byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", text, err)
		}
	}
}

// What the person checks, and what the team reads.
func TestShow(t *testing.T) {
	f, a := filled(t)
	var rows []string
	for _, r := range f.Summary(a) {
		rows = append(rows, fmt.Sprint(r.ID, " ", strings.Join(r.Paragraphs, "|"), " ", r.Consent))
	}
	want := "name Sam false, reply_by By email false, contact_email sam@example.org false, who Carers false, experience One|two true, " +
		"access_needs  false, updates_by  false, many  false, help No true, other_help  false, age  false"
	if got := strings.Join(rows, ", "); got != want {
		t.Errorf("the person sees %s, want %s", got, want)
	}
	a.Given = append(a.Given, Answer{ID: "gone", Values: []string{"x", "y"}})
	cells, columns := f.Row(a), f.Columns()
	if len(cells) != len(columns) || cells[1] != "Sam" || columns[1].Label != "Your name" || cells[len(cells)-1] != "gone: x; y" {
		t.Errorf("the team sees %q under %v", cells, columns)
	}
}

// A form's answers have values that stay.
func TestForm(t *testing.T) {
	f := visit(t)
	var ids []string
	for _, in := range f.Fields {
		ids = append(ids, in.ID)
		if in.Label == "" || in.Short == "" || in.Kind == "" || in.Max == 0 && in.Options == nil && in.Kind != "opportunity" {
			t.Errorf("the input is %+v", in)
		}
		for _, o := range in.Options {
			if o.Value == "" || o.Words == "" || strings.ContainsAny(o.Value, " A") {
				t.Errorf("%s can be answered with %+v", in.ID, o)
			}
		}
	}
	if got := strings.Join(ids[:6], " "); got != "opportunity name reply_by contact_email contact_phone contact_post" {
		t.Errorf("the inputs are %s", got)
	}
	if len(f.Groups) != 1 || f.Groups[0].ID != "contact" || f.Fields[3].Autocomplete != "email" || f.Fields[5].Max != 500 {
		t.Errorf("the contact is %+v %+v", f.Groups, f.Fields[3:6])
	}
	for words, want := range map[string]string{"Weekday mornings": "weekday-mornings", "No, I only want you to know": "no-i-only-want-you-to-know", "Yn y bore": "yn-y-bore", "عربي": "عربي", "👍": ""} {
		if got := slug(words); got != want {
			t.Errorf("%q has the value %q, want %q", words, got, want)
		}
	}
}

// What is read is not changed when what was sent or another form is.
func TestApart(t *testing.T) {
	f, v := visit(t), sent(t)
	a, _ := f.Read(v)
	v["name"][0] = "Another"
	f.Fields[4].For[0] = "pigeon"
	if a.Typed("name") != "Sam Rowe" || visit(t).Fields[4].For[0] != "phone" {
		t.Error("one value is in two places")
	}
}

// A tick of a form's own is shown in words, and a value that the form no longer
// offers as it is.
func TestSaid(t *testing.T) {
	f := Form{Fields: []Input{{ID: "agree", Kind: "consent"}, {ID: "when", Kind: "choice", Options: []Option{{Value: "am", Words: "Mornings"}}}}}
	a := Answers{Given: []Answer{{ID: "agree", Values: []string{Ticked}}, {ID: "when", Values: []string{"pm"}}}}
	if got := strings.Join(f.Row(a), "|"); got != "Yes|pm|" {
		t.Errorf("the team sees %s", got)
	}
}

// Where the contact may be left out, it is asked for only when an answer is
// wanted by that way.
func TestOptionalContact(t *testing.T) {
	d := Definition{Fields: []Field{{ID: "name", Optional: true}, {ID: "contact", Optional: true}, {ID: "reply_by", Optional: true}}}
	f := d.Form("x")
	for send, want := range map[string]string{"a": "", "reply_by=post": "contact_post fitting", "contact_email=x": "contact_email email", "contact_email=a@example.org": ""} {
		_, problems := f.Read(sent(t, "name", "reply_by", "contact_email", send))
		if got := rules(problems); got != want {
			t.Errorf("%s: %s, want %s", send, got, want)
		}
	}
}
