// Package subset reads the YAML that people write most, many times faster than
// the library does, and leaves the rest to it.
//
// It makes the nodes that go.yaml.in/yaml/v4 makes: the same kinds, tags,
// values, lines and columns. Whatever is rare, doubtful or wrong it does not
// read at all, so that no mistake is ever worded here.
package subset

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// Nodes is room for nodes, to be used again: they are large, and a site has
// many files. The zero value is ready.
type Nodes []yaml.Node

// Read reads keys with one-line values, nested by indentation, and lists. ok
// says whether it could. The tree is in the room and lasts until it is used
// again; texts are copies.
func (room *Nodes) Read(block []byte) (root *yaml.Node, ok bool) {
	src := string(block) // the one copy: all values are parts of it
	if !ordinary(src) {
		return nil, false
	}
	*room = slices.Grow((*room)[:0], 8+2*strings.Count(src, "\n"))
	r := &reader{rest: src, nodes: *room}
	r.next()
	root = r.node(yaml.DocumentNode, "", "")
	top := r.collection(0)
	if top == nil || r.at != done {
		return nil, false
	}
	root.Content = []*yaml.Node{top}
	return root, true
}

// Read is Nodes.Read with room of its own.
func Read(block []byte) (root *yaml.Node, ok bool) { return new(Nodes).Read(block) }

// done is where a reader stands after the last line: left of every column, so
// that every collection ends there.
const done = -1

// maxSubset is how deep collections nest here; the library has its own limit.
const maxSubset = 16

// reader goes through a block from line to line. Its methods return nil for
// what has to be left to the library.
type reader struct {
	rest   string // the lines below
	line   string // the current line
	number int    // of the line, from 1
	at     int    // the byte of the line that comes next
	depth  int    // of collections around it

	// Columns count characters, and values come in order: each count starts
	// where the last one ended.
	counted, column int

	nodes []yaml.Node  // room for nodes
	open  []*yaml.Node // the contents of the collections not yet at their end
}

// ordinary says whether there are only line feeds and characters that can be
// seen. Tabs, the rarer line ends and byte order marks have rules of their own.
func ordinary(src string) bool {
	for i := 0; i < len(src); i++ {
		c := src[i]
		switch {
		case c >= utf8.RuneSelf:
			char, size := utf8.DecodeRuneInString(src[i:])
			if !ordinaryRune(char) {
				return false
			}
			i += size - 1
		case c < ' ' && c != '\n', c == 0x7f:
			return false
		}
	}
	return true
}

func ordinaryRune(char rune) bool {
	switch {
	case char < 0xa0, char == '\u2028', char == '\u2029', char == '\ufeff':
		return false
	}
	return char < utf8.RuneError || char >= 0x10000
}

// next goes to the first character of the next line that says something.
func (r *reader) next() {
	for r.rest != "" {
		r.line, r.rest, _ = strings.Cut(r.rest, "\n")
		r.number++
		r.at, r.counted, r.column = 0, 0, 1
		r.skipSpaces()
		if r.at < len(r.line) && r.line[r.at] != '#' {
			return
		}
	}
	r.line, r.at = "", done
}

// peek returns the next byte of the line, or 0 at its end.
func (r *reader) peek() byte {
	if r.at < 0 || r.at >= len(r.line) {
		return 0
	}
	return r.line[r.at]
}

func (r *reader) skipSpaces() {
	for r.at < len(r.line) && r.line[r.at] == ' ' {
		r.at++
	}
}

// ended says whether nothing but a comment is left of the line, and goes on to
// the next one then.
func (r *reader) ended() bool {
	from := r.at
	r.skipSpaces()
	if r.at < len(r.line) && (r.line[r.at] != '#' || r.at == from) {
		return false
	}
	r.next()
	return true
}

// node makes a node that stands at the next character.
func (r *reader) node(kind yaml.Kind, tag, value string) *yaml.Node {
	if len(r.nodes) == cap(r.nodes) {
		r.nodes = make([]yaml.Node, 0, 32) // the others stay where they are
	}
	if r.at > r.counted {
		r.column += utf8.RuneCountInString(r.line[r.counted:r.at])
		r.counted = r.at
	}
	r.nodes = append(r.nodes, yaml.Node{Kind: kind, Tag: tag, Value: value, Line: r.number, Column: r.column})
	return &r.nodes[len(r.nodes)-1]
}

// scalar makes a node for the text that ends before the byte end of the line.
func (r *reader) scalar(tag, value string, style yaml.Style, end int) *yaml.Node {
	n := r.node(yaml.ScalarNode, tag, value)
	n.Style = style
	r.at = end
	return n
}

