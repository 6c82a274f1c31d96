//go:build !race

package build_test

import (
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"example.org/partake/internal/build"
)

// Big and strange sites. How they look is checked in a browser, by
// internal/browser/strange.test.mjs; here is what no browser is needed for.

// opportunityFile is one that has what it must have; more is what else it says.
func opportunityFile(title, more string) string {
	return fmt.Sprintf("---\ntitle: %q\nsummary: \"x\"\npublished: 2026-04-20\nactivity: forum\npurpose: \"x\"\nwho: [public]\n"+
		"commitment: \"x\"\nlocation: {mode: online}\nreimbursement: {model: travel}\n%s\n---\n", title, more)
}

// strangeSites are built at several moments, and whatever the moment each of
// their files must be well-formed, and no page may show an empty list.
var strangeSites = map[string]string{
	"no opportunities": "",
	"all closed": "-- content/opportunities/a.md --\n" + opportunityFile("A", "closes: 2026-04-30\nareas: [northgate]") +
		"-- content/opportunities/b.md --\n" + opportunityFile("B", "closes: 2026-04-30\nservices: [wards]"),
	"all archived":       "-- content/opportunities/a.md --\n" + opportunityFile("A", "closes: 2026-04-30\narchived: true\nareas: [northgate]"),
	"nothing in data":    "-- content/data/services.yaml.absent --\n-- content/data/areas.yaml.absent --\n-- content/data/skills.yaml.absent --\n-- content/data/rates.yaml.absent --\n",
	"one of each kind":   timeNeverFails["a form that comes after its opportunity, and one that goes with its page"] + gone,
	"dates far from now": "-- content/opportunities/a.md --\n" + strings.ReplaceAll(opportunityFile("A", "closes: 2100-12-31\ndates: [{start: 2100-02-28T23:30, end: 2100-03-01T00:30}]"), "2026-04-20", "1970-01-01"),
}

// S14: the clock in 1970, now, and in 2100: a machine whose clock is wrong makes a
// whole site all the same.
func TestStrangeSites(t *testing.T) {
	for name, files := range strangeSites {
		for _, now := range []string{"1970-01-01T00:00:00Z", "2026-05-03T09:00:00Z", "2100-12-31T23:59:59Z"} {
			t.Run(name+" in "+now[:4], func(t *testing.T) {
				t.Parallel()
				site := siteIn(t, files)
				if f := site["content/people/amina.png"]; f != nil {
					f.Data = []byte(picture)
				}
				opts, printed, err := at(t, site, now)
				if err != nil {
					t.Fatalf("%v\n%s", err, printed)
				}
				wellFormed(t, opts.Out)
			})
		}
	}
}

// wellFormed checks each file of a site by its kind.
func wellFormed(t *testing.T, dir string) {
	t.Helper()
	seen := map[string]int{}
	err := filepath.WalkDir(dir, func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		src, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		check := map[string]func([]byte) error{".html": goodPage, ".xml": goodXML, ".atom": goodXML, ".json": goodJSON, ".ics": goodCalendar}[filepath.Ext(name)]
		if check == nil {
			return nil
		}
		seen[filepath.Ext(name)]++
		if err := check(src); err != nil {
			t.Errorf("%s: %v", strings.TrimPrefix(name, dir), err)
		}
		return nil
	})
	if err != nil || len(seen) != 5 {
		t.Errorf("%v; looked at %v", err, seen)
	}
}

var (
	emptyList  = regexp.MustCompile(`<(ul|ol|dl|nav|table|tbody|section|p|h[1-6])\b[^>]*>(\s|<h[1-6][^>]*>[^<]*</h[1-6]>)*</(ul|ol|dl|nav|table|tbody|section|p)>`)
	emptyPart  = regexp.MustCompile(`<h2[^>]*>[^<]*</h2>\s*(</section>|</div>|<h2)`)
	idOf       = regexp.MustCompile(` id="([^"]*)"`)
	toolsPlace = regexp.MustCompile(`<p class="partake-end__tools" data-tools></p>`) // our script fills it
)

