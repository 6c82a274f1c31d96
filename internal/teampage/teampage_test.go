package teampage

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"example.org/partake/internal/casework"
	"example.org/partake/internal/form"
	"example.org/partake/internal/inbox"
	"example.org/partake/internal/intake"
	"example.org/partake/internal/seal"
	"example.org/partake/internal/store"
	"example.org/partake/layouts"
)

const host = "127.0.0.1:4321"

var now = time.Date(2026, 11, 22, 9, 30, 0, 0, time.UTC)

// opened is an inbox with records, and the browser that looks at it.
type opened struct {
	*testing.T
	*Pages
	db     *store.DB
	to     seal.Recipients
	id     seal.Identity
	failed []string
}

func open(t *testing.T, change func(*Options)) *opened {
	t.Helper()
	db, err := store.Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "s.db"), func(string) string { return "" })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	x := &opened{T: t, db: db}
	x.id, err = seal.NewX25519Identity()
	x.must(err)
	x.to, err = seal.ParseRecipients("recipients.txt", []byte(x.id.Public()+"\n"))
	x.must(err)
	look, err := fs.Sub(layouts.FS, "team")
	x.must(err)
	o := Options{
		Store: db, Words: inbox.NewWords([]form.Form{{ID: "forms/interest", Title: "Tell us", Fields: []form.Input{
			{ID: "name", Label: "Your name", Kind: "text", Autocomplete: "name"}, {ID: "experience", Label: "Your story", Kind: "area", Health: true},
		}}}, map[string]string{"opportunities/tea": "Better tea"}),
		Identities: []seal.Identity{x.id}, Recipients: x.to, Who: "team", Host: host, Layouts: look, CSS: []byte("body{}"), Random: rand.Reader,
		Now:    func() time.Time { return now },
		Failed: func(step string, err error) { x.failed = append(x.failed, step+": "+err.Error()) },
	}
	if change != nil {
		change(&o)
	}
	x.Pages, err = New(o)
	x.must(err)
	return x
}

func (x *opened) must(err error) {
	x.Helper()
	if err != nil {
		x.Fatal(err)
	}
}

// put stores a record of somebody.
func (x *opened) put(n int, name, story string) intake.Record {
	x.Helper()
	a := form.Answers{Form: "forms/interest", Given: []form.Answer{{ID: "name", Values: []string{name}}, {ID: "experience", Values: []string{story}, Consent: true}}}
	blob, size, err := x.to.Seal(a.Canonical())
	x.must(err)
	r := intake.Record{
		Reference: fmt.Sprintf("2222-%04d", n), Form: "forms/interest", Opportunity: "opportunities/tea", Received: intake.DayOf(now), Expires: intake.DayOf(now) + 90,
		State: intake.Pulled, Keys: x.to.Fingerprint(), Size: size, Blob: blob,
	}
	for _, b := range [][]byte{r.ID[:], r.Nonce[:], r.Answers[:], r.Seal[:]} {
		_, _ = rand.Read(b)
	}
	_, err = x.db.Save(x.Context(), r, nil, now)
	x.must(err)
	r, err = x.db.Get(x.Context(), r.Reference)
	x.must(err)
	return r
}

// ask sends a request as a browser does that is on these pages.
func (x *opened) ask(method, target string, fields url.Values, change ...func(*http.Request)) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, target, strings.NewReader(fields.Encode()))
	r.Host = host
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Sec-Fetch-Site", "same-origin")
	}
	for _, c := range change {
		c(r)
	}
	w := httptest.NewRecorder()
	x.ServeHTTP(w, r)
	return w
}

// form are the hidden fields of a page's form, with more.
func (x *opened) form(page, action string, more ...string) url.Values {
	x.Helper()
	_, rest, ok := strings.Cut(page, `action="`+action)
	if !ok {
		x.Fatalf("no form for %s in %s", action, page)
	}
	rest, _, _ = strings.Cut(rest, "</form>")
	v := url.Values{}
	for _, m := range regexp.MustCompile(`type="hidden" name="([^"]+)" value="([^"]*)"`).FindAllStringSubmatch(rest, -1) {
		v.Add(m[1], m[2])
	}
	for i := 0; i+1 < len(more); i += 2 {
		v.Set(more[i], more[i+1])
	}
	return v
}

