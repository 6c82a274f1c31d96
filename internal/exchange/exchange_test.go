package exchange

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"example.org/partake/internal/casework"
	"example.org/partake/internal/form"
	"example.org/partake/internal/intake"
	"example.org/partake/internal/seal"
	"example.org/partake/internal/store"
)

const token = "a-token-of-the-team-for-these-tests-only"

var (
	now = time.Date(2026, 11, 22, 9, 30, 0, 0, time.UTC)
	key = bytes.Repeat([]byte{7}, 32)
)

// fill makes bytes that look sealed, a different stretch for each seed.
func fill(b []byte, seed string) []byte {
	rand.NewChaCha8(sha256.Sum256([]byte(seed))).Read(b)
	return b
}

// record makes the nth record, as a desk stores it.
func record(n, size int) intake.Record {
	today := intake.DayOf(now)
	r := intake.Record{
		Reference: fmt.Sprintf("%04d-%04d", n/10000, n%10000), Form: "interest", Opportunity: "opportunities/what's on", Received: today, Expires: today + 90,
		State: intake.New, Flags: []string{"links", "honeypot"}, Keys: "3f2a", Size: 1024, Blob: fill(make([]byte, size), fmt.Sprint("blob", n)),
	}
	for i, b := range [][]byte{r.ID[:], r.Nonce[:], r.Answers[:]} {
		fill(b, fmt.Sprint(i, "of", n))
	}
	r.Seal = seal.MAC(key, r.ID, r.Blob)
	return r
}

func put(t testing.TB, db *store.DB, all ...intake.Record) {
	t.Helper()
	for _, r := range all {
		if _, err := db.Save(context.Background(), r, nil, now); err != nil {
			t.Fatal(err)
		}
	}
}

