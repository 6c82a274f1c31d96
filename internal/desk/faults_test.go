package desk

import (
	"context"
	"database/sql"
	"fmt"
	"html"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
)

// The whole desk with its store, and what may go wrong. Numbers are those of the
// list of attacks and of naughty inputs.

// behind makes the desk believe a proxy, so that people have their own addresses.
func behind(t *testing.T) *trial {
	t.Helper()
	x := prepare(t)
	x.Trusted = []netip.Prefix{netip.MustParsePrefix("192.0.2.0/24")} // where httptest comes from
	x.open()
	return x
}

func from(n int) string { return fmt.Sprintf("X-Forwarded-For: 10.0.%d.%d", n>>8, n&255) }

// look is what the page "Check your answers" sends, for the nth person.
func (x *trial) look(n int, name string) url.Values {
	x.t.Helper()
	fields := url.Values{"_form": {"forms/bank"}, "name": {name}}
	w := x.ask("POST", "/api/interest", fields.Encode(), from(n))
	m := token.FindStringSubmatch(w.Body.String())
	if w.Code != 200 || m == nil {
		x.t.Fatalf("no look: %d %s", w.Code, w.Body)
	}
	fields.Set("_token", html.UnescapeString(m[1]))
	return fields
}

func (x *trial) send(n int, sure url.Values) *httptest.ResponseRecorder {
	return x.ask("POST", "/api/interest", sure.Encode(), from(n))
}

var shown = regexp.MustCompile(`class="partake-reference">([^<]+)<`)

// reference is what a receipt shows.
func (x *trial) reference(location string) string {
	w := x.ask("GET", location, "")
	m := shown.FindStringSubmatch(w.Body.String())
	if w.Code != 200 || m == nil {
		x.t.Errorf("%s: %d %s", location, w.Code, w.Body)
		return ""
	}
	return m[1]
}

// stored compares how many records and waiting mails there are.
func (x *trial) stored(records, mails int) {
	x.t.Helper()
	s, err := x.desk.store().Stats(x.t.Context())
	n := 0
	for _, of := range s.States {
		n += of
	}
	if err != nil || n != records || s.Waiting != mails {
		x.t.Errorf("%d records and %d mails, want %d and %d: %v", n, s.Waiting, records, mails, err)
	}
}

// F2, inputs 59, 60 and 62: fifty at once with one token, or each with a look of
// their own at the same answers, are one record, one mail and one reference;
// loading the receipt again stores nothing.
func TestFifty(t *testing.T) {
	x := behind(t)
	one := x.look(0, "Ann")
	for name, look := range map[string]func(n int) url.Values{
		"one token":   func(int) url.Values { return one },
		"fifty looks": func(n int) url.Values { return x.look(n, "Ann") },
	} {
		sure := make([]url.Values, 50)
		for n := range sure {
			sure[n] = look(n)
		}
		told := make([]*httptest.ResponseRecorder, len(sure))
		var all sync.WaitGroup
		for n := range sure {
			all.Go(func() { told[n] = x.send(n, sure[n]) })
		}
		all.Wait()
		references := map[string]int{}
		for _, w := range told {
			if w.Code != http.StatusSeeOther {
				t.Fatalf("%s: %d %s", name, w.Code, w.Body)
			}
			references[x.reference(w.Header().Get("Location"))]++
		}
		if len(references) != 1 {
			t.Errorf("%s: the references are %v", name, references)
		}
		x.stored(1, 1)
	}
}

