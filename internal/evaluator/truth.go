package evaluator

import (
	"reflect"
	"text/template/parse"
)

// truth says what counts as true, as text/template has it: what is not empty.
func truth(typ reflect.Type) func(reflect.Value) bool {
	if typ == nil {
		return func(reflect.Value) bool { return false }
	}
	switch typ.Kind() {
	case reflect.String, reflect.Slice:
		return func(v reflect.Value) bool { return v.Len() > 0 }
	case reflect.Bool:
		return reflect.Value.Bool
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return func(v reflect.Value) bool { return v.Int() != 0 }
	case reflect.Struct:
		return func(reflect.Value) bool { return true }
	case reflect.Pointer:
		return func(v reflect.Value) bool { return !v.IsNil() }
	}
	refuse("the truth of %v", typ)
	return nil
}

// holds is the truth of a node. What {{and}}, {{or}} and {{not}} come to need
// not be made for that.
func (s *scope) holds(n parse.Node) func(*frame) bool {
	if pipe, ok := n.(*parse.PipeNode); ok && len(pipe.Decl) == 0 {
		return s.holdsAll(pipe)
	}
	return s.value(n).holds()
}

func (e expr) holds() func(*frame) bool {
	get, is := e.get, truth(e.typ)
	return func(f *frame) bool { return is(get(f)) }
}

func (s *scope) holdsAll(pipe *parse.PipeNode) func(*frame) bool {
	if len(pipe.Cmds) == 1 {
		args := pipe.Cmds[0].Args
		if name, ok := args[0].(*parse.IdentifierNode); ok && !s.overridden(name.Ident) {
			if is := s.logic(name.Ident, args[1:]); is != nil {
				return is
			}
		}
	}
	return s.piped(pipe.Cmds).holds()
}

// logic is {{and}}, {{or}} or {{not}}, of which the first two look at no more
// than they need.
func (s *scope) logic(name string, args []parse.Node) func(*frame) bool {
	if len(args) == 0 {
		return nil
	}
	switch name {
	case "not":
		if len(args) == 1 {
			is := s.holds(args[0])
			return func(f *frame) bool { return !is(f) }
		}
	case "and":
		return until(s.every(args), false)
	case "or":
		return until(s.every(args), true)
	}
	return nil
}

func (s *scope) every(args []parse.Node) []func(*frame) bool {
	out := make([]func(*frame) bool, len(args))
	for i, arg := range args {
		out[i] = s.holds(arg)
	}
	return out
}

// until asks one after the other until one says end.
func until(all []func(*frame) bool, end bool) func(*frame) bool {
	return func(f *frame) bool {
		for _, is := range all {
			if is(f) == end {
				return end
			}
		}
		return !end
	}
}
