// Package chart draws a measure: what was counted when, where it began and what
// is aimed for, as one picture that stands in a page.
//
// Draw takes a Series and gives an svg element. It is finished HTML: all that
// people wrote is escaped here, once. What the picture holds to, and the tests
// show:
//
//   - One thing for a screen reader. The element has role img and says in its
//     label what it shows; nothing in it is read out a second time. The figures
//     themselves stand in the sentence and the table beside it.
//   - Nothing by colour alone. Figures are dots on a line, the aim is a dashed
//     line with a diamond at its day, the beginning a dotted line, and each line
//     has its words. All of it is drawn in the colour of the text around it or
//     in colours of the stylesheet, so that it prints in black and
//     follows forced colours.
//   - No style, no script, no id. Looks are classes in layouts/css/_chart.scss
//     and plain attributes, so that a strict policy lets it through and many
//     pictures stand on one page.
//   - Letters never shrink. Places across are percentages of the width, places
//     down are pixels, and nothing is scaled: letters have the size of the
//     stylesheet on a phone and on a wide screen. Labels are placed for a width
//     of 288 pixels, which is a phone of 320, and with the space that readers may ask
//     for between letters; on wider pages they only have more room.
//   - Time is true: two readings stand as far apart as their days do. It runs from left to
//     right, on right-to-left pages too. An axis of numbers begins at 0, and one of
//     percentages goes to 100, so that a small change looks small.
//
// One reading is drawn as a bar, with marks for the aim and the beginning. A single
// count that nothing can be compared with is not drawn at all.
package chart

import (
	"cmp"
	"slices"

	"example.org/partake/internal/value"
)

// Mark is one figure with its words: "58%". Its day may be 0 for a beginning.
type Mark struct {
	Day   value.Date
	Value float64
	Words string
}

// Series is what is drawn.
type Series struct {
	Name     string               // what the picture shows, for those who do not see it
	Readings []Mark               // in any order, one at least
	Baseline *Mark                // where it began, nil for none
	Target   *Mark                // what is aimed for and by when, nil for none
	Percent  bool                 // the axis goes from 0 to 100
	Tick     func(float64) string // a number of the axis in words
}

// Draw draws a series as HTML. It is "" where there is nothing to compare.
func Draw(s Series) string {
	s.Readings = slices.Clone(s.Readings)
	slices.SortStableFunc(s.Readings, func(a, b Mark) int { return cmp.Compare(a.Day, b.Day) })
	switch {
	case len(s.Readings) > 1:
		return course(s)
	case len(s.Readings) == 1 && (s.Percent || s.Target != nil || s.Baseline != nil):
		return bar(s)
	}
	return ""
}

// marks are all figures of a series.
func (s Series) marks() []Mark {
	out := slices.Clone(s.Readings)
	for _, m := range []*Mark{s.Baseline, s.Target} {
		if m != nil {
			out = append(out, *m)
		}
	}
	return out
}
