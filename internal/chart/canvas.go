package chart

import (
	"fmt"
	"html"
	"strconv"
	"strings"
	"unicode"
)

// narrow is the width for which labels are placed: a phone of 320 pixels,
// without the margins of the page.
const narrow = 288

// Measures of letters at 16 pixels.
const (
	above = 13 // over the line on which letters stand
	below = 5  // under it
	gap   = 2  // between two labels, half of it
)

// canvas is a picture that is being drawn. x is up to narrow, and written as a
// share of the width; y is in pixels.
type canvas struct {
	b      strings.Builder
	height int
	labels []box
	dots   []box
	lines  []segment
}

type point struct{ x, y float64 }

type segment struct{ from, to point }

type box struct{ left, top, right, bottom float64 }

func (b box) overlaps(o box) bool {
	return b.left < o.right && o.left < b.right && b.top < o.bottom && o.top < b.bottom
}

// crosses tells whether a line goes through a box: it cuts off what lies outside, side by side,
// and looks whether anything is left.
func (b box) crosses(s segment) bool {
	enter, leave := 0.0, 1.0
	cut := func(from, by, low, high float64) {
		if by == 0 {
			if from <= low || from >= high {
				leave = -1
			}
			return
		}
		near, far := (low-from)/by, (high-from)/by
		enter, leave = max(enter, min(near, far)), min(leave, max(near, far))
	}
	cut(s.from.x, s.to.x-s.from.x, b.left, b.right)
	cut(s.from.y, s.to.y-s.from.y, b.top, b.bottom)
	return enter < leave
}

// page wraps what was drawn. Browsers keep the words in an image for screen readers,
// whatever its role says, so they are hidden: its label is all there is to hear.
func (c *canvas) page(name string) string {
	return fmt.Sprintf(`<svg class="partake-chart" role="img" aria-label="%s" width="100%%" height="%d"><g aria-hidden="true">`, escape(name), c.height) + c.b.String() + "</g></svg>"
}

// escape makes text safe in HTML, and takes out what no page may hold.
func escape(s string) string {
	clean := func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return ' '
		case unicode.IsControl(r), r&0xFFFE == 0xFFFE:
			return -1
		}
		return r
	}
	return html.EscapeString(strings.Map(clean, strings.ToValidUTF8(s, "")))
}

// across writes a place as a share of the width.
func across(x float64) string {
	return strconv.FormatFloat(x/narrow*100, 'f', 2, 64) + "%"
}

// down writes a place in pixels.
func down(y float64) string {
	return strings.TrimSuffix(strconv.FormatFloat(y, 'f', 1, 64), ".0")
}

func (c *canvas) line(class string, s segment) {
	fmt.Fprintf(&c.b, `<line class="%s" x1="%s" y1="%s" x2="%s" y2="%s"/>`, class, across(s.from.x), down(s.from.y), across(s.to.x), down(s.to.y))
}

func (c *canvas) dot(p point, r int) {
	c.keepFree(p)
	fmt.Fprintf(&c.b, `<circle class="partake-chart__dot" cx="%s" cy="%s" r="%d"/>`, across(p.x), down(p.y), r)
}

// diamond is the aim on its day: a square that the stylesheet moves to its middle and
// turns, for a path cannot have a place in percent.
func (c *canvas) diamond(p point) {
	c.keepFree(p)
	fmt.Fprintf(&c.b, `<rect class="partake-chart__diamond" x="%s" y="%s" width="10" height="10"/>`, across(p.x), down(p.y-5))
}

// keepFree keeps labels off a figure.
func (c *canvas) keepFree(p point) {
	const half = 6
	c.dots = append(c.dots, box{p.x - half, p.y - half, p.x + half, p.y + half})
}

func (c *canvas) rect(class string, b box) {
	fmt.Fprintf(&c.b, `<rect class="%s" x="%s" y="%s" width="%s" height="%s"/>`, class, across(b.left), down(b.top), across(b.right-b.left), down(b.bottom-b.top))
}

// spot is a place for a label: the point and which part of the words is there.
type spot struct {
	point
	anchor string // start, middle or end
}

// over and under are the places for the words of a figure.
func over(p point) spot  { return spot{point{p.x, p.y - 11}, "middle"} }
func under(p point) spot { return spot{point{p.x, p.y + 23}, "middle"} }

// width is how much room words need: in the bold letters of Arial, with as much more space
// between letters and words as WCAG 1.4.12 lets readers ask for.
func width(words string) float64 {
	w := 0.0
	for _, r := range words {
		switch {
		case r == ' ':
			w += 4.6 + 2.6
		case strings.ContainsRune(".,:;'’|!ijlI", r):
			w += 4.6
		case strings.ContainsRune("frt()-", r):
			w += 6.2
		case strings.ContainsRune("%mwWM—", r):
			w += 14.5
		case r < 0x250: // Latin letters and figures
			w += 9
		default:
			w += 16
		}
		w += 1.92
	}
	return w
}

// inside moves a spot so that the words do not leave the picture, and gives the room
// that they take.
func (s spot) inside(words string) (spot, box) {
	w := width(words)
	left := map[string]float64{"start": s.x, "middle": s.x - w/2, "end": s.x - w}[s.anchor]
	switch {
	case left < 0:
		s.x, s.anchor, left = 0, "start", 0
	case left+w > narrow:
		s.x, s.anchor, left = narrow, "end", narrow-w
	}
	return s, box{left - gap, s.y - above, left + w + gap, s.y + below}
}

// What is wrong with a spot. Words on words cannot be read; words on a figure
// hide it; words on a line can be read, for they have an edge.
const (
	onLine  = 1
	onDot   = 10
	onWords = 1000
)

func (c *canvas) cost(b box) int {
	cost := 0
	for _, l := range c.lines {
		if b.crosses(l) {
			cost += onLine
		}
	}
	for _, d := range c.dots {
		if b.overlaps(d) {
			cost += onDot
		}
	}
	for _, l := range c.labels {
		if b.overlaps(l) {
			cost += onWords
		}
	}
	if b.top < 0 || b.bottom > float64(c.height) {
		cost += onWords
	}
	return cost
}

// label writes words at the best of some spots. Words that may be left out are,
// where they would stand on a figure or on other words.
func (c *canvas) label(class, words string, optional bool, spots ...spot) {
	best, lowest := spot{}, -1
	var room box
	for _, s := range spots {
		s, b := s.inside(words)
		if cost := c.cost(b); lowest < 0 || cost < lowest {
			best, room, lowest = s, b, cost
		}
	}
	if words == "" || optional && lowest >= onDot {
		return
	}
	c.labels = append(c.labels, room)
	anchor := ""
	if best.anchor != "start" {
		anchor = ` text-anchor="` + best.anchor + `"`
	}
	fmt.Fprintf(&c.b, "<text class=\"%s\" x=\"%s\" y=\"%s\"%s>%s</text>\n", class, across(best.x), down(best.y), anchor, escape(words))
}
