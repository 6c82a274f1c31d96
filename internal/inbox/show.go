package inbox

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"example.org/partake/internal/casework"
	"example.org/partake/internal/form"
	"example.org/partake/internal/intake"
	"example.org/partake/internal/seal"
)

// Show writes all that a record says, in the order of its form's page.
func (w Words) Show(out io.Writer, e Entry) error {
	var b strings.Builder
	w.top(&b, e)
	for _, said := range w.Said(e) {
		answer(&b, said)
	}
	_, err := io.WriteString(out, b.String())
	return err
}

// Said is a question with what was said, as a stranger wrote it: see Printable.
type Said struct {
	Label, Text string
	Consent     bool // to keep what it says about health
}

// Said are the questions of a record's form with what was said, in the order of the
// page. It is empty for a record that does not open.
func (w Words) Said(e Entry) []Said {
	if e.Problem != nil {
		return nil
	}
	var all []Said
	f := w.form(e.Answers)
	row := f.Row(e.Answers)
	for i, c := range f.Columns() {
		asked := i < len(f.Fields)
		if asked && f.Fields[i].Kind == "opportunity" && (row[i] == "" || row[i] == e.Opportunity) {
			continue // it is said above
		}
		if row[i] == "" && (!asked || f.Fields[i].Group != "") {
			continue // one of several ways to answer, or nothing else was said
		}
		all = append(all, Said{Label: c.Label, Text: row[i], Consent: agreed(e.Answers, c.ID)})
	}
	return all
}

// Name is what somebody wrote as their name, "" where the form does not ask for it.
func (w Words) Name(e Entry) string {
	for _, in := range w.form(e.Answers).Fields {
		if in.Autocomplete == "name" && e.Problem == nil {
			return e.Answers.Value(in.ID)
		}
	}
	return ""
}

func (w Words) top(b *strings.Builder, e Entry) {
	about := "none in particular"
	if e.Opportunity != "" {
		about = w.title(e.Opportunity)
	}
	for _, x := range [][2]string{
		{"Reference", e.Reference},
		{"Form", w.FormTitle(e.Form)},
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
func answer(b *strings.Builder, a Said) {
	fmt.Fprintf(b, "\n%s\n", oneLine(a.Label))
	said := a.Text
	if said == "" {
		said = "(no answer)"
	}
	for line := range strings.SplitSeq(Printable(said), "\n") {
		fmt.Fprintln(b, strings.TrimRight("    "+line, " "))
	}
	if a.Consent {
		b.WriteString("    (about their health: they agreed that you keep this)\n")
	}
}

// FormTitle is what a form is called, or else its id.
func (w Words) FormTitle(id string) string {
	if f, ok := w.forms[id]; ok {
		return f.Title
	}
	return id
}

func agreed(a form.Answers, id string) bool {
	for _, x := range a.Given {
		if x.ID == id {
			return x.Consent
		}
	}
	return false
}

// Also says what a record is marked as beside the mark that counts, and when: of
// marks that people made who did not know of each other. It is "" where all agree.
func Also(standing []casework.Step, words func(intake.State) string) string {
	var out []string
	for i, m := range standing {
		said := words(m.State) + " on " + Long(m.Day)
		if i > 0 && m.State != standing[0].State && !slices.Contains(out, said) {
			out = append(out, said)
		}
	}
	return strings.Join(out, " and ")
}

// ShowSteps writes what the team did with a record.
func ShowSteps(out io.Writer, steps []casework.Step, ids []seal.Identity) error {
	var b strings.Builder
	for _, s := range steps {
		label := fmt.Sprintf("%s, by the %s", Long(s.Day), s.Who)
		if s.IsMark() {
			answer(&b, Said{Label: label, Text: "Marked " + string(s.State)})
			continue
		}
		text, err := s.Read(ids...)
		if err != nil {
			text = fmt.Sprintf("(a note that does not open: %v)", err)
		}
		answer(&b, Said{Label: label, Text: text})
	}
	if also := Also(casework.Standing(steps), func(s intake.State) string { return string(s) }); also != "" {
		answer(&b, Said{Label: "Two people marked this and did not know of each other", Text: "Also marked " + also + ". Mark it once more to decide."})
	}
	if b.Len() == 0 {
		return nil
	}
	_, err := io.WriteString(out, "\nWHAT WAS DONE\n"+b.String())
	return err
}
