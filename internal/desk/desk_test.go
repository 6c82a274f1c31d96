package desk

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"html"
	"io/fs"
	"log/slog"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"example.org/partake/internal/deskfile"
	"example.org/partake/internal/form"
	"example.org/partake/internal/seal"
	"example.org/partake/internal/view"
	"example.org/partake/layouts"
)

// trial is a desk with what it was made of.
type trial struct {
	Options
	t    *testing.T
	env  map[string]string
	key  seal.Identity
	log  *record
	now  time.Time
	desk *Desk
}

// record is a log that tests read.
type record struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (r *record) Write(b []byte) (int, error) { r.mu.Lock(); defer r.mu.Unlock(); return r.b.Write(b) }

func (r *record) String() string { r.mu.Lock(); defer r.mu.Unlock(); return r.b.String() }

// prepare makes the options of a desk that starts.
func prepare(t *testing.T) *trial {
	t.Helper()
	x := &trial{t: t, env: map[string]string{}, log: &record{}, now: time.Date(2026, 5, 3, 12, 0, 0, 0, time.UTC)}
	var err error
	if x.key, err = seal.NewX25519Identity(); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	x.Options = Options{
		File: file(t, "# team\n"+x.key.Public()+"\n"), DSN: "sqlite:" + filepath.Join(dir, "desk.db"), Folder: dir, Mails: filepath.Join(dir, "mail"),
		Env: func(name string) string { return x.env[name] }, Log: slog.New(slog.NewJSONHandler(x.log, nil)), Now: func() time.Time { return x.now },
	}
	x.pin()
	return x
}

// pin vouches for the recipients.
func (x *trial) pin() {
	x.t.Helper()
	r, err := seal.ParseRecipients("recipients.txt", []byte(x.File.Recipients))
	if err != nil {
		x.t.Fatal(err)
	}
	x.env["PARTAKE_RECIPIENTS_SHA256"] = r.SHA256()
}

// file is a desk file with one form.
func file(t *testing.T, recipients string) deskfile.File {
	t.Helper()
	bank := form.Definition{FormKind: "bank", Fields: []form.Field{{ID: "name"}}, Keep: &form.Keep{Months: 12}}
	f := deskfile.File{
		Version: deskfile.Version, Base: "https://example.org", Recipients: recipients, MailTo: "team@example.org",
		Forms: []form.Form{bank.Form("forms/bank")}, Intros: map[string]deskfile.Intro{"forms/bank": {URL: "/get-involved/bank/"}},
		Shell: view.Shell{Organisation: "Northgate", SiteName: "Get involved"}, Layouts: map[string]string{},
	}
	names, err := fs.Glob(layouts.FS, "partials/*.html")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range append(names, "base.html", "form.html", "check-answers.html", "receipt.html", "refusal.html") {
		src, err := fs.ReadFile(layouts.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		f.Layouts[name] = string(src)
	}
	return f
}

// open opens the desk, until the test ends.
func (x *trial) open() *Desk {
	x.t.Helper()
	d, err := Open(x.t.Context(), x.Options)
	if err != nil {
		x.t.Fatal(err)
	}
	x.t.Cleanup(func() { d.Close() })
	x.desk = d
	return d
}

// ask sends one request; header is "Name: value" lines.
func (x *trial) ask(method, path, body string, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, "https://example.org"+path, strings.NewReader(body))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	for _, h := range header {
		name, value, _ := strings.Cut(h, ": ")
		r.Header.Set(name, value)
	}
	w := httptest.NewRecorder()
	x.desk.Handler().ServeHTTP(w, r)
	return w
}

var token = regexp.MustCompile(`name="_token" value="([^"]+)"`)

// journey is one person's, up to the answer to their sending.
func (x *trial) journey(name string) *httptest.ResponseRecorder {
	x.t.Helper()
	fields := url.Values{"_form": {"forms/bank"}, "name": {name}}
	w := x.ask("POST", "/api/interest", fields.Encode())
	m := token.FindStringSubmatch(w.Body.String())
	if m == nil {
		return w
	}
	fields.Set("_token", html.UnescapeString(m[1]))
	return x.ask("POST", "/api/interest", fields.Encode())
}

