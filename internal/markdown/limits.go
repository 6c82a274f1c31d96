package markdown

import (
	"bytes"
	"fmt"

	"example.org/partake/internal/diag"
)

// Limits of a text: far above what people write, low enough that no page takes two
// seconds. Measured with a megabyte of each on one core: a list nested 1,500 deep
// took 5 seconds, 350,000 times "[](" 33, 200,000 stars 2; a short row costs as much
// as its table is wide, so that half a megabyte could ask for 500 million cells.
const (
	maxIndent   = 200 // columns: 100 lists inside each other
	maxMarkers  = 32  // of lists and quotations on one line
	maxBrackets = 5_000
	maxSigns    = 20_000 // that may open something
	maxLines    = 20_000 // a megabyte of ordinary text has fewer
	maxBlocks   = 50_000 // markers of lists and quotations
	maxCells    = 50_000 // of tables
)

// excess counts what is in a text.
type excess struct {
	lines, brackets, signs, blocks, cells int

	columns int // of the table in which a line may be
}

// tooMuch finds what is far beyond what people write, before the parser has to
// follow it.
func tooMuch(src Source) diag.List {
	var x excess
	number := src.Line - 1
	for line := range bytes.Lines(src.Body) {
		number++
		if len(bytes.TrimSpace(line)) == 0 {
			x.columns = 0
			continue
		}
		message, hint := x.line(line)
		if message == "" {
			message, hint = x.page()
		}
		if message != "" {
			return diag.List{diag.Errorf(diag.Pos{File: src.File, Line: number, Col: 1}, hint, "%s", message)}
		}
	}
	return nil
}

// line counts a line, and says whether it goes too deep.
func (x *excess) line(line []byte) (message, hint string) {
	rest := bytes.TrimLeft(line, " \t")
	indent, markers := len(line)-len(rest), 0
	for n := marker(rest); n > 0; n = marker(rest) {
		rest = bytes.TrimLeft(rest[n:], " \t")
		markers++
	}
	if x.columns > 0 {
		x.cells += x.columns
	} else if delimiter(line) {
		x.columns = 1 + bytes.Count(line, []byte("|"))
	}
	x.count(line)
	x.blocks, x.lines = x.blocks+markers, x.lines+1
	if indent > maxIndent || markers > maxMarkers && len(bytes.TrimSpace(rest)) > 0 {
		return "lists or quotations stand inside each other too deeply here", "write them side by side, or as paragraphs"
	}
	return "", ""
}

// page says what there is too much of for one page.
func (x *excess) page() (message, hint string) {
	const split = "split it into several pages"
	switch {
	case x.brackets > maxBrackets:
		return fmt.Sprintf("the text has over %d of the sign [", maxBrackets), "take out what opens no link, or " + split
	case x.signs > maxSigns:
		return fmt.Sprintf("the text has over %d of the signs * _ ~ ` and <", maxSigns), "take out what marks no words, or " + split
	case x.lines > maxLines:
		return fmt.Sprintf("the text has over %d lines", maxLines), split
	case x.blocks > maxBlocks:
		return fmt.Sprintf("the text has over %d entries in lists", maxBlocks), split
	case x.cells > maxCells:
		return fmt.Sprintf("the tables have over %d cells", maxCells), "put the figures into a file in static/, and a link to it here"
	}
	return "", ""
}

// marker is the length of the sign with which a line opens a list or a quotation:
// a hyphen, a number with a dot. 0 when there is none.
func marker(line []byte) int {
	if len(line) < 2 {
		return 0
	}
	if bytes.IndexByte([]byte(">-*+"), line[0]) >= 0 {
		return 1
	}
	for i, c := range line[:min(len(line)-1, 10)] {
		switch {
		case c >= '0' && c <= '9':
		case i > 0 && (c == '.' || c == ')') && (line[i+1] == ' ' || line[i+1] == '\t'):
			return i + 1
		default:
			return 0
		}
	}
	return 0
}

// delimiter says whether a line may be the one below the head of a table.
func delimiter(line []byte) bool {
	return bytes.IndexByte(line, '-') >= 0 && bytes.IndexByte(line, '|') >= 0 && len(bytes.Trim(line, "|-: \t\n")) == 0
}

// count counts what may open something in a line: runs of * _ ~ and `, single < and
// [. What stands behind a backslash opens nothing.
func (x *excess) count(line []byte) {
	for i := 0; i < len(line); i++ {
		c := line[i]
		switch {
		case !opens[c]:
		case c == '\\':
			i++
		case c == '[':
			x.brackets++
		case c == '<', i == 0 || line[i-1] != c:
			x.signs++
		}
	}
}

// opens are the signs that mean something.
var opens = [256]bool{'\\': true, '[': true, '<': true, '*': true, '_': true, '~': true, '`': true}
