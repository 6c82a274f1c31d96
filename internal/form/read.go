package form

import (
	"net/url"
	"slices"
	"unicode/utf8"
)

// Read reads what was sent. The problems are in page order, one for an input at
// most. Without any, all that the form needs is there. With some, the answers
// still hold what was typed.
func (f Form) Read(sent url.Values) (Answers, []Problem) {
	r := reader{sent: sent, answers: Answers{Form: f.ID, Raw: map[string][]string{}}, problems: map[string]*Problem{}}
	for _, in := range f.Fields {
		r.read(in)
	}
	for _, g := range f.Groups {
		r.group(f, g)
	}
	for id := range sent {
		if !f.asks(id) {
			r.answers.Unknown++
		}
	}
	var problems []Problem
	for _, in := range f.Fields {
		for _, id := range []string{in.ID, in.ConsentID()} {
			if p := r.problems[id]; p != nil {
				problems = append(problems, *p)
			}
		}
	}
	return r.answers, problems
}

// asks says whether a name is that of an input or of its tick.
func (f Form) asks(id string) bool {
	return slices.ContainsFunc(f.Fields, func(in Input) bool { return in.ID == id || in.Health && in.ConsentID() == id })
}

// reader is one reading of a form.
type reader struct {
	sent     url.Values
	answers  Answers
	problems map[string]*Problem
}

// raw takes what was sent, and keeps it.
func (r *reader) raw(id string) []string {
	values := r.sent[id]
	if values != nil {
		r.answers.Raw[id] = slices.Clone(values)
	}
	return values
}

// read reads one input. An answer about health without its tick is not kept.
func (r *reader) read(in Input) {
	given, problem := in.read(r.raw(in.ID))
	r.note(in.ID, problem)
	if in.Health {
		agreed, trouble := in.consent(r.raw(in.ConsentID()), given != nil || problem != nil)
		r.note(in.ConsentID(), trouble)
		if !agreed {
			return
		}
	}
	if given != nil && problem == nil {
		r.answers.Given = append(r.answers.Given, Answer{ID: in.ID, Values: given, Consent: in.Health})
	}
}

func (r *reader) note(id string, p *Problem) {
	if p != nil {
		p.Field = id
		r.problems[id] = p
	}
}

// consent reads the tick of an answer about health. It is missed only where
// there is an answer.
func (in Input) consent(sent []string, answered bool) (bool, *Problem) {
	v, problem := in.single(sent)
	switch {
	case problem != nil:
		return false, problem
	case v != Ticked && answered:
		return false, in.problem(Consent)
	}
	return v == Ticked, nil
}

// group looks for the one of its inputs that has to be filled: the one that fits
// how the person wants an answer, or any while we do not know that.
func (r *reader) group(f Form, g Group) {
	by, _ := f.input(g.By)
	way := r.answers.Value(g.By)
	var first *Input
	filled := false
	for i := range f.Fields {
		in := &f.Fields[i]
		if in.Group != g.ID {
			continue
		}
		if first == nil {
			first = in
		}
		empty := r.answers.Value(in.ID) == "" && r.problems[in.ID] == nil
		filled = filled || !empty
		if empty && way != "" && slices.Contains(in.For, way) {
			r.note(in.ID, in.problem(Fitting, "{chosen}", by.words(way)))
			return
		}
	}
	if first != nil && !filled && !g.Optional {
		r.note(first.ID, first.problem(AnyContact))
	}
}

// read makes an answer of what was sent for an input: nil without one.
func (in Input) read(sent []string) ([]string, *Problem) {
	switch in.Kind {
	case "choices":
		return in.several(sent)
	case "choice":
		return in.one(sent)
	}
	v, problem := in.single(sent)
	if problem != nil {
		return nil, problem
	}
	switch in.Kind {
	case "opportunity": // as it came: the server knows which there are
	case "consent":
		if v != Ticked {
			v = ""
		}
	default:
		v, problem = in.text(v)
	}
	switch {
	case problem != nil:
		return nil, problem
	case v != "":
		return []string{v}, nil
	case in.Optional || in.Group != "":
		return nil, nil
	case in.Kind == "consent":
		return nil, in.problem(Tick)
	}
	return nil, in.problem(Required)
}

// single is the one value of an input.
func (in Input) single(sent []string) (string, *Problem) {
	if problem := in.readable(sent); problem != nil || len(sent) == 0 {
		return "", problem
	}
	for _, v := range sent[1:] {
		if v != sent[0] {
			return "", in.problem(Once)
		}
	}
	return sent[0], nil
}

func (in Input) readable(sent []string) *Problem {
	for _, v := range sent {
		if !utf8.ValidString(v) {
			return in.problem(Readable)
		}
	}
	return nil
}

// text reads what is typed.
func (in Input) text(typed string) (string, *Problem) {
	s := text(typed, in.Kind == "long-text")
	if problem := in.tooLong(s); problem != nil || s == "" {
		return s, problem
	}
	var broken Rule
	var odd string
	switch in.Kind {
	case "email":
		s, broken, odd = email(s)
	case "phone":
		s, broken = phone(s)
	}
	if broken != "" {
		return s, in.problem(broken, "{typed}", odd)
	}
	return s, nil
}

// one reads a choice of one answer.
func (in Input) one(sent []string) ([]string, *Problem) {
	v, problem := in.single(sent)
	switch {
	case problem != nil:
		return nil, problem
	case v == "" && in.Optional:
		return nil, nil
	case v == "":
		return nil, in.problem(Select)
	case !in.offers(v):
		return nil, in.problem(Listed)
	}
	return []string{v}, nil
}

// several reads a choice of any answers. They come in the order of the page,
// each once.
func (in Input) several(sent []string) ([]string, *Problem) {
	if problem := in.readable(sent); problem != nil {
		return nil, problem
	}
	for _, v := range sent {
		if v != "" && !in.offers(v) {
			return nil, in.problem(Listed)
		}
	}
	var out []string
	for _, o := range in.Options {
		if slices.Contains(sent, o.Value) {
			out = append(out, o.Value)
		}
	}
	if out == nil && !in.Optional {
		return nil, in.problem(Select)
	}
	return out, nil
}

func (in Input) offers(v string) bool {
	return slices.ContainsFunc(in.Options, func(o Option) bool { return o.Value == v })
}
