package wording

import (
	"testing"

	"example.org/partake/internal/content"
	"example.org/partake/internal/value"
)

func day(t *testing.T, iso string) value.Date {
	t.Helper()
	var d value.Date
	if err := d.UnmarshalText([]byte(iso)); err != nil {
		t.Fatal(err)
	}
	return d
}

// Numbers as pages show them: one decimal, a comma over 999, and no figure that is there
// shown as nothing.
func TestNumber(t *testing.T) {
	for x, want := range map[float64]string{
		0: "0", 7: "7", 7.5: "7.5", 4.04: "4", 3.96: "4", 1234.56: "1,234.6", 1e9: "1,000,000,000", -1234: "−1,234", -0.5: "−0.5", 0.04: "0.04", 0.00049: "0.0005", -0.001: "−0.001",
	} {
		if got := Number(x); got != want {
			t.Errorf("%v is %q, want %q", x, got, want)
		}
	}
	for x, want := range map[float64]string{0: "0", 20_000: "20,000", 1_500_000: "1.5 million", -2e9: "−2 billion", 3e12: "3 trillion", 0.2: "0.2"} {
		if got := Short(x); got != want {
			t.Errorf("%v is %q, want %q", x, got, want)
		}
	}
}

// Each unit in words, with its year, who was asked and how many answered.
func TestMeasureSentence(t *testing.T) {
	n := func(i int) *content.Respondents {
		return &content.Respondents{Who: []value.Who{"patients", "carers"}, N: value.Count{Number: i}}
	}
	for _, c := range []struct {
		question string
		value    float64
		unit     value.Unit
		who      *content.Respondents
		want     string
		asked    string
	}{
		{"Did something get better?", 86, "percent", n(212), "86 in 100 people (86%) said yes in March 2024.", "We asked patients and carers, and 212 people answered."},
		{"How much of it was read?", 86, "percent", n(1), "86 in 100 people (86%) in March 2024.", "We asked patients and carers, and 1 person answered."},
		{"Is it good?", 86.4, "percent", nil, "About 86 in 100 people (86.4%) said yes in March 2024.", ""},
		{"Is it good?", 0.3, "percent", nil, "Fewer than 1 in 100 people (0.3%) said yes in March 2024.", ""},
		{"Is it good?", 99.7, "percent", nil, "More than 99 in 100 people (99.7%) said yes in March 2024.", ""},
		{"Is it good?", 0, "percent", nil, "0 in 100 people (0%) said yes in March 2024.", ""},
		{"How many took part?", 1934, "count", nil, "It was 1,934 on 31 March 2024.", ""},
		{"How long?", 1, "days", nil, "It was 1 day on 31 March 2024.", ""},
		{"How long?", 34.5, "days", nil, "It was 34.5 days on 31 March 2024.", ""},
		{"How sure are you?", 3.9, "score", &content.Respondents{Who: []value.Who{"staff"}, N: value.Count{Not: true}}, "The score was 3.9 on 31 March 2024.", "We asked staff. The number of answers is not published."},
	} {
		m := content.Measure{Question: c.question, Value: c.value, Unit: c.unit, AsOf: day(t, "2024-03-31"), Respondents: c.who}
		if got := MeasureSentence(m); got != c.want {
			t.Errorf("%v %s is %q, want %q", c.value, c.unit, got, c.want)
		}
		if got := Asked(m); got != c.asked {
			t.Errorf("who was asked is %q, want %q", got, c.asked)
		}
	}
}

