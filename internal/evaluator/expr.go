package evaluator

import (
	"reflect"
	"strconv"
	"text/template/parse"
)

// expr is a value that a template uses. Its type is known before it is: nil is
// the type of no value at all.
type expr struct {
	typ reflect.Type
	get func(*frame) reflect.Value
	// constant is what was written out in the template, such as "card" or 3: as an
	// argument of a function it takes the type of the parameter.
	constant parse.Node
}

// piped is what comes out of commands, each of which is given the result of the
// one before as its last argument.
func (s *scope) piped(cmds []*parse.CommandNode) expr {
	var last *expr
	for _, cmd := range cmds {
		e := s.command(cmd, last)
		e.constant = nil // in ("card") and in "card" | it is a string for good
		last = &e
	}
	return *last
}

func (s *scope) command(cmd *parse.CommandNode, last *expr) expr {
	if name, ok := cmd.Args[0].(*parse.IdentifierNode); ok {
		return s.call(name.Ident, cmd.Args[1:], last)
	}
	if len(cmd.Args) > 1 || last != nil {
		refuse("%q", cmd)
	}
	return s.value(cmd.Args[0])
}

func (s *scope) value(n parse.Node) expr {
	switch n := n.(type) {
	case *parse.DotNode:
		return expr{typ: s.dot, get: func(f *frame) reflect.Value { return f.dot }}
	case *parse.FieldNode:
		return s.value(&parse.DotNode{}).fields(n.Ident)
	case *parse.VariableNode:
		return s.held(n.Ident[0]).fields(n.Ident[1:])
	case *parse.ChainNode:
		return s.value(n.Node).fields(n.Field)
	case *parse.PipeNode:
		if len(n.Decl) > 0 {
			refuse("%q", n)
		}
		return s.piped(n.Cmds)
	case *parse.IdentifierNode:
		return s.call(n.Ident, nil, nil)
	case *parse.StringNode:
		return constant(n, n.Text)
	case *parse.BoolNode:
		return constant(n, n.True)
	case *parse.NumberNode:
		if i := int(n.Int64); n.IsInt && strconv.Itoa(i) == n.Text { // not 1e3, a float
			return constant(n, i)
		}
	}
	refuse("%q", n)
	return expr{}
}

func constant(n parse.Node, of any) expr {
	v := reflect.ValueOf(of)
	return expr{typ: v.Type(), get: func(*frame) reflect.Value { return v }, constant: n}
}

// held is what a variable holds.
func (s *scope) held(name string) expr {
	v := s.variable(name)
	if v.slot < 0 {
		return expr{typ: v.typ, get: func(f *frame) reflect.Value { return f.root }}
	}
	return expr{typ: v.typ, get: func(f *frame) reflect.Value { return f.vars[v.slot] }}
}

// fields is a field of a field of e. A pointer on the way that points at nothing
// makes reflect panic, which ends the attempt.
func (e expr) fields(names []string) expr {
	for _, name := range names {
		e = e.field(name)
	}
	return e
}

func (e expr) field(name string) expr {
	of, get := e.typ, e.get
	if of != nil && of.Kind() == reflect.Pointer {
		inner := get
		of, get = of.Elem(), func(f *frame) reflect.Value { return inner(f).Elem() }
	}
	if of == nil || of.Kind() != reflect.Struct {
		refuse("field %s of %v", name, of)
	}
	if _, ok := reflect.PointerTo(of).MethodByName(name); ok {
		refuse("method %s of %v", name, of)
	}
	found, ok := of.FieldByName(name)
	if !ok || !found.IsExported() {
		refuse("field %s of %v", name, of)
	}
	if index := found.Index; len(index) > 1 {
		return expr{typ: found.Type, get: func(f *frame) reflect.Value { return get(f).FieldByIndex(index) }}
	}
	index := found.Index[0]
	return expr{typ: found.Type, get: func(f *frame) reflect.Value { return get(f).Field(index) }}
}
