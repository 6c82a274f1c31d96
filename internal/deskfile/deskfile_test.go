package deskfile

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"

	"example.org/partake/internal/form"
	"example.org/partake/internal/intake"
	"example.org/partake/internal/value"
	"example.org/partake/internal/view"
)

func moment(t *testing.T, text string) value.Moment {
	t.Helper()
	var m value.Moment
	if err := m.UnmarshalText([]byte(text)); err != nil {
		t.Fatal(err)
	}
	return m
}

func at(t *testing.T, text string) time.Time {
	t.Helper()
	out, err := time.Parse(time.RFC3339, text)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func sample(t *testing.T) File {
	t.Helper()
	interest := form.Definition{FormKind: "interest", Fields: []form.Field{{ID: "name"}, {ID: "reply_by"}, {ID: "contact"}}}
	offer := func(id string, change func(*Offer)) Offer {
		o := Offer{ID: "opportunities/" + id, Title: "The " + id, URL: "/opportunities/" + id + "/", Form: "interest", State: Dated, Listed: true}
		change(&o)
		return o
	}
	return File{
		Version: Version, Built: at(t, "2027-04-01T09:00:00Z"), Base: "https://involvement.example.org", Recipients: "# team\nage1…\n", MailTo: "involvement@example.org",
		Forms:  []form.Form{interest.Form("interest")},
		Intros: map[string]Intro{"interest": {Summary: "Tell us.", HTML: "<p>What happens next: we ring you.</p>"}},
		Offers: []Offer{
			offer("food", func(o *Offer) { o.Closes = moment(t, "2027-05-03") }),
			offer("panel", func(o *Offer) { o.Closes = moment(t, "2027-05-03T17:00") }),
			offer("rolling", func(*Offer) {}),
			offer("later", func(o *Offer) { o.Opens, o.Closes = moment(t, "2027-05-01"), moment(t, "2027-06-01") }),
			offer("resting", func(o *Offer) { o.State, o.Note = Paused, "The room is being mended." }),
			offer("full", func(o *Offer) { o.State = Filled }),
			offer("off", func(o *Offer) { o.State = Cancelled }),
			offer("quiet", func(o *Offer) { o.Listed = false }),
		},
		Shell:   view.Shell{Organisation: "Northgate NHS Trust", Team: view.Contact{Phone: "01632 960000"}},
		Help:    []view.Help{{Name: "Samaritans", Phone: "116 123"}},
		Layouts: map[string]string{"base.html": "<p>{{.}}</p>"},
	}
}

// What is written is read again, and the same file is the same bytes.
func TestRoundTrip(t *testing.T) {
	f := sample(t)
	var one, two bytes.Buffer
	if err := f.Write(&one); err != nil {
		t.Fatal(err)
	}
	got, err := Read(bytes.NewReader(one.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, f) {
		t.Errorf("read %+v\nwant %+v", got, f)
	}
	if err := got.Write(&two); err != nil || !bytes.Equal(one.Bytes(), two.Bytes()) {
		t.Errorf("written again it is other bytes: %v", err)
	}
}

// A file that is old, new, cut or put together wrongly says what to do.
func TestBroken(t *testing.T) {
	var whole bytes.Buffer
	if err := sample(t).Write(&whole); err != nil {
		t.Fatal(err)
	}
	change := func(do func(*File)) string {
		f := sample(t)
		do(&f)
		src, err := json.Marshal(f)
		if err != nil {
			t.Fatal(err)
		}
		return string(src)
	}
	for name, test := range map[string]struct{ src, want string }{
		"empty":            {"", "is broken"},
		"no JSON":          {"desk: yes", "is broken"},
		"cut":              {whole.String()[:whole.Len()/2], "is broken"},
		"two of them":      {whole.String() + whole.String(), "is broken"},
		"no version":       {"{}", "version 0, and this partake reads version 1"},
		"a later version":  {strings.Replace(whole.String(), `"version": 1`, `"version": 7, "forms": "x"`, 1), "version 7"},
		"wrong kinds":      {`{"version": 1, "forms": "x"}`, "is broken"},
		"a date of no day": {strings.Replace(whole.String(), "2027-05-03", "2027-02-30", 1), "is broken"},
		"no form":          {change(func(f *File) { f.Forms = nil }), `the form "interest", which is not there`},
		"a form twice":     {change(func(f *File) { f.Forms = append(f.Forms, f.Forms[0]) }), "two forms"},
		"an offer twice":   {change(func(f *File) { f.Offers = append(f.Offers, f.Offers[0]) }), "two opportunities"},
		"no such state":    {change(func(f *File) { f.Offers[0].State = "ajar" }), `the state "ajar"`},
		"no layouts":       {change(func(f *File) { f.Layouts = nil }), "no layouts"},
	} {
		_, err := Read(strings.NewReader(test.src))
		if err == nil || !strings.Contains(err.Error(), test.want) || !strings.Contains(err.Error(), "`partake build` again") {
			t.Errorf("%s: %v", name, err)
		}
	}
	bad := sample(t)
	bad.Forms = nil
	if err := bad.Write(&whole); err == nil {
		t.Error("a file whose parts do not fit was written")
	}
}

// Input 38, F13: what is open is decided by the clock in London, whatever the
// file's age; unknown and forged names are not there.
func TestCatalogue(t *testing.T) {
	f := sample(t)
	for _, test := range []struct {
		id, now string
		note    string // "" for open
	}{
		{"food", "2027-04-01T09:00:00Z", ""},
		{"food", "2027-05-03T22:59:00Z", ""}, // 11:59pm in London, where it is summer
		{"food", "2027-05-03T22:59:01Z", "This closed on 3 May 2027."},
		{"panel", "2027-05-03T16:00:00Z", ""},
		{"panel", "2027-05-03T16:00:01Z", "This closed on 3 May 2027."},
		{"rolling", "2099-01-01T00:00:00Z", ""},
		{"later", "2027-04-30T22:59:59Z", "You can tell us that you are interested from Saturday 1 May 2027."},
		{"later", "2027-04-30T23:00:00Z", ""},
		{"later", "2027-06-02T00:00:00Z", "This closed on 1 June 2027."},
		{"resting", "2027-04-01T09:00:00Z", "The room is being mended."},
		{"full", "2027-04-01T09:00:00Z", "All places are taken."},
		{"off", "2027-04-01T09:00:00Z", "This is cancelled."},
	} {
		now := at(t, test.now)
		got, ok := f.Catalogue(func() time.Time { return now }).Offer("opportunities/" + test.id)
		if !ok || got.Note != test.note || got.Open != (test.note == "") || got.Form != "interest" || got.Title == "" || got.URL == "" {
			t.Errorf("%s at %s: %+v", test.id, test.now, got)
		}
	}
	c := f.Catalogue(time.Now)
	for _, id := range []string{"", "opportunities/none", "../x", "food"} {
		if _, ok := c.Offer(id); ok {
			t.Errorf("there is an opportunity %q", id)
		}
	}
	if _, ok := c.Form("bank"); ok {
		t.Error("there is a form that is not there")
	}
	if got, ok := c.Form("interest"); !ok || len(got.Fields) == 0 {
		t.Errorf("the form: %v", got)
	}
}

// Records count the closing day as it is in London: the day that the form
// promises to delete answers after.
func TestClosingDay(t *testing.T) {
	f := sample(t)
	f.Offers[0].Closes = moment(t, "2027-05-03T00:30") // the day before, in UTC
	c := f.Catalogue(time.Now)
	want := intake.DayOf(at(t, "2027-05-03T12:00:00Z"))
	for _, id := range []string{"food", "panel"} {
		if o, _ := c.Offer("opportunities/" + id); o.Closes != want {
			t.Errorf("%s: day %d, want %d", id, o.Closes, want)
		}
	}
	if o, _ := c.Offer("opportunities/rolling"); o.Closes != 0 {
		t.Errorf("no closing date became day %d", o.Closes)
	}
}

// People who came too late see what is open, what closes first before the rest.
func TestOpen(t *testing.T) {
	f := sample(t)
	ids := func(now string, n int) string {
		var out []string
		for _, o := range f.Open(at(t, now), n) {
			out = append(out, strings.TrimPrefix(o.ID, "opportunities/"))
		}
		return strings.Join(out, " ")
	}
	for now, want := range map[string]string{
		"2027-04-01T09:00:00Z": "panel food rolling",
		"2027-05-02T09:00:00Z": "panel food later rolling",
		"2028-01-01T09:00:00Z": "rolling",
	} {
		if got := ids(now, 5); got != want {
			t.Errorf("%s: %s, want %s", now, got, want)
		}
	}
	if got := ids("2027-05-02T09:00:00Z", 2); got != "panel food" {
		t.Errorf("two of them: %s", got)
	}
}

// Only a deploy to production, and a site without deploys, stores anything.
func TestPreview(t *testing.T) {
	for context, want := range map[string]bool{"": false, "production": false, "deploy-preview": true, "branch-deploy": true, "dev": true} {
		if got := (File{Context: context}).Preview(); got != want {
			t.Errorf("%q: %t", context, got)
		}
	}
}

func TestTrial(t *testing.T) {
	for recipients, want := range map[string]bool{"": false, "# team\nage1…": false, "# development only\n# me\nage1…": true, "# Development only \r\nage1…": true, "# team\n# development only": false} {
		if got := (File{Recipients: recipients}).Trial(); got != want {
			t.Errorf("%q: %t", recipients, got)
		}
	}
}
