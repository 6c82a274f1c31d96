package layout_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"example.org/partake/internal/view"
)

// TestSamples writes a browsable folder of every kind of page, in the states
// that look different, when PARTAKE_SAMPLES names one:
//
//	PARTAKE_SAMPLES=$PWD/samples go test -run TestSamples ./internal/layout
//
// It expects the stylesheet and script as site.css and site.js beside them.
func TestSamples(t *testing.T) {
	l := newLayout(t, sampleShell())
	for _, s := range samples() {
		page := render(t, l, s.kind, s.view)
		checkMarkup(t, s.kind, page)
		writeSample(t, s.path, page)
	}
	for _, why := range l.Refused() {
		t.Errorf("a layout of our own is slow: %v", why)
	}
}

func BenchmarkOpportunity(b *testing.B) {
	l := newLayout(b, sampleShell())
	var v any = sampleOpportunity()
	var page bytes.Buffer
	for b.Loop() {
		page.Reset()
		if err := l.Render(&page, "opportunity", v); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(page.Len()), "B/page")
}

func writeSample(t *testing.T, path, page string) {
	t.Helper()
	dir := os.Getenv("PARTAKE_SAMPLES")
	if dir == "" {
		return
	}
	name := filepath.Join(dir, filepath.FromSlash(path))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(page), 0o644); err != nil {
		t.Fatal(err)
	}
}

type sample struct {
	path, kind string
	view       any
}

func samples() []sample {
	closed, paused := sampleOpportunity(), sampleOpportunity()
	closed.State, closed.Open, closed.ClosesIn = view.Tag{Text: "Closed", Tone: view.Past}, false, ""
	closed.StateNote = "This closed on 3 October 2026."
	closed.Outcome = &view.Outcome{
		People:   "9 people took part.",
		Text:     "The new menu starts on all wards in January 2027.",
		WentWell: "People on the ward tasted the food with the cook.",
		DidNot:   "We met in the morning, when many people see the doctor.",
	}
	closed.Updates = sampleStories()[:1]
	paused.State, paused.Open, paused.ClosesIn = view.Tag{Text: "Cancelled", Tone: view.No}, false, ""
	paused.StateNote = "We cancelled this on 2 November 2026. The ward is being rebuilt and has no kitchen until spring."
	bare := view.Opportunity{Frame: frame("opportunity", "A page that says little", "/opportunities/bare/"), State: view.Tag{Text: "Open", Tone: view.Good}, Open: true, Closes: "Open all year round"}
	return append([]sample{
		{"index.html", "home", sampleHome()},
		{"opportunities/index.html", "list", sampleList()},
		{"opportunities/ward-food/index.html", "opportunity", sampleOpportunity()},
		{"opportunities/closed/index.html", "opportunity", closed},
		{"opportunities/cancelled/index.html", "opportunity", paused},
		{"opportunities/bare/index.html", "opportunity", bare},
		{"updates/index.html", "list", sampleUpdates()},
		{"updates/supper/index.html", "update", sampleUpdate()},
		{"updates/cannot/index.html", "update", sampleCannot()},
		{"strategy/index.html", "strategy", sampleStrategy()},
		{"strategy/words/index.html", "ambition", sampleAmbition()},
		{"services/index.html", "index", sampleIndex()},
		{"about/vision/index.html", "plain", samplePlain()},
		{"about/arabic/index.html", "plain", sampleArabic()},
		{"about/contact/index.html", "contact", sampleContact()},
		{"about/privacy/index.html", "privacy", samplePrivacy()},
		{"about/accessibility/index.html", "accessibility", sampleAccessibility()},
		{"about/untested/index.html", "accessibility", view.Accessibility{Frame: frame("accessibility", "Accessibility statement", "/about/untested/"), Organisation: "Hill Trust"}},
		{"about/get-updates/index.html", "get-updates", view.Updates{Frame: frame("get-updates", "Get updates", "/about/get-updates/"), Feeds: sampleFeeds(), Calendars: []view.Link{{Text: "Dates of all opportunities", URL: "/opportunities/calendar.ics"}}}},
		{"404.html", "404", view.NotFound{Frame: frame("404", "Page not found", "/404.html"), Places: sampleShell().Navigation}},
	}, slices.Concat(directorySamples(), formSamples(), replySamples(), samplePapers())...)
}