func open(t testing.TB, dsn string) *store.DB {
	t.Helper()
	db, err := store.Open(context.Background(), dsn, func(string) string { return "" })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func sqlite(t testing.TB) string { return "sqlite:" + filepath.Join(t.TempDir(), "desk.db") }

// everywhere runs a test over each kind of store.
func everywhere(t *testing.T, test func(t *testing.T, db *store.DB, dsn string)) {
	for name, dsn := range map[string]func(testing.TB) string{"sqlite": sqlite, "postgres": newDatabase} {
		t.Run(name, func(t *testing.T) {
			address := dsn(t)
			test(t, open(t, address), address)
		})
	}
}

// log is a place to which many may write at once.
type log struct {
	sync.Mutex
	bytes.Buffer
}

func (l *log) Write(p []byte) (int, error) {
	l.Lock()
	defer l.Unlock()
	return l.Buffer.Write(p)
}

// desk is a desk on this computer, with what it logged.
func desk(t testing.TB, db Store) (*Handler, Client, *log) {
	t.Helper()
	hashed, err := HashToken(token)
	if err != nil {
		t.Fatal(err)
	}
	said := &log{}
	h := &Handler{
		Store: db, Token: hashed, Key: key, Forms: []form.Form{{ID: "interest", Title: "Tell us"}}, Titles: map[string]string{"ward-food": "Better food"},
		Canary: func() []byte { return []byte("a sealed \x00 test") }, Log: slog.New(slog.NewTextHandler(said, nil)),
	}
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	return h, Client{Base: server.URL, Token: token}, said
}

// pull fetches everything, page after page, and says nothing to the desk.
func pull(t testing.TB, c Client, all bool) (records []intake.Record, forged []string) {
	t.Helper()
	for after := int64(0); ; {
		next, more, err := c.Pull(context.Background(), after, all, func(r Row) error {
			if r.Forged != "" {
				forged = append(forged, r.Forged)
			} else {
				records = append(records, r.Record)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if !more {
			return records, forged
		}
		after = next
	}
}

func references(all []intake.Record) []string {
	var out []string
	for _, r := range all {
		out = append(out, r.Reference)
	}
	return out
}

// TestToken (F22, F23): the token is looked at before anything else, and where
// none is set there is nothing.
func TestToken(t *testing.T) {
	h, _, _ := desk(t, open(t, sqlite(t)))
	off := *h
	off.Token = ""
	keyless := *h
	keyless.Key = nil
	for _, c := range []struct {
		name, authorization string
		h                   *Handler
		want                int
	}{
		{"right", "Bearer " + token, h, 200},
		{"the scheme in small letters", "bearer " + token, h, 200},
		{"none", "", h, 401},
		{"wrong", "Bearer " + token[1:] + "x", h, 401},
		{"longer", "Bearer " + token + "x", h, 401},
		{"a beginning", "Bearer " + token[:20], h, 401},
		{"its hash", "Bearer " + h.Token, h, 401},
		{"another scheme", "Basic " + token, h, 401},
		{"not set on the server", "Bearer " + token, &off, 404},
		{"an empty one, not set on the server", "Bearer ", &off, 404},
		{"a desk without a key", "Bearer " + token, &keyless, 404},
	} {
		for _, target := range []string{"GET records", "GET forms", "GET stats", "GET canary", "POST pulled", "GET steps", "POST steps", "POST fetch", "GET erased", "POST erased", "GET nothing", "DELETE records"} {
			method, name, _ := strings.Cut(target, " ")
			req := httptest.NewRequest(method, Prefix+name, strings.NewReader("not JSON"))
			if c.authorization != "" {
				req.Header.Set("Authorization", c.authorization)
			}
			w := httptest.NewRecorder()
			c.h.ServeHTTP(w, req)
			want := c.want
			if other, ok := map[string]int{"POST pulled": 415, "POST steps": 415, "POST fetch": 415, "POST erased": 415, "GET nothing": 404, "DELETE records": 405}[target]; ok && want == 200 {
				want = other
			}
			if w.Code != want || w.Header().Get("Cache-Control") != "no-store" || w.Header().Get("Set-Cookie") != "" {
				t.Errorf("%s, %s: %d, want %d; %v", c.name, target, w.Code, want, w.Header())
			}
			if want == 401 && (w.Header().Get("WWW-Authenticate") != "Bearer" || w.Body.String() != "Unauthorized\n") {
				t.Errorf("%s, %s: %v %s", c.name, target, w.Header(), w.Body)
			}
		}
	}
}

// TestHashToken: a token that can be guessed is refused, and never shown.
func TestHashToken(t *testing.T) {
	for _, bad := range []string{"", "short-canary", strings.Repeat("canary ", 9), strings.Repeat("canary\n", 9), strings.Repeat("cänäry", 9)} {
		if _, err := HashToken(bad); err == nil || strings.Contains(err.Error(), "n\u00e4ry") || strings.Contains(err.Error(), "canary") {
			t.Errorf("%q: %v", bad, err)
		}
	}
	made, err := NewToken(rand.NewChaCha8([32]byte{}))
	if err != nil || len(made) < 43 {
		t.Fatalf("%q, %v", made, err)
	}
	if again, err := HashToken(made); err != nil || strings.Contains(again, made) || len(again) != 64 {
		t.Errorf("%q, %v", again, err)
	}
}

// TestRequests: other methods, kinds and sizes.
func TestRequests(t *testing.T) {
	h, _, _ := desk(t, open(t, sqlite(t)))
	for _, c := range []struct {
		method, target, kind, body string
		want                       int
		allow                      string
	}{
		{"POST", "records", "", "", 405, "GET, HEAD"},
		{"TRACE", "stats", "", "", 405, "GET, HEAD"}, // F25
		{"GET", "pulled", "", "", 405, "POST"},
		{"HEAD", "stats", "", "", 200, ""},
		{"GET", "records?after=-1", "", "", 400, ""},
		{"GET", "records?after=1;DROP", "", "", 400, ""}, // F20
		{"GET", "records?after=99999999999999999999", "", "", 400, ""},
		{"POST", "pulled", "text/plain", `[]`, 415, ""}, // F11
		{"POST", "pulled", "application/x-www-form-urlencoded", `[]`, 415, ""},
		{"POST", "pulled", "application/json", `{`, 400, ""},
		{"POST", "pulled", "application/json", `["` + strings.Repeat("x", pulledBody) + `"]`, 400, ""}, // F8
		{"POST", "pulled", "application/json", `[` + strings.Repeat(`"",`, mostPulled) + `""]`, 400, ""},
		{"POST", "pulled", "application/json", `["9999-9999", "", "'; DROP TABLE records"]`, 204, ""},
		{"GET", "fetch", "", "", 405, "POST"},
		{"DELETE", "steps", "", "", 405, "GET, HEAD"},
		{"POST", "fetch", "application/json", `["AAAA"]`, 400, ""},
		{"POST", "fetch", "application/json", `["AAAAAAAAAAAAAAAAAAAAAA=="]`, 200, ""},
		{"POST", "steps", "application/json", `[{}]`, 400, ""},
		{"POST", "steps", "application/json", `[{"id":"AAAAAAAAAAAAAAAAAAAAAQ==","record":"AAAAAAAAAAAAAAAAAAAAAQ==","day":1,"who":"team","mark":"placed"}]`, 200, ""},
		{"POST", "steps", "application/json", `[{"id":"AAAAAAAAAAAAAAAAAAAAAQ==","record":"AAAAAAAAAAAAAAAAAAAAAQ==","day":1,"who":"team","mark":"asleep"}]`, 400, ""},
		{"POST", "steps", "application/json", `[{"id":"AAAAAAAAAAAAAAAAAAAAAQ==","record":"AAAAAAAAAAAAAAAAAAAAAQ==","day":1,"who":"a@b.example","mark":"placed"}]`, 400, ""},
		{"POST", "steps", "application/json", `[{"id":"AAAAAAAAAAAAAAAAAAAAAQ==","record":"AAAAAAAAAAAAAAAAAAAAAQ==","day":1,"who":"team","keys":"k","note":"Y2xlYXI="}]`, 400, ""}, // a note that was never sealed
		{"POST", "steps", "application/json", `["` + strings.Repeat("x", workBody) + `"]`, 400, ""},                                                                                 // F8
		{"POST", "erased", "application/json", `[{"reference":"zoe@example.org","day":1,"reason":"asked","who":"team"}]`, 400, ""},
		{"POST", "erased", "application/json", `[{"reference":"9999-9999","day":1,"reason":"she asked us","who":"team"}]`, 400, ""},
		{"POST", "erased", "application/json", `[{"reference":"9999-9999","day":1,"reason":"asked","who":"team"}]`, 204, ""},
	} {
		req := httptest.NewRequest(c.method, Prefix+strings.ReplaceAll(c.target, ";", "%3B"), strings.NewReader(c.body))
		req.Header.Set("Authorization", "Bearer "+token)
		req.Header.Set("Content-Type", c.kind)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, req)
		if w.Code != c.want || w.Header().Get("Allow") != c.allow {
			t.Errorf("%s %s: %d, want %d; Allow %q", c.method, c.target, w.Code, c.want, w.Header().Get("Allow"))
		}
	}
}

// TestPull: records come as they are, stay new until the team has them, and come
// again when everything is asked for.
func TestPull(t *testing.T) {
	everywhere(t, func(t *testing.T, db *store.DB, _ string) {
		const n = 2*pageRecords + 3
		var want []intake.Record
		for i := range n {
			want = append(want, record(i, 300))
		}
		put(t, db, want...)
		_, client, _ := desk(t, db)
		for range 2 {
			got, forged := pull(t, client, false)
			if len(got) != n || forged != nil {
				t.Fatalf("%d records, want %d; %v", len(got), n, forged)
			}
			for i, r := range got {
				w := want[i]
				w.Sequence, w.Nonce, w.Answers = r.Sequence, [32]byte{}, [32]byte{}
				if fmt.Sprint(r) != fmt.Sprint(w) {
					t.Fatalf("got  %v\nwant %v", r, w)
				}
			}
		}
		if err := client.Pulled(t.Context(), references(want)); err != nil {
			t.Fatal(err)
		}
		if got, _ := pull(t, client, false); len(got) != 0 {
			t.Errorf("%d records come though the team has them", len(got))
		}
		if got, _ := pull(t, client, true); len(got) != n || got[0].State != intake.Pulled {
			t.Errorf("%d records come when all are asked for", len(got))
		}
		s, err := client.Stats(t.Context())
		if err != nil || s.States[intake.Pulled] != n || !s.Oldest.IsZero() {
			t.Errorf("%+v, %v", s, err)
		}
	})
}

// TestPulledOnly: what the team did since is not taken back.
func TestPulledOnly(t *testing.T) {
	everywhere(t, func(t *testing.T, db *store.DB, _ string) {
		put(t, db, record(1, 300), record(2, 300))
		_, client, _ := desk(t, db)
		if err := db.SetState(t.Context(), "0000-0001", intake.Contacted); err != nil {
			t.Fatal(err)
		}
		if err := client.Pulled(t.Context(), []string{"0000-0001", "0000-0002", "0000-0003"}); err != nil {
			t.Fatal(err)
		}
		s, err := db.Stats(t.Context())
		if err != nil || s.States[intake.Contacted] != 1 || s.States[intake.Pulled] != 1 {
			t.Errorf("%+v, %v", s, err)
		}
	})
}

// TestLarge: a page ends before it is too large, and none is left out.
func TestLarge(t *testing.T) {
	db := open(t, sqlite(t))
	for i := range 12 {
		put(t, db, record(i, 700<<10))
	}
	_, client, _ := desk(t, db)
	n := 0
	_, more, err := client.Pull(t.Context(), 0, false, func(Row) error { n++; return nil })
	if err != nil || !more || n != 6 {
		t.Errorf("%d records on the first page, more %t, %v", n, more, err)
	}
	if got, _ := pull(t, client, false); len(got) != 12 {
		t.Errorf("%d records, want 12", len(got))
	}
}

// TestForged: a record that the desk did not store is named and stays, and the
// rest come. The log has no reference (F17).
func TestForged(t *testing.T) {
	db := open(t, sqlite(t))
	forged, moved := record(2, 300), record(3, 300)
	forged.Seal[0]++
	moved.Seal = seal.MAC(key, record(4, 300).ID, moved.Blob)
	put(t, db, record(1, 300), forged, moved, record(4, 300))
	_, client, said := desk(t, db)
	got, names := pull(t, client, false)
	if !slices.Equal(references(got), []string{"0000-0001", "0000-0004"}) || !slices.Equal(names, []string{"0000-0002", "0000-0003"}) {
		t.Errorf("got %v, forged %v", references(got), names)
	}
	if !strings.Contains(said.String(), "number=2") || strings.Contains(said.String(), "0000-") {
		t.Errorf("the log says %s", said)
	}
}

// TestCut: a line that breaks after any number of bytes loses nothing and makes
// nothing double. Only whole rows are handed over, in order, and what comes after
// the break is a repetition.
func TestCut(t *testing.T) {
	db := open(t, sqlite(t))
	put(t, db, record(1, 100), record(2, 100), record(3, 100))
	h, whole, _ := desk(t, db)
	var length int64
	cut := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h.ServeHTTP(&short{ResponseWriter: w, left: length}, r)
	}))
	defer cut.Close()
	for i := range 3 {
		want, _ := pull(t, whole, false)
		var size counter
		req := httptest.NewRequest("GET", Prefix+"records", nil)
		req.Header.Set("Authorization", "Bearer "+token)
		h.ServeHTTP(&size, req)
		for length = range size.n {
			var got []string
			_, _, err := Client{Base: cut.URL, Token: token}.Pull(t.Context(), 0, false, func(r Row) error {
				got = append(got, r.Record.Reference)
				return nil
			})
			// Without its last sign, a new line, a page is whole.
			if (err == nil) != (length == size.n-1) || len(got) > len(want) || !slices.Equal(got, references(want)[:len(got)]) {
				t.Fatalf("after %d of %d bytes: %v, %v", length, size.n, got, err)
			}
		}
		if err := whole.Pulled(t.Context(), []string{fmt.Sprintf("0000-%04d", i+1)}); err != nil {
			t.Fatal(err)
		}
	}
}

