package intake

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"time"

	"example.org/partake/internal/form"
)

// pages shows a reply in a word, so that a test can read it.
type pages struct{ broken bool }

func (p pages) Reply(w io.Writer, r Reply) error {
	if p.broken {
		return errors.New("no layout")
	}
	fmt.Fprintf(w, "%s token=%s name=%s\n", r.Step, r.Token, r.Answers.Typed("name"))
	return nil
}

func (p pages) Receipt(w io.Writer, r Receipt) error {
	fmt.Fprintf(w, "receipt %q of %s\n", r.Reference, r.Form)
	return nil
}

func (p pages) Refusal(w io.Writer, status int) error {
	fmt.Fprintf(w, "nothing was sent: %d\n", status)
	return nil
}

// window is a handler on a test desk, with what it logs.
type window struct {
	*bench
	*Handler
	log bytes.Buffer
}

func newWindow(t *testing.T) *window {
	t.Helper()
	w := &window{bench: newBench(t)}
	w.Handler = &Handler{
		Desk: w.bench.Desk, Pages: pages{}, Log: slog.New(slog.NewJSONHandler(&w.log, nil)),
		Trusted: []netip.Prefix{netip.MustParsePrefix("192.0.2.0/24")}, Header: http.Header{"Referrer-Policy": {"same-origin"}},
	}
	return w
}

func (w *window) post(fields url.Values, change func(*http.Request)) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodPost, SendURL, strings.NewReader(fields.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if change != nil {
		change(r)
	}
	out := httptest.NewRecorder()
	w.ServeHTTP(out, r)
	return out
}

func (w *window) answers(t *testing.T) url.Values {
	t.Helper()
	fields := w.fields(t, "CANARY Amina")
	fields.Set(form.FormName, "interest")
	fields.Set(form.OpportunityName, food)
	return fields
}

// The journey over HTTP: a look, sent, 303 to a receipt that runs out. No
// cookie, nothing kept by browsers, no answer in an address or a log.
func TestHandlerJourney(t *testing.T) {
	w := newWindow(t)
	fields := w.answers(t)
	look := w.post(fields, nil)
	_, after, _ := strings.Cut(look.Body.String(), "token=")
	token, _, _ := strings.Cut(after, " ")
	if look.Code != 200 || token == "" {
		t.Fatalf("%d %s", look.Code, look.Body)
	}
	fields.Set(TokenName, token)
	done := w.post(fields, nil)
	location := done.Header().Get("Location")
	if done.Code != 303 || !strings.HasPrefix(location, ReceiptURL) || len(w.box.records) != 1 {
		t.Fatalf("%d to %q, %d stored", done.Code, location, len(w.box.records))
	}
	receipt := w.get(location)
	if receipt.Code != 200 || !strings.Contains(receipt.Body.String(), w.box.records[0].Reference) {
		t.Errorf("%d %s", receipt.Code, receipt.Body)
	}
	w.now = noon.Add(time.Hour)
	if late := w.get(location); late.Code != 410 || strings.Contains(late.Body.String(), w.box.records[0].Reference) {
		t.Errorf("an hour later: %d %s", late.Code, late.Body)
	}
	for _, r := range []*httptest.ResponseRecorder{look, done, receipt} {
		h := r.Header()
		if h.Get("Set-Cookie") != "" || h.Get("Cache-Control") != "no-store" || h.Get("Referrer-Policy") != "same-origin" {
			t.Errorf("headers: %v", h)
		}
	}
	if all := location + w.log.String(); strings.Contains(all, "CANARY") || strings.Contains(all, w.box.records[0].Reference) {
		t.Errorf("told: %s", all)
	}
}

// The button "Change" brings the form back, whatever its value, and is no answer.
func TestHandlerChange(t *testing.T) {
	w := newWindow(t)
	fields := w.answers(t)
	fields.Set(ChangeName, "name")
	got := w.post(fields, nil)
	if got.Code != 200 || !strings.HasPrefix(got.Body.String(), "ask token= name=CANARY") || len(w.gate.seen) != 0 {
		t.Errorf("%d %s, %d looks", got.Code, got.Body, len(w.gate.seen))
	}
	fields[ChangeName] = []string{"name", "contact"}
	if got := w.post(fields, nil); got.Code != 400 {
		t.Errorf("two buttons at once: %d", got.Code)
	}
}

