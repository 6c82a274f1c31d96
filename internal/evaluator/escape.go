package evaluator

import (
	"bytes"
	"fmt"
	"html/template"
	"reflect"
	"strconv"
	"strings"
	"text/template/parse"
)

// place is where html/template found that a value stands. It is told by the
// escapers that html/template wrote behind the value.
type place struct {
	// sample is a template with a value in such a place. html/template runs it
	// for whatever is not plain, and its tree says which escapers belong here.
	sample *template.Template
	before int               // bytes of the sample before the value
	after  int               // and behind it
	bare   string            // the type that stands here as it is
	plain  func(string) bool // what html/template leaves as it is; nil where only HTML's own characters change
	// vouched is plain for a template.URL, whose scheme nobody looks at.
	vouched func(string) bool
}

// places are those of our layouts, by their escapers. A place that is not here
// – in a script, in a style – is html/template's.
var places = func() map[string]*place {
	out := map[string]*place{}
	for _, p := range []struct {
		sample, bare   string
		plain, vouched func(string) bool
	}{
		{`{{.}}`, "HTML", nil, nil},
		{`<p title="{{.}}">`, "", nil, nil},
		{`<title>{{.}}</title>`, "", nil, nil},
		{`<p {{.}}>`, "HTMLAttr", never, never},
		{`<a href="{{.}}">`, "", plainAddress, plainPath},
		{`<a href="/{{.}}">`, "", plainPath, plainPath},
		{`<a href="/?{{.}}">`, "", plainQuery, plainQuery},
	} {
		sample := template.Must(template.New("sample").Parse(p.sample))
		before, after, _ := strings.Cut(p.sample, "{{.}}")
		out[escapers(sample)] = &place{sample, len(before), len(after), p.bare, p.plain, p.vouched}
	}
	return out
}()

// escapers are the escapers of a sample's value, which html/template writes when
// it first runs it.
func escapers(sample *template.Template) string {
	if err := sample.Execute(new(bytes.Buffer), "plain"); err != nil {
		panic(fmt.Errorf("a sample of the evaluator: %w", err))
	}
	var chain string
	for _, n := range sample.Tree.Root.Nodes {
		if action, ok := n.(*parse.ActionNode); ok {
			for _, cmd := range action.Pipe.Cmds {
				chain += escaper(cmd)
			}
		}
	}
	return chain
}

// escaper is the name of a command that html/template wrote, "" for others.
func escaper(cmd *parse.CommandNode) string {
	name, ok := cmd.Args[0].(*parse.IdentifierNode)
	if !ok || len(cmd.Args) > 1 || !strings.HasPrefix(name.Ident, "_html_template_") {
		return ""
	}
	return name.Ident
}

// print writes a value where it stands.
func print(chain string, e expr) step {
	at, ok := places[chain]
	if !ok {
		refuse("a place with the escapers %q", chain)
	}
	get := e.get
	switch kind := kindOf(e.typ); {
	case kind == number && (at.plain == nil || at.plain("-1")):
		return func(f *frame) { f.out.Write(strconv.AppendInt(f.out.AvailableBuffer(), get(f).Int(), 10)) }
	case kind == text:
		return at.printText(get, at.plain)
	case kind == typed && e.typ.Name() == at.bare:
		return func(f *frame) { f.out.WriteString(get(f).String()) }
	case kind == typed && e.typ == url && at.plain != nil:
		return at.printText(get, at.vouched)
	case kind == typed:
		return func(f *frame) { at.escape(f.out, get(f).Interface()) }
	case kind == anything:
		return at.printAny(get)
	}
	refuse("printing a %v", e.typ)
	return nil
}

// The kinds of values, as they are printed.
type kind int

const (
	other    kind = iota
	text          // letters, of no particular content
	number        // a whole number
	typed         // letters that somebody vouches for, such as template.HTML
	anything      // known only when it is there
)

var (
	url      = reflect.TypeFor[template.URL]()
	contents = url.PkgPath()
)

func kindOf(typ reflect.Type) kind {
	switch {
	case typ == nil:
		return other
	case typ.Kind() == reflect.Interface:
		return anything
	case typ.NumMethod() > 0: // one of which may say how it is printed
		return other
	case typ.Kind() == reflect.Int:
		return number
	case typ.Kind() != reflect.String:
		return other
	case typ.PkgPath() == contents:
		return typed
	}
	return text
}

// printText writes text: at once where it is plain, with the few characters of
// HTML replaced where that is all that html/template does, else through it.
func (p *place) printText(get func(*frame) reflect.Value, plain func(string) bool) step {
	if plain == nil {
		return func(f *frame) { writeText(f.out, get(f).String()) }
	}
	return func(f *frame) {
		v := get(f)
		if s := v.String(); plain(s) {
			f.out.WriteString(s)
			return
		}
		p.escape(f.out, v.Interface())
	}
}

// printAny writes what may be of any type, such as an address that is text or
// vouched for. Nothing at all ends the attempt.
func (p *place) printAny(get func(*frame) reflect.Value) step {
	return func(f *frame) {
		v := get(f).Elem()
		plain := p.plain
		if v.Type() == url {
			plain = p.vouched
		}
		if k := kindOf(v.Type()); plain != nil && (k == text || k == typed) && plain(v.String()) {
			f.out.WriteString(v.String())
			return
		}
		p.escape(f.out, v.Interface())
	}
}

// escape has html/template write a value.
func (p *place) escape(out *bytes.Buffer, value any) {
	if _, ok := value.(reflect.Value); ok {
		panic("a sample prints what this holds, not this")
	}
	begin := out.Len()
	if err := p.sample.Execute(out, value); err != nil {
		panic(err)
	}
	written := out.Bytes()[begin:]
	copy(written, written[p.before:])
	out.Truncate(out.Len() - p.before - p.after)
}

// writeText writes text between tags, in a title or in a quoted attribute.
func writeText(out *bytes.Buffer, s string) {
	begin := 0
	for i := range len(s) {
		if r := replacements[s[i]]; r != "" {
			out.WriteString(s[begin:i])
			out.WriteString(r)
			begin = i + 1
		}
	}
	out.WriteString(s[begin:])
}

// replacements are made by html/template, once for each byte.
var replacements = func() (out [256]string) {
	p := places[escapers(template.Must(template.New("text").Parse("{{.}}")))]
	for c := range out[:128] {
		var b bytes.Buffer
		if p.escape(&b, string(rune(c))); b.String() != string(rune(c)) {
			out[c] = b.String()
		}
	}
	return out
}()

func never(string) bool { return false }

// plainAddress is an address that html/template leaves as it is: of nothing but
// letters, digits and plain marks, and with no scheme but two that it lets through.
func plainAddress(s string) bool {
	safe := strings.HasPrefix(s, "/") || strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "mailto:") || !strings.Contains(s, ":")
	return safe && plainPath(s)
}

func plainPath(s string) bool { return only(s, "-._~/:?#=,;@") }

func plainQuery(s string) bool { return only(s, "-._~") }

func only(s, marks string) bool {
	for i := range len(s) {
		c := s[i]
		letter := 'a' <= c|0x20 && c|0x20 <= 'z'
		if !letter && (c < '0' || c > '9') && strings.IndexByte(marks, c) < 0 {
			return false
		}
	}
	return true
}