// A desk refuses to start where answers would not be safe, says what to do, and
// shows no secret (F23).
func TestRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		prepare func(*trial)
		want    string
	}{
		"no recipients":        {func(x *trial) { x.File.Recipients = "" }, "recipients"},
		"no pin":               {func(x *trial) { delete(x.env, "PARTAKE_RECIPIENTS_SHA256") }, "run partake keys pin"},
		"another pin":          {func(x *trial) { x.File.Recipients += "\n" }, "not the one that was pinned"},
		"development":          {func(x *trial) { x.File.Recipients = "# development only\n" + x.File.Recipients; x.pin() }, "partake keys new"},
		"no place for a key":   {func(x *trial) { x.Folder = "" }, "PARTAKE_DESK_KEY is not set"},
		"a short key":          {func(x *trial) { x.env["PARTAKE_DESK_KEY"] = "5ec9e75ec9e7" }, "at least 32"},
		"no key":               {func(x *trial) { x.env["PARTAKE_DESK_KEY"] = "5ec9e7 5ec9e7!" }, "neither hexadecimal nor base64"},
		"two keys":             {func(x *trial) { x.env["PARTAKE_DESK_KEY"], x.env["PARTAKE_DESK_KEY_FILE"] = "5ec9e7", "x" }, "both set"},
		"an empty key":         {func(x *trial) { x.env["PARTAKE_DESK_KEY_FILE"] = os.DevNull }, "the file is empty"},
		"a short token":        {func(x *trial) { x.env["PARTAKE_TEAM_TOKEN"] = "5ec9e7" }, "at least 32"},
		"mail":                 {func(x *trial) { x.Mails, x.env["PARTAKE_SMTP"] = "", "smtp://me:5ec9e7@mail" }, "PARTAKE_SMTP"},
		"a store that is none": {func(x *trial) { x.DSN = "mysql:5ec9e7" }, "must be sqlite:FILE"},
		"files that vanish":    {func(x *trial) { x.env["NETLIFY"] = "true" }, "files do not last"},
		"layouts":              {func(x *trial) { x.File.Layouts = map[string]string{"base.html": "{{"} }, "pages that answer"},
	} {
		x := prepare(t)
		c.prepare(x)
		d, err := Open(t.Context(), x.Options)
		if err == nil {
			d.Close()
		}
		if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error()+x.log.String(), "5ec9e7") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A key may be written in three ways; one that is made is for its owner only and
// is used again.
func TestKey(t *testing.T) {
	secret := bytes.Repeat([]byte{0xfb, 7, 0xff, 1}, 8)
	for _, text := range []string{hex.EncodeToString(secret), base64.StdEncoding.EncodeToString(secret), base64.RawURLEncoding.EncodeToString(secret)} {
		if got, err := decode(text); err != nil || !bytes.Equal(got, secret) {
			t.Errorf("%s: %x, %v", text, got, err)
		}
	}
	x := prepare(t)
	if _, err := Keys(x.Env, x.Folder); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("before the first start: %v", err)
	}
	first := x.open().keys.Seal()
	x.desk.Close()
	if other, err := Keys(x.Env, x.Folder); err != nil || !bytes.Equal(first, other.Seal()) {
		t.Errorf("others read another key: %v", err)
	}
	if second := x.open().keys.Seal(); !bytes.Equal(first, second) {
		t.Error("the second start has another key")
	}
	info, err := os.Stat(filepath.Join(x.Folder, "desk.key"))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
}

// What is sent is stored, mailed and counted, and the desk says so; when it
// stops, what was stored last is mailed first (guarantee 9).
func TestRun(t *testing.T) {
	x := prepare(t)
	d := x.open()
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- d.Run(ctx) }()
	mails := func() int {
		files, _ := filepath.Glob(filepath.Join(x.Mails, "*.eml"))
		return len(files)
	}
	if w := x.journey("Ann"); w.Code != 303 || w.Header().Get("Strict-Transport-Security") == "" {
		t.Fatalf("%d %v %s", w.Code, w.Header(), w.Body)
	}
	for end := time.Now().Add(10 * time.Second); mails() != 1; time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("no mail: %s", x.log)
		}
	}
	if w := x.journey("Ann"); w.Code != 303 {
		t.Errorf("the same again: %d", w.Code)
	}
	if w := x.journey("Bob"); w.Code != 303 {
		t.Errorf("%d", w.Code)
	}
	stop()
	if err := <-done; err != nil || mails() != 2 {
		t.Errorf("%v with %d mails", err, mails())
	}
	if n := d.Counts(); n["stored"] != 2 || n["again"] != 1 || n["check"] != 3 || n["mailed"] != 2 {
		t.Errorf("%v", n)
	}
	if h := d.Health(t.Context()); !h.Ready || len(h.Notes) > 0 || h.Waiting != 0 || h.Recipients == "" {
		t.Errorf("%+v", h)
	}
}

// The team's end: nothing without a token, nothing for a wrong one; the test
// record opens with the team's key.
func TestTeam(t *testing.T) {
	x := prepare(t)
	x.open()
	if w := x.ask("GET", "/api/desk/canary", ""); w.Code != 404 {
		t.Errorf("no token is set: %d", w.Code)
	}
	x.desk.Close()
	const token = "a-token-of-the-team-for-tests-0123456789"
	x.env["PARTAKE_TEAM_TOKEN"] = token
	x.open()
	if w := x.ask("GET", "/api/desk/canary", "", "Authorization: Bearer wrong"); w.Code != 401 {
		t.Errorf("a wrong token: %d", w.Code)
	}
	w := x.ask("GET", "/api/desk/canary", "", "Authorization: Bearer "+token)
	var blob []byte
	if err := json.Unmarshal(w.Body.Bytes(), &blob); err != nil {
		t.Fatal(err)
	}
	if made, err := seal.CheckCanary(blob, x.recipients(), x.key); err != nil || !made.Equal(x.now) {
		t.Errorf("%v, %v", made, err)
	}
	if w := x.ask("GET", "/api/elsewhere", ""); w.Code != 404 {
		t.Errorf("%d", w.Code)
	}
}

