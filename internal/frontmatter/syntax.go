package frontmatter

import (
	"bytes"
	"errors"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"example.org/partake/internal/diag"
)

// syntax turns the YAML library's error into one with our place and a hint
// about what people get wrong most.
func (d *decoder) syntax(err error, block []byte) diag.Diagnostic {
	at := diag.Pos{File: d.file, Line: 1 + d.offset, Col: 1}
	message := err.Error()
	var load *yaml.LoadError
	if errors.As(err, &load) {
		message = load.Message
		mark := load.Mark
		if load.ContextMark.Line > 0 && opened(load.Message) {
			mark = load.ContextMark // where the quote or bracket was opened
		}
		if mark.Line > 0 {
			at.Line, at.Col = mark.Line+d.offset, max(1, mark.Column)
		}
	}
	if strings.Contains(message, "did not find expected key") {
		if line, col := openQuote(block); line > 0 {
			at.Line, at.Col, message = line+d.offset, col, "found unexpected end of quoted text"
		}
	}
	if strings.Contains(message, "found multiple") {
		at.Line, at.Col = documentEnd(block)+d.offset, 1
	}
	at.Line = min(at.Line, d.offset+1+bytes.Count(bytes.TrimSuffix(block, []byte("\n")), []byte("\n")))
	words, hint := plainly(message, lineOf(block, at.Line-d.offset), at.Col)
	return diag.Errorf(at, hint, "%s", words)
}

func opened(message string) bool {
	return strings.Contains(message, "unexpected end") || strings.Contains(message, "did not find expected ','")
}

// openQuote finds the first line whose value starts with a quote and does not
// end it. The library finds out lines later, where the next quote begins.
func openQuote(block []byte) (line, col int) {
	for text := range strings.Lines(string(block)) {
		line++
		key, value, _ := strings.Cut(strings.TrimRight(text, "\n"), ": ")
		quoted := strings.TrimLeft(value, " ")
		if quoted == "" || quoted[0] != '"' && quoted[0] != '\'' {
			continue
		}
		quote := quoted[:1]
		if strings.Count(strings.ReplaceAll(quoted, `\`+quote, ""), quote)%2 == 1 {
			return line, utf8.RuneCountInString(key+": "+value) - utf8.RuneCountInString(quoted) + 1
		}
	}
	return 0, 0
}

func lineOf(block []byte, number int) string {
	lines := bytes.Split(block, []byte("\n"))
	if number < 1 || number > len(lines) {
		return ""
	}
	return string(lines[number-1])
}

// documentEnd is the line of three dots or hyphens that ends a block too early.
func documentEnd(block []byte) int {
	number := 0
	for line := range bytes.Lines(block) {
		number++
		if line = bytes.TrimRight(line, " \t\n"); string(line) == "..." || string(line) == fence {
			return number
		}
	}
	return 1
}

// plainly says in words of our own what the YAML library found in a line, and
// guesses what the author meant.
func plainly(message, line string, col int) (words, hint string) {
	key, value, _ := strings.Cut(line, ":")
	key, value = strings.TrimSpace(key), strings.TrimSpace(value)
	inQuotes := "write " + key + ": \"" + strings.ReplaceAll(value, `"`, `\"`) + "\""
	has := func(part string) bool { return strings.Contains(message, part) }
	switch {
	case strings.HasPrefix(line, "\t") || has("tab"):
		return "the line starts with a tab", "use spaces, not tabs, at the start of a line"
	case has("mapping values are not allowed") && strings.Count(line, ":") > 1:
		return "there is a second colon in this line, and its text stands in no quotation marks", inQuotes
	case has("mapping values are not allowed") && !strings.HasPrefix(line, " "):
		return "the line above this one has no colon", "write a key, a colon, a space and a value in it, such as title: \"Your title\""
	case has("did not find expected key"), has("mapping values are not allowed"):
		return misplaced(line, value, col)
	case has("document start"):
		return "the line starts further left than the ones above it", "take the spaces at the start of those out"
	case has("unexpected end") && strings.HasPrefix(value, "'") && strings.Count(value, "'") > 1:
		return "there is an apostrophe inside single quotation marks", "write " + key + ": \"" + strings.Trim(value, "'") + "\""
	case has("unexpected end"):
		return "a quotation mark opens here and is never closed", "write the same mark at the end of the text"
	case has("cannot start any token"), has("comment or line break"):
		return "a text that starts with this character needs quotation marks", inQuotes
	case has("anchor"), has("alias"):
		return "a value can't start with & or *", inQuotes
	case has("expected ',' or ']'"):
		return "a bracket opens here and is never closed", "write ] at the end of the list"
	case has("expected ',' or '}'"):
		return "a bracket opens here and is never closed", "write } behind the last value"
	case has("found multiple"):
		return "the front matter ends here, and more follows", "take this line out, or move what follows below the front matter"
	case has("escape"), has("hexadecimal"):
		return "a backslash in double quotation marks has a meaning of its own", "write two of them, or none"
	case has("block sequence entries"):
		return "a list starts behind its key", "write " + key + ": [one, two], or start each entry on a line of its own"
	}
	return "this line can't be read as a key and a value", "each line is a key, a colon, a space and a value, such as title: \"Your title\""
}

// misplaced is what is wrong with a line that stands where the library wanted
// another key.
func misplaced(line, value string, col int) (words, hint string) {
	switch {
	case strings.HasPrefix(line, " ") && (col <= 1+len(line)-len(strings.TrimLeft(line, " ")) || !strings.ContainsAny(value, `"'[{`)):
		return "the line starts further right than the one above it", "take the spaces at its start out"
	case strings.HasPrefix(value, `"`), strings.HasPrefix(value, "'"):
		return "more follows behind the closing quotation mark", "inside a text write the marks “ and ”, and ’ for an apostrophe"
	case strings.HasPrefix(value, "["), strings.HasPrefix(value, "{"):
		return "more follows behind the closing bracket", "take it out"
	}
	return "the line above this one is no key and value", "write a key, a colon, a space and a value in it, such as title: \"Your title\""
}

// maxNesting is how deep lists may stand in lists. The library takes as many, and
// more time for each.
const maxNesting = 100

// tooDeep finds the line in which brackets or hyphens open more lists than that, 0
// when there is none.
func tooDeep(block []byte) int {
	depth, number := 0, 0
	for line := range bytes.Lines(block) {
		number++
		depth += bytes.Count(line, []byte("[")) + bytes.Count(line, []byte("{"))
		if depth > maxNesting || markers(line) > maxNesting {
			return number
		}
		depth = max(0, depth-bytes.Count(line, []byte("]"))-bytes.Count(line, []byte("}")))
	}
	return 0
}

// markers counts the hyphens and question marks with which a line opens lists and keys.
func markers(line []byte) int {
	n := 0
	for line = bytes.TrimLeft(line, " "); len(line) > 1 && (line[0] == '-' || line[0] == '?') && line[1] == ' '; n++ {
		line = bytes.TrimLeft(line[1:], " ")
	}
	return n
}