// Guarantee 8: the clock is put back. A few minutes cost nothing, an hour one more
// look; nobody is refused, no id comes twice, mails go out and nothing is deleted.
func TestClock(t *testing.T) {
	x := behind(t)
	noon := x.now
	first, second := x.look(1, "Ann"), x.look(2, "Bob")
	if w := x.send(3, x.look(3, "Cleo")); w.Code != http.StatusSeeOther {
		t.Errorf("%d", w.Code)
	}
	x.now = noon.Add(-4 * time.Minute)
	if w := x.send(1, first); w.Code != http.StatusSeeOther {
		t.Errorf("four minutes back: %d %s", w.Code, w.Body)
	}
	x.now = noon.Add(-time.Hour)
	w := x.send(2, second)
	m := token.FindStringSubmatch(w.Body.String())
	if w.Code != http.StatusOK || m == nil || !strings.Contains(w.Body.String(), "Bob") {
		t.Fatalf("an hour back: %d %s", w.Code, w.Body)
	}
	second.Set("_token", html.UnescapeString(m[1]))
	if w := x.send(2, second); w.Code != http.StatusSeeOther {
		t.Errorf("after one more look: %d", w.Code)
	}
	x.stored(3, 3)
	if _, err := x.desk.clean(t.Context()); err != nil {
		t.Error(err)
	}
	x.desk.deliver(t.Context())
	x.stored(3, 0)
	if mails, _ := filepath.Glob(filepath.Join(x.Mails, "*.eml")); len(mails) != 3 {
		t.Errorf("%d mails", len(mails))
	}
	if h := x.desk.Health(t.Context()); !h.Ready || len(h.Notes) != 0 {
		t.Errorf("%+v", h)
	}
}

// F7: what looks are counted under is gone within two hours, also from memory and
// when nobody looks any more.
func TestForgets(t *testing.T) {
	x := prepare(t)
	d := x.open()
	x.journey("Ann")
	counts := func() int { return reflect.ValueOf(&d.looks).Elem().FieldByName("counts").Len() }
	if counts() == 0 {
		t.Fatal("nothing is counted in memory, so the next lines show nothing")
	}
	x.now = x.now.Add(2 * time.Hour)
	if _, err := d.clean(t.Context()); err != nil || counts() != 0 {
		t.Errorf("%d counts, %v", counts(), err)
	}
}

// F18, F22, F25, input 40: whatever the desk answers, no browser keeps it, no
// other site hears of the address, and what is not allowed says what is. Nothing
// of a record is found by its reference.
func TestEveryAnswer(t *testing.T) {
	x := behind(t)
	sure := x.look(1, "Ann")
	done := x.send(1, sure)
	receipt := done.Header().Get("Location")
	reference := x.reference(receipt)
	for _, c := range []struct {
		method, path string
		code         int
		allow        string
	}{
		{"GET", "/api/interest", 200, ""},
		{"HEAD", "/api/interest", 200, ""},
		{"GET", "/api/interest?reference=" + reference, 200, ""},
		{"PUT", "/api/interest", 405, "GET, HEAD, POST"},
		{"DELETE", "/api/interest", 405, "GET, HEAD, POST"},
		{"TRACE", "/api/interest", 405, "GET, HEAD, POST"},
		{"OPTIONS", "/api/interest", 405, "GET, HEAD, POST"},
		{"BREW", "/api/interest", 405, "GET, HEAD, POST"},
		{"GET", receipt, 200, ""},
		{"HEAD", receipt, 200, ""},
		{"POST", receipt, 405, "GET, HEAD"},
		{"TRACE", receipt, 405, "GET, HEAD"},
		{"GET", "/api/receipt/" + reference, 410, ""},
		{"GET", "/api/receipt/", 410, ""},
		{"GET", "/api/" + reference, 404, ""},
		{"GET", "/api/", 404, ""},
		{"POST", "/api/interest/", 404, ""},
		{"GET", "/api/desk/records/" + reference, 404, ""},
		{"TRACE", "/api/desk/records", 404, ""},
	} {
		w := x.ask(c.method, c.path, "")
		if w.Code != c.code || w.Header().Get("Allow") != c.allow {
			t.Errorf("%s %s: %d, want %d; Allow %q", c.method, c.path, w.Code, c.code, w.Header().Get("Allow"))
		}
		x.private(c.method+" "+c.path, w)
		if c.code != 200 && strings.Contains(w.Body.String(), reference) {
			t.Errorf("%s %s tells: %s", c.method, c.path, w.Body)
		}
	}
	posts := map[string]url.Values{"check": {"_form": {"forms/bank"}, "name": {"Ann"}}, "problem": {"_form": {"forms/bank"}}, "no form": {"_form": {"x"}}, "twice": {"_form": {"x", "y"}}, "sent": sure}
	for name, fields := range posts {
		x.private(name, x.ask("POST", "/api/interest", fields.Encode(), from(2)))
	}
	x.private("another site", x.ask("POST", "/api/interest", "", "Sec-Fetch-Site: cross-site"))
	x.private("JSON", x.ask("POST", "/api/interest", "{}", "Content-Type: application/json"))
}