// goodPage finds lists without entries, headings with nothing below them, and
// two places with one name.
func goodPage(src []byte) error {
	html := toolsPlace.ReplaceAllString(string(src), "")
	if m := cmpOr(emptyList.FindString(html), emptyPart.FindString(html)); m != "" {
		return fmt.Errorf("is empty: %s", m)
	}
	ids := map[string]bool{}
	for _, m := range idOf.FindAllStringSubmatch(html, -1) {
		if ids[m[1]] {
			return fmt.Errorf("the id %q stands twice", m[1])
		}
		ids[m[1]] = true
	}
	if !utf8.ValidString(html) || strings.Contains(html, " 0001") {
		return errors.New("a text or a date is broken")
	}
	return nil
}

func cmpOr(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

func goodXML(src []byte) error {
	for d := xml.NewDecoder(strings.NewReader(string(src))); ; {
		switch _, err := d.Token(); {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		}
	}
}

func goodJSON(src []byte) error {
	if !json.Valid(src) {
		return errors.New("is not JSON")
	}
	return nil
}

// goodCalendar: RFC 5545 wants at least one part in a calendar, lines of 75
// bytes that end with CRLF, and no letter cut in two.
func goodCalendar(src []byte) error {
	lines := strings.Split(string(src), "\r\n")
	if n := len(lines); lines[0] != "BEGIN:VCALENDAR" || lines[n-2] != "END:VCALENDAR" || lines[n-1] != "" || strings.Count(string(src), "BEGIN:V") < 2 {
		return errors.New("is not a whole calendar")
	}
	for _, line := range lines {
		if len(line) > 75 || !utf8.ValidString(line) || strings.ContainsAny(line, "\r\n") {
			return fmt.Errorf("has a bad line: %q", line)
		}
	}
	return nil
}

// A check that finds nothing wrong proves nothing.
func TestStrangeChecksFind(t *testing.T) {
	for src, check := range map[string]func([]byte) error{
		"<ul>\n</ul>":                          goodPage,
		"<nav><h2>Far</h2></nav>":              goodPage,
		"<section><h2>Open</h2>\n</section>":   goodPage,
		`<p id="a">x</p><p id="a">x</p>`:       goodPage,
		"<p>1 January 0001</p>":                goodPage,
		"<a>&nbsp;</a>":                        goodXML,
		"{":                                    goodJSON,
		"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n": goodCalendar,
		"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:" + strings.Repeat("x", 75) + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n": goodCalendar,
	} {
		if check([]byte(src)) == nil {
			t.Errorf("nothing is wrong with %q", src)
		}
	}
}

// edition plans a site without making its files.
func edition(t *testing.T, site fstest.MapFS) *build.Edition {
	t.Helper()
	var k build.Kept
	e, list, err := k.Edition(context.Background(), options(t, site), nil)
	if err != nil {
		t.Fatal(err, printed(list, 20))
	}
	return e
}

func mustRead(t *testing.T, e *build.Edition, name string) string {
	t.Helper()
	src, err := e.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(src)
}

var cardLink = regexp.MustCompile(`<h3 class="partake-card__title"><a href="/opportunities/([^"]*)/">`)

// Content 72: 10,000 opportunities that close on one day, with 100 titles between them:
// each stands in the list once, in an order that does not change, and the last
// page is the last.
func TestTenThousandOnOneDay(t *testing.T) {
	const n = 10_000
	site := siteIn(t, "")
	for i := range n {
		site[fmt.Sprintf("content/opportunities/o-%05d.md", i)] = &fstest.MapFile{Data: []byte(opportunityFile(fmt.Sprintf("Forum %02d", i%100), "closes: 2026-06-30"))}
	}
	e := edition(t, site)
	var order []string
	for page := 1; page <= n/50; page++ {
		name := "opportunities/index.html"
		if page > 1 {
			name = fmt.Sprintf("opportunities/page/%d/index.html", page)
		}
		found := cardLink.FindAllStringSubmatch(mustRead(t, e, name), -1)
		if len(found) != 50 {
			t.Fatalf("%s has %d cards", name, len(found))
		}
		for _, m := range found {
			order = append(order, m[1])
		}
	}
	if all := slices.Compact(slices.Sorted(slices.Values(order))); len(all) != n {
		t.Errorf("the list has %d of %d", len(all), n)
	}
	if !slices.IsSorted(order) {
		t.Error("what closes on one day is not sorted by its file")
	}
	if _, err := e.ReadFile(fmt.Sprintf("opportunities/page/%d/index.html", n/50+1)); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("there is a page after the last: %v", err)
	}
	if feed := mustRead(t, e, "opportunities/feed.xml"); strings.Count(feed, "<item>") != 20 {
		t.Errorf("the feed has %d items", strings.Count(feed, "<item>"))
	}
	if calendar := mustRead(t, e, "opportunities/calendar.ics"); strings.Count(calendar, "BEGIN:VEVENT") != n {
		t.Errorf("the calendar has %d of %d dates", strings.Count(calendar, "BEGIN:VEVENT"), n)
	}
}

