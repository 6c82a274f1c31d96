package present

import (
	"fmt"
	"slices"

	"example.org/partake/internal/chart"
	"example.org/partake/internal/content"
	"example.org/partake/internal/markdown"
	"example.org/partake/internal/value"
	"example.org/partake/internal/view"
	"example.org/partake/internal/wording"
)

// Measures makes figures that can be judged: never without year and people.
func (m *Maker) Measures(list []content.Measure, url string) []view.Measure {
	var out []view.Measure
	for _, x := range list {
		out = append(out, Measure(x, url))
	}
	return out
}

// Measure makes one figure. url is the page that it stands on. It does not know
// what day it is: whether a target was reached is told from the days of the figures.
func Measure(x content.Measure, url string) view.Measure {
	v := view.Measure{
		Question: x.Question, Value: wording.Figure(x.Value, x.Unit), Percent: -1, AsOf: x.AsOf.String(), Method: x.Method,
		Source: x.Source, Note: x.Note, URL: url, Sentence: wording.MeasureSentence(x), Asked: wording.Asked(x),
		Change: wording.MeasureChange(x), Target: wording.MeasureTarget(x),
	}
	if x.Unit == "percent" {
		v.Percent = int(x.Value + 0.5)
	}
	readings := append(slices.Clone(x.History), content.Reading{AsOf: x.AsOf, Value: x.Value})
	slices.SortStableFunc(readings, func(a, b content.Reading) int { return int(a.AsOf - b.AsOf) })
	v.Rows = measureRows(x, readings)
	v.Chart = markdown.HTML(chart.Draw(series(x, readings)))
	return v
}

// measureRows is the table of a measure: where it began, each reading, the
// aim. A figure that stands alone has none.
func measureRows(x content.Measure, readings []content.Reading) []view.Point {
	var out []view.Point
	for _, r := range readings {
		out = append(out, view.Point{When: r.AsOf.String(), Value: wording.Figure(r.Value, x.Unit)})
	}
	if b := x.Baseline; b != nil {
		i := slices.IndexFunc(readings, func(r content.Reading) bool { return r.Value == *b })
		if i >= 0 {
			out[i].Note = "where we began"
		} else {
			out = slices.Insert(out, 0, view.Point{When: "Where we began", Value: wording.Figure(*b, x.Unit)})
		}
	}
	if t := x.Target; t != nil {
		at := len(out)
		if i := slices.IndexFunc(readings, func(r content.Reading) bool { return r.AsOf > t.By }); i >= 0 {
			at -= len(readings) - i
		}
		out = slices.Insert(out, at, view.Point{When: t.By.String(), Note: "what we " + wording.Aim(x) + " for", Value: wording.Figure(t.Value, x.Unit)})
	}
	if len(out) == 1 {
		return nil
	}
	return out
}

// series is a measure as the room chart draws it.
func series(x content.Measure, readings []content.Reading) chart.Series {
	s := chart.Series{Percent: x.Unit == "percent", Tick: wording.Short, Name: chartName(x, readings)}
	mark := func(day value.Date, value float64, before string) chart.Mark {
		return chart.Mark{Day: day, Value: value, Words: before + wording.Figure(value, x.Unit)}
	}
	if s.Percent {
		s.Tick = func(v float64) string { return wording.Figure(v, x.Unit) }
	}
	for i, r := range readings {
		m := mark(r.AsOf, r.Value, "")
		if x.Unit == "days" && i < len(readings)-1 { // the unit stands at the last one, and room is short
			m.Words = wording.Number(r.Value)
		}
		s.Readings = append(s.Readings, m)
	}
	if b := x.Baseline; b != nil {
		began := mark(0, *b, "Start: ")
		s.Baseline = &began
	}
	if t := x.Target; t != nil {
		aim := mark(t.By, t.Value, "Aim: ")
		s.Target = &aim
	}
	return s
}

// chartName says what a picture shows, and where to read the same.
func chartName(x content.Measure, readings []content.Reading) string {
	if len(readings) == 1 {
		return fmt.Sprintf("Picture of the figure for “%s”. The words beside it say the same.", x.Question)
	}
	return fmt.Sprintf("Picture of the %d figures for “%s”, from %s to %s. The table below it has the same figures.",
		len(readings), x.Question, readings[0].AsOf, x.AsOf)
}
