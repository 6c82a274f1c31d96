package wording

import (
	"slices"
	"testing"

	"example.org/partake/internal/value"
)

// Money as the NHS writes it.
func TestPounds(t *testing.T) {
	for amount, want := range map[float64]string{
		25: "£25", 12.6: "£12.60", 0.5: "£0.50", 1000: "£1,000", 23615.5: "£23,615.50", 12.605: "£12.61", 0.29: "£0.29", 1234567: "£1,234,567", 19.999: "£20",
	} {
		if got := Pounds(amount); got != want {
			t.Errorf("%v is %q, want %q", amount, got, want)
		}
	}
}

// Numbers and the words that go with them.
func TestCounts(t *testing.T) {
	for got, want := range map[string]string{
		Days(1): "1 day", Days(14): "14 days", Days(1000): "1,000 days",
		Plural(1, "reply", "replies"): "1 reply", Plural(0, "reply", "replies"): "0 replies", Plural(1200, "reply", "replies"): "1,200 replies",
		Thousands(999): "999", Thousands(1000): "1,000", Thousands(0): "0",
		Join(nil, "and"): "", Join([]string{"tea"}, "and"): "tea", Join([]string{"tea", "cake"}, "or"): "tea or cake", Join([]string{"tea", "cake", "fruit"}, "and"): "tea, cake and fruit",
		Sentence("we ring you"): "We ring you.", Sentence("Éa va."): "Éa va.", Sentence("élan"): "Élan.",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if Sentence("") != "" {
		t.Error("nothing became a sentence")
	}
}

// Sizes of files, at the borders between their units.
func TestBytes(t *testing.T) {
	for n, want := range map[int64]string{
		0: "1KB", 1: "1KB", 1499: "1KB", 1500: "2KB", 545_499: "545KB", 999_499: "999KB", 999_500: "1MB", 1_000_000: "1MB", 1_049_999: "1MB",
		1_050_001: "1.1MB", 9_960_000: "10MB", 10_240_000: "10.2MB",
	} {
		if got := Bytes(n); got != want {
			t.Errorf("%d bytes are %q, want %q", n, got, want)
		}
	}
}

// An empty line starts a paragraph, also when it is not quite empty.
func TestParagraphs(t *testing.T) {
	for text, want := range map[string][]string{
		"":                             nil,
		" \n\n ":                       nil,
		"One.":                         {"One."},
		"One.\nStill one.":             {"One.\nStill one."},
		"One.\n\nTwo.":                 {"One.", "Two."},
		"\nOne.\n \t\n\n\nTwo.\n":      {"One.", "Two."},
		"One.\r\n\r\nTwo.\r\nAnd two.": {"One.", "Two.\nAnd two."},
	} {
		if got := Paragraphs(text); !slices.Equal(got, want) {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

// A stretch of time, with and without times of day, within a day and beyond.
func TestWhen(t *testing.T) {
	for _, c := range []struct{ start, end, want string }{
		{"2027-05-03", "", "Monday 3 May 2027"},
		{"2027-05-03T10:00", "", "Monday 3 May 2027, 10am"},
		{"2027-05-03T10:00", "2027-05-03T12:00", "Monday 3 May 2027, 10am to midday"},
		{"2027-05-03T00:00", "2027-05-03T13:30", "Monday 3 May 2027, midnight to 1:30pm"},
		{"2027-05-03T22:00", "2027-05-04T00:00", "Monday 3 May 2027, 10pm to Tuesday 4 May 2027 at midnight"},
		{"2027-05-03", "2027-05-05", "Monday 3 May 2027 to Wednesday 5 May 2027"},
		{"2027-05-03", "2027-05-03", "Monday 3 May 2027"},
		{"2027-05-03", "2027-05-03T12:00", "Monday 3 May 2027"},
		{"2027-05-03T10:00", "2027-05-03", "Monday 3 May 2027, 10am"},
		{"2027-03-28T00:30", "2027-03-28T03:00", "Sunday 28 March 2027, 12:30am to 3am"},   // an hour and a half
		{"2026-10-25T00:30", "2026-10-25T03:00", "Sunday 25 October 2026, 12:30am to 3am"}, // three and a half
	} {
		var start, end value.Moment
		for m, text := range map[*value.Moment]string{&start: c.start, &end: c.end} {
			if text == "" {
				continue
			}
			if err := m.UnmarshalText([]byte(text)); err != nil {
				t.Fatal(err)
			}
		}
		if got := When(start, end); got != c.want {
			t.Errorf("%s to %s is %q, want %q", c.start, c.end, got, c.want)
		}
	}
}
