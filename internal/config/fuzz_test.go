package config

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"unicode"

	"example.org/partake/internal/diag"
	"example.org/partake/internal/value"
)

// Whatever site.yaml holds, it becomes a whole Config or there is an error with
// a place in it.
func FuzzConfig(f *testing.F) {
	example, err := os.ReadFile("../../content/site.yaml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(example)
	for _, seed := range []string{
		"organisation: {name: a}\nbase_url: https://e.example\nteam: {name: b, phone: 01632 960000, email: c@e.example}\n",
		"organisation: {name: a}\nbase_url: https://e.example/x?y#z\nteam: people/x\nnavigation: [{title: a, url: //e.example}, {title: b, url: /x/}]\n",
		"identity: {logo: /a.svg, colours: {accent: \"#ffffff\", accent_text: \"#000\"}}\n", "accessibility: {status: full, issues: [{problem: a, basis: non-compliance}]}\n",
		"organisation: {name: a, website: \"javascript:x\"}\nbase_url: https://e.example\nteam: {name: b, phone: 01632 960000, email: c@e.example}\nurgent_help: [{name: d, url: \"data:,x\"}]\n",
		"urgent_help: [{name: a, phone: \"999\", url: \"javascript:x\"}]\n", "privacy: {dpo: {name: a}, purposes: [a]}\n", "- a\n", "a: &b c\n", "\ufeff# nothing", "organisation: \"\\ud800\"\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		cfg, list := ParseConfig("content/site.yaml", src)
		places(t, src, list)
		if len(list.Errors()) > 0 {
			return
		}
		if cfg == nil || cfg.Organisation.Name == "" || cfg.Organisation.ShortName == "" || cfg.SiteName == "" || cfg.Team.Phone == "" || cfg.Team.Email == "" {
			t.Fatalf("not whole: %+v", cfg)
		}
		if strings.ContainsFunc(cfg.Organisation.Name+cfg.Team.Name+cfg.BaseURL, unicode.IsControl) {
			t.Errorf("control characters in %q, %q, %q", cfg.Organisation.Name, cfg.Team.Name, cfg.BaseURL)
		}
		if u, err := value.CheckBaseURL(cfg.BaseURL); err != nil || u.Path != "" {
			t.Errorf("the address %q of the site: %v", cfg.BaseURL, err)
		}
		elsewhere := []string{cfg.Organisation.Website}
		for _, h := range cfg.UrgentHelp {
			elsewhere = append(elsewhere, h.URL)
		}
		for _, address := range elsewhere {
			if address != "" && !strings.HasPrefix(strings.ToLower(address), "http://") && !strings.HasPrefix(strings.ToLower(address), "https://") {
				t.Errorf("a link leads to %q", address)
			}
		}
		for _, n := range cfg.Navigation {
			if !strings.HasPrefix(n.URL, "/") || strings.HasPrefix(n.URL, "//") || strings.HasPrefix(n.URL, `/\`) {
				t.Errorf("the navigation leads to %q", n.URL)
			}
		}
	})
}

// The same of each data file: its ids can stand in addresses, and no rate is
// less than nothing, and no count more exact than may be published.
func FuzzData(f *testing.F) {
	for i, name := range DataFiles {
		if src, err := os.ReadFile("../../content/data/" + name); err == nil {
			f.Add(uint8(i), src)
		}
		for _, seed := range []string{
			"- {id: a, name: b}\n- {id: a, name: c}\n", "- id: a\n  amount: -1\n  per: hour\n  effective_from: 2026-04-01\n  source: b\n", "- {avoid: a, say: b}\n", "", "[]", "- id: ../x\n  name: \"\\u0007\"\n",
			"- {id: a, amount: 1e308, per: hour, effective_from: 2026-04-01, until: 2025-01-01, source: c}\n",
			"- from: 2026-04-01\n  until: 2026-06-30\n  counted: 2026-07-14\n  forms: [{form: forms/a, title: b, sent: 40, dealt_with: 75%}, {form: c, title: d, sent: 1 to 7}]\n",
		} {
			f.Add(uint8(i), []byte(seed))
		}
	}
	f.Fuzz(func(t *testing.T, which uint8, src []byte) {
		var d Data
		list := d.Add("content/data/x.yaml", DataFiles[int(which)%len(DataFiles)], src)
		places(t, src, list)
		if len(list.Errors()) > 0 {
			return
		}
		ids := map[string]bool{}
		for _, terms := range [][]Term{d.Services, d.Areas, d.Skills} {
			for _, term := range terms {
				if !value.IsSlug(term.ID) || ids[term.ID] || strings.TrimSpace(term.Name) == "" {
					t.Errorf("id %q with the name %q", term.ID, term.Name)
				}
				ids[term.ID] = true
			}
		}
		for _, table := range d.Tables() {
			for _, r := range table.Rows {
				if !r.Sent.Publishable() || !r.Done.Fits(r.Sent) || table.Counted.Before(table.Quarter.Last()) {
					t.Errorf("published: %+v", table)
				}
			}
		}
		for _, r := range d.Rates {
			if r.ID == "" || r.Amount < 0 || r.Source == "" || r.Until != 0 && r.Until < r.EffectiveFrom {
				t.Errorf("the rate %+v", r)
			}
		}
	})
}

// places fails when a finding is outside of its file.
func places(t *testing.T, src []byte, list diag.List) {
	t.Helper()
	lines := bytes.Count(bytes.ReplaceAll(src, []byte("\r"), []byte("\n")), []byte("\n")) + 1
	for _, d := range list {
		if d.Line > lines || d.Line > 0 && d.Col < 1 || d.Message == "" {
			t.Errorf("place out of the file of %d lines: %+v", lines, d)
		}
	}
}