// counter counts the bytes of an answer.
type counter struct{ n int64 }

func (c *counter) Header() http.Header         { return http.Header{} }
func (c *counter) WriteHeader(int)             {}
func (c *counter) Write(p []byte) (int, error) { c.n += int64(len(p)); return len(p), nil }

// short ends the connection after so many bytes of the body.
type short struct {
	http.ResponseWriter
	left int64
}

func (s *short) Write(p []byte) (int, error) {
	if int64(len(p)) <= s.left {
		s.left -= int64(len(p))
		return s.ResponseWriter.Write(p)
	}
	s.ResponseWriter.Write(p[:s.left])
	http.NewResponseController(s.ResponseWriter).Flush()
	panic(http.ErrAbortHandler)
}

// TestDown: a store that fails makes an error before the page, and no end after.
func TestDown(t *testing.T) {
	db := open(t, sqlite(t))
	put(t, db, record(1, 100))
	_, client, said := desk(t, db)
	db.Close()
	_, _, err := client.Pull(t.Context(), 0, false, func(Row) error { return nil })
	if err == nil || !strings.Contains(err.Error(), "503") {
		t.Errorf("%v", err)
	}
	if err := client.Pulled(t.Context(), []string{"0000-0001"}); err == nil {
		t.Error("a desk without a store takes word that records are safe")
	}
	if _, err := client.Stats(t.Context()); err == nil || !strings.Contains(said.String(), "step=stats") {
		t.Errorf("%v; the log says %s", err, said)
	}
}

