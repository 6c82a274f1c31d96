// Package evaluator runs templates of html/template several times as fast.
//
// It never decides how a value is escaped. html/template reads a template,
// finds out where each value stands (in text, in an attribute, in an address)
// and writes the functions that must escape it into the template's tree. This
// package takes that finished tree and turns it into functions for the type of
// the data, so that a field is found once instead of at each page, and nothing
// is called by reflection only to print a word. All escaping but that of plain
// text and plain addresses is still done by html/template: see escape.go.
//
// # The promise
//
// What Execute writes is, byte for byte, what html/template would have written.
// It can be kept because this package may always refuse:
//
//   - a template that uses what is not known here – a method, a map, a script –
//     is run by html/template, whole;
//   - when anything goes wrong on the way – a field of nothing, a function that
//     fails – what was written is taken back, and html/template runs the
//     template again. Its error, with its position, is the one that the caller
//     gets.
//
// So a layout may use all of html/template. What is known here only makes it
// faster: fields, variables, if, with, range over lists, other templates,
// functions, and the built-in and, or, not, eq, ne, lt, le, gt, ge, len, index
// and printf.
//
// The functions of a template must give the same result each time, since they
// may be called again when something goes wrong. They may run the template
// themselves.
package evaluator

import (
	"bytes"
	"fmt"
	"html/template"
	"io"
	"reflect"
	"sync"
	"text/template/parse"
)

// Template is a template of html/template, with what it calls. It is safe for
// many goroutines at once.
type Template struct {
	fresh func() (*template.Template, error)
	slow  func() (*template.Template, error) // one for all that goes wrong, made when something does
	funcs template.FuncMap
	ready sync.Map // of program, by the type of the data
}

// New makes a Template. fresh gives the template as it was parsed, with those that it
// calls, each time one that was never run: html/template changes a tree when it runs
// it. It is asked when a type of data comes for the first time, and once more when
// something first goes wrong. Until then there is none, since trees take much more
// memory than what is made of them. The functions are those that it was parsed with.
func New(fresh func() (*template.Template, error), funcs template.FuncMap) *Template {
	return &Template{fresh: fresh, slow: sync.OnceValues(fresh), funcs: funcs}
}

// program is a template for one type of data. Its run is nil when only
// html/template can run it, as slow; why then says what is not known here.
type program struct {
	run  *routine
	slow *template.Template
	why  error
}

// Execute writes the template for data. Its errors are those of html/template
// and of w.
func (t *Template) Execute(w io.Writer, data any) error {
	of := reflect.TypeOf(data)
	known, ok := t.ready.Load(of)
	if !ok {
		return t.first(w, data, of)
	}
	p := known.(program)
	if p.run == nil {
		return p.slow.Execute(w, data)
	}
	out, isBuffer := w.(*bytes.Buffer)
	if !isBuffer {
		out = buffers.Get().(*bytes.Buffer)
		defer buffers.Put(out)
		out.Reset()
	}
	before := out.Len()
	if !p.run.attempt(out, reflect.ValueOf(data)) {
		out.Truncate(before)
		return t.slowly(w, data)
	}
	if isBuffer {
		return nil
	}
	_, err := w.Write(out.Bytes())
	return err
}

// first runs the template for a type of data for the first time, and makes a routine
// of it. html/template escapes a tree when it first runs it, so that run is its own.
func (t *Template) first(w io.Writer, data any, of reflect.Type) error {
	slow, err := t.fresh()
	if err != nil {
		return err
	}
	set := &set{slow: slow, funcs: t.funcs, trees: map[string]*parse.Tree{}}
	for _, x := range slow.Templates() {
		set.trees[x.Name()] = x.Tree
	}
	err = slow.Execute(w, data)
	p := program{}
	if p.run, p.why = compile(set, of); p.run == nil {
		p.slow = slow
	}
	t.ready.LoadOrStore(of, p)
	return err
}

// slowly has html/template run the template.
func (t *Template) slowly(w io.Writer, data any) error {
	slow, err := t.slow()
	if err != nil {
		return err
	}
	return slow.Execute(w, data)
}

// Refused says why html/template had to run the template whole, for each type of
// data so far for which it had to.
func (t *Template) Refused() []error {
	var out []error
	t.ready.Range(func(of, known any) bool {
		if p := known.(program); p.why != nil {
			out = append(out, fmt.Errorf("%s for %v: %w", p.slow.Name(), of, p.why))
		}
		return true
	})
	return out
}

// set is a template that was run once, with those that it calls.
type set struct {
	slow  *template.Template
	funcs template.FuncMap
	trees map[string]*parse.Tree // what the templates were made of before the run
}

// tree is what a template of that name is made of, nil where there is none. For a
// place of its own html/template adds a template when it runs.
func (s *set) tree(name string) *parse.Tree {
	if tree, ok := s.trees[name]; ok {
		return tree
	}
	if added := s.slow.Lookup(name); added != nil {
		return added.Tree
	}
	return nil
}

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}