// TestDoor: who has not the address gets nothing, and it works once.
func TestDoor(t *testing.T) {
	x := open(t, nil)
	r := x.put(1, "Canary", "story")
	first := strings.TrimPrefix(x.Address(), "http://"+host)
	record := x.at(r)
	elsewhere := func(r *http.Request) { r.Host = "rebound.example:4321" }
	otherSite := func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") }
	oldSite := func(r *http.Request) {
		r.Header.Del("Sec-Fetch-Site")
		r.Header.Set("Origin", "http://evil.example")
	}
	for _, c := range []struct {
		name, method, target string
		change               func(*http.Request)
		want                 int
	}{
		{"the bare host", "GET", "/", nil, 403},
		{"a record without the secret", "GET", "/record/1", nil, 403},
		{"a wrong secret", "GET", "/" + strings.Repeat("A", 43) + "/", nil, 403},
		{"the first address as another host", "GET", first, elsewhere, 421},
		{"the first address, posted", "POST", first, nil, 403},
		{"the first address", "GET", first, nil, 303},
		{"the first address again", "GET", first, nil, 403},
		{"a record", "GET", record, nil, 200},
		{"a record as another host", "GET", record, elsewhere, 421}, // DNS rebinding
		{"a record that is none", "GET", x.root + "record/99", nil, 404},
		{"a number that is none", "GET", x.root + "record/x", nil, 404},
		{"a path out of it", "GET", x.root + "../", nil, 403},
		{"erase from another site", "POST", record + "/erase", otherSite, 403},
		{"erase from another site, in an older browser", "POST", record + "/erase", oldSite, 403},
		{"erase by a link", "GET", record + "/erase", nil, 200},
		{"mark by a link", "GET", record + "/mark", nil, 405},
	} {
		w := x.ask(c.method, c.target, nil, func(r *http.Request) {
			if c.change != nil {
				c.change(r)
			}
		})
		if c.name == "a path out of it" && w.Code != 403 && w.Code != 307 && w.Code != 404 || c.name != "a path out of it" && w.Code != c.want {
			t.Errorf("%s: %d, want %d", c.name, w.Code, c.want)
		}
		h := w.Header()
		if h.Get("Cache-Control") != "no-store" || h.Get("Content-Security-Policy") != policy || h.Get("Set-Cookie") != "" || h.Get("Referrer-Policy") == "" {
			t.Errorf("%s: %v", c.name, h)
		}
		if c.want != 200 && strings.Contains(w.Body.String(), "Canary") {
			t.Errorf("%s: shows what somebody wrote", c.name)
		}
	}
	if _, err := x.db.Get(t.Context(), r.Reference); err != nil {
		t.Error("erased: ", err)
	}
}

// TestRecord (F19): what strangers wrote is shown as text, whatever it holds, and no
// title or address says who or what (F18).
func TestRecord(t *testing.T) {
	x := open(t, nil)
	r := x.put(1, "<script>alert(1)</script>", "one\n\x1b[31mred\u202egnp\x00 {{.}} &amp;\ntwo")
	page := x.ask("GET", x.at(r), nil).Body.String()
	for _, want := range []string{"&lt;script&gt;", "[31mred[U&#43;202E]gnp {{.}} &amp;amp;", "they agreed that you keep this", "<title>A record – Inbox</title>", "Better tea", "22 November 2026", "Not dealt with yet"} {
		if !strings.Contains(page, want) {
			t.Errorf("no %q in %s", want, page)
		}
	}
	if strings.ContainsAny(page, "\x1b\x00\u202e") || strings.Contains(page, "<script") || strings.Contains(x.at(r), "2222") {
		t.Error("something got through")
	}
	list := x.ask("GET", x.root, nil).Body.String()
	if !strings.Contains(list, "&lt;script&gt;alert(1)&lt;/script&gt;</span>") || strings.Contains(list, "<script") {
		t.Errorf("the list: %s", list)
	}
}

// TestTwice: pressing a button twice marks once and keeps one note; another text
// from the same page is a note of its own.
func TestTwice(t *testing.T) {
	x := open(t, nil)
	r := x.put(1, "Ada", "story")
	page := x.ask("GET", x.at(r), nil).Body.String()
	for _, c := range []struct {
		action string
		fields url.Values
	}{
		{"mark", x.form(page, x.at(r)+"/mark", "state", "placed")},
		{"note", x.form(page, x.at(r)+"/note", "note", "rang")},
		{"note", x.form(page, x.at(r)+"/note", "note", "rang again")},
	} {
		for range 2 {
			if w := x.ask("POST", x.at(r)+"/"+c.action, c.fields); w.Code != 303 || w.Header().Get("Location") != x.at(r)+"?done="+c.action {
				t.Errorf("%s: %d %v", c.action, w.Code, w.Header())
			}
		}
	}
	steps, err := casework.Of(t.Context(), x.db, r.ID)
	if err != nil || len(steps) != 3 {
		t.Errorf("%d steps, %v", len(steps), err)
	}
}

