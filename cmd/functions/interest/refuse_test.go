package main

import (
	"database/sql"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Guarantee 7 and what else a desk can't do without: nothing is taken, people read
// that nothing was sent and find what they typed, and the log says what to do.
func TestRefused(t *testing.T) {
	dsn := newDatabase(t)
	for name, c := range map[string]struct {
		unset, set, value string
		want              string
	}{
		"no key":              {"PARTAKE_DESK_KEY", "", "", "PARTAKE_DESK_KEY is not set"},
		"no pin":              {"PARTAKE_RECIPIENTS_SHA256", "", "", "PARTAKE_RECIPIENTS_SHA256 is not set"},
		"another pin":         {"", "PARTAKE_RECIPIENTS_SHA256", strings.Repeat("0", 64), "not the one that was pinned"},
		"no store":            {"DATABASE_URL", "", "", "set DATABASE_URL"},
		"files vanish":        {"", "PARTAKE_STORE", "sqlite:" + filepath.Join(t.TempDir(), "desk.db"), "files do not last here"},
		"mail":                {"", "PARTAKE_SMTP", "smtp://nowhere:5ec9e7aa@x", "PARTAKE_SMTP"},
		"a short token":       {"", "PARTAKE_WORK_TOKEN", "5ec9e7aa", "PARTAKE_WORK_TOKEN: the token has 8 characters"},
		"an address for none": {"", "NETLIFY_DB_URL", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			env := secrets(dsn)
			delete(env, c.unset)
			if c.set != "" {
				env[c.set] = c.value
			}
			i := start(t, programs.whole, env)
			a := i.ask(post(t, person(1)))
			if c.want == "" { // nothing is wrong
				if a.Status != 200 {
					t.Errorf("%d %s", a.Status, a.Body)
				}
				return
			}
			if a.Status != 503 || !strings.Contains(a.Body, "Nothing was sent") || !strings.Contains(a.Body, "Zebedee Quagmire 1") || a.Header.Get("Retry-After") == "" {
				t.Errorf("%d %v %s", a.Status, a.Header, a.Body)
			}
			if a := i.ask(recorded(t, "get.json").at("GET", "/api/desk/stats")); a.Status != 503 {
				t.Errorf("the team: %d", a.Status)
			}
			if said := i.quiet(); !strings.Contains(said, c.want) {
				t.Errorf("log: %s", said)
			}
		})
	}
	if n := stored(t, dsn); len(n) != 0 {
		t.Errorf("stored %v", n)
	}
}

// Without a desk file there is nothing to take, and no page to say so with.
func TestNoDeskFile(t *testing.T) {
	i := start(t, programs.empty, secrets(newDatabase(t)))
	a, ok := i.try(post(t, person(1)))
	if !ok || a.Status != 503 || !strings.Contains(a.Body, "nothing was sent") {
		t.Errorf("%d %s", a.Status, a.Body)
	}
	if said := i.quiet(); !strings.Contains(said, "there is no desk file") || !strings.Contains(said, "recipients.txt") {
		t.Errorf("log: %s", said)
	}
}

// A preview stores nothing and says so. It has no secrets, and does not use those
// that it is given.
func TestPreview(t *testing.T) {
	dsn := newDatabase(t)
	for name, env := range map[string]map[string]string{"without secrets": {}, "with all of them": secrets(dsn)} {
		t.Run(name, func(t *testing.T) {
			i := start(t, programs.preview, env)
			a := i.ask(post(t, i.look(person(1))))
			if a.Status != 200 || !strings.Contains(a.Body, "This is a preview of the website") || a.Header.Get("X-Robots-Tag") != "noindex" {
				t.Errorf("%d %v %s", a.Status, a.Header, a.Body)
			}
			if said := i.quiet(); said != "" {
				t.Errorf("log: %s", said)
			}
		})
	}
	var tables int
	must(t, query(t, dsn).QueryRow("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").Scan(&tables))
	if tables != 0 {
		t.Errorf("the preview made %d tables", tables)
	}
}

// A store that is away at the start and comes back is found by the next request,
// without a new start.
func TestAway(t *testing.T) {
	dsn := address(t, "later")
	newDatabase(t) // or skip
	i := start(t, programs.whole, secrets(dsn))
	for range 2 {
		a := i.ask(post(t, person(1)))
		if a.Status != 503 || !strings.Contains(a.Body, "Zebedee Quagmire 1") || !strings.Contains(a.Body, "Nothing was sent") {
			t.Fatalf("%d %s", a.Status, a.Body)
		}
	}
	_, err := query(t, address(t, "postgres")).Exec("CREATE DATABASE later")
	must(t, err)
	ref := i.receipt(i.ask(post(t, i.look(person(1)))))
	cut(t, query(t, address(t, "postgres")), "later")
	other := i.receipt(i.ask(post(t, i.look(person(2)))))
	if got := stored(t, dsn); len(got) != 2 || got[0] != ref || got[1] != other {
		t.Errorf("stored %v, acknowledged %s and %s", got, ref, other)
	}
	if said := i.quiet(); strings.Count(said, "the store is away: nothing can be sent now") != 1 || strings.Count(said, "the store is back") != 1 {
		t.Errorf("log: %s", said)
	}
}

// cut ends all connections to a database, as happens to a function that stood
// still for long.
func cut(t *testing.T, db *sql.DB, name string) {
	t.Helper()
	_, err := db.Exec("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", name)
	must(t, err)
	time.Sleep(1100 * time.Millisecond) // connections are tried before use when they were idle for a second
}

// The timetable's address: nothing without a token, nothing for a wrong one, and
// counts for the right one.
func TestWork(t *testing.T) {
	const token = "a-token-of-a-timetable-for-tests-0123456789"
	env := secrets(newDatabase(t))
	work := func() event { return recorded(t, "get.json").at("POST", "/api/desk/work") }
	if a := start(t, programs.whole, env).ask(work()); a.Status != 404 {
		t.Errorf("no token is set: %d", a.Status)
	}
	env["PARTAKE_WORK_TOKEN"] = token
	i := start(t, programs.whole, env)
	if a := i.ask(work().header("authorization", "Bearer wrong")); a.Status != 401 {
		t.Errorf("a wrong token: %d", a.Status)
	}
	i.receipt(i.ask(post(t, i.look(person(1)))))
	a := i.ask(work().header("authorization", "Bearer "+token))
	if a.Status != 200 || !strings.Contains(a.Body, `"mailed":0`) || !strings.Contains(a.Body, `"mails_waiting":1`) || !strings.Contains(a.Body, `"ready":true`) {
		t.Errorf("%d %s", a.Status, a.Body)
	}
	if a := i.ask(recorded(t, "get.json").at("GET", "/api/desk/stats").header("authorization", "Bearer "+token)); a.Status != 404 {
		t.Errorf("the timetable reads records: %d", a.Status)
	}
	i.quiet()
}
