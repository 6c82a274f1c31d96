package frontmatter

import (
	"encoding"
	"errors"
	"fmt"
	"reflect"
	"strings"

	"go.yaml.in/yaml/v4"

	"example.org/partake/internal/diag"
)

// Limits inside a block: no honest page comes near them.
const (
	maxDepth = 12
	maxList  = 500
	maxData  = 10_000 // entries of a data file: a county has thousands of villages
)

// Enum is a text field with a few allowed values.
type Enum interface{ Allowed() []string }

// Unmarshaler is a field that a file may write in several forms.
type Unmarshaler interface{ UnmarshalValue(Value) error }

// Deriver is a struct some of whose keys are worked out and may not be written.
type Deriver interface{ Derived() []string }

type decoder struct {
	file   string
	offset int // lines of the file above the block
	keys   Keys
	list   diag.List
	count  bool // advice is counted, not told
	advice int  // so much was
}

func (d *decoder) pos(n *yaml.Node) diag.Pos {
	return diag.Pos{File: d.file, Line: max(1, n.Line+d.offset), Col: max(1, n.Column)}
}

func (d *decoder) errorf(n *yaml.Node, hint, format string, args ...any) {
	d.list.Add(diag.Errorf(d.pos(n), hint, format, args...))
}

// top decodes the outermost value: a struct, or for data files a list.
func (d *decoder) top(n *yaml.Node, into any) {
	v := reflect.ValueOf(into).Elem()
	if n.Line == 0 {
		n.Line, n.Column = 1, 1
	}
	d.value(n, v, "", field{})
}

// value decodes any node into v. path is the key's name so far.
func (d *decoder) value(n *yaml.Node, v reflect.Value, path string, f field) {
	if !d.plain(n, path) {
		return
	}
	if u, ok := v.Addr().Interface().(Unmarshaler); ok {
		d.report(n, path, u.UnmarshalValue(Value{d: d, node: n, path: path, field: f}))
		return
	}
	if u, ok := v.Addr().Interface().(encoding.TextUnmarshaler); ok {
		if text, ok := d.scalar(n, path, f); ok {
			d.report(n, path, u.UnmarshalText([]byte(text)))
		}
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		d.mapping(n, v, path, f)
	case reflect.Slice:
		d.sequence(n, v, path, f)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		d.value(n, v.Elem(), path, f)
	default:
		d.single(n, v, path, f)
	}
}

// report adds what a field's own type said of the value.
func (d *decoder) report(n *yaml.Node, path string, err error) {
	if err == nil || errors.Is(err, errReported) {
		return
	}
	m := mistake(err)
	d.errorf(n, m.Hint, "%q %s", last(path), m.Message)
}

// errReported is returned by an UnmarshalValue whose mistake stands in the list already.
var errReported = errors.New("already reported")

// plain refuses what strict YAML leaves out.
func (d *decoder) plain(n *yaml.Node, path string) bool {
	switch {
	case n.Anchor != "" || n.Kind == yaml.AliasNode:
		d.errorf(n, "put a text in quotation marks: \"*text*\"", "a value can't start with & or *")
	case n.Style&yaml.TaggedStyle != 0:
		d.errorf(n, "put a text in quotation marks, or take the mark out", "a value can't start with an exclamation mark: %s", n.Tag)
	case strings.Count(path, ".")+strings.Count(path, "[") > maxDepth:
		d.errorf(n, "take brackets out until it looks like the example in the guide", "the values are nested too deeply")
	default:
		return true
	}
	return false
}

