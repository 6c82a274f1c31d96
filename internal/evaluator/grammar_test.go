package evaluator_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// grammar makes templates by chance. It keeps to types most of the time, since a
// template with a mistake in it is html/template's. A wild one uses all that
// templates may use.
type grammar struct {
	*rand.Rand
	wild      bool
	dot, root string // the type of the dot, and of $
	vars      []named
	deep      int
	may       int // how many of the callable templates it may call
}

type named struct{ name, typ string }

// fields are those of each type of data, by their own type.
var fields = map[string]map[string][]string{
	"page": {
		"string": {"Text", "Empty", "Strange", "Frame.Title", "Title", "Inner.Deep", "Deep", "More.Title"}, "tone": {"Tone", "Toneless"}, "vouched": {"HTML", "URL", "Attr", "CSS", "JS", "JSStr", "Srcset"},
		"int": {"Count", "Zero"}, "bool": {"Open", "Shut"}, "words": {"Words", "None"}, "links": {"Links"}, "link": {"Link"}, "frame": {"Frame", "More", "Nobody"}, "any": {"Any", "Nil"}, "page": {"Self"},
		"wild": {"Shout", "Fault", "Formatted", "Share", "Map", "Array", "Small", "Large", "Unsigned", "Byte", "Anys", "Pointers", "Chan", "Func", "Time", "JSON", "Stringer", "Err", "StringTo", "FrameTo", "Reflected", "Missing", "hidden", "Loud", "Quiet", "Both", "Nobody.Title", "Text.Text", "Map.a", "Map.none", "Method", "Complex", "Sequence", "Tones"},
	},
	"link":  {"string": {"Text", "URL"}, "wild": {"Missing"}},
	"frame": {"string": {"Title", "Lang"}, "wild": {"Missing"}},
}

// calls are functions, by the type of their result; $type stands for an argument.
var calls = map[string][]string{
	"string":  {"upper $string", "capital $string", "join $string $string $string", "join $string", "toned $tone $int", "toned \"red\" 7", "perhaps $string", "printf \"%.3s|%d\" $string $int", "printf \"%v\" $any", "printf \"%v %T\" $text $text", "index $words 0", "kind $any", "kind $text"},
	"tone":    {"hue", "or $tone $tone", "or $tone \"grey\"", "and $tone \"grey\"", "or $tone $tone \"grey\""},
	"int":     {"len $words", "len $links", "len $string", "len $tone", "or $int $int", "count $int"},
	"bool":    {"eq $string $string", "ne $string \"Tea\"", "eq $tone \"green\"", "eq $tone $string", "lt $int $int", "ge $int 3", "le $string $string", "gt $int 1", "not $bool", "not $string", "and $bool $bool", "or $bool $bool"},
	"any":     {"either $string", "none", "index $anys 1"},
	"link":    {"index $links 0"},
	"vouched": {"safe $string"},
	"frame":   {"shell"},
	"words":   {"split $string"},
	"wild":    {"fails $string", "panics", "last $words", "broken", "real", "reflects $string", "hold $wild", "upper $tone", "upper", "upper $string $string", "toned $string $int", "toned (or $tone \"grey\") 1", "toned (\"red\") 1", "nilerror", "stringer", "index $words 9", "index $links $int", "index $wild $wild", "len $wild", "eq $wild $wild", "lt $wild $wild", "eq $int 1 2 3", "eq $string $int", "lt $int 2.5", "printf $tone", "printf \"%d\" $wild", "print $wild", "println $string", "html $string", "urlquery $string", "js $wild", "slice $string 0 1", "call .Func", "or $wild $wild", "and $wild $wild $wild", "not", "not $wild", "or $string $tone", "or \"\" \"red\"", "wide $int", "wide 3", "wide 3.0", "float 3", "1e3", "1.0", "'a'", "0x10", "1_000", "0i", "-3", "+3", "9223372036854775807", "9223372036854775808", "true", "nil", "deref $frame", "chosen"},
}

func oneOf[T any](g *grammar, of []T) T { return of[g.IntN(len(of))] }

