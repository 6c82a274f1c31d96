// Package qr draws a QR code as an svg: black on white, as one path, with the
// quiet edge that a phone needs to find it.
//
// It is drawn when a page is rendered and not when its key is made: the text is
// enough for that. Error correction is of level M, so that a code can be read when
// a corner is torn off.
package qr

import (
	"fmt"
	"html"
	"strconv"
	"sync"

	"rsc.io/qr/coding"
)

// quiet is the empty edge around a code, in modules. The standard asks for 4.
const quiet = 4

// plans say where each bit of a code stands. They depend on its size alone, and
// making one takes longer than all the rest.
var plans sync.Map // of *coding.Plan, by coding.Version

// SVG draws a text. The label says to people who do not see the code what it is
// for.
func SVG(text, label string) (string, error) {
	code, err := encode(text)
	if err != nil {
		return "", err
	}
	side := strconv.Itoa(code.Size + 2*quiet)
	out := make([]byte, 0, 2048)
	out = append(out, `<svg viewBox="0 0 `+side+" "+side+`" role="img" aria-label="`+html.EscapeString(label)+`"><path fill="#fff" d="M0 0h`+side+"v"+side+"H0z\"/>"...)
	out = append(out, `<path stroke="#000" shape-rendering="crispEdges" d="`...)
	return string(append(path(out, code), `"/></svg>`...)), nil
}

// encode makes the smallest code that holds the text.
func encode(text string) (*coding.Code, error) {
	bytes := coding.String(text)
	for v := coding.Version(coding.MinVersion); v <= coding.MaxVersion; v++ {
		if bytes.Bits(v) > v.DataBytes(coding.M)*8 {
			continue
		}
		plan, err := planOf(v)
		if err != nil {
			return nil, err
		}
		return plan.Encode(bytes)
	}
	return nil, fmt.Errorf("a QR code can't hold %d characters", len(text))
}

func planOf(v coding.Version) (*coding.Plan, error) {
	if known, ok := plans.Load(v); ok {
		return known.(*coding.Plan), nil
	}
	plan, err := coding.NewPlan(v, coding.M, 0)
	if err != nil {
		return nil, err
	}
	plans.Store(v, plan)
	return plan, nil
}

// path draws the black modules as lines of one module's height, each a step from
// the one before: half the length of squares with a place of their own.
func path(out []byte, code *coding.Code) []byte {
	out = append(out, "M"...)
	out = strconv.AppendInt(out, quiet, 10)
	out = append(out, " 4.5"...)
	atX, atY := 0, 0
	for y := range code.Size {
		for x := 0; x < code.Size; x++ {
			if !code.Black(x, y) {
				continue
			}
			end := x + 1
			for code.Black(end, y) {
				end++
			}
			out = step(out, x-atX, y-atY)
			out = number(append(out, 'h'), end-x)
			atX, atY, x = end, y, end
		}
	}
	return out
}

func step(out []byte, dx, dy int) []byte {
	if dx == 0 && dy == 0 {
		return out
	}
	out = append(number(append(out, 'm'), dx), ' ')
	return number(out, dy)
}

// number writes a number, which is mostly a digit.
func number(out []byte, n int) []byte {
	if 0 <= n && n < 10 {
		return append(out, byte('0'+n))
	}
	return strconv.AppendInt(out, int64(n), 10)
}