// fill reads a collection's content with read, which adds it to r.open.
func (r *reader) fill(n *yaml.Node, read func(*reader) bool) *yaml.Node {
	from := len(r.open)
	r.depth++
	if r.depth > maxSubset || !read(r) {
		return nil
	}
	r.depth--
	n.Content = slices.Clone(r.open[from:])
	r.open = r.open[:from]
	return n
}

// add adds a node to the innermost collection, unless there is none.
func (r *reader) add(n *yaml.Node) bool {
	r.open = append(r.open, n)
	return n != nil
}

// collection reads the keys or entries that start here, unless they stand left
// of the column least.
func (r *reader) collection(least int) *yaml.Node {
	switch {
	case r.at < least:
		return nil
	case r.entry():
		return r.fill(r.node(yaml.SequenceNode, "!!seq", ""), (*reader).entries)
	}
	return r.fill(r.node(yaml.MappingNode, "!!map", ""), (*reader).keys)
}

// entry says whether an entry of a list starts here.
func (r *reader) entry() bool {
	return r.peek() == '-' && (r.at+1 == len(r.line) || r.line[r.at+1] == ' ')
}

// entries reads the lines of a list. The list ends at the first line that is
// no entry of it; that line belongs to a collection around it, or to none.
func (r *reader) entries() bool {
	for column := r.at; r.at == column && r.entry(); {
		r.at++
		r.skipSpaces()
		if !r.add(r.afterHyphen(column)) {
			return false
		}
	}
	return true
}

// afterHyphen reads one entry of a list whose hyphens stand at column.
func (r *reader) afterHyphen(column int) *yaml.Node {
	switch {
	case r.colon() > 0, r.entry():
		return r.collection(0)
	case r.ended():
		return r.collection(column + 1)
	}
	return r.inline()
}

// keys reads the lines of a mapping.
func (r *reader) keys() bool {
	for column := r.at; r.at == column; {
		if !r.add(r.key()) || !r.add(r.afterColon(column)) {
			return false
		}
	}
	return true
}

// colon returns where the colon is that ends the key here, or 0 if there is no
// key. Keys are short words; the library may read others.
func (r *reader) colon() int {
	if !letter(r.peek()) {
		return 0
	}
	end := r.at
	for end < len(r.line) && wordy(r.line[end]) {
		end++
	}
	if end == len(r.line) || r.line[end] != ':' || end-r.at > 100 {
		return 0
	}
	if end+1 < len(r.line) && r.line[end+1] != ' ' {
		return 0
	}
	return end
}

// key reads a key with its colon.
func (r *reader) key() *yaml.Node {
	end := r.colon()
	if end == 0 {
		return nil
	}
	text := r.line[r.at:end]
	tag := tagOf(text)
	if tag == "" {
		return nil
	}
	return r.scalar(tag, text, 0, end+1)
}

// afterColon reads what belongs to a key at column. A list may stand right
// below it, at the key's own column.
func (r *reader) afterColon(column int) *yaml.Node {
	switch {
	case !r.ended():
		return r.inline()
	case r.entry():
		return r.collection(column)
	}
	return r.collection(column + 1)
}

// inline reads a value on the rest of its line, and goes on to the next line.
func (r *reader) inline() *yaml.Node {
	n := r.single((*reader).plain)
	if n == nil || !r.ended() {
		return nil
	}
	return n
}

// single reads one value of any form; plain reads it if it has no quotes.
func (r *reader) single(plain func(*reader) *yaml.Node) *yaml.Node {
	switch c := r.peek(); {
	case c == '"':
		return r.double()
	case c == '\'':
		return r.quoted()
	case c == '[':
		return r.flow(r.node(yaml.SequenceNode, "!!seq", ""), (*reader).flowEntries)
	case c == '{':
		return r.flow(r.node(yaml.MappingNode, "!!map", ""), (*reader).flowKeys)
	case letter(c), digit(c), c == '/', c >= utf8.RuneSelf:
		return plain(r)
	}
	return nil
}

// double reads text in double quotes, where a backslash may stand before a
// quote or another backslash.
func (r *reader) double() *yaml.Node {
	escaped := false
	for end := r.at + 1; end < len(r.line); end++ {
		switch r.line[end] {
		case '"':
			text := r.line[r.at+1 : end]
			if escaped {
				text = unescape.Replace(text)
			}
			return r.scalar("!!str", text, yaml.DoubleQuotedStyle, end+1)
		case '\\':
			escaped = true
			end++
			if end == len(r.line) || r.line[end] != '"' && r.line[end] != '\\' {
				return nil
			}
		}
	}
	return nil
}