// TestStale: a page that was open before somebody else marked the record does not
// take their mark away.
func TestStale(t *testing.T) {
	x := open(t, nil)
	r := x.put(1, "Ada", "story")
	stale := x.ask("GET", x.at(r), nil).Body.String()
	other, err := casework.NewMark(rand.Reader, r.ID, nil, intake.Withdrawn, intake.DayOf(now), "lead")
	x.must(err)
	_, err = casework.Add(t.Context(), x.db, other)
	x.must(err)
	x.ask("POST", x.at(r)+"/mark", x.form(stale, x.at(r)+"/mark", "state", "placed"))
	page := x.ask("GET", x.at(r), nil).Body.String()
	for _, want := range []string{"Two people marked this", "Withdrawn, on 22 November 2026, by the lead", "Placed, on 22 November 2026, by the team"} {
		if !strings.Contains(page, want) {
			t.Errorf("no %q in %s", want, page)
		}
	}
	if list := x.ask("GET", x.root, nil).Body.String(); !strings.Contains(list, "1 record is marked in two ways") || !strings.Contains(list, "Also marked placed on 22 November 2026 by somebody else") {
		t.Errorf("the list: %s", list)
	}
	x.ask("POST", x.at(r)+"/mark", x.form(page, x.at(r)+"/mark", "state", "withdrawn"))
	if page := x.ask("GET", x.at(r), nil).Body.String(); strings.Contains(page, "Two people") {
		t.Error("it was decided")
	}
}

// TestRefusals: what is wrong is said, what was typed as a note is kept, and a key
// is never shown again.
func TestRefusals(t *testing.T) {
	x := open(t, nil)
	r := x.put(1, "Ada", "story")
	page := x.ask("GET", x.at(r), nil).Body.String()
	long := strings.Repeat("é", casework.MostNote+1)
	for _, c := range []struct {
		name, target string
		fields       url.Values
		want         int
		says, hides  string
	}{
		{"an empty note", x.at(r) + "/note", x.form(page, x.at(r)+"/note", "note", " "), 422, "Write your note before you keep it", ""},
		{"a long note", x.at(r) + "/note", x.form(page, x.at(r)+"/note", "note", long), 422, long, ""},
		{"no state", x.at(r) + "/mark", x.form(page, x.at(r)+"/mark"), 400, "", ""},
		{"another state", x.at(r) + "/mark", x.form(page, x.at(r)+"/mark", "state", "new"), 400, "", ""},
		{"no number", x.at(r) + "/mark", url.Values{"state": {"placed"}}, 400, "", ""},
		{"an unknown reference", x.root + "find", url.Values{"reference": {"9999-9999"}}, 404, "There is no record with that reference here", ""},
		{"a reference", x.root + "find", url.Values{"reference": {"2222-0001"}}, 303, "", ""},
		{"no key", x.root + "key", url.Values{"key": {"AGE-SECRET-KEY-1CANARY"}}, 422, "That is no secret key", "CANARY"},
	} {
		w := x.ask("POST", c.target, c.fields)
		if w.Code != c.want || !strings.Contains(w.Body.String(), c.says) || c.hides != "" && strings.Contains(w.Body.String(), c.hides) {
			t.Errorf("%s: %d %s", c.name, w.Code, w.Body)
		}
	}
	if steps, err := casework.Of(t.Context(), x.db, r.ID); err != nil || len(steps) != 0 {
		t.Errorf("%v, %v", steps, err)
	}
}

