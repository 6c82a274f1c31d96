package layout

import (
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"text/template/parse"

	"github.com/cespare/xxhash/v2"

	"example.org/partake/internal/evaluator"
	"example.org/partake/internal/view"
)

const ext = ".html"

// source is one layout file. Its name is relative to layouts/.
type source struct{ name, text string }

// kind is the name without its folder and extension.
func (s source) kind() string { return strings.TrimSuffix(path.Base(s.name), ext) }

// read collects the layouts in the order of their names, so that the digest
// and the meaning of a template defined twice do not depend on the file system.
func read(fsys fs.FS) ([]source, error) {
	var all []source
	for _, pattern := range []string{"*" + ext, "partials/*" + ext, "feed/*" + ext} {
		names, err := fs.Glob(fsys, pattern)
		if err != nil {
			return nil, err
		}
		slices.Sort(names)
		for _, name := range names {
			text, err := fs.ReadFile(fsys, name)
			if err != nil {
				return nil, err
			}
			all = append(all, source{name, string(text)})
		}
	}
	return all, nil
}

// digest covers the sources, each with its name and length, and the shell.
func digest(sources []source, shell view.Shell) uint64 {
	h := xxhash.New()
	for _, s := range sources {
		fmt.Fprintf(h, "%q %d\n%s", s.name, len(s.text), s.text)
	}
	fmt.Fprintf(h, "%#v", shell)
	return h.Sum64()
}

var idAttribute = regexp.MustCompile(`\sid="([^"{]+)"`)

// ids lists the ids that each kind of page uses: its own, and those of the base
// and the partials, which may stand on any page.
func ids(sources []source) map[string][]string {
	out := map[string][]string{}
	for _, s := range sources {
		kind := s.kind()
		if s.name == "base"+ext || strings.HasPrefix(s.name, "partials/") {
			kind = ""
		}
		for _, m := range idAttribute.FindAllStringSubmatch(s.text, -1) {
			out[kind] = append(out[kind], m[1])
		}
	}
	return out
}

// parse builds one set of templates for each kind. The sets share base.html
// and the partials, and differ in what "main" is.
func (l *Layout) parse(sources []source) error {
	funcs := l.funcs()
	shared := template.New("base").Funcs(funcs)
	for _, s := range sources {
		if s.name == "base.html" || path.Dir(s.name) == "partials" {
			if err := add(shared, s); err != nil {
				return err
			}
		}
	}
	if shared.Lookup("base.html") == nil {
		return errors.New("there is no layouts/base.html")
	}
	for _, s := range sources {
		if err := l.parseKind(s, shared, funcs); err != nil {
			return err
		}
	}
	for _, t := range shared.Templates() {
		l.parts[t.Name()] = evaluator.New(complete(template.New("").Funcs(funcs), t.Name(), shared), funcs)
	}
	return nil
}

// parseKind makes the set of one kind of page or of feed item: its own
// templates, and of the shared ones those that it comes to.
func (l *Layout) parseKind(s source, shared *template.Template, funcs template.FuncMap) error {
	dir := path.Dir(s.name)
	if s.name == "base.html" || dir == "partials" {
		return nil
	}
	own := template.New("").Funcs(funcs)
	if err := add(own, s); err != nil {
		return err
	}
	if dir == "feed" {
		l.feeds[s.kind()] = evaluator.New(complete(own, s.name, shared), funcs)
		return nil
	}
	if own.Lookup("main") == nil {
		return &Mistake{File: s.name, Line: 1, Message: `a layout defines the template "main"`}
	}
	l.kinds[s.kind()] = evaluator.New(complete(own, "base.html", shared), funcs)
	return nil
}

// complete makes a function that gives a template with all that it calls: copies of
// what a set has itself, and of those shared ones that it comes to.
func complete(own *template.Template, name string, shared *template.Template) func() (*template.Template, error) {
	return func() (*template.Template, error) {
		set, err := own.Clone()
		if err != nil {
			return nil, err
		}
		names := []string{name}
		for _, t := range set.Templates() {
			names = append(names, called(t.Tree)...)
		}
		err = borrow(set, shared, names)
		return set.Lookup(name), err
	}
}

// borrow adds shared templates to a set by their names, and those that they call.
func borrow(set, from *template.Template, names []string) error {
	for len(names) > 0 {
		name := names[0]
		names = names[1:]
		shared := from.Lookup(name)
		if set.Lookup(name) != nil || shared == nil || shared.Tree == nil {
			continue
		}
		if _, err := set.AddParseTree(name, shared.Tree.Copy()); err != nil {
			return err
		}
		names = append(names, called(shared.Tree)...)
	}
	return nil
}

// called lists the templates that a tree calls.
func called(tree *parse.Tree) []string {
	if tree == nil || tree.Root == nil {
		return nil
	}
	var out []string
	var walk func(*parse.ListNode)
	walk = func(list *parse.ListNode) {
		if list == nil {
			return
		}
		for _, n := range list.Nodes {
			switch n := n.(type) {
			case *parse.TemplateNode:
				out = append(out, n.Name)
			case *parse.IfNode:
				walk(n.List)
				walk(n.ElseList)
			case *parse.WithNode:
				walk(n.List)
				walk(n.ElseList)
			case *parse.RangeNode:
				walk(n.List)
				walk(n.ElseList)
			}
		}
	}
	walk(tree.Root)
	return out
}

// add parses one file into a set, under its own name.
func add(set *template.Template, s source) error {
	if _, err := set.New(s.name).Parse(s.text); err != nil {
		return locate(err)
	}
	return nil
}
