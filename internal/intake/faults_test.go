package intake

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"example.org/partake/internal/form"
)

// F1, input 56: what a browser says of where a form stood decides; where it says
// nothing, the address that it came from does; who says neither is let in, for
// old browsers do not.
func TestOrigins(t *testing.T) {
	const ours, foreign, null, none = "https://example.com", "https://evil.example", "null", ""
	for site, want := range map[string]map[string]int{
		"same-origin": {ours: 200, foreign: 200, null: 200, none: 200},
		"none":        {ours: 200, foreign: 200, null: 200, none: 200}, // typed in, or from a bookmark
		"same-site":   {ours: 403, foreign: 403, null: 403, none: 403},
		"cross-site":  {ours: 403, foreign: 403, null: 403, none: 403},
		"":            {ours: 200, foreign: 403, null: 403, none: 200},
	} {
		for origin, code := range want {
			w := newWindow(t)
			got := w.post(w.answers(t), func(r *http.Request) {
				r.Host = "example.com"
				for name, value := range map[string]string{"Sec-Fetch-Site": site, "Origin": origin} {
					if value != "" {
						r.Header.Set(name, value)
					}
				}
			})
			if got.Code != code || len(w.box.records) != 0 {
				t.Errorf("%q from %q: %d, want %d", site, origin, got.Code, code)
			}
			if refused := strings.Contains(got.Body.String(), "nothing was sent: 403"); refused != (code == 403) {
				t.Errorf("%q from %q: %s", site, origin, got.Body)
			}
		}
	}
}

// F3: a form, or a look at the answers, that stood open for too long costs one
// more look, with all that was typed; so does one from a clock that is far ahead.
// A clock that is a little wrong costs nothing.
func TestOvernight(t *testing.T) {
	for name, test := range map[string]struct {
		after time.Duration
		looks int // more
	}{
		"a day":                       {24 * time.Hour, 0},
		"a day and an hour":           {25 * time.Hour, 1},
		"a month":                     {31 * 24 * time.Hour, 1},
		"five minutes before it was":  {-5 * time.Minute, 0},
		"an hour before it was":       {-time.Hour, 1},
		"a year before it was issued": {-365 * 24 * time.Hour, 1},
	} {
		b := newBench(t)
		token := b.send(t, "opportunities/rolling", "Amina", "").Token
		b.now = noon.Add(test.after)
		r := b.send(t, "opportunities/rolling", "Amina", token)
		for range test.looks {
			if r.Step != Check || r.Status != 200 || r.Token == token || r.Answers.Typed("name") != "Amina" {
				t.Errorf("%s: %s %d", name, r.Step, r.Status)
			}
			r = b.send(t, "opportunities/rolling", "Amina", r.Token)
		}
		if r.Step != Done || len(b.box.records) != 1 {
			t.Errorf("%s: %s, %d stored", name, r.Step, len(b.box.records))
		}
	}
}

// bomb goes off where it is put.
type bomb struct{}

const canary = "CANARY Amina"

func (bomb) Form(string) (form.Form, bool) { panic(canary) }

func (bomb) Offer(string) (Offer, bool) { panic(errors.New(canary)) }

func (bomb) Save(context.Context, Record, []Mail, time.Time) (Saved, error) { panic(canary) }

func (bomb) Allow(context.Context, [8]byte, time.Time) (Verdict, error) {
	var words []string
	return Verdict{OK: words[len(canary)] == ""}, nil
}

func (bomb) Read([]byte) (int, error) { panic(canary) }

func (bomb) Reply(w io.Writer, _ Reply) error {
	_, _ = io.WriteString(w, "half a page")
	panic(canary)
}

func (bomb) Receipt(io.Writer, Receipt) error { panic(canary) }

func (bomb) Refusal(io.Writer, int) error { panic(canary) }

// F21: whatever breaks, wherever, the person reads that their answers were not
// sent, no half of a page is shown, nothing is stored and nothing of it is logged.
func TestPanics(t *testing.T) {
	for name, plant := range map[string]func(*window){
		"forms":         func(w *window) { w.bench.Catalogue = bomb{} },
		"limiter":       func(w *window) { w.bench.Limiter = bomb{} },
		"chance":        func(w *window) { w.bench.Random = bomb{} },
		"the page":      func(w *window) { w.Pages = bomb{} },
		"only the page": func(w *window) { w.Pages = pagesBut{} },
		"clock":         func(w *window) { w.bench.Now = func() time.Time { panic(canary) } },
	} {
		w := newWindow(t)
		fields := w.answers(t)
		plant(w)
		got := w.post(fields, nil)
		body := got.Body.String()
		if got.Code != 500 || strings.Contains(body, "half a page") || !strings.Contains(body, "nothing was sent: 500") && !strings.Contains(body, "ring us") {
			t.Errorf("%s: %d %s", name, got.Code, body)
		}
		if len(w.box.records) != 0 || strings.Contains(w.log.String(), "CANARY") || w.log.Len() == 0 {
			t.Errorf("%s: %d stored, log %s", name, len(w.box.records), w.log.String())
		}
		if got.Header().Get("Cache-Control") != "no-store" || got.Header().Get("Referrer-Policy") == "" {
			t.Errorf("%s: headers %v", name, got.Header())
		}
	}
}

// pagesBut makes all pages but the reply.
type pagesBut struct{ pages }

func (pagesBut) Reply(w io.Writer, r Reply) error { return bomb{}.Reply(w, r) }

// F21: a store that panics stores nothing, and the same can be sent when it works
// again.
func TestPanicInStore(t *testing.T) {
	w := newWindow(t)
	fields := w.answers(t)
	fields.Set(TokenName, w.send(t, food, canary, "").Token)
	w.bench.Store = bomb{}
	if got := w.post(fields, nil); got.Code != 500 || !strings.Contains(got.Body.String(), "nothing was sent: 500") {
		t.Errorf("%d %s", got.Code, got.Body)
	}
	w.bench.Store = w.box
	if got := w.post(fields, nil); got.Code != 303 || len(w.box.records) != 1 {
		t.Errorf("%d, %d stored", got.Code, len(w.box.records))
	}
	if strings.Contains(w.log.String(), "CANARY") {
		t.Errorf("log: %s", w.log.String())
	}
}

// A receipt whose page breaks never says that the answers were not sent.
func TestPanicInReceipt(t *testing.T) {
	w := newWindow(t)
	id, err := w.bench.Keys.Receipt(w.bench.Random, Receipt{"7KM4-2PXR", "interest"}, noon)
	if err != nil {
		t.Fatal(err)
	}
	w.Pages = noReceipt{}
	got := w.get(ReceiptURL + id)
	if got.Code != 500 || !strings.Contains(got.Body.String(), "ring us to be sure") || strings.Contains(got.Body.String(), "nothing was sent") {
		t.Errorf("%d %s", got.Code, got.Body)
	}
	if w.log.Len() == 0 || strings.Contains(w.log.String(), "CANARY") || strings.Contains(w.log.String(), "7KM4") {
		t.Errorf("log: %s", w.log.String())
	}
}

type noReceipt struct{ pages }

func (noReceipt) Receipt(io.Writer, Receipt) error { panic(canary) }

// F5: how fast somebody types is no sign of anything.
func TestFast(t *testing.T) {
	b := newBench(t)
	done := b.send(t, food, "Amina", b.send(t, food, "Amina", "").Token)
	if done.Step != Done || len(b.box.records[0].Flags) != 0 {
		t.Errorf("%s %v", done.Step, b.box.records[0].Flags)
	}
}
