package frontmatter

import (
	"bytes"
	"errors"
	"strings"

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
	line := lineOf(block, at.Line-d.offset)
	return diag.Errorf(at, yamlHint(message, line), "the front matter is not YAML here: %s", strings.TrimPrefix(message, "yaml: "))
}

func opened(message string) bool {
	return strings.Contains(message, "unexpected end") || strings.Contains(message, "did not find expected")
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
		return "only one block is read: take the second line of three hyphens out"
	}
	return "each line is a key, a colon, a space and a value"
}
