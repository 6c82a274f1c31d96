package inbox

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"

	"example.org/partake/internal/form"
	"example.org/partake/internal/intake"
	"example.org/partake/internal/spreadsheet"
)

// Table is a file in the making. Close ends it; it does not close what it writes
// to.
type Table interface {
	Write(e Entry) error
	Close() error
}

// clear are the columns of a table that were never sealed.
var clear = []string{"Reference", "Received", "Delete by", "State", "Form", "Opportunity", "About", "May be spam", "Problem"}

// csvTable has a column for each question of all its forms.
type csvTable struct {
	words Words
	out   *csv.Writer
	at    map[string]int // the column of a question
	rest  int            // the column of answers that have none
	cells int
}

// NewCSV starts a table for spreadsheets: RFC 4180, with the columns of these
// forms. The mark at the start of the file is for Excel, which takes the letters
// for those of an older alphabet without it.
func NewCSV(w io.Writer, words Words, forms []string, mark bool) (Table, error) {
	if mark {
		if _, err := io.WriteString(w, "\ufeff"); err != nil {
			return nil, err
		}
	}
	t := &csvTable{words: words, out: csv.NewWriter(w), at: map[string]int{}}
	t.out.UseCRLF = true
	head := slices.Clone(clear)
	for _, id := range forms {
		for _, in := range words.forms[id].Fields {
			if _, ok := t.at[in.ID]; !ok {
				t.at[in.ID] = len(head)
				head = append(head, in.Label)
			}
		}
	}
	for _, c := range (form.Form{}).Columns() { // for answers to no question of these
		t.rest = len(head)
		head = append(head, c.Label)
	}
	t.cells = len(head)
	return t, t.write(head)
}

func (t *csvTable) write(cells []string) error {
	for i, c := range cells {
		cells[i] = spreadsheet.Cell(c)
	}
	return t.out.Write(cells)
}

// Write adds a row.
func (t *csvTable) Write(e Entry) error {
	cells := make([]string, t.cells)
	copy(cells, []string{
		e.Reference, Iso(e.Received), Iso(e.Expires), string(e.State), e.Form, e.Opportunity, t.words.titles[e.Opportunity], strings.Join(e.Flags, ", "),
	})
	if e.Problem != nil {
		cells[len(clear)-1] = e.Problem.Error()
		return t.write(cells)
	}
	f := t.words.forms[e.Answers.Form] // or an empty one: then all are other answers
	row := f.Row(e.Answers)
	cells[t.rest] = row[len(f.Fields)]
	for i, in := range f.Fields {
		said := row[i]
		if in.Kind == "phone" && said != "" {
			said = "'" + said // a spreadsheet would take the 0 away
		}
		if at, ok := t.at[in.ID]; ok {
			cells[at] = said
		} else if said != "" { // a form that came in the meantime
			cells[t.rest] += in.Label + ": " + said + "\n"
		}
	}
	return t.write(cells)
}

// Close writes what is left.
func (t *csvTable) Close() error {
	t.out.Flush()
	return t.out.Error()
}

// jsonTable is an array of objects, one a line.
type jsonTable struct {
	words Words
	out   *bufio.Writer
	n     int
}

// NewJSON starts an array. It holds the answers exactly as they were sent.
func NewJSON(w io.Writer, words Words) Table {
	return &jsonTable{words: words, out: bufio.NewWriter(w)}
}

// object is a record in JSON.
type object struct {
	Reference   string       `json:"reference"`
	Received    string       `json:"received"`
	DeleteBy    string       `json:"delete_by"`
	State       intake.State `json:"state"`
	Form        string       `json:"form"`
	Opportunity string       `json:"opportunity,omitempty"`
	About       string       `json:"about,omitempty"` // the opportunity's title
	Flags       []string     `json:"flags,omitempty"`
	Problem     string       `json:"problem,omitempty"`
	AlsoMarked  []string     `json:"also_marked,omitempty"` // by people who did not know of each other
	Answers     []said       `json:"answers,omitempty"`
}

type said struct {
	ID      string   `json:"id"`
	Label   string   `json:"label"`
	Values  []string `json:"values"`
	Consent bool     `json:"consent,omitempty"` // to keep what it says about health
}

// JSON is a record as a line of JSON. Without answers it says only what stands
// in clear columns.
func (w Words) JSON(e Entry) ([]byte, error) {
	o := object{
		Reference: e.Reference, Received: Iso(e.Received), DeleteBy: Iso(e.Expires), State: e.State, Form: e.Form, Opportunity: e.Opportunity,
		About: w.titles[e.Opportunity], Flags: e.Flags,
	}
	if e.Problem != nil {
		o.Problem = e.Problem.Error()
	}
	for _, m := range e.Standing {
		if m.State != e.State && !slices.Contains(o.AlsoMarked, string(m.State)) {
			o.AlsoMarked = append(o.AlsoMarked, string(m.State))
		}
	}
	labels := map[string]string{form.CameBy: form.CameByLabel}
	for _, c := range w.form(e.Answers).Columns() {
		labels[c.ID] = c.Label
	}
	for _, x := range e.Answers.Given {
		o.Answers = append(o.Answers, said{ID: x.ID, Label: labels[x.ID], Values: x.Values, Consent: x.Consent})
	}
	b, err := json.Marshal(o)
	return escaped(b), err
}

// escaped writes what a terminal would obey as \u009b: the same text to every
// program that reads JSON.
func escaped(b []byte) []byte {
	var out bytes.Buffer
	for _, r := range string(b) {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			fmt.Fprintf(&out, `\u%04x`, r)
		} else {
			out.WriteRune(r)
		}
	}
	return out.Bytes()
}

// Write adds an object.
func (t *jsonTable) Write(e Entry) error {
	b, err := t.words.JSON(e)
	if err != nil {
		return err
	}
	between := ",\n"
	if t.n++; t.n == 1 {
		between = "[\n"
	}
	if _, err := t.out.WriteString(between); err != nil {
		return err
	}
	_, err = t.out.Write(b)
	return err
}

// Close ends the array.
func (t *jsonTable) Close() error {
	end := "\n]\n"
	if t.n == 0 {
		end = "[]\n"
	}
	if _, err := t.out.WriteString(end); err != nil {
		return err
	}
	return t.out.Flush()
}
