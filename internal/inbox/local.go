package inbox

import (
	"example.org/partake/internal/form"
	"example.org/partake/internal/intake"
)

// Local makes a record that was typed in here one of a copy: the team has it, and
// a checksum stands in the place of what only a desk can make.
func Local(r intake.Record) intake.Record {
	r = asCopy(r)
	r.Seal = sum("sealed here", r.ID[:], r.Blob)
	return r
}

// Form finds a form by its whole id.
func (w Words) Form(id string) (form.Form, bool) {
	f, ok := w.forms[id]
	return f, ok
}

// Title is what an opportunity is called, or else its id.
func (w Words) Title(opportunity string) string { return w.title(opportunity) }