// mapping decodes "key: value" lines into a struct.
func (d *decoder) mapping(n *yaml.Node, v reflect.Value, path string, f field) {
	p := planOf(v.Type())
	if n.Kind != yaml.MappingNode {
		hint := "write " + last(path) + ": " + f.example
		if f.example == "" {
			hint = "the keys are: " + strings.Join(p.keys, ", ")
		}
		d.errorf(n, hint, "%s needs keys below it, not %s", called(path), what(n))
		return
	}
	seen := make([]*yaml.Node, len(p.fields))
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		at, ok := d.known(key, p, v)
		if !ok {
			continue
		}
		if seen[at] != nil {
			d.errorf(key, fmt.Sprintf("the first one is on line %d: keep one of them", seen[at].Line+d.offset), "the key %q stands here twice", key.Value)
			continue
		}
		seen[at] = key
		number, sub := paths.key(path, p.fields[at].key)
		d.keys.at = append(d.keys.at, keyPlace{number, int32(key.Line + d.offset), int32(key.Column)})
		d.value(value, v.FieldByIndex(p.fields[at].index), sub, p.fields[at])
	}
	d.missing(n, p, seen, path)
}

// known finds the field of a key, or says why there is none.
func (d *decoder) known(key *yaml.Node, p *plan, v reflect.Value) (int, bool) {
	if key.Kind != yaml.ScalarNode || key.ShortTag() == "!!merge" {
		d.errorf(key, "write one of the words from the guide, a colon and a value: title: \"Your title\"", "a key has to be a plain word")
		return 0, false
	}
	if at, ok := p.byKey[key.Value]; ok {
		return at, d.plain(key, "")
	}
	if dv, ok := v.Addr().Interface().(Deriver); ok {
		for _, k := range dv.Derived() {
			if k == key.Value {
				d.errorf(key, "take the line out", "%q is worked out by Partake and can't be set", key.Value)
				return 0, false
			}
		}
	}
	hint := diag.DidYouMean(key.Value, p.keys)
	if hint == "" {
		hint = "the keys here are: " + strings.Join(p.keys, ", ")
	}
	d.errorf(key, hint, "unknown key %q", key.Value)
	return 0, false
}

// missing reports the must and asked fields that the file leaves out.
func (d *decoder) missing(n *yaml.Node, p *plan, seen []*yaml.Node, path string) {
	at := d.keys.Pos(path)
	if path == "" {
		at = diag.Pos{File: d.file, Line: 1, Col: 1}
	}
	for i, f := range p.fields {
		switch {
		case seen[i] != nil:
		case f.must:
			d.list.Add(diag.Errorf(at, "add a line such as "+f.key+": "+eg(f), "%q is missing", inEntry(join(path, f.key))))
		case f.asked != "" && d.count:
			d.advice++
		case f.asked != "":
			d.list.Add(diag.Advicef(at, AskedRule(join(path, f.key)), f.asked, "add a line such as "+f.key+": "+eg(f), "%q is missing", inEntry(join(path, f.key))))
		}
	}
}

// sequence decodes a list.
func (d *decoder) sequence(n *yaml.Node, v reflect.Value, path string, f field) {
	if n.Kind != yaml.SequenceNode {
		hint := "write each entry on a line of its own, after a hyphen"
		if n.Kind == yaml.ScalarNode {
			hint = "write " + last(path) + ": [" + n.Value + "]"
		}
		d.errorf(n, hint, "%s needs a list, not %s", called(path), what(n))
		return
	}
	most := maxList
	if path == "" {
		most = maxData
	}
	if len(n.Content) > most {
		d.errorf(n, "split it: nobody reads a list of that length", "%s has %d entries, the most is %d", called(path), len(n.Content), most)
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), len(n.Content), len(n.Content)))
	seen := map[string]bool{}
	for i, entry := range n.Content {
		number, sub := paths.entry(path, i)
		d.keys.at = append(d.keys.at, keyPlace{number, int32(entry.Line + d.offset), int32(entry.Column)})
		if entry.Kind == yaml.ScalarNode && seen[entry.Value] {
			d.errorf(entry, "keep one of them", "%q stands twice in %q", entry.Value, last(path))
		}
		seen[entry.Value] = true
		d.value(entry, v.Index(i), sub, field{key: f.key, example: f.example, line: f.line})
	}
}
