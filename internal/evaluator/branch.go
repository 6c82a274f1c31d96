package evaluator

import (
	"reflect"
	"text/template/parse"
)

// branch is {{if}}.
func (s *scope) branch(n *parse.BranchNode) step {
	defer s.forget(len(s.vars))
	holds := s.condition(n.Pipe)
	then, otherwise := s.list(n.List), s.list(n.ElseList)
	return func(f *frame) {
		if holds(f) {
			do(f, then)
		} else {
			do(f, otherwise)
		}
	}
}

// condition is the pipe of an {{if}}. Without a variable only its truth counts.
func (s *scope) condition(pipe *parse.PipeNode) func(*frame) bool {
	if len(pipe.Decl) == 0 {
		return s.holdsAll(pipe)
	}
	e := s.piped(pipe.Cmds)
	get, holds, set := e.get, truth(e.typ), s.setter(pipe, e.typ)
	return func(f *frame) bool {
		v := get(f)
		set(f, v)
		return holds(v)
	}
}

// with is {{with}}: the dot is the value, if there is one.
func (s *scope) with(n *parse.BranchNode) step {
	defer s.forget(len(s.vars))
	e := s.piped(n.Pipe.Cmds)
	get, holds := e.get, truth(e.typ)
	var set func(*frame, reflect.Value)
	if len(n.Pipe.Decl) > 0 {
		set = s.setter(n.Pipe, e.typ)
	}
	then, otherwise := s.inside(e.typ, n.List), s.list(n.ElseList)
	return func(f *frame) {
		v := get(f)
		if set != nil {
			set(f, v)
		}
		if !holds(v) {
			do(f, otherwise)
			return
		}
		outer := f.dot
		f.dot = v
		do(f, then)
		f.dot = outer
	}
}

// setter declares the variable of a {{with}}.
func (s *scope) setter(pipe *parse.PipeNode, typ reflect.Type) func(*frame, reflect.Value) {
	if len(pipe.Decl) != 1 || pipe.IsAssign {
		refuse("%q", pipe)
	}
	slot := s.declare(pipe.Decl[0].Ident[0], typ)
	return func(f *frame, v reflect.Value) { f.vars[slot] = v }
}

// inside makes the steps of a list with another dot.
func (s *scope) inside(dot reflect.Type, list *parse.ListNode) []step {
	outer := s.dot
	s.dot = dot
	defer func() { s.dot = outer }()
	return s.list(list)
}

// ranging is {{range}} over a list, with up to two variables.
func (s *scope) ranging(n *parse.BranchNode) step {
	defer s.forget(len(s.vars))
	e := s.piped(n.Pipe.Cmds)
	if e.typ == nil || e.typ.Kind() != reflect.Slice || n.Pipe.IsAssign || len(n.Pipe.Decl) > 2 {
		refuse("%q", n.Pipe)
	}
	get, kept := e.get, len(s.vars)
	index, element := s.ranged(n.Pipe.Decl, e.typ.Elem())
	each := s.inside(e.typ.Elem(), n.List)
	s.forget(kept)
	for _, v := range n.Pipe.Decl { // {{else}} has them too, as the list itself
		s.vars = append(s.vars, variable{v.Ident[0], nil, hidden})
	}
	otherwise := s.list(n.ElseList)
	return func(f *frame) {
		list := get(f)
		count := list.Len()
		if count == 0 {
			do(f, otherwise)
			return
		}
		outer := f.dot
		for i := range count {
			f.dot = list.Index(i)
			if index >= 0 {
				f.vars[index] = reflect.ValueOf(i)
			}
			if element >= 0 {
				f.vars[element] = f.dot
			}
			do(f, each)
		}
		f.dot = outer
	}
}

// ranged declares the variables of a {{range}}: the last is the element. A slot
// of -1 is none.
func (s *scope) ranged(decl []*parse.VariableNode, element reflect.Type) (int, int) {
	switch len(decl) {
	case 1:
		return -1, s.declare(decl[0].Ident[0], element)
	case 2:
		return s.declare(decl[0].Ident[0], reflect.TypeFor[int]()), s.declare(decl[1].Ident[0], element)
	}
	return -1, -1
}