// TestTake: an error of whoever takes a row ends the pull and is theirs.
func TestTake(t *testing.T) {
	db := open(t, sqlite(t))
	put(t, db, record(1, 100), record(2, 100))
	_, client, _ := desk(t, db)
	mine, n := errors.New("disk full"), 0
	if _, _, err := client.Pull(t.Context(), 0, false, func(Row) error { n++; return mine }); !errors.Is(err, mine) || n != 1 {
		t.Errorf("%v after %d rows", err, n)
	}
}

// TestWords: what the team's machine needs to name things.
func TestWords(t *testing.T) {
	h, client, _ := desk(t, open(t, sqlite(t)))
	w, err := client.Words(t.Context())
	if err != nil || len(w.Forms) != 1 || w.Forms[0].Title != "Tell us" || w.Titles["ward-food"] != "Better food" {
		t.Errorf("%+v, %v", w, err)
	}
	blob, err := client.Canary(t.Context())
	if err != nil || string(blob) != "a sealed \x00 test" {
		t.Errorf("%q, %v", blob, err)
	}
	h.Canary = nil
	if _, err := client.Canary(t.Context()); !errors.Is(err, ErrNothing) {
		t.Errorf("%v", err)
	}
}

// TestAddress (F23): the token goes over TLS, or stays on this computer.
func TestAddress(t *testing.T) {
	for address, fine := range map[string]bool{
		"https://involvement.example.org": true, "https://example.org/site/": true, "https://example.org:8443": true,
		"http://localhost:8080": true, "http://127.0.0.1:8080": true, "http://[::1]:8080": true,
		"http://involvement.example.org": false, "http://10.0.0.1": false, "http://localhost.example.org": false, "http://127.0.0.1.example.org": false,
		"involvement.example.org": false, "": false, "ftp://localhost": false, "https://": false,
		"https://ada:secret@example.org": false, "https://example.org/?x=1": false, "https://example.org/#x": false,
	} {
		if err := (Client{Base: address, Token: token}).Check(); (err == nil) != fine || err != nil && strings.Contains(err.Error(), "secret") {
			t.Errorf("%q: %v", address, err)
		}
	}
	if err := (Client{Base: "https://example.org", Token: "short"}).Check(); err == nil {
		t.Error("a short token is taken")
	}
}

