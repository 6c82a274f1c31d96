package form

import (
	"fmt"
	"strings"
	"testing"

	"example.org/partake/internal/frontmatter"
)

// read makes a Definition of front matter, with what is wrong with it.
func read(t *testing.T, fields string) (*Definition, string) {
	t.Helper()
	d := new(Definition)
	src := "---\ntitle: x\nsummary: x\nkind: interest\nfields: [{id: name}, {id: reply_by}, {id: contact}" + fields + "\n---\n"
	block, list := frontmatter.Parse("content/forms/x.md", []byte(src), d)
	c := &frontmatter.Check{Keys: block.Keys, List: list}
	d.Check(c)
	var found []string
	for _, e := range c.List.Errors() {
		found = append(found, e.Message)
	}
	return d, strings.Join(found, "; ")
}

// What a form may and may not ask, by any of its words.
func TestBannedQuestions(t *testing.T) {
	for _, c := range []struct {
		id, label string
		banned    bool
	}{
		{"nhs_number", "x", true},
		{"a", "What is your NHS number?", true},
		{"a", "NHS-Number", true},
		{"date_of_birth", "x", true},
		{"a", "Date of birth (DD/MM/YYYY)", true},
		{"dob", "x", true},
		{"diagnosis", "x", true},
		{"sort_code", "x", true},
		{"a", "Your bank details", true},
		{"ni_number", "x", true},
		{"a", "Your National Insurance number", true},
		{"a", "Do you use Adobe Reader?", false},
		{"a", "Which food bank do you go to?", false},
		{"a", "How many people come with you? Give a number", false},
		{"diagnostics", "Which test centre?", false},
	} {
		_, found := read(t, fmt.Sprintf(", {id: %s, kind: text, label: %q}]", c.id, c.label))
		if got := strings.Contains(found, "may not ask for"); got != c.banned {
			t.Errorf("%s %q: banned is %v, want %v: %s", c.id, c.label, got, c.banned, found)
		}
	}
}

func several(n int, format string) string {
	var out []string
	for i := range n {
		out = append(out, fmt.Sprintf(format, i))
	}
	return strings.Join(out, ", ")
}

func numbers(n int) string   { return several(n, "Answer %d") }
func longTexts(n int) string { return several(n, "{id: own%d, kind: long-text, label: x}") }
func ticks(n int) string     { return several(n, "{id: own%d, kind: consent, label: x}") }
func healthy(n int) string {
	return several(n, "{id: own%d, kind: text, label: x, health: true, optional: true}")
}

// Of the ways to reply a form can leave some out, and has no others.
func TestReplyBy(t *testing.T) {
	for options, want := range map[string]string{"[By email, By post]": "", "[By email, By pigeon]": "not a way", "[by email, By post]": "not a way"} {
		d := new(Definition)
		block, list := frontmatter.Parse("content/forms/x.md", []byte("---\ntitle: x\nsummary: x\nkind: bank\nfields: [{id: name}, {id: reply_by, options: "+options+"}, {id: contact}]\n---\n"), d)
		c := &frontmatter.Check{Keys: block.Keys, List: list}
		d.Check(c)
		var found string
		for _, e := range c.List.Errors() {
			found += e.Message
		}
		if !strings.Contains(found, want) || want == "" && found != "" {
			t.Errorf("%s: want %s in %s", options, want, found)
		}
	}
}

// What is wrong with one field is told, and what is right is not.
func TestFields(t *testing.T) {
	for fields, want := range map[string]string{
		"]":                                      "",
		", {id: who, label: \"Who?\"}]":          "", // a known field with words of its own
		", {id: own, kind: text, label: \"x\"}]": "",
		", {id: who, kind: text}]":               "is settled",
		", {id: name}]":                          "twice",
		", {id: own, label: x}]":                 "\"fields[3].kind\" is missing",
		", {id: own, kind: text}]":               "\"fields[3].label\" is missing",
		", {id: acess_needs}]":                   "there is no known field \"acess_needs\"",
		", {id: own, kind: choice, label: x, options: [one]}]":                 "answers to choose from",
		", {id: own, kind: choices, label: x, options: [one, two]}]":           "",
		", {id: contact_email, kind: text, label: x}]":                         "is taken: the field contact has an input",
		", {id: mine_consent, kind: consent, label: x}]":                       "is taken: what ends in _consent",
		", {id: _token, kind: text, label: x}]":                                "is taken: what starts with _",
		", {id: own, kind: text, label: x, health: true}]":                     "people must be able to leave out",
		", {id: own, kind: consent, label: x, health: true}]":                  "can't be kept with a tick only",
		", {id: own, kind: text, label: x, health: true, optional: true}]":     "",
		", {id: own, kind: text, label: x, max: 5001}]":                        "5,001 characters are more",
		", {id: own, kind: choice, label: x, options: [Yes, \"yes!\"]}]":       "are stored as the same",
		", {id: own, kind: choice, label: x, options: [Yes, \"👍\"]}]":          "has no letters",
		", {id: own, kind: choice, label: x, options: [" + numbers(51) + "]}]": "51 answers",
		", {id: own, kind: choice, label: x, options: [" + numbers(50) + "]}]": "",
		", " + longTexts(4) + "]":                                              "21,004 characters together",
		", " + longTexts(3) + "]":                                              "",
		", " + ticks(28) + "]":                                                 "31 questions",
		", " + healthy(16) + "]":                                               "37 places to fill in",
		", " + healthy(15) + "]":                                               "",
		", {id: Own, kind: text, label: x}]":                                   "can't name a field",
		", {id: \"a-b\", kind: text, label: x}]":                               "can't name a field",
	} {
		_, found := read(t, fields)
		if !strings.Contains(found, want) || want == "" && found != "" {
			t.Errorf("%s: want %s in %s", fields, want, found)
		}
	}
}

// A known field brings its words, its kind and its limits; the file's own words win.
func TestQuestions(t *testing.T) {
	d, _ := read(t, ", {id: experience, label: \"Tell us\", max: 100}, {id: own, kind: text, label: x, health: true}]")
	q := d.Questions()
	if len(q) != 5 || q[0].Label != "Your name" || q[0].Optional || len(q[1].Options) != 4 {
		t.Errorf("the first questions are %+v", q)
	}
	if e := q[3]; e.Label != "Tell us" || e.Max != 100 || e.Kind != "long-text" || !e.Optional || !e.Health {
		t.Errorf("the question about experience is %+v", e)
	}
	if own := q[4]; own.Optional || !own.Health || own.Max != 0 {
		t.Errorf("a field of one's own is %+v", own)
	}
}

// Whether a form is on, and how long answers are kept, with and without words
// about it.
func TestDefaults(t *testing.T) {
	no, yes := false, true
	for _, c := range []struct {
		d    Definition
		want bool
	}{
		{Definition{FormKind: "interest"}, true},
		{Definition{FormKind: "bank"}, true},
		{Definition{FormKind: "suggestion"}, false},
		{Definition{FormKind: "request"}, false},
		{Definition{FormKind: "interest", Enabled: &no}, false},
		{Definition{FormKind: "request", Enabled: &yes}, true},
	} {
		if c.d.On() != c.want {
			t.Errorf("%s, enabled %v: on is %v", c.d.FormKind, c.d.Enabled, c.d.On())
		}
	}
	for keep, want := range map[*Keep]Keep{nil: {90, 12}, {DaysAfterClose: 30}: {30, 12}, {Months: 6}: {90, 6}, {}: {90, 12}} {
		if got := (&Definition{Keep: keep}).Kept(); got != want {
			t.Errorf("%v is %v, want %v", keep, got, want)
		}
	}
}
