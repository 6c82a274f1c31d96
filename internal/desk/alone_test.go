package desk

import (
	"encoding/json"
	"errors"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"example.org/partake/internal/deskfile"
)

// alone sends one request to the desk as a function has it.
func (x *trial) alone(body url.Values) *httptest.ResponseRecorder {
	r := httptest.NewRequest("POST", "https://example.org/api/interest", strings.NewReader(body.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	x.desk.Alone().ServeHTTP(w, r)
	return w
}

// work calls for a round of chores.
func (x *trial) work(header ...string) (int, round) {
	x.t.Helper()
	w := x.ask("POST", "/api/desk/work", "", header...)
	var out round
	if w.Header().Get("Content-Type") == "application/json" {
		if err := json.Unmarshal(w.Body.Bytes(), &out); err != nil {
			x.t.Fatal(err)
		}
	}
	return w.Code, out
}

func (x *trial) mails() int {
	files, err := filepath.Glob(filepath.Join(x.Mails, "*.eml"))
	if err != nil {
		x.t.Fatal(err)
	}
	return len(files)
}

const timetable = "a-token-of-a-timetable-for-tests-0123456789"

// Nobody calls Run: the mail is out before the receipt, a look sends none, and a
// mail that is not for at once waits for the timetable.
func TestAlone(t *testing.T) {
	x := prepare(t)
	x.env["PARTAKE_WORK_TOKEN"] = timetable
	x.open()
	fields := url.Values{"_form": {"forms/bank"}, "name": {"Ann"}}
	look := x.alone(fields)
	m := token.FindStringSubmatch(look.Body.String())
	if m == nil || x.mails() != 0 {
		t.Fatalf("%d mails after %s", x.mails(), look.Body)
	}
	fields.Set("_token", m[1])
	if w := x.alone(fields); w.Code != http.StatusSeeOther || x.mails() != 1 {
		t.Errorf("%d with %d mails", w.Code, x.mails())
	}
	marked := url.Values{"_form": {"forms/bank"}, "name": {"Eve"}, "_website": {"https://spam.example"}}
	if m = token.FindStringSubmatch(x.alone(marked).Body.String()); m == nil {
		t.Fatal("no token")
	}
	marked.Set("_token", m[1])
	if w := x.alone(marked); w.Code != http.StatusSeeOther || x.mails() != 1 {
		t.Errorf("marked: %d with %d mails", w.Code, x.mails())
	}
	if code, r := x.work("Authorization: Bearer " + timetable); code != 200 || r.Mailed != 0 || r.Now.Waiting != 1 {
		t.Errorf("too early: %d %+v", code, r)
	}
	x.now = x.now.Add(time.Hour)
	if code, r := x.work("Authorization: Bearer " + timetable); code != 200 || r.Mailed != 1 || r.Now.Waiting != 0 || x.mails() != 2 {
		t.Errorf("after the full hour: %d %+v with %d mails", code, r, x.mails())
	}
	x.now = x.now.AddDate(1, 0, 1)
	if code, r := x.work("Authorization: Bearer " + timetable); code != 200 || r.Deleted != 2 || len(r.Notes) > 0 {
		t.Errorf("after a year: %d %+v", code, r)
	}
}

// A store that was away at the start is found by the request that needs it.
func TestAloneAway(t *testing.T) {
	x := prepare(t)
	x.env["PARTAKE_WORK_TOKEN"] = timetable
	if err := os.WriteFile(filepath.Join(x.Folder, "elsewhere"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	x.DSN = "sqlite:" + filepath.Join(x.Folder, "elsewhere", "desk.db")
	x.open()
	fields := url.Values{"_form": {"forms/bank"}, "name": {"Ann"}}
	if w := x.alone(fields); w.Code != http.StatusServiceUnavailable || !strings.Contains(w.Body.String(), "Ann") {
		t.Errorf("away: %d %s", w.Code, w.Body)
	}
	if code, r := x.work("Authorization: Bearer " + timetable); code != http.StatusServiceUnavailable || len(r.Notes) == 0 {
		t.Errorf("away: %d %+v", code, r)
	}
	if err := errors.Join(os.Remove(filepath.Join(x.Folder, "elsewhere")), os.Mkdir(filepath.Join(x.Folder, "elsewhere"), 0o700)); err != nil {
		t.Fatal(err)
	}
	if w := x.alone(fields); w.Code != http.StatusOK {
		t.Errorf("back: %d %s", w.Code, w.Body)
	}
}

// A mail server that says nothing does not keep the desk from deleting what has
// expired, nor from saying how things are.
func TestWorkMailHangs(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	x := prepare(t)
	x.open()
	x.journey("Ann")
	x.desk.Close()
	x.now = x.now.AddDate(1, 0, 1)
	x.Mails, x.env["PARTAKE_WORK_TOKEN"] = "", timetable
	x.env["PARTAKE_SMTP"], x.env["PARTAKE_MAIL_FROM"] = "smtp://"+listener.Addr().String()+"?tls=none", "desk@example.org"
	x.open()
	x.journey("Bob")
	code, r := x.work("Authorization: Bearer " + timetable)
	if code != http.StatusServiceUnavailable || r.Deleted != 1 || r.Mailed != 0 || r.Now.Waiting != 1 || !r.Now.Ready || len(r.Notes) != 1 {
		t.Errorf("%d %+v", code, r)
	}
	if !strings.Contains(x.log.String(), "mail took too long") {
		t.Errorf("log: %s", x.log)
	}
}

// The timetable's token opens the timetable's address and nothing else, and the
// team's token does not open that.
func TestWorkToken(t *testing.T) {
	x := prepare(t)
	x.open()
	if code, _ := x.work("Authorization: Bearer "); code != http.StatusNotFound {
		t.Errorf("no token is set: %d", code)
	}
	x.desk.Close()
	const team = "a-token-of-the-team-for-tests-0123456789"
	x.env["PARTAKE_WORK_TOKEN"], x.env["PARTAKE_TEAM_TOKEN"] = timetable, team
	x.open()
	for name, c := range map[string]struct {
		method, path, token string
		want                int
	}{
		"nothing":          {"POST", "work", "", 401},
		"a wrong one":      {"POST", "work", "Bearer wrong", 401},
		"the team's":       {"POST", "work", "Bearer " + team, 401},
		"another kind":     {"POST", "work", "Basic " + timetable, 401},
		"GET":              {"GET", "work", "Bearer " + timetable, 405},
		"records":          {"GET", "records", "Bearer " + timetable, 401},
		"the team's there": {"GET", "records", "Bearer " + team, 200},
	} {
		if w := x.ask(c.method, "/api/desk/"+c.path, "", "Authorization: "+c.token); w.Code != c.want {
			t.Errorf("%s: %d", name, w.Code)
		}
	}
	x.env["PARTAKE_WORK_TOKEN"] = "short"
	if _, err := Open(t.Context(), x.Options); err == nil || !strings.Contains(err.Error(), "PARTAKE_WORK_TOKEN") {
		t.Errorf("%v", err)
	}
}

// A preview on a function has no secrets and needs none.
func TestPreviewAlone(t *testing.T) {
	x := prepare(t)
	x.Folder, x.DSN, x.Mails, x.env, x.File.Context = "", "", "", map[string]string{}, "deploy-preview"
	x.open()
	fields := url.Values{"_form": {"forms/bank"}, "name": {"Ann"}}
	m := token.FindStringSubmatch(x.alone(fields).Body.String())
	if m == nil {
		t.Fatal("no token")
	}
	x.open() // another copy of the function takes what this one showed
	fields.Set("_token", m[1])
	if w := x.alone(fields); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "This is a preview") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

// Where no desk could be opened nothing is taken: people read that and find what
// they typed, and the team's end says no more than that.
func TestClosed(t *testing.T) {
	x := prepare(t)
	log := &record{}
	shut := func(f deskfile.File, method, path string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(method, "https://example.org"+path, strings.NewReader("_form=forms%2Fbank&name=Zebedee"))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		w := httptest.NewRecorder()
		Closed(f, slog.New(slog.NewJSONHandler(log, nil)), x.Now).ServeHTTP(w, r)
		if w.Header().Get("Content-Security-Policy") == "" || w.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("%s %s: %v", method, path, w.Header())
		}
		return w
	}
	w := shut(x.File, "POST", "/api/interest")
	if w.Code != 503 || w.Header().Get("Retry-After") == "" || !strings.Contains(w.Body.String(), "Nothing was sent") || !strings.Contains(w.Body.String(), "Zebedee") {
		t.Errorf("%d %v %s", w.Code, w.Header(), w.Body)
	}
	if w := shut(x.File, "GET", "/api/receipt/x"); w.Code != http.StatusGone {
		t.Errorf("receipt: %d", w.Code)
	}
	for _, path := range []string{"/api/desk/records", "/api/desk/work", "/api/elsewhere"} {
		if w := shut(x.File, "POST", path); w.Code != 503 || !strings.Contains(w.Body.String(), "nothing was sent") {
			t.Errorf("%s: %d %s", path, w.Code, w.Body)
		}
	}
	if w := shut(deskfile.File{}, "POST", "/api/interest"); w.Code != 503 || !strings.Contains(w.Body.String(), "nothing was sent") {
		t.Errorf("no desk file: %d %s", w.Code, w.Body)
	}
	if _, err := os.Stat(filepath.Join(x.Folder, "desk.db")); !errors.Is(err, fs.ErrNotExist) || strings.Contains(log.String(), "Zebedee") {
		t.Errorf("%v; log: %s", err, log)
	}
}