// A change is said with its number and the figure it is a change from, and with
// none where there is no earlier figure.
func TestMeasureChange(t *testing.T) {
	ten := 10.0
	for _, c := range []struct {
		unit     value.Unit
		now      float64
		before   []float64 // the last first
		baseline *float64
		better   value.Better
		want     string
	}{
		{unit: "percent", now: 71, want: ""},
		{unit: "percent", now: 71, better: "higher", want: "Higher is better."},
		{unit: "percent", now: 71, before: []float64{57}, better: "higher", want: "That is 14 more in 100 than in March 2025. Higher is better."},
		{unit: "percent", now: 71, before: []float64{72.5, 10}, baseline: &ten, want: "That is 1.5 fewer in 100 than in March 2025. We began at 10%."},
		{unit: "count", now: 934, before: []float64{934}, want: "That is the same as in March 2025."},
		{unit: "count", now: 1934, before: []float64{641}, want: "That is 1,293 more than in March 2025."},
		{unit: "days", now: 34, before: []float64{35}, better: "lower", want: "That is 1 fewer day than in March 2025. Lower is better."},
		{unit: "days", now: 34, before: []float64{41}, baseline: &ten, want: "That is 7 fewer days than in March 2025. We began at 10 days."},
		{unit: "score", now: 3.9, before: []float64{3.4}, want: "That is 0.5 higher than in March 2025."},
		{unit: "score", now: 3.14, before: []float64{3.96}, want: "That is 0.9 lower than in March 2025."}, // what stands there, 3.1 and 4
	} {
		m := content.Measure{Unit: c.unit, Value: c.now, AsOf: day(t, "2026-03-31"), Baseline: c.baseline, Better: c.better}
		for i, v := range c.before {
			m.History = append(m.History, content.Reading{AsOf: day(t, "2025-03-31").AddYears(-i), Value: v})
		}
		if got := MeasureChange(m); got != c.want {
			t.Errorf("%v %s after %v is %q, want %q", c.now, c.unit, c.before, got, c.want)
		}
	}
	m := content.Measure{Unit: "count", Value: 2, AsOf: day(t, "2026-03-31"), History: []content.Reading{{AsOf: day(t, "2026-03-01"), Value: 1}}}
	if got, want := MeasureChange(m), "That is 1 more than on 1 March 2026."; got != want {
		t.Errorf("two figures of a month: %q, want %q", got, want)
	}
}

// Whether a target is reached is told from figures and their days, and not
// where nobody said which way is better.
func TestMeasureTarget(t *testing.T) {
	fifty := 50.0
	for _, c := range []struct {
		unit     value.Unit
		now, aim float64
		asOf     string
		better   value.Better
		baseline *float64
		want     string
	}{
		{unit: "percent", now: 71, aim: 80, asOf: "2026-03-31", better: "higher", want: "We aim for 80% by 31 March 2027. We are 9 in 100 away from it."},
		{unit: "percent", now: 80, aim: 80, asOf: "2026-03-31", want: "We aim for 80% by 31 March 2027. We have reached it."},
		{unit: "percent", now: 84, aim: 80, asOf: "2027-03-31", better: "higher", want: "We aimed for 80% by 31 March 2027. We reached it."},
		{unit: "days", now: 34, aim: 28, asOf: "2026-03-31", better: "lower", want: "We aim for 28 days by 31 March 2027. We are 6 days away from it."},
		{unit: "days", now: 34, aim: 28, asOf: "2027-04-01", better: "lower", want: "We aimed for 28 days by 31 March 2027. We did not reach it: we were 6 days away."},
		{unit: "days", now: 20, aim: 28, asOf: "2026-03-31", better: "lower", want: "We aim for 28 days by 31 March 2027. We have reached it."},
		{unit: "count", now: 40, aim: 30, asOf: "2026-03-31", baseline: &fifty, want: "We aim for 30 by 31 March 2027. We are 10 away from it."},
		{unit: "count", now: 40, aim: 30, asOf: "2026-03-31", want: "We aim for 30 by 31 March 2027."},
	} {
		m := content.Measure{Unit: c.unit, Value: c.now, AsOf: day(t, c.asOf), Better: c.better, Baseline: c.baseline, Target: &content.Target{Value: c.aim, By: day(t, "2027-03-31")}}
		if got := MeasureTarget(m); got != c.want {
			t.Errorf("%v of %v %s is %q, want %q", c.now, c.aim, c.unit, got, c.want)
		}
	}
}
