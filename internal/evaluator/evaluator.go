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
// many goroutines at once. Until its first run, more templates may be added to
// the html/template below it; those that are there must not change any more.
type Template struct {
	slow  *template.Template
	funcs template.FuncMap
	// trees are what the templates were made of when New was called: html/template
	// sets a template's own field at its first run, while others are read here.
	trees map[string]*parse.Tree
	ready sync.Map // of program, by the type of the data
}

// New makes a Template. The functions are those that slow was parsed with.
func New(slow *template.Template, funcs template.FuncMap) *Template {
	return &Template{slow: slow, funcs: funcs, trees: treesOf(slow)}
}

// All makes a Template of each that belongs to a set, by their names.
func All(set *template.Template, funcs template.FuncMap) map[string]*Template {
	trees := treesOf(set)
	out := make(map[string]*Template, len(trees))
	for _, t := range set.Templates() {
		out[t.Name()] = &Template{slow: t, funcs: funcs, trees: trees}
	}
	return out
}

func treesOf(set *template.Template) map[string]*parse.Tree {
	all := set.Templates()
	trees := make(map[string]*parse.Tree, len(all))
	for _, t := range all {
		trees[t.Name()] = t.Tree
	}
	return trees
}

// tree is what a template of that name is made of, nil where there is none.
func (t *Template) tree(name string) *parse.Tree {
	if tree, ok := t.trees[name]; ok {
		return tree
	}
	if added := t.slow.Lookup(name); added != nil {
		return added.Tree
	}
	return nil
}

// program is a template for one type of data. Its run is nil when only
// html/template can run it; why then says what is not known here.
type program struct {
	run *routine
	why error
}

// Execute writes the template for data. Its errors are those of html/template
// and of w. html/template escapes a tree when it first runs it, so the first run
// for a type of data is its own.
func (t *Template) Execute(w io.Writer, data any) error {
	of := reflect.TypeOf(data)
	p, ok := t.ready.Load(of)
	if !ok {
		err := t.slow.Execute(w, data)
		run, why := compile(t, of)
		t.ready.LoadOrStore(of, program{run, why})
		return err
	}
	run := p.(program).run
	if run == nil {
		return t.slow.Execute(w, data)
	}
	if out, ok := w.(*bytes.Buffer); ok {
		before := out.Len()
		if run.attempt(out, reflect.ValueOf(data)) {
			return nil
		}
		out.Truncate(before)
		return t.slow.Execute(w, data)
	}
	out := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(out)
	out.Reset()
	if !run.attempt(out, reflect.ValueOf(data)) {
		return t.slow.Execute(w, data)
	}
	_, err := w.Write(out.Bytes())
	return err
}

// Refused says why html/template had to run the template whole, for each type of
// data so far for which it had to.
func (t *Template) Refused() []error {
	var out []error
	t.ready.Range(func(of, p any) bool {
		if why := p.(program).why; why != nil {
			out = append(out, fmt.Errorf("%s for %v: %w", t.slow.Name(), of, why))
		}
		return true
	})
	return out
}

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}
