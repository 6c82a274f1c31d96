package build_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"example.org/partake/internal/build"
)

// The moments at which the cases below build the same site: while the person
// agrees, after that, and after everything that waits has come.
var moments = []string{"2026-05-03T09:00:00Z", "2026-12-31T23:59:00Z", "2027-01-01T00:00:00Z", "2028-01-01T00:00:00Z", "2050-01-01T00:00:00Z"}

// at builds a site at a moment. It returns what was printed, and nil or an error.
func at(t *testing.T, site fstest.MapFS, now string) (build.Options, string, error) {
	t.Helper()
	opts := options(t, site)
	opts.Now = moment(t, now)
	_, list, err := build.Run(context.Background(), opts)
	return opts, printed(list.Errors(), 50), err
}

func siteIn(t *testing.T, files string) fstest.MapFS {
	t.Helper()
	return siteOf(t, txtar.Parse([]byte(files)))
}

// timeNeverFails are sites in which people, terms, forms and pages come and go.
var timeNeverFails = map[string]string{
	"two forms that wait": `
-- content/forms/a.md --
---
{title: "x", summary: "x", published: 2027-01-01, kind: interest, fields: [{id: name}, {id: reply_by}, {id: contact}]}
---
-- content/forms/b.md --
---
{title: "x", summary: "x", published: 2027-01-01, kind: bank, fields: [{id: name}, {id: reply_by}, {id: contact}]}
---
`,
	"a link to the list of a skill that nobody has any more": `
-- content/people/a.md --
---
{name: "x", summary: "x", kind: [carer], skills: [public-speaking], consent: {given: 2026-01-01, until: 2026-12-31}}
---
-- content/about/a.md --
---
{title: "x", summary: "x"}
---
[x](/people/skill/public-speaking/)
`,
	"a link to a term that waits, from a page and from another term": `
-- content/glossary/later.md --
---
{term: "Later", definition: "x", published: 2027-01-01}
---
-- content/glossary/now.md --
---
{term: "Now", definition: "x", see: [later]}
---
-- content/about/a.md --
---
{title: "x", summary: "x"}
---
[x](/glossary/#later)
`,
	"a form that comes after its opportunity, and one that goes with its page": `
-- content/forms/late.md --
---
{title: "x", summary: "x", published: 2027-01-01, kind: interest, fields: [{id: name}, {id: reply_by}, {id: contact}]}
---
-- content/opportunities/a.md --
---
{title: "x", summary: "x", published: 2026-04-20, rolling: true, form: late, activity: forum, purpose: "x", who: [public],
 commitment: "x", location: {mode: online}, reimbursement: {model: travel}, training: [{learning: late}], partners: [late], checks: {dbs: none, met_by: [late]}}
---
-- content/learning/late.md --
---
{title: "x", summary: "x", published: 2027-01-01, kind: course, open_to: [public], provider: people/a, cost: 0, book: people/a,
 reimbursement: {model: time, payment: {rate: involvement-hour}}}
---
-- content/groups/late.md --
---
{name: "x", summary: "x", published: 2027-01-01, purpose: "x", members_can_join: open, terms: /people/a/}
---
-- content/organisations/late.md --
---
{name: "x", summary: "x", published: 2027-01-01, kind: charity, ended: 2026-12-31, successor: now}
---
-- content/organisations/now.md --
---
{name: "x", summary: "x", kind: charity}
---
-- content/people/a.md --
---
{name: "x", summary: "x", kind: [staff], phone: "01632 960123", consent: {given: 2026-01-01, until: 2026-12-31}}
---
-- content/guide/a.md --
---
{title: "x", summary: "x", contact: a, points: [{title: "x", text: "x", see: [people/a, learning/late, /people/a/]}], resources: [{title: "x", url: people/a}]}
---
`,
}

// Law 7 for the kinds that come and go.
func TestTimeAloneNeverFails(t *testing.T) {
	for name, files := range timeNeverFails {
		for _, now := range moments {
			if _, printed, err := at(t, siteIn(t, files), now); err != nil {
				t.Errorf("%s, at %s: %v\n%s", name, now, err, printed)
			}
		}
	}
}

// foreseen are mistakes that show only on the day on which a page appears. They
// are told before.
var foreseen = map[string]string{
	`there is no "nope" in data/services.yaml`: `
-- content/about/a.md --
---
{title: "x", summary: "x", published: 2027-01-01, services: [nope]}
---
`,
	"no page has the address /nope/": `
-- content/about/a.md --
---
{title: "x", summary: "x", published: 2027-01-01}
---
[x](/nope/)
`,
	"/about/e/ is another form of /about/a/ already": `
-- content/about/a.md --
---
{title: "x", summary: "x", formats: [{kind: easy-read, url: about/e}]}
---
-- content/about/b.md --
---
{title: "x", summary: "x", published: 2027-01-01, formats: [{kind: easy-read, url: about/e}]}
---
-- content/about/e.md --
---
{title: "x", summary: "x"}
---
`,
}

