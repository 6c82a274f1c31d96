package layout

import "example.org/partake/internal/evaluator"

// Refused says why html/template had to run some of the layouts so far.
func (l *Layout) Refused() []error {
	var out []error
	for _, set := range []map[string]*evaluator.Template{l.kinds, l.feeds, l.parts} {
		for _, t := range set {
			out = append(out, t.Refused()...)
		}
	}
	return out
}
