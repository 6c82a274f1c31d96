package main

import (
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
)

// Canaries in everything that somebody may send come up nowhere: not in logs,
// metrics, files or addresses (F7, F17, F18, F23).
func TestHostCanary(t *testing.T) {
	h := newHosted(t, program(t, ""))
	h.env = []string{"PARTAKE_DESK_KEY=" + strings.Repeat("ca9a77", 12), "PARTAKE_TEAM_TOKEN=canary-token-0123456789-0123456789-0123"}
	h.start()
	const canary = "Quetzalcoatl"
	fields := answers(1)
	for name, value := range map[string]string{
		"name": canary, "contact_email": canary + "@example.org", "contact_phone": "01632 960777", "contact_post": "1 " + canary + " Street",
		"experience": canary + " on the ward", "experience_consent": "yes", "access_needs": canary, "access_needs_consent": "yes",
		"_website": canary, canary: canary,
	} {
		fields.Set(name, value)
	}
	wrong := url.Values{}
	for k, v := range fields {
		wrong[k] = v
	}
	wrong.Set("contact_email", canary)
	for _, v := range []url.Values{wrong, {"_form": {canary}}, {"_form": {"forms/bank"}, "opportunity": {canary}}, {"_form": {canary, canary}}} {
		if code, _, _, err := h.post(2, v); err != nil || code < 400 {
			t.Errorf("%d, %v", code, err)
		}
	}
	sure, err := h.look(1, fields)
	must(t, err)
	s, err := h.send(1, sure)
	must(t, err)
	head := http.Header{"User-Agent": {canary}, "Referer": {"http://x/" + canary}, "Cookie": {canary}, "Authorization": {"Bearer " + canary}, "X-Forwarded-For": {"198.51.100.77"}}
	for _, path := range []string{"/?name=" + canary, "/" + canary + "/", "/api/receipt/" + canary, "/api/desk/records?x=" + canary, s.receipt} {
		if _, _, err := h.get(path, head); err != nil {
			t.Error(err)
		}
	}
	_, metrics, err := h.get("/metrics", nil)
	must(t, err)
	_, health, err := h.get("/healthz", nil)
	must(t, err)
	whileRunning := holds(t, filepath.Join(h.dir, ".partake"), []byte(canary))
	h.stop()
	said := h.said() + metrics + health
	receipt := strings.TrimPrefix(s.receipt, "/api/receipt/")
	for _, never := range []string{canary, strings.ToLower(canary), "01632 960777", s.reference, receipt, "198.51.100.77", "10.1.0.1", "canary-token", "ca9a77"} {
		if strings.Contains(said, never) {
			t.Errorf("%q is logged or counted: %s", never, said)
		}
	}
	if after := holds(t, h.dir, []byte(canary)); len(whileRunning)+len(after) > 0 {
		t.Errorf("the canary is in %v and %v", whileRunning, after)
	}
	if !strings.Contains(said, `"path":"/api/interest"`) || !strings.Contains(metrics, `partake_desk_total{what="stored"} 1`) || s.reference == "" {
		t.Errorf("nothing was logged or counted, so nothing was tried: %s", said)
	}
	if strings.Contains(s.receipt, canary) || strings.Contains(s.receipt, s.reference) {
		t.Errorf("F18: the receipt's address is %s", s.receipt)
	}
}

// The site follows its files while it is served; a mistake leaves the last good
// site and is logged with its place.
func TestHostRebuilds(t *testing.T) {
	h := newHosted(t, program(t, ""))
	h.start()
	shows := func(path, text string) func() bool {
		return func() bool {
			code, body, err := h.get(path, nil)
			return err == nil && code == 200 && strings.Contains(body, text)
		}
	}
	about := "---\ntitle: About our kettle\nsummary: It is new.\n---\n"
	writeFile(t, h.dir, "content/about/kettle.md", about+"It boils.\n")
	h.wait("new page", shows("/about/kettle/", "It boils."))
	writeFile(t, h.dir, "content/about/kettle.md", about+"It broke.\n\n[lost](/nowhere/)\n")
	h.wait("mistake", func() bool { return strings.Contains(h.said(), `"at":"content/about/kettle.md:7`) })
	if !shows("/about/kettle/", "It boils.")() {
		t.Error("a mistake took the last good page away")
	}
	if _, err := h.whole(1); err != nil {
		t.Error(err)
	}
	writeFile(t, h.dir, "content/about/kettle.md", about+"It is mended.\n")
	h.wait("mended page", shows("/about/kettle/", "It is mended."))
	h.stop()
}
