package evaluator

import (
	"bytes"
	"fmt"
	"reflect"
	"text/template/parse"
)

// frame is a template at work. Each call of a template has its own.
type frame struct {
	out       *bytes.Buffer
	root, dot reflect.Value
	vars      []reflect.Value
	depth     int
}

// deepest is how far templates may call each other here. html/template allows
// more, and then says which template has no end.
const deepest = 1000

// step is one thing to do. It panics when it can't: see attempt.
type step func(*frame)

// routine is a template as a list of steps. It is filled in after it is made,
// so that templates can call each other and themselves.
type routine struct {
	steps []step
	slots int // of variables
}

// attempt runs a routine and says whether it came to its end.
func (r *routine) attempt(out *bytes.Buffer, data reflect.Value) (whole bool) {
	defer func() { _ = recover() }()
	r.call(&frame{out: out}, data)
	return true
}

// call runs a routine for the one whose frame is given.
func (r *routine) call(by *frame, data reflect.Value) {
	f := frame{out: by.out, root: data, dot: data, depth: by.depth + 1}
	if f.depth > deepest {
		panic("templates call each other without an end")
	}
	if r.slots > 0 {
		f.vars = make([]reflect.Value, r.slots)
	}
	do(&f, r.steps)
}

func do(f *frame, steps []step) {
	for _, s := range steps {
		s(f)
	}
}

// unknown is why a template can't be compiled.
type unknown struct{ what string }

// Error names what is not known, for those who make layouts faster.
func (u unknown) Error() string { return u.what + " is not known to the evaluator" }

func refuse(format string, args ...any) { panic(unknown{fmt.Sprintf(format, args...)}) }

// compiler makes the routines of a set of templates.
type compiler struct {
	set      *set
	routines map[signature]*routine
}

// signature names a template and the type that it is called with.
type signature struct {
	name string
	data reflect.Type
}

// compile makes the routine of a template whose tree has been escaped.
func compile(t *set, data reflect.Type) (r *routine, err error) {
	defer func() {
		if reason := recover(); reason != nil {
			r, err = nil, fmt.Errorf("%v", reason)
		}
	}()
	if t.slow.Tree != t.tree(t.slow.Name()) || data == reflected {
		refuse("what html/template runs otherwise")
	}
	c := &compiler{set: t, routines: map[signature]*routine{}}
	return c.routine(t.slow.Name(), data), nil
}

func (c *compiler) routine(name string, data reflect.Type) *routine {
	key := signature{name, data}
	if r, ok := c.routines[key]; ok {
		return r
	}
	tree := c.set.tree(name)
	if tree == nil || tree.Root == nil {
		refuse("template %q in this place", name)
	}
	r := &routine{}
	c.routines[key] = r
	s := &scope{compiler: c, dot: data, vars: []variable{{"$", data, -1}}}
	r.steps = s.list(tree.Root)
	r.slots = s.slots
	return r
}

// reflected is the type that templates look through: what it holds counts.
var reflected = reflect.TypeFor[reflect.Value]()

// scope is what is known at one place of a template: the type of the dot, and
// the variables.
type scope struct {
	*compiler
	dot   reflect.Type
	vars  []variable
	slots int
}

// variable has a slot in the frame; the data of the template itself has none.
type variable struct {
	name string
	typ  reflect.Type
	slot int
}

// hidden is the slot of a variable whose value is not known here.
const hidden = -2

func (s *scope) list(list *parse.ListNode) []step {
	if list == nil {
		return nil
	}
	defer s.forget(len(s.vars))
	var out []step
	for _, n := range list.Nodes {
		if made := s.node(n); made != nil {
			out = append(out, made)
		}
	}
	return out
}

// forget drops the variables that were declared since.
func (s *scope) forget(kept int) { s.vars = s.vars[:kept] }

func (s *scope) node(n parse.Node) step {
	switch n := n.(type) {
	case *parse.TextNode:
		text := n.Text
		return func(f *frame) { f.out.Write(text) }
	case *parse.ActionNode:
		return s.action(n.Pipe)
	case *parse.IfNode:
		return s.branch(&n.BranchNode)
	case *parse.WithNode:
		return s.with(&n.BranchNode)
	case *parse.RangeNode:
		return s.ranging(&n.BranchNode)
	case *parse.TemplateNode:
		return s.template(n)
	case *parse.CommentNode:
		return nil
	}
	refuse("%q", n)
	return nil
}

// action prints a value, or keeps it in a variable.
func (s *scope) action(pipe *parse.PipeNode) step {
	if len(pipe.Decl) > 0 {
		return s.keep(pipe, s.piped(pipe.Cmds))
	}
	cmds := pipe.Cmds
	end := len(cmds)
	for end > 0 && escaper(cmds[end-1]) != "" {
		end--
	}
	var chain string
	for _, cmd := range cmds[end:] {
		chain += escaper(cmd)
	}
	if end == 0 {
		refuse("an action without a value, %q", pipe)
	}
	return print(chain, s.piped(cmds[:end]))
}

// keep declares the variable of a pipe, or sets it.
func (s *scope) keep(pipe *parse.PipeNode, e expr) step {
	if len(pipe.Decl) != 1 {
		refuse("%q", pipe)
	}
	name, get := pipe.Decl[0].Ident[0], e.get
	if !pipe.IsAssign {
		slot := s.declare(name, e.typ)
		return func(f *frame) { f.vars[slot] = get(f) }
	}
	v := s.variable(name)
	if v.typ != e.typ || v.slot < 0 {
		refuse("%s with another type", name)
	}
	return func(f *frame) { f.vars[v.slot] = get(f) }
}

func (s *scope) declare(name string, typ reflect.Type) int {
	slot := s.slots
	s.slots++
	s.vars = append(s.vars, variable{name, typ, slot})
	return slot
}

func (s *scope) variable(name string) variable {
	for i := len(s.vars) - 1; i >= 0; i-- {
		if v := s.vars[i]; v.name == name && v.slot != hidden {
			return v
		} else if v.name == name {
			break
		}
	}
	refuse("variable %s", name)
	return variable{}
}

func (s *scope) template(n *parse.TemplateNode) step {
	if n.Pipe == nil {
		r := s.routine(n.Name, nil)
		return func(f *frame) { r.call(f, reflect.Value{}) }
	}
	if len(n.Pipe.Decl) > 0 {
		refuse("%q", n)
	}
	e := s.piped(n.Pipe.Cmds)
	r, get := s.routine(n.Name, e.typ), e.get
	return func(f *frame) { r.call(f, get(f)) }
}
