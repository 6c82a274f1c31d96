package main

import (
	"bytes"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"example.org/partake/internal/intake"
	"example.org/partake/internal/seal"
	"example.org/partake/internal/store"
)

// canaries are typed into every form here, and must never be in a log.
var canaries = []string{"Zebedee", "Quagmire", "zebedee", "Curlewtoast"}

// person fills in the form of the bank.
func person(n int) url.Values {
	return url.Values{
		"_form": {"forms/bank"}, "name": {fmt.Sprintf("Zebedee Quagmire %d", n)}, "reply_by": {"email"}, "contact_email": {fmt.Sprintf("zebedee%d@example.org", n)},
		"experience": {"The Curlewtoast was cold — ☕ and late."}, "experience_consent": {"yes"},
	}
}

// secrets is the environment of a function that takes answers.
func secrets(dsn string) map[string]string {
	return map[string]string{"DATABASE_URL": dsn, "PARTAKE_RECIPIENTS_SHA256": programs.pin, "PARTAKE_DESK_KEY": strings.Repeat("5ec9e7aa", 8)}
}

// quiet compares a function's log with what nobody may read there.
func (i *instance) quiet() string {
	i.t.Helper()
	said := i.said()
	for _, c := range append(slices.Clone(canaries), "5ec9e7aa", "203.0.113.") {
		if strings.Contains(said, c) {
			i.t.Errorf("the log has %q: %s", c, said)
		}
	}
	return said
}

// stored are the references in a store, in the order of their arrival.
func stored(t testing.TB, dsn string) []string {
	t.Helper()
	db, err := store.Open(t.Context(), dsn, func(string) string { return "" })
	must(t, err)
	defer db.Close()
	out := []string{}
	for r, err := range db.List(t.Context(), store.Filter{}) {
		must(t, err)
		out = append(out, r.Reference)
	}
	return out
}

// The whole journey. The same event twice, and the same answers from the form once
// more, are one record and one mail; the team reads what was typed, and nobody else.
func TestJourney(t *testing.T) {
	dsn, post1 := newDatabase(t), openOffice(t, false)
	env := secrets(dsn)
	maps.Copy(env, post1.env())
	i := start(t, programs.whole, env)
	if a := i.ask(recorded(t, "get.json")); a.Status != 200 || !strings.Contains(a.Body, "Send us a form") {
		t.Errorf("by hand: %d %s", a.Status, a.Body)
	}
	sure := i.look(person(1))
	if n := stored(t, dsn); len(n) != 0 {
		t.Errorf("stored after a look: %v", n)
	}
	first := i.receipt(i.ask(post(t, sure)))
	if n := len(post1.taken()); n != 1 {
		t.Errorf("%d mails when the receipt came", n)
	}
	for again := range 2 {
		if got := i.receipt(i.ask(post(t, sure))); got != first {
			t.Errorf("the same event, %d: %s, at first %s", again, got, first)
		}
	}
	if got := i.receipt(i.ask(post(t, i.look(person(1))))); got != first {
		t.Errorf("the same answers: %s, at first %s", got, first)
	}
	second := i.receipt(i.ask(post(t, i.look(person(2)))))
	if got := stored(t, dsn); !slices.Equal(got, []string{first, second}) {
		t.Errorf("stored %v, acknowledged %s and %s", got, first, second)
	}
	mails := strings.Join(post1.taken(), "")
	if n := len(post1.taken()); n != 2 || !strings.Contains(mails, first) || !strings.Contains(mails, second) {
		t.Errorf("%d mails: %s", n, mails)
	}
	for _, c := range canaries {
		if strings.Contains(mails, c) {
			t.Errorf("a mail has %q", c)
		}
	}
	opens(t, dsn, first, "Zebedee Quagmire 1")
	if said := i.quiet(); said != "" {
		t.Errorf("log: %s", said)
	}
}

// opens reads a record as the team does.
func opens(t *testing.T, dsn, ref, want string) {
	t.Helper()
	db, err := store.Open(t.Context(), dsn, func(string) string { return "" })
	must(t, err)
	defer db.Close()
	r, err := db.Get(t.Context(), ref)
	must(t, err)
	text, err := seal.Open(r.Blob, programs.key)
	must(t, err)
	if !bytes.Contains(text, []byte(want)) || !bytes.Contains(text, []byte("☕")) || r.State != intake.New {
		t.Errorf("%s holds %s", ref, text)
	}
}

