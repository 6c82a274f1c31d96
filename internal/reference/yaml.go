package reference

import "strings"

// Lines writes a key with a value in the way people do: values in braces and
// lists of sentences become lines of their own.
func Lines(key, value string) []string {
	switch open := value[:min(2, len(value))]; {
	case open == "[{", open == `["`:
		out := []string{key + ":"}
		for _, entry := range split(value) {
			lines := inner(entry)
			out = append(out, "  - "+lines[0])
			out = append(out, indent(lines[1:], "    ")...)
		}
		return out
	case strings.HasPrefix(value, "{"):
		return append([]string{key + ":"}, indent(inner(value), "  ")...)
	}
	return []string{key + ": " + value}
}

// inner are the lines of one value without its key.
func inner(value string) []string {
	if !strings.HasPrefix(value, "{") {
		return []string{value}
	}
	var out []string
	for _, pair := range split(value) {
		key, v, _ := strings.Cut(pair, ": ")
		out = append(out, Lines(key, v)...)
	}
	return out
}

func indent(lines []string, by string) []string {
	out := make([]string, 0, len(lines))
	for _, l := range lines {
		out = append(out, by+l)
	}
	return out
}

// split takes "{a: 1, b: [2, 3]}" or "[1, 2]" apart at its own commas.
func split(value string) []string {
	var out []string
	value = value[1 : len(value)-1]
	depth, start, quoted := 0, 0, false
	for i := range len(value) {
		switch c := value[i]; {
		case c == '"' && (i == 0 || value[i-1] != '\\'):
			quoted = !quoted
		case quoted:
		case c == '[', c == '{':
			depth++
		case c == ']', c == '}':
			depth--
		case c == ',' && depth == 0:
			out = append(out, strings.TrimSpace(value[start:i]))
			start = i + 1
		}
	}
	return append(out, strings.TrimSpace(value[start:]))
}

// Quote writes text as a value in double quotes.
func Quote(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`
}
