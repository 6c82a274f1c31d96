package chart

import (
	"math"

	"example.org/partake/internal/value"
)

// axis is a range of numbers with those that are written beside it.
type axis struct{ ticks []float64 }

// axisOf finds round numbers around all figures, with 0 among them.
func axisOf(s Series) axis {
	if s.Percent {
		return axis{[]float64{0, 50, 100}}
	}
	low, high, whole := 0.0, 0.0, true
	for _, m := range s.marks() {
		low, high = min(low, m.Value), max(high, m.Value)
		whole = whole && m.Value == math.Trunc(m.Value)
	}
	if low == high {
		high = 1
	}
	n, tens := niceStep((high - low) / 5)
	if whole && tens < 0 {
		n, tens = 1, 0
	}
	var a axis
	for i := math.Floor(low / stretch(n, tens)); len(a.ticks) == 0 || a.high() < high; i++ {
		a.ticks = append(a.ticks, stretch(i*n, tens))
	}
	return a
}

// niceStep is 1, 2, 5 or 10 with so many noughts, and not less than rough.
func niceStep(rough float64) (n float64, tens int) {
	tens = int(math.Floor(math.Log10(rough)))
	for _, n := range []float64{1, 2, 5} {
		if stretch(n, tens) >= rough {
			return n, tens
		}
	}
	return 10, tens
}

// stretch gives x so many noughts. Below 0 it divides: 3 tenths are 0.3, and 3 times a
// tenth is a little more.
func stretch(x float64, tens int) float64 {
	if tens < 0 {
		return x / math.Pow10(-tens)
	}
	return x * math.Pow10(tens)
}

func (a axis) low() float64  { return a.ticks[0] }
func (a axis) high() float64 { return a.ticks[len(a.ticks)-1] }

// at is the place of a number between from and to. What lies outside the axis
// stands at its end.
func (a axis) at(x, from, to float64) float64 {
	share := (x - a.low()) / (a.high() - a.low())
	return from + min(max(share, 0), 1)*(to-from)
}

// span is a stretch of days and where it is drawn.
type span struct {
	first, last value.Date
	from, to    float64
}

// spanOf holds all readings and the day of the target.
func spanOf(s Series, from, to float64) span {
	out := span{s.Readings[0].Day, s.Readings[len(s.Readings)-1].Day, from, to}
	if t := s.Target; t != nil && t.Day != 0 {
		out.first, out.last = min(out.first, t.Day), max(out.last, t.Day)
	}
	return out
}

func (p span) at(d value.Date) float64 {
	if p.first == p.last {
		return (p.from + p.to) / 2
	}
	return p.from + (p.to-p.from)*float64(d-p.first)/float64(p.last-p.first)
}

// year is a year of the span: where it begins and ends.
type year struct {
	number   int
	from, to float64
	begins   bool // its 1 January is in the span
	short    bool // too little of it is in the span for its number, which would stand below another year
}

// years are those that get a label: all, or every second, fifth, tenth …
func (p span) years() []year {
	first, last := p.first.Year(), p.last.Year()
	every := 1
	for _, n := range []int{2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000} {
		if p.at(value.NewYear(first+every))-p.at(value.NewYear(first)) < roomForYear && first < last {
			every = n
		}
	}
	var out []year
	for n := first; n <= last; n++ {
		if n%every != 0 {
			continue
		}
		begin, end := value.NewYear(n), value.NewYear(n+1)
		y := year{number: n, from: p.at(max(begin, p.first)), to: p.at(min(end, p.last)), begins: begin >= p.first}
		y.short = every == 1 && first < last && y.to-y.from < roomForYear/2
		out = append(out, y)
	}
	return out
}

// roomForYear is how much of the width a year's number needs.
const roomForYear = 44