var unescape = strings.NewReplacer(`\"`, `"`, `\\`, `\`)

// quoted reads text in single quotes, where a quote is written twice.
func (r *reader) quoted() *yaml.Node {
	doubled := false
	for end := r.at + 1; end < len(r.line); end++ {
		if r.line[end] != '\'' {
			continue
		}
		if end+1 < len(r.line) && r.line[end+1] == '\'' {
			doubled = true
			end++
			continue
		}
		text := r.line[r.at+1 : end]
		if doubled {
			text = strings.ReplaceAll(text, "''", "'")
		}
		return r.scalar("!!str", text, yaml.SingleQuotedStyle, end+1)
	}
	return nil
}

// plain reads text without quotes up to the end of the line or a comment.
func (r *reader) plain() *yaml.Node {
	text := r.line[r.at:]
	if i := strings.Index(text, " #"); i >= 0 {
		text = text[:i]
	}
	text = strings.TrimRight(text, " ")
	if strings.Contains(text, ": ") || strings.HasSuffix(text, ":") {
		return nil // a key, or a mistake
	}
	return r.tagged(text)
}

// tagged makes a node for text without quotes, if it is clear what it is.
func (r *reader) tagged(text string) *yaml.Node {
	tag := tagOf(text)
	if tag == "" {
		return nil
	}
	return r.scalar(tag, text, 0, r.at+len(text))
}

// flow reads a collection in brackets, all on one line.
func (r *reader) flow(n *yaml.Node, read func(*reader) bool) *yaml.Node {
	n.Style = yaml.FlowStyle
	return r.fill(n, read)
}

func (r *reader) flowEntries() bool { return r.items(']', (*reader).flowEntry) }

func (r *reader) flowKeys() bool { return r.items('}', (*reader).flowKey) }

// items reads what stands between brackets, with commas between the items.
func (r *reader) items(closing byte, item func(*reader) bool) bool {
	r.at++
	r.skipSpaces()
	if r.peek() == closing {
		r.at++
		return true
	}
	for item(r) {
		r.skipSpaces()
		next := r.peek()
		r.at++
		if next != ',' {
			return next == closing
		}
		r.skipSpaces()
	}
	return false
}

func (r *reader) flowEntry() bool { return r.add(r.single((*reader).flowPlain)) }

func (r *reader) flowKey() bool {
	if !r.add(r.key()) {
		return false
	}
	r.skipSpaces()
	return r.flowEntry()
}

// flowPlain reads text without quotes inside brackets. Most punctuation has a
// meaning there, so the text ends before it, and what follows is refused.
func (r *reader) flowPlain() *yaml.Node {
	end := r.at
	for end < len(r.line) && (wordy(r.line[end]) || strings.IndexByte(" ./", r.line[end]) >= 0 || r.line[end] >= utf8.RuneSelf) {
		end++
	}
	return r.tagged(strings.TrimRight(r.line[r.at:end], " "))
}

// tagOf returns the tag that YAML gives to text without quotes, or nothing
// where that takes more than a look.
func tagOf(text string) string {
	switch text {
	case "true", "True", "TRUE", "false", "False", "FALSE":
		return "!!bool"
	case "null", "Null", "NULL":
		return ""
	}
	if !digit(text[0]) {
		return "!!str"
	}
	return numberTag(text)
}

// numberTag is tagOf for text that starts with a digit: a number, a date, or
// words such as "10 weeks".
func numberTag(text string) string {
	whole, part, isDecimal := strings.Cut(text, ".")
	switch {
	case len(text) > 4 && text[4] == '-':
		return dateTag(text)
	case strings.Contains(text, " "):
		return "!!str" // only a time has a space
	case len(text) > 9, len(whole) > 1 && whole[0] == '0', !digits(whole):
	case !isDecimal:
		return "!!int"
	case digits(part):
		return "!!float"
	}
	return ""
}

// dateTag is tagOf for text that may be a date. With a time YAML takes it for
// text, unless it has seconds and a time zone.
func dateTag(text string) string {
	if _, err := time.Parse(time.DateOnly, text); err == nil {
		return "!!timestamp"
	}
	if _, err := time.Parse("2006-01-02T15:04", text); err == nil {
		return "!!str"
	}
	return ""
}

// wordy says whether a character is one that keys are made of.
func wordy(c byte) bool { return letter(c) || digit(c) || c == '-' || c == '_' }

func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func digit(c byte) bool { return c >= '0' && c <= '9' }

func digits(text string) bool {
	for i := range len(text) {
		if !digit(text[i]) {
			return false
		}
	}
	return text != ""
}