// 5,000 areas: each has its page, their list goes by letter, and no other page
// lists them all.
func TestFiveThousandAreas(t *testing.T) {
	const n = 5_000
	var areas strings.Builder
	for i := range n {
		fmt.Fprintf(&areas, "- {id: a-%d, name: %q}\n", i, fmt.Sprintf("%c-on-the-Water %d", 'A'+i%26, i))
	}
	site := siteIn(t, "-- content/opportunities/a.md --\n"+opportunityFile("A", "rolling: true\nareas: [a-4999]"))
	site["content/data/areas.yaml"] = &fstest.MapFile{Data: []byte(areas.String())}
	e := edition(t, site)
	list := mustRead(t, e, "areas/index.html")
	for part, want := range map[string]int{`<li><a href="/areas/a-`: n, `<section class="partake-letter">`: 26, `<li><a href="#letter-`: 26, "1 open": 1} {
		if got := strings.Count(list, part); got != want {
			t.Errorf("the list has %q %d times, want %d", part, got, want)
		}
	}
	for _, name := range []string{"index.html", "opportunities/index.html", "opportunities/a/index.html", "areas/a-17/index.html"} {
		if got := strings.Count(mustRead(t, e, name), "/areas/a-"); got > 12 {
			t.Errorf("%s names %d areas", name, got)
		}
	}
}

// One page in 40 languages: each leads to all others in its head, says its
// direction, and is left out of the lists of pages.
func TestFortyLanguages(t *testing.T) {
	langs := strings.Fields("am ar bg bn cs cy de el es fa fr gu hi hu it ja ka kmr ko ku lt lv ml ne nl pa pl prs pt ro ru sk so sq ta th tr uk ur zh")
	files, formats := "", ""
	for _, lang := range langs {
		formats += fmt.Sprintf("  - {kind: translation, lang: %s, url: about/us-in-%s}\n", lang, lang)
		files += fmt.Sprintf("-- content/about/us-in-%s.md --\n---\ntitle: \"x\"\nsummary: \"x\"\nlang: %s\n---\nx\n", lang, lang)
	}
	e := edition(t, siteIn(t, files+"-- content/about/us.md --\n---\ntitle: \"x\"\nsummary: \"x\"\nformats:\n"+formats+"---\nx\n"))
	rtl := 0
	for _, lang := range langs {
		html := mustRead(t, e, path.Join("about", "us-in-"+lang, "index.html"))
		if got := strings.Count(html, "hreflang="); got != len(langs)+1 {
			t.Errorf("the page in %s names %d languages", lang, got)
		}
		rtl += strings.Count(html, fmt.Sprintf(`<html lang="%s" dir="rtl">`, lang))
	}
	if rtl != 4 {
		t.Errorf("%d pages go from right to left, want 4", rtl)
	}
	if list := mustRead(t, e, "about/index.html"); strings.Contains(list, "us-in-") {
		t.Error("the list of pages has translations")
	}
}
