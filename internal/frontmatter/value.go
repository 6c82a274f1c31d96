package frontmatter

import (
	"reflect"

	"go.yaml.in/yaml/v4"
)

// Value is one value of a file, before it is known which form it has. A
// field's UnmarshalValue looks at it and decodes it as the form it finds.
type Value struct {
	d     *decoder
	node  *yaml.Node
	path  string
	field field
}

// Scalar returns the text of a value that is not a list and has no keys.
func (v Value) Scalar() (string, bool) {
	return v.node.Value, v.node.Kind == yaml.ScalarNode && v.node.ShortTag() != "!!null"
}

// IsText says whether the value is plain text, not a number or a date.
func (v Value) IsText() bool {
	return v.node.Kind == yaml.ScalarNode && v.node.ShortTag() == "!!str"
}

// Into decodes the value strictly into what p points to. Its mistakes go to
// the file's list; the caller has nothing left to say and returns the result.
func (v Value) Into(p any) error {
	before := len(v.d.list)
	v.d.value(v.node, reflect.ValueOf(p).Elem(), v.path, v.field)
	if len(v.d.list) > before {
		return errReported
	}
	return nil
}
