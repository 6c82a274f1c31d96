package paper_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"example.org/partake/internal/form"
	"example.org/partake/internal/intake"
	"example.org/partake/internal/paper"
	"example.org/partake/internal/seal"
)

var day = time.Date(2027, time.May, 3, 0, 0, 0, 0, time.UTC)

func sheet() paper.Sheet {
	d := form.Definition{FormKind: "interest", Fields: []form.Field{
		{ID: "opportunity"},
		{ID: "name"},
		{ID: "reply_by"},
		{ID: "contact"},
		{ID: "who"},
		{ID: "experience"},
		{ID: "agree", Kind: "consent", Label: "You may ring me"},
	}}
	d.Title = "Tell us"
	return paper.Sheet{
		Form: d.Form("forms/interest"), Offer: intake.Offer{ID: "opportunities/food", Title: "Better food", Closes: intake.DayOf(day) + 10},
		Received: day, CameBy: "By post",
	}
}

// typed is what somebody types, a line each, and what they end up with.
func typed(t *testing.T, said ...string) (form.Answers, string, error) {
	t.Helper()
	var out strings.Builder
	a, err := paper.Ask(context.Background(), strings.NewReader(strings.Join(said, "\n")+"\n"), &out, sheet(), false)
	return a, out.String(), err
}

// The questions come in the order of the page, with all that it says. What is
// wrong is said with the page's words, and asked again.
func TestAsk(t *testing.T) {
	a, out, err := typed(
		t,
		"", "Zoë \x1b[2JO’Brien", // the name is needed
		"9", "1 2", "3", // of ways to reach her there are four, and she has one
		"a@b@c", "", "", "", "1 Fell Lane", "Northgate", ".", // post needs an address
		"1, 4",
		"I was ill.", "", "In May.", ".", "perhaps", "yes",
		"", "yes", // the tick is needed
		"yes",
	)
	if err != nil {
		t.Fatal(err, out)
	}
	want := `{"v":1,"form":"forms/interest","answers":[{"id":"agree","values":["yes"]},{"id":"contact_post","values":["1 Fell Lane\nNorthgate"]},` +
		`{"id":"experience","values":["I was ill.\n\nIn May."],"consent":true},{"id":"name","values":["Zoë [2JO’Brien"]},` +
		`{"id":"opportunity","values":["opportunities/food"]},{"id":"reply_by","values":["post"]},{"id":"who","values":["patients","family"]}]}`
	if got := string(a.Canonical()); got != want {
		t.Errorf("kept is\n%s, want\n%s", got, want)
	}
	from := 0
	for _, part := range []string{
		"Your name\n  The name that you would like us to use.", "Enter your name", "How would you like us to contact you?\n  1  By email\n  2  By phone", "Choose from 1 to 4.",
		"Your email address, phone number or postal address\n", "\nYour email address\n", "Enter one email address only", "Your phone number\n  With its area code",
		"Your postal address\n  As many lines as you need. A line with only a full stop ends it.\n  Up to 500 characters.", "Enter your postal address, because you chose “By post”", "Which of these are you? (optional)",
		"Your experience, in your own words (optional)\n  Only what you want to tell us", "Did the person say that we may keep this?",
		"Did the person say that we may keep this?", "Tick the box “You may ring me”", "Check what you typed", "Opportunity: Better food", "Received:    3 May 2027",
		"It came:     By post", "  1  Your name\n       Zoë [2JO’Brien", "(the person said that we may keep this)", "Type yes to store it",
	} {
		at := strings.Index(out[from:], part)
		if at < 0 {
			t.Fatalf("%q is missing in\n%s", part, out[from:])
		}
		from += at
	}
	if strings.Contains(out, "\x1b") {
		t.Error("the terminal would obey what was typed")
	}
}

// Without the person's word nothing about their health is kept, and what was
// typed can be changed before it is stored.
func TestChange(t *testing.T) {
	a, out, err := typed(t, "Sam", "2", "", "01632 960 001", "", "", "My heart", ".", "no", "yes", "1", "Sam Ibbotson", "yes")
	if err != nil || a.Value("name") != "Sam Ibbotson" || a.Value("contact_phone") != "01632 960 001" || a.Value("experience") != "" {
		t.Errorf("%+v: %v", a.Given, err)
	}
	if !strings.Contains(out, "Then it is not kept.") {
		t.Error(out)
	}
	// Who wants to be reached in another way gives what belongs to it.
	a, out, err = typed(t, "Sam", "2", "", "01632 960 001", "", "", "", "yes", "2", "1", "sam@example.org", "yes")
	if err != nil || a.Value("contact_email") != "sam@example.org" || !strings.Contains(out, "because you chose “By email”") {
		t.Errorf("%+v: %v\n%s", a.Given, err, out)
	}
}

// However it ends but with yes, there is nothing to store.
func TestEnds(t *testing.T) {
	whole := []string{"Sam", "2", "", "01632 960 001", "", "", "", "yes"}
	if _, _, err := typed(t, append(whole, "no")...); !errors.Is(err, paper.ErrNo) {
		t.Errorf("no: %v", err)
	}
	for n := range len(whole) {
		if a, _, err := typed(t, whole[:n]...); !errors.Is(err, paper.ErrEnded) || a.Given != nil {
			t.Errorf("%d lines: %v %v", n, a.Given, err)
		}
	}
	ctx, stop := context.WithCancel(context.Background())
	waiting, _ := io.Pipe()
	go func() {
		time.Sleep(10 * time.Millisecond)
		stop()
	}()
	if _, err := paper.Ask(ctx, waiting, io.Discard, sheet(), true); !errors.Is(err, paper.ErrStopped) {
		t.Errorf("Ctrl+C: %v", err)
	}
}

