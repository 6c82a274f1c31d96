package form

import "strings"

// Column is a column of the team's table.
type Column struct{ ID, Label string }

// others is the last column: answers to questions that the form no longer has.
var others = Column{ID: "_others", Label: "Other answers"}

// Columns are the columns of the team's table, in page order.
func (f Form) Columns() []Column {
	out := make([]Column, 0, len(f.Fields)+1)
	for _, in := range f.Fields {
		out = append(out, Column{ID: in.ID, Label: in.Label})
	}
	return append(out, others)
}

// CameBy is the answer by which the team says how something came that was not
// sent on the web. No form asks for it, and it is sealed like the others.
const (
	CameBy      = "_came_by"
	CameByLabel = "How it came"
)

// Row is a cell for each of the Columns. It is text as people wrote it: who
// writes a file or to a terminal makes it safe there.
func (f Form) Row(a Answers) []string {
	out := make([]string, 0, len(f.Fields)+1)
	for _, in := range f.Fields {
		out = append(out, strings.Join(in.said(a), "; "))
	}
	var rest []string
	for _, x := range a.Given {
		if _, ok := f.input(x.ID); !ok {
			rest = append(rest, strings.Replace(x.ID, CameBy, CameByLabel, 1)+": "+strings.Join(x.Values, "; "))
		}
	}
	return append(out, strings.Join(rest, "\n"))
}

// said are an answer's values in words.
func (in Input) said(a Answers) []string {
	var out []string
	for _, v := range a.values(in.ID) {
		switch {
		case in.Kind == "consent":
			v = "Yes"
		case in.Options != nil:
			v = in.words(v)
		}
		out = append(out, v)
	}
	return out
}

// SummaryRow is a row of the page on which people check their answers.
type SummaryRow struct {
	ID         string // of the input that a link to change it leads to
	Label      string
	Paragraphs []string // none for a question that was left out
	Consent    bool     // the person ticked that we may keep it
}

// Summary is what the person is about to send, in page order. Of a group only
// what was filled in is shown, and the opportunity is for the page to name.
func (f Form) Summary(a Answers) []SummaryRow {
	var out []SummaryRow
	for _, in := range f.Fields {
		said := in.said(a)
		if in.Kind == "opportunity" || in.Group != "" && said == nil {
			continue
		}
		out = append(out, SummaryRow{ID: in.ID, Label: in.Label, Paragraphs: paragraphs(said), Consent: said != nil && in.Health})
	}
	return out
}

// paragraphs are the lines that say something.
func paragraphs(said []string) []string {
	var out []string
	for _, s := range said {
		for line := range strings.SplitSeq(s, "\n") {
			if line = strings.TrimFunc(line, edge); line != "" {
				out = append(out, line)
			}
		}
	}
	return out
}