// TestTLS: a certificate that nobody vouches for is refused, and the token is
// not sent.
func TestTLS(t *testing.T) {
	asked := false
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked = true }))
	server.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, slog.LevelError)
	server.StartTLS()
	defer server.Close()
	_, err := Client{Base: server.URL, Token: token}.Words(t.Context())
	if err == nil || asked || strings.Contains(err.Error(), token) {
		t.Errorf("asked %t, %v", asked, err)
	}
}

// TestAnswers: what a server may say that is no desk, or not ours. No error
// holds the token.
func TestAnswers(t *testing.T) {
	elsewhere := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("the token went elsewhere") }))
	defer elsewhere.Close()
	for _, c := range []struct {
		name   string
		answer func(w http.ResponseWriter)
		want   string
	}{
		{"wrong token", func(w http.ResponseWriter) { w.WriteHeader(401) }, "does not know this token"},
		{"no desk", func(w http.ResponseWriter) { w.WriteHeader(404) }, "no desk for the team"},
		{"busy", func(w http.ResponseWriter) { w.WriteHeader(503) }, "503 Service Unavailable"},
		{"a redirect", func(w http.ResponseWriter) { w.Header().Set("Location", elsewhere.URL); w.WriteHeader(307) }, "another address now"},
		{"a page to log in", func(w http.ResponseWriter) { io.WriteString(w, "<!doctype html><p>Welcome to our Wi-Fi") }, "not the answer of a Partake desk"},
		{"nothing", func(w http.ResponseWriter) { w.Header().Set("Content-Type", "application/jsonl") }, "the line to the desk broke"},
		{"no JSON", jsonLines("{"), "the line to the desk broke"},
		{"a short id", jsonLines(`{"record":{"id":"AA==","seal":"AA=="}}`), "not the answer of a Partake desk"},
		{"a long id", jsonLines(`{"record":{"id":"` + strings.Repeat("AAAA", 20) + `","seal":"AA=="}}`), "not the answer of a Partake desk"},
		{"cut off", func(http.ResponseWriter) { panic(http.ErrAbortHandler) }, "desk:"},
	} {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { c.answer(w) }))
		_, _, err := Client{Base: server.URL, Token: token}.Pull(t.Context(), 0, false, func(Row) error { return nil })
		server.Close()
		if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), token) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func jsonLines(text string) func(w http.ResponseWriter) {
	return func(w http.ResponseWriter) {
		w.Header().Set("Content-Type", "application/jsonl")
		io.WriteString(w, text)
	}
}

