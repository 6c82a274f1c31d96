package frontmatter

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"example.org/partake/internal/diag"
)

// single decodes text, a number or a flag.
func (d *decoder) single(n *yaml.Node, v reflect.Value, path string, f field) {
	switch v.Kind() {
	case reflect.String:
		d.text(n, v, path, f)
	case reflect.Bool:
		d.flag(n, v, path)
	case reflect.Int:
		d.number(n, v, path, f)
	case reflect.Float64:
		d.decimal(n, v, path, f)
	default:
		panic(fmt.Sprintf("frontmatter: no way to decode a %s", v.Type()))
	}
}

// text decodes a string, which may be an enum.
func (d *decoder) text(n *yaml.Node, v reflect.Value, path string, f field) {
	enum, isEnum := v.Interface().(Enum)
	text, ok := d.scalar(n, path, f)
	if !ok {
		return
	}
	if isEnum {
		if !slices.Contains(enum.Allowed(), text) {
			d.errorf(n, diag.DidYouMean(text, enum.Allowed()), "%q can't be %q", last(path), text)
			return
		}
	} else if tag := n.ShortTag(); tag != "!!str" {
		d.errorf(n, "put it in quotation marks: "+last(path)+": \""+n.Value+"\"", "%q has to be text, and %s is %s", last(path), n.Value, kinds[tag])
		return
	} else if n.Style&quoted == 0 && !strings.HasSuffix(path, "]") && slices.Contains(switches, strings.ToLower(text)) {
		d.errorf(n, "put it in quotation marks if it is meant as a word: "+last(path)+": \""+n.Value+"\"", "%q has to be text, and %s looks like a switch", last(path), n.Value)
		return
	}
	v.SetString(text)
}

// switches are words that many programs read as true or false. Where a text is
// wanted, whoever writes one bare may have meant that; in a list they are answers
// to choose from.
var switches = []string{"yes", "no", "on", "off"}

// quoted are the styles of a value whose author says that it is text.
const quoted = yaml.DoubleQuotedStyle | yaml.SingleQuotedStyle | yaml.LiteralStyle | yaml.FoldedStyle

// scalar returns the text of a single value, trimmed and checked.
func (d *decoder) scalar(n *yaml.Node, path string, f field) (string, bool) {
	if n.Kind != yaml.ScalarNode {
		d.errorf(n, "such as "+last(path)+": "+eg(f), "%q needs a single value, not %s", last(path), what(n))
		return "", false
	}
	text := strings.TrimSpace(n.Value)
	switch {
	case n.ShortTag() == "!!null", !strings.ContainsFunc(text, visible):
		d.errorf(n, "write a value or take the line out", "%q is empty", last(path))
	case f.line && strings.Contains(text, "\n"):
		d.errorf(n, "write it behind the colon, without | or >", "%q has to be one line", last(path))
	case strings.IndexFunc(text, unprintable) >= 0:
		d.errorf(n, "type the text again without it", "%q holds a character that can't be seen (%U)", last(path), []rune(text[strings.IndexFunc(text, unprintable):])[0])
	default:
		return text, true
	}
	return "", false
}

// unprintable finds control characters and those that turn the writing direction.
func unprintable(r rune) bool {
	return r < 0x20 && r != '\n' && r != '\t' || r >= 0x7f && r < 0xa0 ||
		r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == 0xfffe || r == 0xffff
}

func (d *decoder) flag(n *yaml.Node, v reflect.Value, path string) {
	if n.Kind != yaml.ScalarNode || n.ShortTag() != "!!bool" {
		d.errorf(n, "write true or false, without quotes", "%q has to be true or false, not %s", last(path), what(n))
		return
	}
	v.SetBool(strings.EqualFold(n.Value, "true"))
}

// number takes a whole number from zero up: nothing in the model is negative.
func (d *decoder) number(n *yaml.Node, v reflect.Value, path string, f field) {
	i, err := strconv.Atoi(n.Value)
	if n.Kind != yaml.ScalarNode || n.ShortTag() != "!!int" || err != nil || i < 0 || i > 1e9 {
		d.errorf(n, "such as "+last(path)+": "+eg(f), "%q has to be a whole number, not %s", last(path), what(n))
		return
	}
	v.SetInt(int64(i))
}

func (d *decoder) decimal(n *yaml.Node, v reflect.Value, path string, f field) {
	x, err := strconv.ParseFloat(n.Value, 64)
	tag := n.ShortTag()
	if n.Kind != yaml.ScalarNode || tag != "!!int" && tag != "!!float" || err != nil || x != x || x < -1e12 || x > 1e12 {
		d.errorf(n, "such as "+last(path)+": "+eg(f), "%q has to be a number, not %s", last(path), what(n))
		return
	}
	v.SetFloat(x)
}

// kinds names YAML's types for people who do not know them.
var kinds = map[string]string{
	"!!int": "a number", "!!float": "a number", "!!bool": "true or false", "!!null": "nothing",
	"!!timestamp": "a date", "!!str": "text",
}

// what says in words what a node holds.
func what(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "keys and values"
	case yaml.SequenceNode:
		return "a list"
	}
	if n.Value == "" {
		return "nothing"
	}
	return strconv.Quote(n.Value)
}

// last is the name of the innermost key of a path, without list positions.
func last(path string) string {
	path = path[strings.LastIndexByte(path, '.')+1:]
	name, _, _ := strings.Cut(path, "[")
	return name
}

// called is how messages name a value that may have no key of its own.
func called(path string) string {
	switch name := last(path); {
	case name != "":
		return strconv.Quote(name)
	case path == "":
		return "the file"
	}
	return "the entry"
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

// inEntry leaves out which entry of a data file a key is in: its place says it.
func inEntry(path string) string {
	if strings.HasPrefix(path, "[") {
		_, path, _ = strings.Cut(path, ".")
	}
	return path
}

// eg is the example value of a field, or a place to put one.
func eg(f field) string {
	if f.example == "" {
		return "…"
	}
	return f.example
}
