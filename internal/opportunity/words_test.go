package opportunity

import "testing"

// The time that something takes, in a few words.
func TestCommitmentShort(t *testing.T) {
	for want, c := range map[string]Commitment{
		"2 hours a month for a year": {Phrase: "2 hours a month for a year", Sessions: 3},
		"2 hours every month":        {HoursEach: 2, Frequency: "monthly", Sessions: 6},
		"1 hour every 3 months":      {HoursEach: 1, Frequency: "quarterly"},
		"6 sessions of 2.5 hours":    {HoursEach: 2.5, Sessions: 6},
		"3 sessions of 1 hour":       {HoursEach: 1, Sessions: 3, Frequency: "ad-hoc"},
		"30 minutes, once":           {HoursEach: 0.5, Sessions: 1, Frequency: "one-off"},
		"2 hours now and then":       {HoursEach: 2, Frequency: "ad-hoc"},
		"2 hours":                    {HoursEach: 2, Sessions: 1},
		"4 sessions":                 {Sessions: 4},
		"1 session":                  {Sessions: 1},
		"6 months":                   {Length: "6 months"},
		"":                           {Ongoing: true},
	} {
		if got := c.Short(); got != want {
			t.Errorf("%+v is %q, want %q", c, got, want)
		}
	}
	if got := (Commitment{Sessions: 3, HoursEach: 2.5, PreparationHours: 0.5}).TotalHours(); got != 9 {
		t.Errorf("3 times 2.5 hours with half an hour before is %v", got)
	}
}
