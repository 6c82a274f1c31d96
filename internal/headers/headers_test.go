package headers

import (
	"strings"
	"testing"
)

func header(rules []Rule, path, name string) []string {
	var out []string
	for _, r := range rules {
		for _, h := range r.Headers {
			if r.Path == path && h.Name == name {
				out = append(out, h.Value)
			}
		}
	}
	return out
}

// A page loads nothing from elsewhere, runs no script of its own, stands in no
// frame; with https it stays on https. An SVG that is opened by itself runs nothing (C10).
func TestFor(t *testing.T) {
	secure, plain := For("https://example.org", false), For("http://127.0.0.1:8080", true)
	csp := strings.Join(header(secure, "/*", "Content-Security-Policy"), "")
	for _, want := range []string{"default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "script-src 'self';", "style-src 'self';", "upgrade-insecure-requests"} {
		if !strings.Contains(csp, want) {
			t.Errorf("the policy lacks %s", want)
		}
	}
	for _, never := range []string{"unsafe", "http:", "https:", "data:", "*"} {
		if strings.Contains(csp, never) {
			t.Errorf("the policy allows %s", never)
		}
	}
	for name, want := range map[string][2]string{
		"Strict-Transport-Security": {"max-age=63072000", ""},
		"X-Robots-Tag":              {"", "noindex"},
		"X-Content-Type-Options":    {"nosniff", "nosniff"},
	} {
		got := [2]string{strings.Join(header(secure, "/*", name), ","), strings.Join(header(plain, "/*", name), ",")}
		if got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	if strings.Contains(strings.Join(header(plain, "/*", "Content-Security-Policy"), ""), "upgrade") {
		t.Error("a site without https is sent to https")
	}
	if got := header(secure, "/*.svg", "Content-Security-Policy"); len(got) != 1 || !strings.Contains(got[0], "sandbox") {
		t.Errorf("C10: an SVG that is opened by itself has the policy %q", got)
	}
	for _, feed := range []string{"/feed.xml", "/*/feed.xml", "/feed.atom", "/feed.json"} {
		if len(header(secure, feed, "Content-Type")) != 1 {
			t.Errorf("%s has no type of its own", feed)
		}
	}
}

// No header can smuggle in another, and the file is what Netlify reads.
func TestNetlify(t *testing.T) {
	file := string(Netlify(For("https://example.org", true)))
	for line := range strings.Lines(file) {
		name, value, isHeader := strings.Cut(strings.TrimSpace(line), ": ")
		indented := strings.HasPrefix(line, "  ")
		if indented != isHeader || !indented && !strings.HasPrefix(line, "/") || isHeader && (name == "" || value == "") {
			t.Errorf("not a line of _headers: %q", line)
		}
	}
}