func (x *trial) recipients() seal.Recipients {
	x.t.Helper()
	r, err := seal.ParseRecipients("recipients.txt", []byte(x.File.Recipients))
	if err != nil {
		x.t.Fatal(err)
	}
	return r
}

// Another desk file is used at once; one with keys that nobody vouched for is
// not, and the desk goes on with the one before.
func TestUse(t *testing.T) {
	x := prepare(t)
	d := x.open()
	swapped := x.File
	swapped.Recipients += "# somebody else\n" + prepare(t).key.Public() + "\n"
	if err := d.Use(swapped); err == nil {
		t.Error("swapped keys are used")
	}
	if w := x.journey("Ann"); w.Code != 303 {
		t.Errorf("after a refusal: %d", w.Code)
	}
	empty := x.File
	empty.Forms = nil
	if err := d.Use(empty); err != nil {
		t.Error(err)
	}
	if w := x.journey("Bob"); w.Code != 404 || !strings.Contains(w.Body.String(), "Bob") {
		t.Errorf("a form that is gone: %d", w.Code)
	}
}

// A preview can be sent and keeps nothing: no file, no mail, no pin is needed.
func TestPreview(t *testing.T) {
	x := prepare(t)
	x.File.Context, x.env = "deploy-preview", map[string]string{"NETLIFY": "true"}
	d := x.open()
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if err := d.Run(ctx); err != nil {
		t.Error(err)
	}
	if w := x.journey("Ann"); w.Code == 303 || w.Header().Get("X-Robots-Tag") != "noindex" {
		t.Errorf("%d %v", w.Code, w.Header())
	}
	if h := d.Health(t.Context()); !h.Ready || !h.Preview || d.Counts()["preview"] != 1 {
		t.Errorf("%+v %v", h, d.Counts())
	}
	if _, err := os.Stat(folderOf(x.DSN) + "/desk.db"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a preview has a store: %v", err)
	}
}

// What expires is deleted; when that did not happen for two hours, or mail waits
// as long, somebody is told.
func TestHealth(t *testing.T) {
	x := prepare(t)
	x.Mails = "" // so mail waits
	d := x.open()
	if w := x.journey("Ann"); w.Code != 303 {
		t.Fatal(w.Code)
	}
	if _, err := d.clean(t.Context()); err != nil {
		t.Fatal(err)
	}
	notes := func() string { return strings.Join(d.Health(t.Context()).Notes, "; ") }
	if got := notes(); got != "" {
		t.Errorf("at once: %s", got)
	}
	x.now = x.now.Add(61 * time.Minute)
	if got := notes(); got != "" {
		t.Errorf("after an hour: %s", got)
	}
	x.now = x.now.Add(61 * time.Minute)
	if got := notes(); !strings.Contains(got, "what has expired was not deleted for 2h2m") || !strings.Contains(got, "a mail waits since 2026-05-03T12:00:00Z") {
		t.Errorf("after two: %s", got)
	}
	x.now = x.now.AddDate(1, 0, 1)
	if _, err := d.clean(t.Context()); err != nil {
		t.Fatal(err)
	}
	if d.Counts()["purged"] != 1 || notes() != "" {
		t.Errorf("a year later: %v %s", d.Counts(), notes())
	}
}

// A store that is away: people's answers come back to them, the team is told to
// try again, it is logged once; when the store is there, so is the desk (input
// 67).
func TestAway(t *testing.T) {
	x := prepare(t)
	const token = "a-token-of-the-team-for-tests-0123456789"
	x.env["PARTAKE_TEAM_TOKEN"] = token
	if err := os.Mkdir(filepath.Join(x.Folder, "desk.db"), 0o700); err != nil {
		t.Fatal(err)
	}
	d := x.open()
	d.look(t.Context())
	d.probe(t.Context())
	if w := x.journey("Ann"); w.Code != 503 || !strings.Contains(w.Body.String(), "Ann") || w.Header().Get("Retry-After") == "" {
		t.Errorf("%d %v", w.Code, w.Header())
	}
	if w := x.ask("GET", "/api/desk/records", "", "Authorization: Bearer "+token); w.Code != 503 {
		t.Errorf("the team: %d", w.Code)
	}
	if _, err := d.clean(t.Context()); !errors.Is(err, errAway) {
		t.Errorf("%v", err)
	}
	if h := d.Health(t.Context()); h.Ready || h.Store || strings.Count(x.log.String(), `"msg":"the store is away`) != 1 {
		t.Errorf("%+v %s", h, x.log)
	}
	if err := os.Remove(filepath.Join(x.Folder, "desk.db")); err != nil {
		t.Fatal(err)
	}
	d.look(t.Context())
	if w := x.journey("Ann"); w.Code != 303 {
		t.Errorf("the store is back: %d", w.Code)
	}
	if h := d.Health(t.Context()); !h.Ready || !strings.Contains(x.log.String(), "the store is back") {
		t.Errorf("%+v %s", h, x.log)
	}
}
