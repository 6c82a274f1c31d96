package chart

// Places of a bar, in pixels from the top.
const (
	barTop    = 30
	barBottom = 58
	barWords  = 78  // where the value and the ends of the axis stand
	barBegan  = 102 // where the beginning stands
)

// bar draws a single reading beside what it can be compared with.
func bar(s Series) string {
	c := &canvas{height: barWords + below + 3}
	if s.Baseline != nil {
		c.height = barBegan + below + 3
	}
	a := axisOf(s)
	at := func(v float64) float64 { return a.at(v, 1, narrow-1) }
	now := s.Readings[0]
	zero, value := at(0), at(now.Value)
	c.rect("partake-chart__all", box{at(a.low()), barTop, at(a.high()), barBottom})
	c.rect("partake-chart__part", box{min(zero, value), barTop, max(zero, value), barBottom})
	if b := s.Baseline; b != nil {
		x := at(b.Value)
		c.mark("partake-chart__baseline", segment{point{x, barTop}, point{x, barBegan - above}})
		c.label("partake-chart__word", b.Words, false, spot{point{x, barBegan}, "middle"})
	}
	if t := s.Target; t != nil {
		x := at(t.Value)
		c.mark("partake-chart__target", segment{point{x, barTop - 8}, point{x, barBottom}})
		c.label("partake-chart__word", t.Words, false, spot{point{x, barTop - 12}, "middle"})
	}
	words := spot{point{value, barTop - 8}, "middle"} // above the bar, where the words of an aim do not stand
	if s.Target != nil {
		words.y = barWords
	}
	c.label("partake-chart__value", now.Words, false, words)
	c.label("partake-chart__tick", s.Tick(a.low()), true, spot{point{0, barWords}, "start"})
	c.label("partake-chart__tick", s.Tick(a.high()), true, spot{point{narrow, barWords}, "end"})
	return c.page(s.Name)
}

// mark draws a line that can be told from the bar behind it.
func (c *canvas) mark(class string, s segment) {
	c.line("partake-chart__edge", s)
	c.line(class, s)
}
