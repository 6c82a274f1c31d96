// Package diag says what an author got wrong: where, what, and what to write
// instead.
//
// A Diagnostic is either an Error, which stops the build, or Advice, which
// does not. Advice names who asks for the missing thing (4Pi, the HRA
// checklist …), so that an editor knows that it is not Partake's whim.
//
// The form that editors and their tools see is fixed:
//
//	content/opportunities/ward-food.md:7:1: unknown key "closess"
//	  7 | closess: 2027-05-03
//	    | ^
//	  did you mean "closes"?
package diag

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// Pos is a place in a source file. File is slash-separated and relative to the
// site's folder; Line and Col count from 1, Col in characters. Line 0 means
// the file as a whole.
type Pos struct {
	File      string
	Line, Col int
}

// String is "file:line:col", the form that editors can jump to.
func (p Pos) String() string {
	if p.Line == 0 {
		return p.File
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Col)
}

// Severity says whether a diagnostic stops the build.
type Severity int

// Error stops the build. Advice is printed by `partake check` only.
const (
	Error Severity = iota
	Advice
)

// Diagnostic is one finding about what an author wrote.
type Diagnostic struct {
	Pos
	Severity Severity
	Rule     string // the name by which a page silences it; Advice only
	Message  string
	Hint     string // what to write instead; "" when there is nothing to add
	Asker    string // who asks for it; Advice only
	Excerpt  string // the line at Pos, filled by Quote
}

// Errorf makes an error at a place. The hint comes before the message, so that
// leaving it empty is a choice one can see.
func Errorf(at Pos, hint, format string, args ...any) Diagnostic {
	return Diagnostic{Pos: at, Hint: hint, Message: fmt.Sprintf(format, args...)}
}

// Advicef makes a finding of a rule that does not stop the build, asked for by
// asker.
func Advicef(at Pos, rule, asker, hint, format string, args ...any) Diagnostic {
	return Diagnostic{Pos: at, Severity: Advice, Rule: rule, Asker: asker, Hint: hint, Message: fmt.Sprintf(format, args...)}
}

// List is the findings of one run.
type List []Diagnostic

// Add puts findings at the end.
func (l *List) Add(d ...Diagnostic) { *l = append(*l, d...) }

// Errors returns the findings that stop the build.
func (l List) Errors() List { return l.only(Error) }

// Advice returns the findings that do not stop it.
func (l List) Advice() List { return l.only(Advice) }

func (l List) only(s Severity) List {
	var out List
	for _, d := range l {
		if d.Severity == s {
			out = append(out, d)
		}
	}
	return out
}

// Sort orders by file, line, column and message and drops repeats, so that a
// run prints the same whatever order its parts finished in.
func (l *List) Sort() {
	slices.SortFunc(*l, func(a, b Diagnostic) int {
		if a.File != b.File {
			return cmp.Compare(a.File, b.File)
		}
		return cmp.Or(cmp.Compare(a.Line, b.Line),
			cmp.Compare(a.Col, b.Col), cmp.Compare(a.Severity, b.Severity), cmp.Compare(a.Message, b.Message), cmp.Compare(a.Rule, b.Rule))
	})
	*l = slices.Compact(*l)
}

// Quote fills the excerpts of a sorted list: it holds one file at a time. Files
// that can't be read are left without.
func (l List) Quote(read func(file string) ([]byte, error)) {
	name, lines := "", [][]byte(nil)
	for i := range l {
		d := &l[i]
		if d.Line == 0 {
			continue
		}
		if d.File != name {
			src, err := read(d.File)
			if err != nil {
				src = nil
			}
			name, lines = d.File, splitLines(src)
		}
		if d.Line <= len(lines) {
			d.Excerpt = excerpt(lines[d.Line-1], d.Col)
		}
	}
}

// excerpt is a line, or of a long one the part around a column.
func excerpt(line []byte, col int) string {
	if skip := skipped(col); skip > 0 && utf8.RuneCount(line) > excerptRunes {
		return "…" + printable([]byte(string([]rune(string(line))[min(skip, utf8.RuneCount(line)):])), excerptRunes)
	}
	return printable(line, excerptRunes)
}

// skipped is how many characters of a long line are left out before a column.
func skipped(col int) int {
	if col <= excerptRunes-40 {
		return 0
	}
	return col - 40
}

func splitLines(src []byte) [][]byte {
	src = bytes.TrimPrefix(src, []byte("\ufeff"))
	if bytes.IndexByte(src, '\r') >= 0 {
		src = bytes.ReplaceAll(src, []byte("\r\n"), []byte("\n"))
		src = bytes.ReplaceAll(src, []byte("\r"), []byte("\n"))
	}
	return bytes.Split(src, []byte("\n"))
}

// excerptRunes is how much of a long line is shown.
const excerptRunes = 160

// wordRunes is how much of a message or a hint is shown: all that we write, but
// not all that an author may have put into a value that it quotes.
const wordRunes = 1000

// printable cuts a line and takes out what could confuse a terminal.
func printable(line []byte, most int) string {
	if len(line) <= most && !slices.ContainsFunc(line, func(c byte) bool { return c < 0x20 || c >= 0x7f }) {
		return string(line)
	}
	clean := strings.Map(func(r rune) rune {
		switch {
		case r == '\t':
			return ' '
		case r < 0x20 || r >= 0x7f && r < 0xa0 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069:
			return '\ufffd'
		}
		return r
	}, string(bytes.ToValidUTF8(line, []byte("\ufffd"))))
	if runes := []rune(clean); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return clean
}

// Print writes at most most findings, then how many are left.
func (l List) Print(w io.Writer, most int) error {
	for i, d := range l {
		if i == most {
			_, err := fmt.Fprintf(w, "… and %d more\n", len(l)-most)
			return err
		}
		if _, err := io.WriteString(w, d.text()); err != nil {
			return err
		}
	}
	return nil
}

// caret is the column of the excerpt that is meant, 0 for none.
func (d Diagnostic) caret() int {
	if skip := skipped(d.Col); skip > 0 && strings.HasPrefix(d.Excerpt, "…") {
		return d.Col - skip + 1
	}
	if d.Col > excerptRunes {
		return 0
	}
	return d.Col
}

func (d Diagnostic) text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s", printable([]byte(d.Pos.String()), wordRunes), printable([]byte(d.Message), wordRunes))
	if d.Asker != "" {
		fmt.Fprintf(&b, " (asked for by %s)", d.Asker)
	}
	b.WriteString("\n")
	if d.Excerpt != "" {
		number := fmt.Sprint(d.Line)
		fmt.Fprintf(&b, "  %s | %s\n", number, d.Excerpt)
		if caret := d.caret(); caret > 0 {
			fmt.Fprintf(&b, "  %s | %s^\n", strings.Repeat(" ", len(number)), strings.Repeat(" ", caret-1))
		}
	}
	for line := range strings.Lines(d.Hint) {
		fmt.Fprintf(&b, "  %s\n", printable([]byte(strings.TrimSuffix(line, "\n")), wordRunes))
	}
	return b.String()
}
