package inbox

import (
	"example.org/partake/internal/form"
)

// Form finds a form by its whole id.
func (w Words) Form(id string) (form.Form, bool) {
	f, ok := w.forms[id]
	return f, ok
}

// Title is what an opportunity is called, or else its id.
func (w Words) Title(opportunity string) string { return w.title(opportunity) }
