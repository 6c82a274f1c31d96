package evaluator

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"text/template/parse"
)

// overridden says whether a layout's own function hides a built-in one.
func (s *scope) overridden(name string) bool {
	_, ok := s.set.funcs[name]
	return ok
}

// call is a function's result.
func (s *scope) call(name string, nodes []parse.Node, last *expr) expr {
	args := make([]expr, 0, len(nodes)+1)
	for _, n := range nodes {
		args = append(args, s.value(n))
	}
	if last != nil {
		args = append(args, *last)
	}
	if f, ok := s.set.funcs[name]; ok {
		return function(name, reflect.ValueOf(f), args)
	}
	return builtin(name, args)
}

func builtin(name string, args []expr) expr {
	switch name {
	case "and":
		return choice(args, false)
	case "or":
		return choice(args, true)
	case "not":
		if len(args) == 1 {
			is := args[0].holds()
			return boolean(func(f *frame) bool { return !is(f) })
		}
	case "eq", "ne", "lt", "le", "gt", "ge":
		return comparison(name, args)
	case "len":
		return length(args)
	case "index":
		return element(args)
	case "printf":
		return function(name, reflect.ValueOf(fmt.Sprintf), args)
	}
	refuse("function %s", name)
	return expr{}
}

// either is the type of a text that is of one type or another, such as
// {{or .Tone "grey"}}: fit for printing, and for functions that take anything.
type either string

// choice is the first value that is true, or not, else the last: {{or}}, {{and}}.
func choice(args []expr, end bool) expr {
	if len(args) == 0 {
		refuse("a choice of nothing")
	}
	typ := args[0].typ
	for _, arg := range args {
		if arg.typ == typ {
			continue
		}
		if arg.constant == nil || kindOf(typ) != text || kindOf(arg.typ) != text {
			refuse("a choice of %v and %v", typ, arg.typ)
		}
		typ = reflect.TypeFor[either]()
	}
	is, last := truth(typ), len(args)-1
	return expr{typ: typ, get: func(f *frame) reflect.Value {
		for _, arg := range args[:last] {
			if v := arg.get(f); is(v) == end {
				return v
			}
		}
		return args[last].get(f)
	}}
}

var yes, no = reflect.ValueOf(true), reflect.ValueOf(false)

func boolean(is func(*frame) bool) expr {
	return expr{typ: yes.Type(), get: func(f *frame) reflect.Value {
		if is(f) {
			return yes
		}
		return no
	}}
}

// comparison compares two texts or two numbers.
func comparison(name string, args []expr) expr {
	if len(args) != 2 {
		refuse("%s of %d values", name, len(args))
	}
	a, b := args[0], args[1]
	compare := func(f *frame) int { return cmp.Compare(a.get(f).String(), b.get(f).String()) }
	switch {
	case a.isNumber() && b.isNumber():
		compare = func(f *frame) int { return cmp.Compare(a.get(f).Int(), b.get(f).Int()) }
	case !a.isText() || !b.isText():
		refuse("%s of %v and %v", name, a.typ, b.typ)
	}
	signs := map[string][]int{"eq": {0}, "ne": {-1, 1}, "lt": {-1}, "le": {-1, 0}, "gt": {1}, "ge": {0, 1}}[name]
	return boolean(func(f *frame) bool { return slices.Contains(signs, compare(f)) })
}

func (e expr) isText() bool   { return e.typ != nil && e.typ.Kind() == reflect.String }
func (e expr) isNumber() bool { return e.typ != nil && e.typ.Kind() == reflect.Int }

func length(args []expr) expr {
	if len(args) != 1 || args[0].typ == nil || args[0].typ.Kind() != reflect.Slice && !args[0].isText() {
		refuse("len of what is no list")
	}
	get := args[0].get
	return expr{typ: reflect.TypeFor[int](), get: func(f *frame) reflect.Value { return reflect.ValueOf(get(f).Len()) }}
}

func element(args []expr) expr {
	if len(args) != 2 || args[0].typ == nil || args[0].typ.Kind() != reflect.Slice || !args[1].isNumber() {
		refuse("index of what is no list")
	}
	list, index := args[0], args[1]
	return expr{typ: list.typ.Elem(), get: func(f *frame) reflect.Value { return list.get(f).Index(int(index.get(f).Int())) }}
}

// function calls a function by reflection. Its second result, an error, ends
// the attempt.
func function(name string, f reflect.Value, args []expr) expr {
	typ := f.Type()
	if quick, ok := words(f.Interface(), args); ok {
		return quick
	}
	if typ.NumOut() == 0 || typ.Out(0) == reflected || len(args) < typ.NumIn() && !typ.IsVariadic() || len(args) > typ.NumIn() && !typ.IsVariadic() {
		refuse("function %s with %d values", name, len(args))
	}
	takes := make([]func(*frame) reflect.Value, len(args))
	for i, arg := range args {
		takes[i] = arg.as(name, parameter(typ, i))
	}
	return expr{typ: typ.Out(0), get: func(fr *frame) reflect.Value {
		in := make([]reflect.Value, len(takes))
		for i, take := range takes {
			in[i] = take(fr)
		}
		out := f.Call(in)
		if len(out) == 2 && !out[1].IsNil() {
			panic(out[1].Interface())
		}
		return out[0]
	}}
}

func parameter(f reflect.Type, i int) reflect.Type {
	if last := f.NumIn() - 1; f.IsVariadic() && i >= last {
		return f.In(last).Elem()
	}
	return f.In(i)
}

// as is the value as a parameter takes it.
func (e expr) as(name string, want reflect.Type) func(*frame) reflect.Value {
	if e.constant != nil && e.typ.Kind() == want.Kind() && e.typ != want {
		v := e.get(nil).Convert(want)
		return func(*frame) reflect.Value { return v }
	}
	if e.typ == nil || !e.typ.AssignableTo(want) {
		refuse("%v for a %v of function %s", e.typ, want, name)
	}
	return e.get
}

// words calls the functions of one text without reflection.
func words(f any, args []expr) (expr, bool) {
	call, ok := f.(func(string) string)
	if !ok || len(args) != 1 || !args[0].isText() {
		return expr{}, false
	}
	get := args[0].as("", reflect.TypeFor[string]())
	return expr{typ: reflect.TypeFor[string](), get: func(f *frame) reflect.Value { return reflect.ValueOf(call(get(f).String())) }}, true
}