func (w *window) get(address string) *httptest.ResponseRecorder {
	out := httptest.NewRecorder()
	w.ServeHTTP(out, httptest.NewRequest(http.MethodGet, address, nil))
	return out
}

// What no form of ours sends is refused with its own status, and nothing is stored.
func TestHandlerRefuses(t *testing.T) {
	set := func(name, value string) func(*http.Request) {
		return func(r *http.Request) { r.Header.Set(name, value) }
	}
	body := func(text string) func(*http.Request) {
		return func(r *http.Request) { r.Body = io.NopCloser(strings.NewReader(text)) }
	}
	many := url.Values{}
	for i := range maxFields + 1 {
		many.Set(fmt.Sprint("x", i), "")
	}
	for name, test := range map[string]struct {
		change func(*http.Request)
		want   int
	}{
		"F1 another site":        {set("Sec-Fetch-Site", "cross-site"), 403},
		"F1 a foreign origin":    {set("Origin", "https://evil.example"), 403},
		"F1 no origin at all":    {nil, 200},
		"F1 our own":             {set("Sec-Fetch-Site", "same-origin"), 200},
		"F8 too large":           {body("name=" + strings.Repeat("a", maxBody)), 413},
		"F8 too many fields":     {body(many.Encode()), 400},
		"F8 several parts":       {set("Content-Type", "multipart/form-data; boundary=x"), 415},
		"F11 JSON":               {set("Content-Type", "application/json"), 415},
		"F11 text":               {set("Content-Type", "text/plain"), 415},
		"F11 no type":            {func(r *http.Request) { r.Header.Del("Content-Type") }, 415},
		"F11 UTF-16":             {set("Content-Type", "application/x-www-form-urlencoded; charset=utf-16"), 415},
		"47 squeezed":            {set("Content-Encoding", "gzip"), 415},
		"28 a bad escape":        {body("name=%zz"), 400},
		"12 two forms":           {body("_form=interest&_form=bank"), 400},
		"40 another method":      {func(r *http.Request) { r.Method = http.MethodPut }, 405},
		"40 looking":             {func(r *http.Request) { r.Method = http.MethodGet }, 200},
		"38 no such opportunity": {body("_form=interest&opportunity=../x&name=A"), 404},
		"1 nothing":              {body("_form=interest"), 422},
	} {
		w := newWindow(t)
		got := w.post(w.answers(t), test.change)
		if got.Code != test.want || len(w.box.records) != 0 {
			t.Errorf("%s: %d, want %d; %d stored", name, got.Code, test.want, len(w.box.records))
		}
		if got.Code == 405 && got.Header().Get("Allow") != "GET, HEAD, POST" {
			t.Errorf("%s: Allow %q", name, got.Header().Get("Allow"))
		}
	}
}

// When we are slow, down or broken, the person reads that nothing was sent, and
// the log says nothing of them (F5, F21).
func TestHandlerFails(t *testing.T) {
	w := newWindow(t)
	w.gate.closed = true
	if got := w.post(w.answers(t), nil); got.Code != 429 || got.Header().Get("Retry-After") != "60" || !strings.Contains(got.Body.String(), "CANARY Amina") {
		t.Errorf("too often: %d %v %s", got.Code, got.Header(), got.Body)
	}
	w.gate.wait = 300 * time.Millisecond
	if got := w.post(w.answers(t), nil); got.Code != 429 || got.Header().Get("Retry-After") != "1" {
		t.Errorf("too often, nearly over: %d %v", got.Code, got.Header())
	}
	w = newWindow(t)
	w.Pages = pages{broken: true}
	if got := w.post(w.answers(t), nil); got.Code != 500 || !strings.Contains(got.Body.String(), "nothing was sent: 500") || !strings.HasPrefix(got.Header().Get("Content-Type"), "text/html") {
		t.Errorf("no layout: %d %s", got.Code, got.Body)
	}
	w = newWindow(t)
	w.Handler.Desk.Now = func() time.Time { panic("CANARY panic") }
	if got := w.post(w.answers(t), nil); got.Code != 500 || !strings.Contains(got.Body.String(), "nothing was sent: 500") {
		t.Errorf("panic: %d %s", got.Code, got.Body)
	}
	if strings.Contains(w.log.String(), "CANARY") || w.log.Len() == 0 {
		t.Errorf("log: %s", w.log.String())
	}
}