// What would fail on the night on which a page appears fails while its author
// is there.
func TestMistakesOfPagesThatWait(t *testing.T) {
	for want, files := range foreseen {
		for _, now := range moments {
			if _, printed, err := at(t, siteIn(t, files), now); err == nil || strings.Count(printed, want) != 1 {
				t.Errorf("at %s: %v, want %q once\n%s", now, err, want, printed)
			}
		}
	}
}

// gone is a person whom every kind of page names in every way it can.
const gone = `
-- content/people/amina.md --
---
{name: "Amina Yusuf", summary: "x", kind: [staff], role: "Chair", phone: "01632 960999", skills: [public-speaking], image: {src: amina.png, alt: "Amina Yusuf, smiling"},
 aliases: [/amina/], consent: {given: 2026-01-01, until: 2026-12-31}}
---
-- content/people/amina.png --
not a picture, and never looked at
-- content/about/a.md --
---
{title: "x", summary: "x", contact: amina, image: {src: /people/amina.png, alt: "Amina Yusuf"}, quotes: [{text: "Heard at last", person: amina, name: "Amina", consent: true}]}
---
[Amina Yusuf](/people/amina/) ![Amina Yusuf](/people/amina.png) [her skill](/people/skill/public-speaking/)
-- content/guide/a.md --
---
{title: "x", summary: "x", contact: amina, points: [{title: "x", text: "x", see: [people/amina]}], templates: [{title: "Amina Yusuf", url: people/amina}]}
---
-- content/learning/a.md --
---
{title: "x", summary: "x", published: 2026-01-01, kind: course, open_to: [public], provider: people/amina, cost: 0, book: people/amina, contact: amina}
---
-- content/groups/a.md --
---
{name: "x", summary: "x", purpose: "x", members_can_join: open, contact: amina, terms: people/amina}
---
-- content/routes/a.md --
---
{title: "x", summary: "x", free: true, can_do: ["x"], apply: {phone: "01632 960200"}, contact: amina}
---
-- content/opportunities/a.md --
---
{title: "x", summary: "x", published: 2026-04-20, rolling: true, activity: forum, purpose: "x", who: [public], commitment: "x", location: {mode: online},
 reimbursement: {model: travel, claim: people/amina}, named_contact: amina}
---
-- content/strategy/a/index.md --
---
{title: "x", summary: "x", period: {start: 2025-04-01, end: 2030-03-31}, state: current, sponsor: people/amina, owner_group: people/amina, partners: [people/amina]}
---
-- content/strategy/a/b.md --
---
{title: "x", summary: "x", order: 1, statement: "x", owner: amina,
 actions: [{what: "x", owner: people/amina, due: 2027-01-01, status: in-progress, status_date: 2026-01-01}]}
---
-- content/updates/a.md --
---
{title: "x", summary: "x", heard_on: 2026-01-05, you_said: "The last bus leaves before visiting ends.", status: heard, status_date: 2026-05-01, owner: amina, evidence: [people/amina]}
---
`

// picture is a PNG of 4 by 3 pixels.
const picture = "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x04\x00\x00\x00\x03\x08\x02\x00\x00\x00;\x969\x91\x00\x00\x00\fIDATx\x9cc` \n\x00\x00\x00'\x00\x01\xcaG\x11\xaa\x00\x00\x00\x00IEND\xaeB`\x82"

// A person who does not agree any more is in no file of the site, under any name.
func TestNothingIsLeftOfAPerson(t *testing.T) {
	site := siteIn(t, gone)
	site["content/site.yaml"] = &fstest.MapFile{Data: append(slices.Clone(site["content/site.yaml"].Data),
		"navigation: [{title: \"Amina Yusuf\", url: /people/amina/}]\n"...)}
	site["content/people/amina.png"] = &fstest.MapFile{Data: []byte(picture)}
	for now, there := range map[string]bool{"2026-12-31T23:59:00Z": true, "2027-01-01T00:00:00Z": false} {
		opts, printed, err := at(t, site, now)
		if err != nil {
			t.Fatalf("at %s: %v\n%s", now, err, printed)
		}
		found := filesWith(t, opts.Out, "amina", "960999", "heard at last", "her skill</a>")
		if there && len(found) < 15 {
			t.Errorf("at %s only %d files name her: the test shows too little", now, len(found))
		}
		if !there && len(found) > 0 {
			t.Errorf("at %s she is still in %v", now, found)
		}
	}
}

// filesWith lists the files of a site that hold one of some words, in their
// text or in their name.
func filesWith(t *testing.T, dir string, words ...string) []string {
	t.Helper()
	var out []string
	err := filepath.WalkDir(dir, func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		src, err := os.ReadFile(name)
		text := strings.ToLower(strings.TrimPrefix(name, dir) + string(src))
		if slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, w) }) {
			out = append(out, strings.TrimPrefix(name, dir))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
