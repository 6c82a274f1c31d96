package inbox

import (
	"fmt"
	"io"
	"strings"

	"example.org/partake/internal/form"
)

// Show writes all that a record says, in the order of its form's page.
func (w Words) Show(out io.Writer, e Entry) error {
	var b strings.Builder
	w.top(&b, e)
	if e.Problem == nil {
		f := w.form(e.Answers)
		row := f.Row(e.Answers)
		for i, c := range f.Columns() {
			if row[i] == "" && (i >= len(f.Fields) || f.Fields[i].Group != "" || f.Fields[i].Kind == "opportunity") {
				continue // one of several ways to answer, or said above, or nothing else was said
			}
			answer(&b, c.Label, row[i], agreed(e.Answers, c.ID))
		}
	}
	_, err := io.WriteString(out, b.String())
	return err
}

func (w Words) top(b *strings.Builder, e Entry) {
	name := e.Form
	if f, ok := w.forms[e.Form]; ok {
		name = f.Title
	}
	about := "none in particular"
	if e.Opportunity != "" {
		about = w.title(e.Opportunity)
	}
	for _, x := range [][2]string{
		{"Reference", e.Reference},
		{"Form", name},
		{"Opportunity", about},
		{"Received", Long(e.Received)},
		{"Delete by", Long(e.Expires)},
		{"State", string(e.State)},
		{"May be spam", strings.Join(e.Flags, ", ")},
	} {
		if x[1] != "" {
			fmt.Fprintf(b, "%-13s%s\n", x[0]+":", oneLine(x[1]))
		}
	}
}

// answer writes a question and what was said, indented so that no answer can be
// taken for a question.
func answer(b *strings.Builder, label, said string, agreed bool) {
	fmt.Fprintf(b, "\n%s\n", oneLine(label))
	if said == "" {
		said = "(no answer)"
	}
	for line := range strings.SplitSeq(Printable(said), "\n") {
		fmt.Fprintln(b, strings.TrimRight("    "+line, " "))
	}
	if agreed {
		b.WriteString("    (about their health: they agreed that you keep this)\n")
	}
}

func agreed(a form.Answers, id string) bool {
	for _, x := range a.Given {
		if x.ID == id {
			return x.Consent
		}
	}
	return false
}