// expr is an operand of a type.
func (g *grammar) expr(typ string) string {
	g.deep++
	defer func() { g.deep-- }()
	if typ == "text" {
		typ = oneOf(g, []string{"string", "tone", "int", "vouched", "any"})
	}
	if typ == "anys" {
		typ = "links"
	}
	if g.wild && g.IntN(25) == 0 {
		typ = "wild"
	}
	if g.deep < 4 && g.IntN(4) == 0 && len(calls[typ]) > 0 {
		return "(" + g.call(typ) + ")"
	}
	if all := g.known(typ); len(all) > 0 {
		return oneOf(g, all)
	}
	return map[string]string{"int": fmt.Sprint(g.IntN(5)), "bool": "true", "any": `"any"`, "links": "links", "words": "words", "link": "(index links 0)", "frame": "shell", "tone": "hue", "vouched": `(safe "<i>")`, "page": "."}[typ] + map[string]string{"string": `"<x> y"`, "wild": "1.5"}[typ]
}

// known are the variables and the fields of a type.
func (g *grammar) known(typ string) (out []string) {
	for _, v := range g.vars {
		if v.typ == typ {
			out = append(out, v.name)
		}
		for _, f := range fields[v.typ][typ] {
			out = append(out, v.name+"."+f)
		}
	}
	for _, from := range []named{{"", g.dot}, {"$", g.root}} {
		if from.typ == typ {
			out = append(out, from.name+strings.Repeat(".", 1-len(from.name)))
		}
		for _, f := range fields[from.typ][typ] {
			out = append(out, from.name+"."+f)
		}
	}
	return out
}

// call is a function with its arguments.
func (g *grammar) call(typ string) string {
	words := strings.Fields(oneOf(g, calls[typ]))
	for i, w := range words {
		arg := strings.Trim(w, "()")
		if of, ok := strings.CutPrefix(arg, "$"); ok {
			words[i] = strings.Replace(w, arg, g.expr(of), 1)
		}
	}
	return strings.Join(words, " ")
}

// pipe is what may stand in an action.
func (g *grammar) pipe(typ string) string {
	out := g.expr(typ)
	if len(calls[typ]) > 0 && g.IntN(3) == 0 {
		out = g.call(typ)
	}
	switch n := g.IntN(12); {
	case n == 0 && typ == "string":
		out += " | " + oneOf(g, []string{"upper", "perhaps", `printf "%s!"`, "join \"a\" \"b\"", "or .Empty | upper"}[:3+g.IntN(2)])
	case n == 1 && g.wild:
		out += " | " + oneOf(g, []string{"html", "urlquery", "print", "safe", "len", "not", "toned2", "eq 3", "or", "kind", "hold", "upper | fails", "_html_template_htmlescaper", "_html_template_urlescaper"})
	}
	return out
}

// action is {{ … }}, with or without the white space about it.
func (g *grammar) action(what string) string {
	switch g.IntN(10) {
	case 0:
		return "{{- " + what + "}}"
	case 1:
		return "{{" + what + " -}}"
	}
	return "{{" + what + "}}"
}

// nodes are what may stand in one place: in an attribute no tags.
func (g *grammar) nodes(tags bool) string {
	var b strings.Builder
	kept := len(g.vars)
	for range 1 + g.IntN(4) {
		b.WriteString(g.node(tags))
	}
	g.vars = g.vars[:kept]
	return b.String()
}

func (g *grammar) node(tags bool) string {
	g.deep++
	defer func() { g.deep-- }()
	switch n := g.IntN(20); {
	case g.deep > 4 || n < 5:
		return g.action(g.pipe(oneOf(g, []string{"string", "string", "int", "tone", "text"})))
	case n < 7:
		return oneOf(g, []string{"words ", "\r\n", "{{/* a comment */}}", " \n ", "é&amp;", "0"})
	case n < 9:
		return g.variable()
	case n < 11:
		return g.branch("if", "bool", g.dot, tags)
	case n < 12:
		typ := oneOf(g, []string{"string", "tone", "int", "frame", "words", "link"})
		return g.branch("with", typ, typ, tags)
	case n < 14:
		list, element := "words", "string"
		if g.IntN(2) == 0 {
			list, element = "links", "link"
		}
		return g.branch("range", list, element, tags)
	case n < 16 && g.may > 0 && (tags || g.wild):
		typ := oneOf(g, callable[:g.may])
		return g.action(fmt.Sprintf("template %q %s", typ, g.pipe(typ)))
	case n == 16 && g.wild && g.may > 1: // "string" may not call itself without an end
		return oneOf(g, []string{`{{template "string"}}`, `{{template "nowhere" .}}`, `{{break}}`, `{{continue}}`, `{{range 3}}{{.}}{{end}}`, `{{template "open" .}}`})
	case tags:
		return g.place()
	}
	return g.action(g.pipe("string"))
}