// A terminal hands over 4,095 bytes of a line and drops the rest without a word.
func TestLongLine(t *testing.T) {
	said := strings.Join([]string{"Sam", "2", "", "01632 960 001", "", "", strings.Repeat("x", 4095), "short", ".", "yes", "yes", "yes"}, "\n") + "\n"
	var out strings.Builder
	a, err := paper.Ask(context.Background(), strings.NewReader(said), &out, sheet(), true)
	if err != nil || a.Value("experience") != "short" || !strings.Contains(out.String(), "A terminal cuts lines") {
		t.Errorf("%v: %v", a.Given, err)
	}
}

// A file says everything that is wrong with it at once, and what is right is
// read like what the web sends.
func TestRead(t *testing.T) {
	fine := `{"name": "Sam", "reply_by": "phone", "contact_phone": "01632 960 001", "who": ["carers", "patients"], "experience": "Heart", "experience_consent": true, "agree": true}`
	all, err := paper.Read(strings.NewReader("["+fine+","+strings.Replace(fine, "Sam", "Ann", 1)+"]"), sheet())
	if err != nil || len(all) != 2 || all[1].Value("name") != "Ann" || all[0].Value("opportunity") != "opportunities/food" || all[0].Value("experience") != "Heart" {
		t.Fatalf("%+v: %v", all, err)
	}
	if all, err = paper.Read(strings.NewReader(fine), sheet()); err != nil || len(all) != 1 {
		t.Errorf("one: %v", err)
	}
	for src, want := range map[string]string{
		``:                                       "unexpected end",
		`[]`:                                     "there are none",
		`{"name": 7}`:                            "an answer is a text",
		`"Sam"`:                                  "cannot unmarshal",
		`{"nmae": "x"}`:                          `sheet 1: the form does not ask for "nmae"`,
		`{"opportunity": "opportunities/other"}`: `does not ask for "opportunity"`,
		`[` + fine + `, {"agree": false}]`:       "sheet 2: name: Enter your name\nsheet 2: reply_by: Select how",
		`{"name": ["a", "b"]}`:                   "We got two different answers for your name",
		strings.Replace(fine, `"experience_consent": true, `, "", 1): "experience_consent: Tick the box if we may keep your experience",
	} {
		if _, err := paper.Read(strings.NewReader(src), sheet()); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", src, err, want)
		}
	}
}

// box remembers what is saved, and says of the first ones that their names are
// taken.
type box struct {
	taken int
	saved []intake.Record
	mails int
}

func (b *box) Save(_ context.Context, r intake.Record, mails []intake.Mail, _ time.Time) (intake.Saved, error) {
	if b.taken--; b.taken >= 0 {
		return intake.Saved{}, fmt.Errorf("save: %w", intake.ErrTaken)
	}
	if err := intake.Unsealed(r, mails); err != nil {
		return intake.Saved{}, err
	}
	b.saved, b.mails = append(b.saved, r), b.mails+len(mails)
	return intake.Saved{Reference: r.Reference}, nil
}

// What is stored is like what comes from the web, but for how it came, which is
// sealed. On a copy nothing looks like the desk's own work.
func TestAdd(t *testing.T) {
	id, err := seal.NewX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	to, err := seal.ParseRecipients("recipients.txt", []byte("# team\n"+id.Public()+"\n"))
	if err != nil {
		t.Fatal(err)
	}
	keys, err := intake.NewKeys(make([]byte, 32))
	if err != nil {
		t.Fatal(err)
	}
	a, err := paper.Read(strings.NewReader(`{"name": "https://a.example https://b.example www.c.example", "reply_by": "email", "contact_email": "sam@example.org", "agree": true}`), sheet())
	if err != nil {
		t.Fatal(err)
	}
	for name, own := range map[string]*intake.Keys{"desk": &keys, "copy": nil} {
		store := &box{taken: 2}
		r, again, err := paper.Book{Store: store, Recipients: to, Keys: own}.Add(context.Background(), sheet(), a[0], day.AddDate(0, 0, 3))
		if err != nil || again || len(store.saved) != 1 || store.mails != 0 || store.saved[0].Reference != r.Reference {
			t.Fatalf("%s: %v, %d saved, %d mails", name, err, len(store.saved), store.mails)
		}
		if r.Form != "forms/interest" || r.Opportunity != "opportunities/food" || r.Received != intake.DayOf(day) || r.Expires != intake.DayOf(day)+100 || r.Flags != nil || r.Keys != to.Fingerprint() {
			t.Errorf("%s: %+v", name, r)
		}
		if proven := seal.CheckMAC(keys.Seal(), r.ID, r.Blob, r.Seal) == nil; proven != (own != nil) || (r.State == intake.New) != (own != nil) {
			t.Errorf("%s: the desk's proof %v, state %s", name, proven, r.State)
		}
		text, err := seal.Open(r.Blob, id)
		if err != nil {
			t.Fatal(err)
		}
		got, err := form.Decode(text)
		if err != nil || got.Value(form.CameBy) != "By post" || got.Value("contact_email") != "sam@example.org" {
			t.Errorf("%s: sealed is %s: %v", name, text, err)
		}
		if row := sheet().Form.Row(got); row[len(row)-1] != "How it came: By post" {
			t.Errorf("%s: the team reads %q", name, row)
		}
	}
	if _, _, err := (paper.Book{Store: &box{taken: 9}, Recipients: to, Keys: &keys}).Add(context.Background(), sheet(), a[0], day); err == nil || !strings.Contains(err.Error(), "nothing was stored") {
		t.Errorf("no free name: %v", err)
	}
}
