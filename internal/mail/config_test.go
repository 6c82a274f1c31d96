package mail

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Every mistake in the environment says which variable and what to write, and
// never shows the password (F23).
func TestConfig(t *testing.T) {
	file := filepath.Join(t.TempDir(), "password")
	if err := os.WriteFile(file, []byte("CANARY-secret\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		smtp, password, file, from string
		change                     func(*Site)
		server                     string // host, port, safety, user and password
		says                       string
	}{
		"TLS":              {"smtps://desk@mail.example.org", "CANARY-secret", "", "desk@example.org", nil, "mail.example.org:465 tls desk CANARY-secret", ""},
		"STARTTLS":         {"smtp://desk@mail.example.org", "", file, "desk@example.org", nil, "mail.example.org:587 starttls desk CANARY-secret", ""},
		"a port":           {"smtp://desk%40example.org@mail.example.org:2525/", "x", "", "desk@example.org", nil, "mail.example.org:2525 starttls desk@example.org x", ""},
		"at sign":          {"smtps://desk@example.org@mail.example.org", "x", "", "desk@example.org", nil, "mail.example.org:465 tls desk@example.org x", ""},
		"this computer":    {"smtp://127.0.0.1:25?tls=none", "", "", "desk@example.org", nil, "127.0.0.1:25 none  ", ""},
		"this computer 6":  {"smtp://[::1]:25?tls=none", "", "", "desk@example.org", nil, "[::1]:25 none  ", ""},
		"by name":          {"smtp://localhost?tls=none", "", "", "desk@example.org", nil, "localhost:587 none  ", ""},
		"not here":         {"smtp://mail.example.org?tls=none", "", "", "desk@example.org", nil, "", "only for a server on this computer"},
		"not with smtps":   {"smtps://127.0.0.1?tls=none", "", "", "desk@example.org", nil, "", "tls=none may stand, for smtp"},
		"another question": {"smtp://127.0.0.1?tls=maybe", "", "", "desk@example.org", nil, "", "tls=none may stand, for smtp"},
		"password in it":   {"smtps://desk:CANARY-secret@mail.example.org", "", "", "desk@example.org", nil, "", "PARTAKE_SMTP_PASSWORD_FILE"},
		"another scheme":   {"https://CANARY-secret@mail.example.org", "", "", "desk@example.org", nil, "", "smtps://USER@HOST:465"},
		"no address":       {"CANARY-secret", "", "", "desk@example.org", nil, "", "smtps://USER@HOST:465"},
		"broken":           {"smtps://desk:CANARY-secret@mail example:x", "", "", "desk@example.org", nil, "", "smtps://USER@HOST:465"},
		"no such port":     {"smtps://mail.example.org:99999", "", "", "desk@example.org", nil, "", "smtps://USER@HOST:465"},
		"a path":           {"smtps://mail.example.org/CANARY", "", "", "desk@example.org", nil, "", "smtps://USER@HOST:465"},
		"no password":      {"smtps://desk@mail.example.org", "", "", "desk@example.org", nil, "", "PARTAKE_SMTP names a user"},
		"no user":          {"smtps://mail.example.org", "CANARY-secret", "", "desk@example.org", nil, "", "names no user"},
		"two passwords":    {"smtps://desk@mail.example.org", "CANARY-secret", file, "desk@example.org", nil, "", "keep one"},
		"no such file":     {"smtps://desk@mail.example.org", "", file + "s", "desk@example.org", nil, "", "PARTAKE_SMTP_PASSWORD_FILE: "},
		"no sender":        {"smtps://mail.example.org", "", "", "", nil, "", "PARTAKE_MAIL_FROM"},
		"two senders":      {"smtps://mail.example.org", "", "", "a@example.org, b@example.org", nil, "", "PARTAKE_MAIL_FROM"},
		"no team":          {"smtps://mail.example.org", "", "", "desk@example.org", func(s *Site) { s.To = "" }, "", "site.yaml"},
	} {
		env := map[string]string{"PARTAKE_SMTP": test.smtp, "PARTAKE_SMTP_PASSWORD": test.password, "PARTAKE_SMTP_PASSWORD_FILE": test.file, "PARTAKE_MAIL_FROM": test.from}
		s := site
		if test.change != nil {
			test.change(&s)
		}
		c, err := ConfigFrom(func(name string) string { return env[name] }, s)
		if test.says != "" {
			if err == nil || !strings.Contains(err.Error(), test.says) || strings.Contains(err.Error(), "CANARY") {
				t.Errorf("%s: %v does not say %q", name, err, test.says)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := fmt.Sprintf("%s %s %s %s", c.Server.address(), c.Server.Safe, c.Server.User, c.Server.password()); got != test.server || c.Off() {
			t.Errorf("%s: %s, want %s", name, got, test.server)
		}
		if printed := fmt.Sprintf("%v %+v %#v", c, c, c.Server); strings.Contains(printed, "CANARY") {
			t.Errorf("%s: the password is in %s", name, printed)
		}
	}
}

// Without a server mail is off; while a site is written it goes to a folder, and
// never to a server, whatever the environment says.
func TestConfigFolder(t *testing.T) {
	none := func(string) string { return "" }
	if c, err := ConfigFrom(none, site); err != nil || !c.Off() {
		t.Errorf("%+v, %v", c, err)
	}
	for base, from := range map[string]string{"https://involve.example.org": "partake@involve.example.org", "": "partake@localhost", "http://127.0.0.1:8080": "partake@localhost", "https://bücher.example/x": "partake@xn--bcher-kva.example"} {
		c, err := ConfigFrom(func(name string) string {
			return map[string]string{"PARTAKE_SMTP": "smtps://mail.example.org"}[name]
		}, Site{Base: base, Folder: "mail"})
		if err != nil || c.Off() || c.Server.Host != "" || c.From != from || c.To != from || c.Reply != from {
			t.Errorf("%s: %+v, %v", base, c, err)
		}
	}
}