// variable declares one, or sets one.
func (g *grammar) variable() string {
	typ := oneOf(g, []string{"string", "tone", "int", "link", "any", "words", "frame", "bool"})
	if len(g.vars) > 0 && g.IntN(2) == 0 {
		v := oneOf(g, g.vars)
		return g.action(v.name + " = " + g.pipe(v.typ))
	}
	value := g.pipe(typ)
	return g.action(g.declare(typ) + " := " + value)
}

// declare is a new variable, or an old name with another value.
func (g *grammar) declare(typ string) string {
	name := fmt.Sprintf("$v%d", g.IntN(4))
	for i := range g.vars {
		if g.vars[i].name == name {
			g.vars[i].typ += " hidden"
		}
	}
	g.vars = append(g.vars, named{name, typ})
	return name
}

// branch is {{if}}, {{with}} or {{range}}.
func (g *grammar) branch(word, typ, dot string, tags bool) string {
	if word == "if" && g.IntN(3) == 0 {
		typ = oneOf(g, []string{"string", "tone", "int", "words", "frame", "link"})
	}
	before, outer := append([]named(nil), g.vars...), g.dot
	defer func() { g.vars, g.dot = before, outer }()
	head := g.pipe(typ)
	if g.IntN(3) == 0 && word == "range" {
		head = g.declare("int") + ", " + g.declare(dot) + " := " + head
	} else if g.IntN(3) == 0 {
		head = g.declare(map[bool]string{true: dot, false: typ}[word == "range"]) + " := " + head
	}
	g.dot = dot
	out := g.action(word+" "+head) + g.nodes(tags)
	g.dot = outer
	if word == "range" && !g.wild {
		g.vars = append([]named(nil), before...)
	}
	switch n := g.IntN(4); {
	case n < 2:
		out += g.action("else") + g.nodes(tags)
	case n == 2 && word != "range":
		out += g.action("else "+word+" "+g.pipe(typ)) + g.nodes(tags)
	}
	return out + g.action("end")
}

var (
	tamePlaces = []string{`<p title="%s">`, `<p class='a %s'>`, `<a href="%s">x</a>`, `<a href='%s'>`, `<a href="/x/%s?q=%s#%s">`, `<img src="%s" alt="%s">`, `<p data-x="%s">`, `<title>%s</title>`, `<textarea>%s</textarea>`, `<p {{.}}>`, `<b>%s</b>`, `<meta content="%s">`, `<script type="text/template">%s</script>`}
	wildPlaces = []string{`<p title=%s>`, `<img srcset="%s">`, `<p style="color: %s">`, `<a onclick="f('%s', {{.}})">`, `<p %s>`, `<p %s="x">`, `<script>var x = %s; y = "%s"</script>`, `<style>p { a: %s }</style>`, `<!-- %s -->`, `<meta http-equiv="refresh" content="0;url=%s">`, `<a href="%s:x">`, `<p title="%s`, "<script>`%s`</script>", `<a data-href="%s" xlink:href='%s'>`, `<input value="%s"%s>`}
)

// place is one of the places of HTML in which values stand.
func (g *grammar) place() string {
	of := tamePlaces
	if g.wild && g.IntN(6) == 0 {
		of = wildPlaces
	}
	parts := strings.Split(oneOf(g, of), "%s")
	out := parts[0]
	for _, p := range parts[1:] {
		out += g.nodes(false) + p
	}
	return strings.ReplaceAll(out, "{{.}}", g.action(g.pipe("vouched")))
}

// callable are templates, each of which may call those before it.
var callable = []string{"link", "string", "any", "page"}

// template is a whole one, with others that it calls.
func (g *grammar) template() string {
	out := `{{define "open"}}<p title="{{end}}`
	for i, typ := range callable {
		g.dot, g.root, g.vars, g.deep, g.may = typ, typ, nil, 2, i
		out += fmt.Sprintf("{{define %q}}%s{{end}}", typ, g.nodes(true))
	}
	g.dot, g.root, g.deep, g.may = "page", "page", 0, len(callable)
	return out + g.nodes(true) + g.nodes(true)
}
