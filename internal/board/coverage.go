package board

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"example.org/partake/internal/report"
	"example.org/partake/internal/value"
	"example.org/partake/internal/view"
	"example.org/partake/internal/wording"
)

// Coverage puts the gaps of a site into words, as the same kind of report.
func Coverage(c report.Coverage) view.Board {
	v := view.Board{Frame: view.Frame{Title: "Where nobody was asked or told"}, Period: c.Since.String() + " to " + c.Today.String()}
	for _, g := range c.Groups {
		gaps := g.Gaps()
		p := view.BoardPart{Heading: g.Name, Intro: []string{gapsIn(g, len(gaps))}}
		t := view.BoardTable{Caption: g.Name, Head: []string{wording.SentenceCase(g.One), "Something to take part in", "An answer to people"}}
		for _, x := range gaps {
			add(&t, view.BoardCell{Text: x.Title, URL: x.URL}, text(lately(x.Open, x.LastOpen, c)), text(lately(x.Told, x.LastTold, c)))
		}
		if len(t.Rows) > 0 {
			p.Tables = []view.BoardTable{t}
		}
		v.Parts = append(v.Parts, p)
	}
	Full(&v, c.Base)
	return v
}

// gapsIn says how many of a group have a gap.
func gapsIn(g report.Group, gaps int) string {
	switch {
	case len(g.Covered) == 0:
		return "The site has no " + strings.ToLower(g.Name) + "."
	case gaps == 0:
		return fmt.Sprintf("Nothing is missing: %d of %d %s had something to take part in and an answer.", len(g.Covered), len(g.Covered), strings.ToLower(g.Name))
	}
	return fmt.Sprintf("%d of %d %s had nothing to take part in, or no answer.", gaps, len(g.Covered), strings.ToLower(g.Name))
}

// lately says whether there was something, and when the last was where there was not.
func lately(is bool, last value.Date, c report.Coverage) string {
	switch {
	case is && last == c.Today:
		return "Yes, now"
	case is:
		return "Yes, " + last.String()
	case last == 0:
		return "Never"
	}
	return "Not since " + last.String()
}

// Text writes gaps for a terminal.
func Text(w io.Writer, v view.Board) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s\n", v.Title, v.Period)
	for _, p := range v.Parts {
		fmt.Fprintf(&b, "\n%s\n", strings.Join(p.Intro, " "))
		for _, t := range p.Tables {
			for _, r := range t.Rows {
				fmt.Fprintf(&b, "  %s\n", oneLine(r.Cells[0].Text))
				for _, c := range r.Cells[1:] {
					fmt.Fprintf(&b, "    %s: %s\n", c.Label, cmp.Or(c.Text, "–"))
				}
			}
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// oneLine takes out of a text what would move a terminal's cursor.
func oneLine(s string) string { return strings.Join(strings.FieldsFunc(s, breaks), " ") }
