package layout

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"

	"example.org/partake/internal/diag"
)

// Mistake is a fault in a layout, at its place. File is relative to layouts/;
// Col is 0 where the template engine does not say.
type Mistake struct {
	File      string
	Line, Col int
	Message   string
	err       error
}

// Error has the form of all positions: layouts/file:line:col: message.
func (m *Mistake) Error() string {
	place := fmt.Sprintf("layouts/%s:%d", m.File, m.Line)
	if m.Col > 0 {
		place += ":" + strconv.Itoa(m.Col)
	}
	return place + ": " + m.Message
}

// Unwrap returns the template engine's own error.
func (m *Mistake) Unwrap() error { return m.err }

// place finds the position in the errors of text/template and html/template,
// which give it as text only: "template: card.html:3:14: message".
var place = regexp.MustCompile(`(?s)^(?:html/)?template: ?([^:]+):(\d+)(?::(\d+))?: (.*)$`)

// locate turns an error of the template engine into a Mistake. It leaves other
// errors, such as those of a writer, as they are.
func locate(err error) error {
	m := place.FindStringSubmatch(err.Error())
	if m == nil {
		return err
	}
	line, _ := strconv.Atoi(m[2])
	col, _ := strconv.Atoi(m[3])
	return &Mistake{File: m[1], Line: line, Col: col, Message: m[4], err: err}
}

// Findings turns a mistake in the site's own layouts, which may also show while a
// page is rendered, into a finding; any other error stays one.
func Findings(err error) (diag.List, error) {
	var m *Mistake
	if !errors.As(err, &m) {
		return nil, err
	}
	at := diag.Pos{File: "layouts/" + m.File, Line: m.Line, Col: max(1, m.Col)}
	return diag.List{diag.Errorf(at, "", "%s", m.Message)}, nil
}
