package chart

import "strconv"

// Places of a course, in pixels from the top.
const (
	top    = 28  // the highest number of the axis: above it is room for a label
	bottom = 188 // the lowest
	tall   = 222 // with the years below
	right  = narrow - 20
)

// most is up to how many readings each has its words. Of more, the first and the
// last have.
const most = 6

// course draws several readings over time.
func course(s Series) string {
	c := &canvas{height: tall}
	a := axisOf(s)
	left := c.numbers(s, a)
	days := spanOf(s, left+12, right)
	c.yearLabels(days)
	level := func(v float64) segment {
		y := a.at(v, bottom, top)
		return segment{point{left, y}, point{narrow, y}}
	}
	if b := s.Baseline; b != nil {
		c.level("partake-chart__baseline", level(b.Value))
	}
	if t := s.Target; t != nil {
		c.level("partake-chart__target", level(t.Value))
	}
	var points []point
	for _, r := range s.Readings {
		points = append(points, point{days.at(r.Day), a.at(r.Value, bottom, top)})
	}
	if t := s.Target; t != nil {
		c.diamond(point{days.at(t.Day), level(t.Value).from.y})
	}
	c.readings(points)
	c.words(s, points, level)
	return c.page(s.Name)
}

// numbers draws the axis of numbers and gives the place right of their words.
func (c *canvas) numbers(s Series, a axis) float64 {
	left := 0.0
	for _, t := range a.ticks {
		left = max(left, width(s.Tick(t))+6)
	}
	left = min(left, narrow/2)
	for i, t := range a.ticks {
		y := a.at(t, bottom, top)
		class := "partake-chart__grid"
		if t == 0 {
			class = "partake-chart__zero"
		}
		c.line(class, segment{point{left, y}, point{narrow, y}})
		c.label("partake-chart__tick", s.Tick(t), i > 0, spot{point{left - 6, y + 5}, "end"})
	}
	return left
}

// yearLabels writes each year in the middle of its stretch, with a stroke where it
// begins.
func (c *canvas) yearLabels(days span) {
	for _, y := range days.years() {
		if y.begins {
			c.line("partake-chart__tickmark", segment{point{y.from, bottom}, point{y.from, bottom + 6}})
		}
		if y.short {
			continue
		}
		c.label("partake-chart__tick", strconv.Itoa(y.number), true, spot{point{(y.from + y.to) / 2, bottom + 25}, "middle"})
	}
}

func (c *canvas) level(class string, s segment) {
	c.lines = append(c.lines, s)
	c.line(class, s)
}

// readings draws the line through the readings, and on it a dot for each. The last one is
// larger.
func (c *canvas) readings(points []point) {
	for i := range points[1:] {
		s := segment{points[i], points[i+1]}
		c.lines = append(c.lines, s)
		c.line("partake-chart__line", s)
	}
	for i, p := range points {
		r := 4
		if len(points) > 2*most {
			r = 2
		}
		if i == len(points)-1 {
			r = 6
		}
		c.dot(p, r)
	}
}

// words writes what the figures and the lines are, the most important first.
func (c *canvas) words(s Series, points []point, level func(float64) segment) {
	last := len(points) - 1
	c.label("partake-chart__value", s.Readings[last].Words, false, over(points[last]), under(points[last]))
	if t := s.Target; t != nil {
		c.label("partake-chart__word", t.Words, false, beside(level(t.Value))...)
	}
	if b := s.Baseline; b != nil {
		c.label("partake-chart__word", b.Words, false, beside(level(b.Value))...)
	}
	for i := range last {
		if len(points) > most && i > 0 {
			break
		}
		c.label("partake-chart__value", s.Readings[i].Words, i > 0, over(points[i]), under(points[i]))
	}
}

// beside are the places for the words of a level line.
func beside(s segment) []spot {
	y := s.from.y
	return []spot{
		{point{s.to.x, y - 12}, "end"},
		{point{s.from.x + 2, y - 8}, "start"},
		{point{s.to.x, y + 25}, "end"},
		{point{s.from.x + 2, y + 19}, "start"},
		{point{(s.from.x + s.to.x) / 2, y - 8}, "middle"},
		{point{(s.from.x + s.to.x) / 2, y + 19}, "middle"},
	}
}
