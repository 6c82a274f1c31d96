package main

import (
	"os"
	"strings"
	"testing"
	"time"

	"example.org/partake/internal/scaffold"
)

// This site and every new one tell Netlify the same about the function: where it
// is, that it runs in London, what leads to it, and that each build hands it the
// desk file.
func TestNetlify(t *testing.T) {
	ours, err := os.ReadFile("../../../netlify.toml")
	must(t, err)
	files, err := scaffold.Site(scaffold.Settings{Name: "Northgate", BaseURL: "https://example.org", Now: time.Now()})
	must(t, err)
	site := map[string]string{}
	for _, f := range files {
		site[f.Path] = string(f.Data)
	}
	for name, c := range map[string]struct{ text, folder, handOver string }{
		"this site":  {string(ours), "cmd/functions", `&& make desk-file"`},
		"a new site": {site["netlify.toml"], ".partake/program/cmd/functions", `&& make -C .partake/program desk-file SITE=\"$PWD\""`},
	} {
		for _, want := range []string{
			"[functions]\n  directory = \"" + c.folder + "\"\n", "[functions.interest]\n  region = \"lhr\"\n",
			"\n[[redirects]]\n  from = \"/api/*\"\n  to = \"/.netlify/functions/interest\"\n  status = 200\n  force = true\n\n  [redirects.rate_limit]\n",
		} {
			if strings.Count(c.text, want) != 1 {
				t.Errorf("%s: netlify.toml has not one %q", name, want)
			}
		}
		if builds, hands := strings.Count(c.text, "\n  command = "), strings.Count(c.text, c.handOver+"\n"); builds != 3 || hands != builds {
			t.Errorf("%s: %d of %d builds hand over the desk file", name, hands, builds)
		}
	}
	if !strings.Contains(site[".github/workflows/desk.yml"], "$SITE/api/desk/work") {
		t.Error("a new site has no timetable")
	}
}