// TestCanaryStrings (F17, F18): nothing that a person typed is in an address, a
// log, an answer or an error; nor is the token, or a reference in the log.
func TestCanaryStrings(t *testing.T) {
	id, err := seal.NewIdentity()
	if err != nil {
		t.Fatal(err)
	}
	src, err := seal.Add("recipients.txt", nil, "team", id)
	if err != nil {
		t.Fatal(err)
	}
	to, err := seal.ParseRecipients("recipients.txt", src)
	if err != nil {
		t.Fatal(err)
	}
	a := form.Answers{Form: "interest", Given: []form.Answer{
		{ID: "name", Values: []string{"Canary Nightingale"}}, {ID: "email", Values: []string{"canary@example.org"}}, {ID: "experience", Values: []string{"canarymother has"}},
	}}
	r := record(1, 0)
	if r.Blob, r.Size, err = to.Seal(a.Canonical()); err != nil {
		t.Fatal(err)
	}
	r.Seal = seal.MAC(key, r.ID, r.Blob)
	db := open(t, sqlite(t))
	put(t, db, r)
	h, _, said := desk(t, db)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintln(said, r.URL, r.Header.Get("Referer"), r.Cookies())
		h.ServeHTTP(struct{ http.ResponseWriter }{tee{w, said}}, r)
	}))
	defer server.Close()
	client := Client{Base: server.URL, Token: token}
	got, _ := pull(t, client, false)
	if len(got) != 1 {
		t.Fatal("the record did not come")
	}
	if text, err := seal.Open(got[0].Blob, id); err != nil || !bytes.Contains(text, []byte("Canary Nightingale")) {
		t.Fatalf("it does not hold what was sent: %v", err)
	}
	sent := said.String()
	for _, e := range []error{client.Pulled(t.Context(), references(got)), db.Close(), client.Pulled(t.Context(), references(got))} {
		fmt.Fprintln(said, e)
	}
	for _, secret := range []string{"canary", "Canary", "Nightingale", "mother", token, "AGE-SECRET"} {
		if strings.Contains(said.String(), secret) {
			t.Errorf("%q is in the log, an address, an answer or an error", secret)
		}
	}
	if strings.Contains(strings.TrimPrefix(said.String(), sent), r.Reference) {
		t.Error("a reference is in the log or an error")
	}
}

