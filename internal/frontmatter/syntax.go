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
	at.Line = min(at.Line, d.offset+1+bytes.Count(bytes.TrimSuffix(block, []byte("\n")), []byte("\n")))
	line := lineOf(block, at.Line-d.offset)
	return diag.Errorf(at, yamlHint(message, line), "the front matter is not YAML here: %s", strings.TrimPrefix(message, "yaml: "))
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

// yamlHint guesses from the line what the author meant.
func yamlHint(message, line string) string {
	key, value, _ := strings.Cut(line, ":")
	value = strings.TrimSpace(value)
	switch {
	case strings.HasPrefix(line, "\t") || strings.Contains(message, "tab"):
		return "use spaces, not tabs, at the start of a line"
	case strings.Contains(message, "mapping values are not allowed"):
		return "a value with a colon in it needs quotes: " + strings.TrimSpace(key) + ": \"" + value + "\""
	case strings.Contains(message, "unexpected end"):
		return "a quote that opens here is never closed"
	case strings.Contains(message, "cannot start any token"):
		return "a value that starts with this character needs quotes: " + strings.TrimSpace(key) + ": \"" + value + "\""
	case strings.Contains(message, "expected ',' or ']'"), strings.Contains(message, "expected ',' or '}'"):
		return "a bracket that opens here is never closed"
	case strings.Contains(message, "found multiple"):
		return "only one block is read: take the line of three hyphens or three dots out"
	case strings.Contains(message, "did not find expected key") && strings.HasPrefix(line, " "):
		return "take the spaces at the start of the line out, or write a key without a value on the line above"
	}
	return "each line is a key, a colon, a space and a value"
}
