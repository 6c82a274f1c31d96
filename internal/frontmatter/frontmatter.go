// Package frontmatter reads the block at the top of a source file strictly.
//
// A source file starts with a line of three hyphens, then YAML, then three
// hyphens again; the rest is Markdown. The YAML is decoded into a Go struct
// whose fields carry these tags:
//
//	yaml:"closes"        the key
//	must:"true"          missing → error
//	asked:"HRA F"        missing → advice, with the one who asks
//	eg:"2027-05-03"      an example value, for hints
//	line:"true"          text without line breaks
//
// Everything else is refused with its place: unknown and repeated keys, a list
// where text is wanted, numbers and dates where text is wanted, anchors,
// aliases, tags and merge keys. All mistakes of a file come at once.
//
// A field's type may take part: an enum has Allowed, a scalar of its own has
// UnmarshalText, and a field with several forms has UnmarshalValue.
//
// This package and package subset are the only doors to the YAML library.
package frontmatter

import (
	"bufio"
	"bytes"
	"errors"
	"reflect"
	"sync"

	"github.com/adrg/frontmatter"
	"go.yaml.in/yaml/v4"

	"example.org/partake/internal/diag"
	"example.org/partake/internal/subset"
)

// Limits for one file: far above what people write, low enough that a mistake
// can't stall a build. In bytes.
const (
	MaxFile  = 1 << 20
	MaxBlock = 64 << 10
)

// Page is a source file taken apart.
type Page struct {
	Body     []byte // the Markdown after the block
	BodyLine int    // the line of the file on which Body begins
	Keys     Keys
	Advice   int // how many pieces of advice Count counted
}

// Parse decodes the block at the top of src into the struct that into points
// to, and returns what follows it.
func Parse(file string, src []byte, into any) (Page, diag.List) {
	return parse(&decoder{file: file}, src, into)
}

// Count is Parse for those who want to hear of mistakes only: advice is counted
// and not worded, since a build has ten thousand pieces of it and prints none.
func Count(file string, src []byte, into any) (Page, diag.List) {
	return parse(&decoder{file: file, count: true}, src, into)
}

func parse(d *decoder, src []byte, into any) (Page, diag.List) {
	file := d.file
	src, list := Text(file, src)
	if len(list) > 0 {
		return Page{}, list
	}
	if list = checkFence(file, src); len(list) > 0 {
		return Page{}, list
	}
	body, bodyLine := Body(src)
	block, err := split(src[:len(src)-len(body)])
	if err != nil {
		return Page{}, diag.List{diag.Errorf(diag.Pos{File: file, Line: 1, Col: 1}, example, "the front matter can't be read: %v", err)}
	}
	if len(block) > MaxBlock {
		return Page{}, diag.List{diag.Errorf(diag.Pos{File: file, Line: 1, Col: 1},
			"move the text below the second line of three hyphens", "the front matter is over %d kB", MaxBlock>>10)}
	}
	d.offset = 1
	d.decode(block, into)
	return Page{Body: body, BodyLine: bodyLine, Keys: d.keys, Advice: d.advice}, d.list
}

// ParseData decodes a file that is YAML from its first line, such as site.yaml.
func ParseData(file string, src []byte, into any) (Keys, diag.List) {
	src, list := Text(file, src)
	if len(list) > 0 {
		return Keys{}, list
	}
	d := &decoder{file: file}
	d.decode(src, into)
	return d.keys, d.list
}

// Body returns what follows the block of a file that Parse accepted before,
// and the line on which it begins. Decoding is left out, which makes it cheap.
func Body(src []byte) (body []byte, line int) {
	src = normalise(src)
	rest, line := src, 1
	for fences := 0; fences < 2 && len(rest) > 0; line++ {
		end := bytes.IndexByte(rest, '\n') + 1
		if end == 0 {
			end = len(rest)
		}
		if isFence(rest[:end]) {
			fences++
		}
		rest = rest[end:]
	}
	return rest, line
}

// split hands the block over undecoded: the struct is filled from nodes, which
// know their places. head is the file without its body, which would only be
// copied here.
func split(head []byte) (block []byte, err error) {
	capture := func(data []byte, _ any) error {
		block = data // the library makes its memory for each file
		return nil
	}
	reader := readers.Get().(*bufio.Reader)
	defer readers.Put(reader)
	reader.Reset(bytes.NewReader(head))
	_, err = frontmatter.MustParse(reader, nil, frontmatter.NewFormat(fence, fence, capture))
	return block, err
}

// readers are what the library reads from; it makes one for each file when it
// is not given one.
var readers = sync.Pool{New: func() any { return bufio.NewReader(nil) }}

var rooms = sync.Pool{New: func() any { return new(subset.Nodes) }}

// decode reads YAML whose first line is line offset+1 of the file.
func (d *decoder) decode(block []byte, into any) {
	d.keys.file = d.file
	block = withoutSeparators(block)
	room := rooms.Get().(*subset.Nodes)
	defer rooms.Put(room)
	root, ok := room.Read(block)
	if !ok {
		root = new(yaml.Node)
		if line := tooDeep(block); line > 0 {
			d.list.Add(diag.Errorf(diag.Pos{File: d.file, Line: line + d.offset, Col: 1}, "take brackets out until it looks like the example in the guide",
				"lists or keys stand inside each other here, over %d deep", maxNesting))
			return
		}
		if err := yaml.Load(block, root); err != nil && !empty(block) {
			d.list.Add(d.syntax(err, block))
			return
		}
	}
	top := &yaml.Node{Kind: yaml.MappingNode, Line: 1, Column: 1}
	if reflect.TypeOf(into).Elem().Kind() == reflect.Slice {
		top.Kind = yaml.SequenceNode // a data file with nothing in it yet
	}
	if len(root.Content) > 0 && root.Content[0].Kind != yaml.ScalarNode {
		top = root.Content[0]
	} else if !empty(block) {
		d.errorf(root, "each line is a key, a colon, a space and a value, such as title: \"Your title\"", "there are no keys here")
		return
	}
	d.keys.at = make([]keyPlace, 0, places(top))
	d.top(top, into)
}

// places is how many keys and entries there are below a node.
func places(n *yaml.Node) int {
	count := len(n.Content)
	if n.Kind == yaml.MappingNode {
		count /= 2
	}
	for _, c := range n.Content {
		if len(c.Content) > 0 {
			count += places(c)
		}
	}
	return count
}

// empty says whether there is nothing but blank lines and comments.
func empty(block []byte) bool {
	for line := range bytes.Lines(block) {
		if line = bytes.TrimSpace(line); len(line) > 0 && line[0] != '#' {
			return false
		}
	}
	return true
}

// Mistake is what a field's own UnmarshalText or UnmarshalValue returns when
// the value is wrong: the message follows the key's name, the hint says what
// to write instead.
type Mistake struct{ Message, Hint string }

// Error is the message without its hint.
func (m *Mistake) Error() string { return m.Message }

// mistake turns any error of a field's own type into one.
func mistake(err error) *Mistake {
	var m *Mistake
	if errors.As(err, &m) {
		return m
	}
	return &Mistake{Message: err.Error()}
}