// tee writes an answer into the log, too.
type tee struct {
	http.ResponseWriter
	log io.Writer
}

func (t tee) Write(p []byte) (int, error) {
	t.log.Write(p)
	return t.ResponseWriter.Write(p)
}

// TestSlow: a desk that does not answer is not waited for when the caller stops.
func TestSlow(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	ctx, stop := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer stop()
	if _, err := (Client{Base: "http://" + listener.Addr().String(), Token: token}).Words(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%v", err)
	}
}

// TestWork: what the team does goes there and comes back, in both databases, as often
// as one likes; an erasure takes it along, and the log names nothing (F17).
func TestWork(t *testing.T) {
	everywhere(t, func(t *testing.T, db *store.DB, _ string) {
		must := func(err error) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
		}
		one, two := record(1, 300), record(2, 300)
		put(t, db, one, two)
		_, client, said := desk(t, db)
		var steps []casework.Step
		var ids []casework.ID
		for i := range 2*mostSteps + 1 {
			s := casework.Step{Record: one.ID, Day: 9, Who: "team", Keys: "3f2a", Note: fill(make([]byte, 5000), fmt.Sprint("note", i))}
			if i%2 == 1 {
				s = casework.Step{Record: two.ID, Day: 9, Who: "lead", State: intake.Placed, Over: []casework.ID{ids[0]}}
			}
			fill(s.ID[:], fmt.Sprint("step", i))
			steps, ids = append(steps, s), append(ids, s.ID)
		}
		lost := casework.Step{ID: casework.ID{1}, Record: record(3, 300).ID, Day: 9, Who: "team", State: intake.Placed}
		for range 2 {
			gone, err := client.Send(t.Context(), append(steps, lost))
			must(err)
			if len(gone) != 1 || gone[0] != lost.ID {
				t.Errorf("gone: %v", gone)
			}
		}
		names, err := client.Steps(t.Context())
		must(err)
		var got []casework.Step
		must(client.Fetch(t.Context(), ids, func(part []casework.Step) error { got = append(got, part...); return nil }))
		if len(names) != len(steps) || fmt.Sprint(got) != fmt.Sprint(steps) {
			t.Errorf("%d names, %d steps of %d", len(names), len(got), len(steps))
		}
		if r, err := db.Get(t.Context(), two.Reference); err != nil || r.State != intake.Placed {
			t.Errorf("%s, %v", r.State, err)
		}
		graves := []store.Tombstone{{Reference: one.Reference, Day: 9, Reason: "asked", Who: "team"}}
		for range 2 {
			must(client.Erase(t.Context(), graves))
		}
		back, err := client.Erased(t.Context())
		must(err)
		names, err = client.Steps(t.Context())
		must(err)
		if fmt.Sprint(back) != fmt.Sprint(graves) || len(names) != mostSteps {
			t.Errorf("%v, %d names", back, len(names))
		}
		if gone, err := client.Send(t.Context(), steps[:1]); err != nil || len(gone) != 1 {
			t.Errorf("a note about what was erased: %v, %v", gone, err)
		}
		if log := said.String(); strings.Contains(log, "0000-") || !strings.Contains(log, "number=1") {
			t.Errorf("the log says %s", log)
		}
	})
}
