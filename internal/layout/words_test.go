package layout_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"example.org/partake/internal/view"
)

// plainText is what a reader sees of a page, in one line.
func plainText(page string) string {
	text := regexp.MustCompile(`<[^>]*>`).ReplaceAllString(page, " ")
	return strings.NewReplacer(" .", ".", " ,", ",").Replace(strings.Join(strings.Fields(text), " "))
}

// The nine questions of the HRA checklist stand on every opportunity, in their
// order, whatever its author left out.
func TestNineQuestions(t *testing.T) {
	l := newLayout(t, sampleShell())
	want := []string{"what-it-is", "what-is-involved", "what-difference", "support", "experience", "how-to-take-part", "how-we-decide", "payment", "expenses"}
	for name, o := range map[string]view.Opportunity{"full": sampleOpportunity(), "empty": {}} {
		var got []string
		for _, m := range regexp.MustCompile(`<h2 id="([^"]+)"`).FindAllStringSubmatch(render(t, l, "opportunity", o), -1) {
			if slices.Contains(want, m[1]) {
				got = append(got, m[1])
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: got %v", name, got)
		}
	}
	if n := strings.Count(render(t, l, "opportunity", view.Opportunity{Open: true}), "We have not said yet"); n != len(want) {
		t.Errorf("an empty opportunity leaves %d of %d questions open in words", n, len(want))
	}
}

func TestInterestOnlyWhenOpen(t *testing.T) {
	const button = "Tell us you are interested"
	l := newLayout(t, sampleShell())
	o := sampleOpportunity()
	if n := strings.Count(render(t, l, "opportunity", o), button); n != 2 {
		t.Errorf("an open opportunity has %d buttons, not one at the top and one at the end", n)
	}
	o.Open = false
	if strings.Contains(render(t, l, "opportunity", o), button) {
		t.Error("invites to what is not open")
	}
}

// The regulations and the model statement ask for these words.
func TestAccessibilityStatement(t *testing.T) {
	l := newLayout(t, sampleShell())
	always := []string{
		"This accessibility statement applies to",
		"is committed to making its website accessible, in accordance with the Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018.",
		"Feedback and contact information",
		"Enforcement procedure",
		"The Equality and Human Rights Commission (EHRC) is responsible for enforcing",
		"Equality Advisory and Support Service (EASS)",
		"Preparation of this accessibility statement",
	}
	issues := []string{
		"The content listed below is non-accessible for the following reasons.",
		"Non-compliance with the accessibility regulations",
		"Disproportionate burden",
		"Content that’s not within the scope of the accessibility regulations",
	}
	for status, sentence := range map[string]string{
		"fully":     "This website is fully compliant with the Web Content Accessibility Guidelines version 2.2 AA standard.",
		"partially": "This website is partially compliant with the Web Content Accessibility Guidelines version 2.2 AA standard, due to the non-compliances and exemptions listed below.",
		"not":       "This website is not compliant with the Web Content Accessibility Guidelines version 2.2 AA standard.",
		"":          "We have not tested this website",
	} {
		v := sampleAccessibility()
		v.Status = status
		if status == "fully" || status == "" {
			v.NonCompliance, v.Burden = nil, nil
		}
		text := plainText(render(t, l, "accessibility", v))
		for _, want := range append(slices.Clone(always), sentence) {
			if !strings.Contains(text, want) {
				t.Errorf("status %q: no %q", status, want)
			}
		}
		for _, want := range issues {
			if strings.Contains(text, want) != (status == "partially" || status == "not") {
				t.Errorf("status %q: wrong about %q", status, want)
			}
		}
		if status == "" && strings.Contains(text, "compliant with") {
			t.Error("claims compliance without a test")
		}
	}
}

func TestExampleIsMarked(t *testing.T) {
	const mark = "This is an example."
	if !strings.Contains(render(t, newLayout(t, sampleShell()), "plain", view.Plain{}), mark) {
		t.Error("an example site does not say so")
	}
	if strings.Contains(render(t, newLayout(t, view.Shell{}), "plain", view.Plain{}), mark) {
		t.Error("a real site is called an example")
	}
}
