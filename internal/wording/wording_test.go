package wording

import "testing"

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