// private looks at the headers of an answer.
func (x *trial) private(name string, w *httptest.ResponseRecorder) {
	x.t.Helper()
	for header, want := range map[string]string{"Cache-Control": "no-store", "Referrer-Policy": "same-origin", "X-Content-Type-Options": "nosniff"} {
		if got := w.Header().Get(header); got != want {
			x.t.Errorf("%s: %s is %q, want %q", name, header, got, want)
		}
	}
	if w.Header().Get("Content-Security-Policy") == "" || w.Header().Get("Set-Cookie") != "" {
		x.t.Errorf("%s: %v", name, w.Header())
	}
}

// Input 67: another program has the store for itself. People read that nothing
// was sent, find what they typed, and send the same when it is free again.
func TestLocked(t *testing.T) {
	t.Parallel()
	x := behind(t)
	sure := x.look(1, "Ann")
	other, err := sql.Open("sqlite", strings.TrimPrefix(x.DSN, "sqlite:"))
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	conn, err := other.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := conn.ExecContext(t.Context(), "BEGIN IMMEDIATE"); err != nil {
		t.Fatal(err)
	}
	if w := x.send(2, url.Values{"_form": {"forms/bank"}, "name": {"Bob"}}); w.Code == http.StatusServiceUnavailable { // it writes nothing
		t.Errorf("a look: %d", w.Code)
	}
	if w := x.send(2, sure); w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") == "" || !strings.Contains(w.Body.String(), sure.Get("name")) {
		t.Errorf("a sending: %d %v", w.Code, w.Header())
	}
	if _, err := conn.ExecContext(t.Context(), "ROLLBACK"); err != nil {
		t.Fatal(err)
	}
	if w := x.send(1, sure); w.Code != http.StatusSeeOther {
		t.Errorf("when it is free: %d", w.Code)
	}
	x.stored(1, 1)
}

// Input 68: a mail server that takes connections and says nothing holds up nobody,
// and their mails wait.
func TestMailHangs(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	x := prepare(t)
	x.Mails, x.Trusted = "", []netip.Prefix{netip.MustParsePrefix("192.0.2.0/24")}
	x.env["PARTAKE_SMTP"], x.env["PARTAKE_MAIL_FROM"] = "smtp://"+listener.Addr().String()+"?tls=none", "desk@example.org"
	d := x.open()
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- d.Run(ctx) }()
	for n := range 5 {
		start := time.Now()
		if w := x.send(n, x.look(n, fmt.Sprint("Person ", n))); w.Code != http.StatusSeeOther || time.Since(start) > 2*time.Second {
			t.Errorf("%d after %s", w.Code, time.Since(start))
		}
	}
	x.stored(5, 5)
	stop()
	if err := <-done; err != nil {
		t.Error(err)
	}
	x.stored(5, 5)
}

// Input 53: people whose connection is reset while they send do not know whether
// it got through. They send the same again: it is there once.
func TestReset(t *testing.T) {
	x := behind(t)
	const people = 40
	var all sync.WaitGroup
	for n := range people {
		sure := x.look(n, fmt.Sprint("Person ", n))
		all.Go(func() {
			ctx, reset := context.WithTimeout(t.Context(), time.Duration(n)*100*time.Microsecond)
			defer reset()
			r := httptest.NewRequestWithContext(ctx, "POST", "/api/interest", strings.NewReader(sure.Encode()))
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			x.desk.Handler().ServeHTTP(httptest.NewRecorder(), r)
			for range 2 {
				if w := x.send(n, sure); w.Code != http.StatusSeeOther {
					t.Errorf("sent again: %d %s", w.Code, w.Body)
				}
			}
		})
	}
	all.Wait()
	x.stored(people, people)
}

