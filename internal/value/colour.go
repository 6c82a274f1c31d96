package value

import (
	"fmt"
	"math"
	"regexp"
	"strconv"

	"example.org/partake/internal/frontmatter"
)

// Colour is a CSS colour in six figures: "#005a61".
type Colour string

var hexColour = regexp.MustCompile(`^#[0-9a-fA-F]{6}$`)

// UnmarshalText accepts #rrggbb only.
func (c *Colour) UnmarshalText(text []byte) error {
	if !hexColour.Match(text) {
		return &frontmatter.Mistake{Message: fmt.Sprintf("is not a colour such as \"#005a61\": %q", text), Hint: "write # and six figures or letters from a to f, in quotation marks"}
	}
	*c = Colour(text)
	return nil
}

// luminance is WCAG's relative luminance.
func (c Colour) luminance() float64 {
	var sum float64
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		n, _ := strconv.ParseUint(string(c[1+2*i:3+2*i]), 16, 8) // the pattern lets figures through only
		v := float64(n) / 255
		if v <= 0.04045 {
			v /= 12.92
		} else {
			v = math.Pow((v+0.055)/1.055, 2.4)
		}
		sum += weight * v
	}
	return sum
}

// Contrast is WCAG's contrast ratio, 1 to 21.
func Contrast(a, b Colour) float64 {
	x, y := a.luminance(), b.luminance()
	return (math.Max(x, y) + 0.05) / (math.Min(x, y) + 0.05)
}

// Defaults of the three colours, and those of text and links on them; also in
// layouts/css.
const (
	DefaultAccent     Colour = "#005a61"
	DefaultAccentText Colour = "#ffffff"
	DefaultAccentTint Colour = "#e8f2f2"
	BodyText          Colour = "#212b32"
	LinkBlue          Colour = "#005eb8"
)

// Or returns the colour, or another when none is set.
func (c Colour) Or(other Colour) Colour {
	if c == "" {
		return other
	}
	return c
}