// Netlify's own limit on requests counts below /api/ only, so the function's own
// address takes nothing, and neither does any that it does not know.
func TestDirect(t *testing.T) {
	dsn := newDatabase(t)
	i := start(t, programs.whole, secrets(dsn))
	sure := i.look(person(1))
	for _, e := range []event{
		recorded(t, "direct.json").body(sure.Encode()),
		recorded(t, "direct.json").body(sure.Encode()).at("POST", "/.netlify/functions/interest/api/interest"),
		post(t, sure).at("POST", "/"),
		post(t, sure).at("POST", "/api/interest/"),
		post(t, sure).at("POST", "/api/../.netlify/functions/interest"),
		post(t, sure).at("POST", "/api/Zebedee%zz"),
		post(t, sure).at("POST", "/api/Zebedee\x7f"),
		post(t, sure).at("POST Zebedee", "/api/interest"),
	} {
		if a := i.ask(e); a.Status != 404 {
			t.Errorf("%v %v: %d %s", e["httpMethod"], e["path"], a.Status, a.Body)
		}
	}
	if n := stored(t, dsn); len(n) != 0 {
		t.Errorf("stored %v", n)
	}
	i.quiet()
}

// What is no form is refused, also in base64, and what people typed too much of is
// not theirs to lose (F1, F8, F11, inputs 41 to 44).
func TestBodies(t *testing.T) {
	dsn := newDatabase(t)
	i := start(t, programs.whole, secrets(dsn))
	large := person(1)
	large.Set("access_needs", strings.Repeat("a", 300<<10))
	for name, c := range map[string]struct {
		e    event
		want int
	}{
		"300 kB":                     {post(t, large), 413},
		"several parts":              {post(t, person(1)).header("content-type", "multipart/form-data; boundary=x"), 415},
		"JSON":                       {post(t, person(1)).header("content-type", "application/json").body("{}"), 415},
		"nothing":                    {post(t, person(1)).header("content-type"), 415},
		"bytes that are no letters":  {post(t, nil).body(person(1).Encode() + "&access_needs=a%ff"), 400},
		"from another site":          {post(t, person(1)).header("origin", "https://evil.example"), 403},
		"from another site, a newer": {post(t, person(1)).header("origin").header("sec-fetch-site", "cross-site"), 403},
		"from here, a newer browser": {post(t, person(1)).header("sec-fetch-site", "same-origin"), 200},
		"not in base64":              {plain(post(t, nil), person(1).Encode()), 200},
		"PUT":                        {post(t, person(1)).at("PUT", "/api/interest"), 405},
	} {
		if a := i.ask(c.e); a.Status != c.want || a.Status >= 400 && !strings.Contains(a.Body, "Nothing was sent") {
			t.Errorf("%s: %d %s", name, a.Status, a.Body)
		}
	}
	if n := stored(t, dsn); len(n) != 0 {
		t.Errorf("stored %v", n)
	}
	i.quiet()
}

func plain(e event, body string) event {
	e["body"], e["isBase64Encoded"] = body, false
	return e
}

// F5, F6: the sixth look of a client in a minute has to wait, whoever it says that
// it is in X-Forwarded-For; the next client does not. Two headers that name a
// client name nobody.
func TestClient(t *testing.T) {
	i := start(t, programs.whole, secrets(newDatabase(t)))
	from := func(n int, client ...string) int {
		e := post(t, person(n)).header("x-forwarded-for", fmt.Sprintf("192.0.2.%d", n)).header("client-ip", fmt.Sprintf("192.0.2.%d", n))
		return i.ask(e.header("x-nf-client-connection-ip", client...)).Status
	}
	const enough = 5 * time.Second
	if left := time.Until(time.Now().Truncate(time.Minute).Add(time.Minute)); left < enough {
		time.Sleep(left) // minutes are those of the clock
	}
	for n := range 5 {
		if got := from(n, "203.0.113.7"); got != 200 {
			t.Errorf("look %d: %d", n, got)
		}
	}
	if got := from(6, "203.0.113.7"); got != 429 {
		t.Errorf("the sixth: %d", got)
	}
	if got := from(7, "203.0.113.8"); got != 200 {
		t.Errorf("somebody else: %d", got)
	}
	for n := range 6 {
		want := 200
		if n == 5 {
			want = 429
		}
		if got := from(n, fmt.Sprintf("198.51.100.%d", n), "203.0.113.9"); got != want {
			t.Errorf("two headers, look %d: %d", n, got)
		}
	}
	i.quiet()
}

// A mail server that says nothing holds up a receipt for a while, and does not
// keep it (input 68).
func TestMailHangs(t *testing.T) {
	t.Parallel()
	dsn := newDatabase(t)
	env := secrets(dsn)
	maps.Copy(env, openOffice(t, true).env())
	i := start(t, programs.whole, env)
	begin := time.Now()
	ref := i.receipt(i.ask(post(t, i.look(person(1)))))
	t.Logf("the receipt came after %s", time.Since(begin).Round(time.Millisecond))
	if got := stored(t, dsn); !slices.Equal(got, []string{ref}) {
		t.Errorf("stored %v, acknowledged %s", got, ref)
	}
	if said := i.quiet(); !strings.Contains(said, "mail took too long") {
		t.Errorf("log: %s", said)
	}
}
