package diag

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

// Report writes findings for people, file by file:
//
//	content/opportunities/ward-food.md
//	  7:1  advice: the title has 70 characters, over 65
//	       7 | title: "…"
//	       say it in fewer words
//	       asked for by NHS content guide [long-title]
func (l List) Report(w io.Writer) error {
	var b strings.Builder
	for i, d := range l {
		if i == 0 || l[i-1].File != d.File {
			if i > 0 {
				b.WriteByte('\n')
			}
			b.WriteString(printable([]byte(d.File), wordRunes) + "\n")
		}
		d.entry(&b)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// entry writes a finding below the name of its file.
func (d Diagnostic) entry(b *strings.Builder) {
	at, margin := "", strings.Repeat(" ", 2)
	if d.Line > 0 {
		at = fmt.Sprintf("%d:%d  ", d.Line, d.Col)
		margin = strings.Repeat(" ", 2+len(at))
	}
	fmt.Fprintf(b, "  %s%s: %s\n", at, d.Severity, printable([]byte(d.Message), wordRunes))
	if d.Excerpt != "" && d.Excerpt != "---" {
		fmt.Fprintf(b, "%s%d | %s\n", margin, d.Line, d.Excerpt)
	}
	for line := range strings.Lines(d.Hint) {
		fmt.Fprintf(b, "%s%s\n", margin, printable([]byte(strings.TrimSuffix(line, "\n")), wordRunes))
	}
	if d.Severity == Advice {
		fmt.Fprintf(b, "%sasked for by %s [%s]\n", margin, d.Asker, d.Rule)
	}
}

// String is the word that reports use.
func (s Severity) String() string {
	if s == Advice {
		return "advice"
	}
	return "error"
}

// finding is a Diagnostic in JSON. Its keys are a contract with scripts.
type finding struct {
	File     string `json:"file"`
	Line     int    `json:"line"` // 0 for the file as a whole
	Col      int    `json:"col"`
	Severity string `json:"severity"` // error or advice
	Rule     string `json:"rule"`     // "" for errors
	Message  string `json:"message"`
	Hint     string `json:"hint"`
	Asker    string `json:"asker"`
	Excerpt  string `json:"excerpt"`
}

// JSON writes findings for programs: one object, with the findings in the order
// of the list.
func (l List) JSON(w io.Writer) error {
	out := struct {
		Errors   int       `json:"errors"`
		Advice   int       `json:"advice"`
		Findings []finding `json:"findings"`
	}{len(l.Errors()), len(l.Advice()), make([]finding, 0, len(l))}
	for _, d := range l {
		out.Findings = append(out.Findings, finding{d.File, d.Line, d.Col, d.Severity.String(), d.Rule, d.Message, d.Hint, d.Asker, d.Excerpt})
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(out)
}

// GitHub writes findings as the commands that GitHub shows beside the lines of a
// change.
func (l List) GitHub(w io.Writer) error {
	var b strings.Builder
	for _, d := range l {
		command, title, text := "error", "Mistake", d.Message
		if d.Severity == Advice {
			command, title = "warning", d.Rule
		}
		if d.Hint != "" {
			text += "\n" + d.Hint
		}
		if d.Asker != "" {
			text += "\nasked for by " + d.Asker
		}
		fmt.Fprintf(&b, "::%s file=%s,", command, property.Replace(printable([]byte(d.File), wordRunes)))
		if d.Line > 0 {
			fmt.Fprintf(&b, "line=%d,col=%d,", d.Line, d.Col)
		}
		fmt.Fprintf(&b, "title=%s::%s\n", property.Replace(title), data.Replace(printableLines(text)))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// printableLines is text of several lines, each as a terminal may show it: logs
// end up in one.
func printableLines(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = printable([]byte(line), wordRunes)
	}
	return strings.Join(lines, "\n")
}

// The escapes of GitHub's commands.
var (
	data     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	property = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)
