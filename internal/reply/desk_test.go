package reply_test

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"example.org/partake/internal/deskfile"
	"example.org/partake/internal/intake"
	"example.org/partake/internal/reply"
	"example.org/partake/internal/seal"
)

// shelf is a store in memory that keeps the rules of a store.
type shelf struct {
	records []intake.Record
	fail    error // what the next save comes to
}

func (s *shelf) Save(_ context.Context, r intake.Record, _ []intake.Mail, _ time.Time) (intake.Saved, error) {
	if err := s.fail; err != nil {
		s.fail = nil
		return intake.Saved{}, err
	}
	for _, x := range s.records {
		switch {
		case x.Nonce == r.Nonce && x.Answers != r.Answers:
			return intake.Saved{Reference: x.Reference}, intake.ErrConflict
		case x.Nonce == r.Nonce || x.Answers == r.Answers:
			return intake.Saved{Reference: x.Reference, Again: true}, nil
		}
	}
	s.records = append(s.records, r)
	return intake.Saved{Reference: r.Reference}, nil
}

// gate lets everybody in until it is closed.
type gate struct{ closed bool }

func (g *gate) Allow(context.Context, [8]byte, time.Time) (intake.Verdict, error) {
	return intake.Verdict{OK: !g.closed, After: 40 * time.Second}, nil
}

// desk is the whole desk on the web, but for its store.
type desk struct {
	*intake.Handler
	t     *testing.T
	store shelf
	gate  gate
	now   time.Time
	key   seal.Identity
	log   bytes.Buffer
}

// open opens a desk over the site's desk file. Its secrets are always the same,
// so that its pages are.
func open(t *testing.T, change func(*deskfile.File)) *desk {
	t.Helper()
	f := site(t).file
	if change != nil {
		change(&f)
	}
	d := &desk{t: t, now: noon}
	now := func() time.Time { return d.now }
	pages, err := reply.New(f, now)
	if err != nil {
		t.Fatal(err)
	}
	keys, err := intake.NewKeys(bytes.Repeat([]byte{7}, 32))
	if err != nil {
		t.Fatal(err)
	}
	if d.key, err = seal.NewX25519Identity(); err != nil {
		t.Fatal(err)
	}
	recipients, err := seal.ParseRecipients("recipients.txt", []byte("# team\n"+d.key.Public()+"\n"))
	if err != nil {
		t.Fatal(err)
	}
	d.Handler = &intake.Handler{
		Desk: &intake.Desk{
			Keys: keys, Recipients: recipients, Catalogue: f.Catalogue(now), Store: &d.store, Limiter: &d.gate, Preview: f.Preview(),
			Random: rand.NewChaCha8([32]byte{1}), Now: now,
		},
		Pages: pages, Log: slog.New(slog.NewTextHandler(&d.log, nil)),
	}
	return d
}

// post sends a form and reads the page that comes back.
func (d *desk) post(fields url.Values) *page {
	d.t.Helper()
	return d.send(http.MethodPost, intake.SendURL, fields.Encode(), "application/x-www-form-urlencoded")
}

func (d *desk) get(address string) *page {
	d.t.Helper()
	return d.send(http.MethodGet, address, "", "")
}

func (d *desk) send(method, address, body, kind string) *page {
	d.t.Helper()
	r := httptest.NewRequest(method, address, io.NopCloser(strings.NewReader(body)))
	if kind != "" {
		r.Header.Set("Content-Type", kind)
	}
	w := httptest.NewRecorder()
	d.ServeHTTP(w, r)
	if w.Code == http.StatusSeeOther {
		return &page{t: d.t, code: w.Code, location: w.Header().Get("Location")}
	}
	p := readPage(d.t, w.Body.String())
	p.code = w.Code
	p.check()
	return p
}

// good is a form that can be sent.
func good() url.Values {
	return url.Values{
		"_form": {"forms/interest"}, "opportunity": {"opportunities/ward-food"}, "name": {"Amina Khan"}, "reply_by": {"email"},
		"contact_email": {"amina@example.org"}, "experience": {"I stayed on Curlew ward.\n\nThe toast was cold."}, "experience_consent": {"yes"},
	}
}