// TestKeys: without a key everything stays locked, a page takes one, and closing
// forgets it. With other keys a record says so.
func TestKeys(t *testing.T) {
	x := open(t, func(o *Options) { o.Identities = nil })
	r := x.put(1, "Canary", "story")
	page := x.ask("GET", x.at(r), nil).Body.String()
	if strings.Contains(page, "Canary") || !strings.Contains(page, "Everything is still locked") || !strings.Contains(page, "does not open here") {
		t.Error(page)
	}
	if w := x.ask("GET", strings.TrimPrefix(x.Address(), "http://"+host), nil); w.Header().Get("Location") != x.root+"key" {
		t.Error(w.Header())
	}
	if w := x.ask("POST", x.root+"key", url.Values{"key": {string(x.id.File("team", now))}}); w.Code != 303 {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if page := x.ask("GET", x.at(r), nil).Body.String(); !strings.Contains(page, "Canary") {
		t.Error(page)
	}
	x.ask("POST", x.root+"close", nil)
	select {
	case <-x.Done():
	default:
		t.Error("it is not done")
	}
	if page := x.ask("GET", x.at(r), nil).Body.String(); strings.Contains(page, "Canary") {
		t.Error("the key is still there")
	}
}

// TestNoNotes: without public keys, or with those of others, no note can be written
// that nobody could read.
func TestNoNotes(t *testing.T) {
	stranger, err := seal.NewX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	others, err := seal.ParseRecipients("r", []byte(stranger.Public()))
	if err != nil {
		t.Fatal(err)
	}
	for want, to := range map[string]seal.Recipients{"recipients.txt, which is not here": {}, "you could not read your own notes": others} {
		x := open(t, func(o *Options) { o.Recipients = to })
		r := x.put(1, "Ada", "story")
		page := x.ask("GET", x.at(r), nil).Body.String()
		if !strings.Contains(page, want) || strings.Contains(page, `name="note"`) {
			t.Errorf("no %q in %s", want, page)
		}
		if w := x.ask("POST", x.at(r)+"/note", url.Values{"note": {"typed"}, "number": {strings.Repeat("0", 32)}}); w.Code != 409 {
			t.Errorf("%d %s", w.Code, w.Body)
		}
	}
}

// TestErase (privacy 2): it takes two steps, and the address says nothing of whom.
func TestErase(t *testing.T) {
	x := open(t, nil)
	r := x.put(1, "Ada", "story")
	if page := x.ask("GET", x.at(r)+"/erase", nil).Body.String(); !strings.Contains(page, "Erase it for good") {
		t.Error(page)
	}
	if _, err := x.db.Get(t.Context(), r.Reference); err != nil {
		t.Fatal(err)
	}
	if w := x.ask("POST", x.at(r)+"/erase", nil); w.Code != 303 || w.Header().Get("Location") != x.root+"?done=erase" {
		t.Errorf("%d %v", w.Code, w.Header())
	}
	if _, err := x.db.Get(t.Context(), r.Reference); !errors.Is(err, store.ErrUnknown) {
		t.Error(err)
	}
	if page := x.ask("GET", x.root+"?done=erase", nil).Body.String(); !strings.Contains(page, "Erased here") || !strings.Contains(page, "There is nothing here yet") {
		t.Error(page)
	}
	if w := x.ask("POST", x.at(r)+"/mark", url.Values{"state": {"placed"}}); w.Code != 404 {
		t.Errorf("%d", w.Code)
	}
}

// TestList: filters, their counts and pages, and tables of what they leave.
func TestList(t *testing.T) {
	x := open(t, nil)
	for n := range perPage + 2 {
		x.put(n+1, fmt.Sprint("Person ", n), "=1+1")
	}
	_, err := casework.Add(t.Context(), x.db, mark(t, x, "2222-0001", intake.Placed))
	x.must(err)
	first := x.ask("GET", x.root, nil).Body.String()
	if strings.Count(first, "partake-entry\"") != perPage || !strings.Contains(first, "Person 51<") || strings.Contains(first, "Person 1<") || !strings.Contains(first, "Older records") {
		t.Error("the first page is wrong")
	}
	second := x.ask("GET", x.root+"?from=50", nil).Body.String()
	if strings.Count(second, "partake-entry\"") != 2 || !strings.Contains(second, "Newer records") {
		t.Error("the second page is wrong")
	}
	placed := x.ask("GET", x.root+"?state=placed", nil).Body.String()
	if strings.Count(placed, "partake-entry\"") != 1 || !strings.Contains(placed, "1 record</h2>") || !strings.Contains(placed, `aria-current="true">Placed</a> <span class="partake-count">(1)`) {
		t.Error(placed)
	}
	for _, c := range []struct{ format, kind, want string }{{"csv", "text/csv; charset=utf-8", "'=1+1"}, {"json", "application/json", `"=1+1"`}} { // F16
		w := x.ask("POST", x.root+"export", x.form(placed, x.root+"export", "format", c.format))
		if body := w.Body.String(); w.Header().Get("Content-Type") != c.kind || !strings.Contains(body, "Person 0") || strings.Contains(body, "Person 1") || !strings.Contains(body, c.want) {
			t.Errorf("%s: %v %s", c.format, w.Header(), body)
		}
	}
}

func mark(t *testing.T, x *opened, reference string, s intake.State) casework.Step {
	t.Helper()
	r, err := x.db.Get(context.Background(), reference)
	x.must(err)
	m, err := casework.NewMark(rand.Reader, r.ID, nil, s, intake.DayOf(now), "team")
	x.must(err)
	return m
}

// TestFault: when the store is away, the page says so and the terminal why.
func TestFault(t *testing.T) {
	x := open(t, nil)
	r := x.put(1, "Ada", "story")
	x.must(x.db.Close())
	for _, target := range []string{x.root, x.at(r)} {
		if w := x.ask("GET", target, nil); w.Code != 500 || !strings.Contains(w.Body.String(), "Nothing was changed") {
			t.Errorf("%s: %d %s", target, w.Code, w.Body)
		}
	}
	if len(x.failed) != 2 || strings.Contains(strings.Join(x.failed, ""), "Ada") {
		t.Error(x.failed)
	}
}