// Inputs 64 and 65, F5: the sixth look in a minute from one address has to wait,
// and keeps what was typed; sending is never counted. What a machine filled in is
// stored like the rest.
func TestSixth(t *testing.T) {
	x := behind(t)
	for n := range 5 {
		sure := x.look(7, fmt.Sprint("Person ", n))
		sure.Set("_website", "https://spam.example")
		w := x.send(7, sure)
		if w.Code != http.StatusSeeOther || x.reference(w.Header().Get("Location")) == "" {
			t.Errorf("person %d: %d", n, w.Code)
		}
	}
	x.stored(5, 5)
	w := x.ask("POST", "/api/interest", url.Values{"_form": {"forms/bank"}, "name": {"Sixth Person"}}.Encode(), from(7))
	if w.Code != http.StatusTooManyRequests || w.Header().Get("Retry-After") == "" || !strings.Contains(w.Body.String(), "Sixth Person") {
		t.Errorf("the sixth: %d %v", w.Code, w.Header())
	}
	x.look(8, "Somebody else")
}

// F4, F8, F10, inputs 44 and 70 over a connection: a body without a length is
// measured as it comes; whoever asks in Welsh, without cookies or anything else
// that browsers send, gets the whole journey.
func TestLine(t *testing.T) {
	x := behind(t)
	s := httptest.NewServer(x.desk.Handler())
	defer s.Close()
	post := func(body io.Reader) *http.Response {
		t.Helper()
		r, err := http.NewRequestWithContext(t.Context(), "POST", s.URL+"/api/interest", body)
		if err != nil {
			t.Fatal(err)
		}
		r.Header = http.Header{"Content-Type": {"application/x-www-form-urlencoded"}, "Accept-Language": {"cy"}, "User-Agent": {""}, "Accept-Encoding": {"identity"}}
		resp, err := http.DefaultTransport.RoundTrip(r)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { resp.Body.Close() })
		return resp
	}
	fields := url.Values{"_form": {"forms/bank"}, "name": {"Siân"}}
	chunked := io.MultiReader(strings.NewReader(fields.Encode()+"&x="), strings.NewReader(strings.Repeat("a", 300<<10)))
	if resp := post(chunked); resp.StatusCode != http.StatusRequestEntityTooLarge {
		t.Errorf("300 kB in chunks: %d", resp.StatusCode)
	}
	for step, want := range []int{200, 303} {
		resp := post(io.MultiReader(strings.NewReader(fields.Encode()))) // chunks again
		body, err := io.ReadAll(resp.Body)
		if err != nil || resp.StatusCode != want || len(resp.Cookies()) > 0 {
			t.Fatalf("step %d: %d %s", step, resp.StatusCode, body)
		}
		if m := token.FindSubmatch(body); m != nil {
			fields.Set("_token", html.UnescapeString(string(m[1])))
		}
	}
	x.stored(1, 1)
}

// F21: a store that breaks under the desk's feet is told as our fault, and nothing
// of what was typed is logged.
func TestBroken(t *testing.T) {
	x := behind(t)
	sure := x.look(1, "Canary Ann")
	if err := x.desk.store().Close(); err != nil {
		t.Fatal(err)
	}
	w := x.send(1, sure)
	if w.Code != http.StatusInternalServerError || !strings.Contains(w.Body.String(), "Your answers were not sent.") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	x.private("broken", w)
	if said := x.log.String(); strings.Contains(said, "Canary") || !strings.Contains(said, `"msg":"panic"`) {
		t.Errorf("log: %s", said)
	}
}
