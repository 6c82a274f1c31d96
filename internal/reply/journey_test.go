package reply_test

import (
	"errors"
	"flag"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"example.org/partake/internal/deskfile"
	"example.org/partake/internal/form"
	"example.org/partake/internal/intake"
	"example.org/partake/internal/seal"
)

var update = flag.Bool("update", false, "rewrite the golden pages")

var mainPart = regexp.MustCompile(`(?s)<main[^>]*>\n?(.*)</main>`)

// golden compares what a page says with testdata/golden/NAME.txtar.
func (p *page) golden(name string) {
	p.t.Helper()
	m := mainPart.FindStringSubmatch(p.source)
	if m == nil {
		p.t.Fatalf("%s has no main", name)
	}
	file := filepath.Join("testdata/golden", name+".txtar")
	got := &txtar.Archive{Files: []txtar.File{{Name: "title", Data: []byte(p.title() + "\n")}, {Name: "main", Data: []byte(strings.TrimSpace(m[1]) + "\n")}}}
	if want, err := txtar.ParseFile(file); err == nil {
		got.Comment = want.Comment
	}
	src := txtar.Format(got)
	if *update {
		if err := os.WriteFile(file, src, 0o644); err != nil {
			p.t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil || string(want) != string(src) {
		p.t.Errorf("%s is not as in %s (go test ./internal/reply -update rewrites it): %v\n%s", name, file, err, src)
	}
}

// The way of most people, from the page that the press made, in a browser
// without scripts: an answer is missing; it is put right; a look; one answer is
// changed; a second look; sent; the receipt. The team then reads what was typed.
func TestJourney(t *testing.T) {
	d := open(t, nil)
	src, err := os.ReadFile(filepath.Join(site(t).dir, "public/opportunities/ward-food/interest/index.html"))
	if err != nil {
		t.Fatal(err)
	}
	static := readPage(t, string(src))
	static.check()

	fields := static.form("Continue")
	fields.Set("reply_by", "email")
	fields.Set("contact_email", "amina@example.org")
	fields.Set("experience", "I stayed on Curlew ward.\r\n\r\nThe toast was cold.")
	fields.Set("experience_consent", "yes")
	asked := d.post(fields)
	if asked.code != 422 || !strings.HasPrefix(asked.title(), "Error: Tell us you are interested: Help us change food on our wards – ") {
		t.Errorf("a missing name: %d %q", asked.code, asked.title())
	}
	asked.golden("form-problem")

	fields = asked.form("Continue")
	fields.Set("name", "Amina Khan")
	look := d.post(fields)
	if look.code != 200 || !strings.Contains(look.says(), "Amina Khan") || look.form("Send").Get("_website") != "" {
		t.Fatalf("%d %s", look.code, look.says())
	}
	if sent := look.form("Send"); sent.Has("_website") || sent.Has("_change") || sent.Get("_token") == "" {
		t.Errorf("the page carries %v", sent)
	}
	look.golden("check-answers")

	form := d.post(look.form("Change: Your name"))
	if form.code != 200 || strings.Contains(form.title(), "Error") || strings.Contains(form.says(), "There is a problem") {
		t.Errorf("changing a name: %d %q", form.code, form.title())
	}
	form.golden("form-change")
	fields = form.form("Continue")
	if fields.Get("experience") != "I stayed on Curlew ward.\r\n\r\nThe toast was cold." || fields.Get("experience_consent") != "yes" || fields.Get("reply_by") != "email" {
		t.Errorf("the form forgot answers: %v", fields)
	}
	fields.Set("name", "Amina K.")
	sent := d.post(d.post(fields).form("Send"))
	if sent.code != 303 || len(d.store.records) != 1 {
		t.Fatalf("%d, %d stored", sent.code, len(d.store.records))
	}
	receipt := d.get(sent.location)
	if receipt.code != 200 || !strings.Contains(receipt.says(), d.store.records[0].Reference) || !strings.Contains(receipt.says(), "within 3 working days") {
		t.Errorf("%d %s", receipt.code, receipt.says())
	}
	receipt.golden("receipt")
	d.holds("Amina K.", "I stayed on Curlew ward.\n\nThe toast was cold.")
	d.now = noon.Add(31 * time.Minute)
	late := d.get(sent.location)
	if late.code != 410 || strings.Contains(late.source, d.store.records[0].Reference) {
		t.Errorf("half an hour later: %d %s", late.code, late.says())
	}
	late.golden("receipt-expired")
}

// holds opens the first record, as the team does.
func (d *desk) holds(name, experience string) {
	d.t.Helper()
	plain, err := seal.Open(d.store.records[0].Blob, d.key)
	if err != nil {
		d.t.Fatal(err)
	}
	a, err := form.Decode(plain)
	if err != nil || a.Value("name") != name || a.Value("experience") != experience {
		d.t.Errorf("the team reads %s: %v", plain, err)
	}
}

// The bank is no opportunity: its form stands on the page of a way in, and its
// answers are kept for months.
func TestBank(t *testing.T) {
	d := open(t, nil)
	src, err := os.ReadFile(filepath.Join(site(t).dir, "public/get-involved/bank/index.html"))
	if err != nil {
		t.Fatal(err)
	}
	fields := readPage(t, string(src)).form("Continue")
	fields.Set("name", "Bashir")
	fields.Set("reply_by", "phone")
	fields["times"] = []string{"mornings", "evenings"}
	asked := d.post(fields)
	if asked.code != 422 || !strings.HasPrefix(asked.title(), "Error: Join our involvement bank – ") {
		t.Errorf("no phone number: %d %q", asked.code, asked.title())
	}
	fields.Set("contact_phone", "01632 960777")
	look := d.post(fields)
	if look.code != 200 {
		t.Fatalf("%s", look.says())
	}
	look.golden("check-answers-bank")
	if sent := d.post(look.form("Send")); sent.code != 303 || d.store.records[0].Form != "forms/bank" || d.store.records[0].Opportunity != "" {
		t.Errorf("%d %+v", sent.code, d.store.records)
	}
}

// Every refusal keeps what was typed, in a form or as text, says that nothing
// was sent, and how else to reach us.
func TestRefusals(t *testing.T) {
	for name, test := range map[string]struct {
		prepare func(*desk, url.Values)
		code    int
		button  string // that sends the same once more, "" for none
		want    []string
	}{
		"not-open": {func(_ *desk, f url.Values) { f.Set("opportunity", "opportunities/over") }, 409, "", []string{
			"This closed on 1 April 2026.", "Help us change food on our wards (closes Friday 29 May 2026 at 5pm)", "Read our letters", "Join our involvement bank",
		}},
		"not-open-paused": {func(_ *desk, f url.Values) { f.Set("opportunity", "opportunities/resting") }, 409, "", []string{"We start again in the spring."}},
		"not-open-by-the-clock": {func(d *desk, _ url.Values) { d.now = noon.AddDate(0, 1, 0) }, 409, "", []string{
			"This closed on 29 May 2026.", "Plan the new garden",
		}},
		"not-found": {func(_ *desk, f url.Values) { f.Set("_form", "forms/gone") }, 404, "", []string{"The page that you used may be old."}},
		"broken":    {func(_ *desk, f url.Values) { f.Add("reply_by", "phone") }, 400, "", []string{"no browser sends it"}},
		"slower":    {func(d *desk, _ url.Values) { d.gate.closed = true }, 429, "Show my answers again", []string{"Try again in 1 minute."}},
		"down": {func(d *desk, f url.Values) {
			f.Set("_token", d.post(f).form("Send").Get("_token"))
			d.store.fail = errors.New("disk full")
		}, 503, "Try again", []string{"Try again in 2 minutes.", "It is our fault"}},
		"different": {func(d *desk, f url.Values) {
			look := d.post(f).form("Send")
			first := url.Values{}
			for k, v := range look {
				first[k] = v
			}
			first.Set("name", "Amina")
			if d.post(first).code != 303 {
				d.t.Fatal("the first was not stored")
			}
			f.Set("_token", look.Get("_token"))
		}, 409, "Check it and send it as an update", []string{"We keep both."}},
	} {
		t.Run(name, func(t *testing.T) {
			d := open(t, nil)
			fields := good()
			test.prepare(d, fields)
			stored := len(d.store.records)
			got := d.post(fields)
			if got.code != test.code || len(d.store.records) != stored {
				t.Errorf("%d, %d stored", got.code, len(d.store.records)-stored)
			}
			for _, want := range append(test.want, "Amina Khan", "The toast was cold.", "amina@example.org") {
				if !strings.Contains(got.says(), want) {
					t.Errorf("%q is not in %s", want, got.says())
				}
			}
			got.golden(name)
			if test.button != "" {
				d.again(got, test.button, stored)
			}
			if strings.Contains(d.log.String(), "Amina") {
				t.Errorf("the log tells: %s", d.log.String())
			}
		})
	}
}

// again presses the button of a refusal when all is well again: after a look at
// most, the answers are stored.
func (d *desk) again(refused *page, button string, stored int) {
	d.t.Helper()
	d.gate.closed = false
	next := d.post(refused.form(button))
	if next.code == 200 {
		next = d.post(next.form("Send"))
	}
	if next.code != 303 || len(d.store.records) != stored+1 {
		d.t.Errorf("sent again: %d, %d stored", next.code, len(d.store.records)-stored)
	}
}

// What can't be read, or was never a form, gets a page too.
func TestOtherRefusals(t *testing.T) {
	d := open(t, nil)
	const form = "application/x-www-form-urlencoded"
	for name, test := range map[string]struct {
		method, body, kind string
		code               int
		want               string
	}{
		"explains":    {http.MethodGet, "", "", 200, "Join our involvement bank"},
		"unreadable":  {http.MethodPost, "name=%zz", form, 400, "Nothing was sent."},
		"method":      {http.MethodDelete, "", "", 405, "Nothing was sent."},
		"too-large":   {http.MethodPost, strings.Repeat("a", 300<<10), form, 413, "too long"},
		"wrong-media": {http.MethodPost, "{}", "application/json", 415, "Nothing was sent."},
	} {
		got := d.send(test.method, intake.SendURL, test.body, test.kind)
		if got.code != test.code || !strings.Contains(got.says(), test.want) {
			t.Errorf("%s: %d %s", name, got.code, got.says())
		}
		got.golden(name)
	}
}

// F1: a form on another site is told how to go on; F21: what breaks is told as
// nobody's fault but ours.
func TestForbiddenAndFailed(t *testing.T) {
	d := open(t, nil)
	for name, test := range map[string]struct {
		status int
		want   string
	}{
		"forbidden": {403, "from another website"},
		"failed":    {500, "Your answers were not sent."},
		"unknown":   {418, "Your answers were not sent."},
	} {
		var b strings.Builder
		if err := d.Pages.Refusal(&b, test.status); err != nil {
			t.Fatal(err)
		}
		p := readPage(t, b.String())
		p.code = test.status
		p.check()
		if !strings.Contains(p.says(), test.want) {
			t.Errorf("%s: %s", name, p.says())
		}
		if name != "unknown" {
			p.golden(name)
		}
	}
}

// A preview of the site shows the whole way, stores nothing and says so.
func TestPreview(t *testing.T) {
	d := open(t, func(f *deskfile.File) { f.Context = "deploy-preview" })
	look := d.post(good())
	if !strings.Contains(look.says(), "This is a preview of the website.") {
		t.Errorf("the look does not say so: %s", look.says())
	}
	done := d.post(look.form("Send"))
	if done.code != 200 || len(d.store.records) != 0 || !strings.Contains(done.says(), "Nothing was sent and we do not keep it.") {
		t.Errorf("%d, %d stored: %s", done.code, len(d.store.records), done.says())
	}
	done.golden("preview")
	if asked := d.post(url.Values{"_form": {"forms/bank"}}); !strings.Contains(asked.says(), "This is a preview of the website.") {
		t.Errorf("the form does not say so: %s", asked.says())
	}
}

// A site that is tried out on one computer says so on each page that takes
// answers.
func TestTrial(t *testing.T) {
	const notice = "For development only."
	d := open(t, func(f *deskfile.File) { f.Recipients = "# development only\n" + f.Recipients })
	asked, look := d.post(url.Values{"_form": {"forms/bank"}}), d.post(good())
	if !strings.Contains(asked.says(), notice) || !strings.Contains(look.says(), notice) {
		t.Errorf("the pages do not say so: %s\n%s", asked.says(), look.says())
	}
	look.golden("check-answers-trial")
}
