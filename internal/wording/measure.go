package wording

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"example.org/partake/internal/content"
	"example.org/partake/internal/value"
)

// MeasureSentence says the figure in words, with its year.
func MeasureSentence(x content.Measure) string {
	on := " on " + x.AsOf.String() + "."
	switch x.Unit {
	case "percent":
		said := ""
		if yesOrNo(x.Question) {
			said = " said yes"
		}
		return SentenceCase(outOf100(x.Value)) + " people (" + Figure(x.Value, x.Unit) + ")" + said + " in " + x.AsOf.Month() + "."
	case "score":
		return "The score was " + Number(x.Value) + on
	}
	return "It was " + Figure(x.Value, x.Unit) + on
}

// outOf100 is a percentage as people say it: "86 in 100", "fewer than 1 in 100".
func outOf100(x float64) string {
	whole := math.Round(x)
	switch {
	case Number(x) == Number(whole):
		return Number(whole) + " in 100"
	case x < 1:
		return "fewer than 1 in 100"
	case x > 99:
		return "more than 99 in 100"
	}
	return "about " + Number(whole) + " in 100"
}

// asking are the words with which a question begins that is answered by yes or no.
var asking = strings.Fields("am are can could did do does had has have is may might should was were will would")

func yesOrNo(question string) bool {
	first, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(question)), " ")
	for _, w := range asking {
		if first == w {
			return strings.HasSuffix(strings.TrimSpace(question), "?")
		}
	}
	return false
}

// Asked says who was asked and how many answered, "" for figures of which
// nobody was asked.
func Asked(x content.Measure) string {
	r := x.Respondents
	if r == nil {
		return ""
	}
	asked := "We asked " + Join(All(r.Who), "and")
	if r.N.Not {
		return asked + ". The number of answers is not published."
	}
	return asked + ", and " + Plural(r.N.Number, "person", "people") + " answered."
}

// MeasureChange compares the figure with the one before it, and says which way
// is better. Without an earlier figure it claims no change.
func MeasureChange(x content.Measure) string {
	var out []string
	if len(x.History) > 0 {
		before := x.History[0]
		for _, r := range x.History {
			if r.AsOf > before.AsOf {
				before = r
			}
		}
		out = append(out, "That is "+difference(x, before.Value)+" in "+before.AsOf.Month()+".")
		if before.AsOf.Month() == x.AsOf.Month() {
			out[0] = "That is " + difference(x, before.Value) + " on " + before.AsOf.String() + "."
		}
	}
	if b := x.Baseline; b != nil {
		out = append(out, "We began at "+Figure(*b, x.Unit)+".")
	}
	if x.Better != "" {
		out = append(out, x.Better.Words())
	}
	return strings.Join(out, " ")
}

// difference is "14 more in 100 than", or "the same as".
func difference(x content.Measure, before float64) string {
	now, then := rounded(x.Value), rounded(before)
	by := Number(math.Abs(now - then))
	if now == then {
		return "the same as"
	}
	more := now > then
	switch x.Unit {
	case "percent":
		return by + " " + either(more, "more", "fewer") + " in 100 than"
	case "days":
		return by + " " + either(more, "more", "fewer") + either(by == "1", " day than", " days than")
	case "score":
		return by + " " + either(more, "higher", "lower") + " than"
	}
	return by + " " + either(more, "more", "fewer") + " than"
}

func either(yes bool, one, other string) string {
	if yes {
		return one
	}
	return other
}

// MeasureTarget says what is aimed for, and how far away that is.
func MeasureTarget(x content.Measure) string {
	t := x.Target
	if t == nil {
		return ""
	}
	aim := "We " + Aim(x) + " for " + Figure(t.Value, x.Unit) + " by " + t.By.String() + "."
	better := x.Better
	if b := x.Baseline; better == "" && b != nil && *b != t.Value {
		better = value.Better(either(t.Value > *b, "higher", "lower"))
	}
	now, then := rounded(x.Value), rounded(t.Value)
	reached := now == then || better == "higher" && now > then || better == "lower" && now < then
	switch {
	case reached:
		return aim + either(x.AsOf >= t.By, " We reached it.", " We have reached it.")
	case better == "":
		return aim
	case x.AsOf >= t.By:
		return aim + " We did not reach it: we were " + distance(x) + " away."
	}
	return aim + " We are " + distance(x) + " away from it."
}

// Aim is "aim", or "aimed" where the figure is of the target's day or later.
func Aim(x content.Measure) string { return either(x.AsOf >= x.Target.By, "aimed", "aim") }

// distance is how far the figure is from the target.
func distance(x content.Measure) string {
	by := math.Abs(rounded(x.Value) - rounded(x.Target.Value))
	switch x.Unit {
	case "percent":
		return Number(by) + " in 100"
	case "days":
		return Figure(by, x.Unit)
	}
	return Number(by)
}

// Figure is a value with its unit: "86%", "12 days", "934".
func Figure(x float64, unit value.Unit) string {
	switch {
	case unit == "percent":
		return Number(x) + "%"
	case unit == "days" && Number(x) == "1":
		return "1 day"
	case unit == "days":
		return Number(x) + " days"
	}
	return Number(x)
}

// Number is a value with a comma over 999 and at most one decimal. What is smaller
// than that keeps its first digit.
func Number(x float64) string {
	x = rounded(x)
	text := strconv.FormatFloat(math.Abs(x), 'f', -1, 64)
	whole, part, _ := strings.Cut(text, ".")
	if n, err := strconv.Atoi(whole); err == nil {
		whole = Thousands(n)
	}
	if part != "" {
		whole += "." + part
	}
	if x < 0 {
		return "−" + whole
	}
	return whole
}

// rounded is a value as Number writes it.
func rounded(x float64) float64 {
	if x == 0 || math.Abs(x) >= 0.1 {
		return math.Round(x*10) / 10
	}
	short, _ := strconv.ParseFloat(fmt.Sprintf("%.1g", x), 64)
	return short
}

// Short is a number for an axis: "20,000", "1.5 million".
func Short(x float64) string {
	for _, u := range []struct {
		size float64
		name string
	}{{1e12, " trillion"}, {1e9, " billion"}, {1e6, " million"}} {
		if math.Abs(x) >= u.size {
			return Number(x/u.size) + u.name
		}
	}
	return Number(x)
}
