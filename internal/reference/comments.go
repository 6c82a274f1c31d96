package reference

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// rooms are where the structs stand that files are decoded into.
var rooms = []string{"config", "content", "form", "opportunity", "page", "value"}

// Comments reads the comments of all structs with keys, as comments.txt holds
// them. fsys is the folder internal/.
func Comments(fsys fs.FS) (string, error) {
	var out []string
	for _, room := range rooms {
		files, err := fs.Glob(fsys, path.Join(room, "*.go"))
		if err != nil {
			return "", err
		}
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			lines, err := commentsOf(fsys, file, room)
			if err != nil {
				return "", err
			}
			out = append(out, lines...)
		}
	}
	slices.Sort(out)
	return strings.Join(out, ""), nil
}

func commentsOf(fsys fs.FS, file, room string) ([]string, error) {
	src, err := fs.ReadFile(fsys, file)
	if err != nil {
		return nil, err
	}
	tree, err := parser.ParseFile(token.NewFileSet(), file, src, parser.ParseComments)
	if err != nil {
		return nil, err
	}
	var out []string
	add := func(name string, doc *ast.CommentGroup) {
		if doc != nil {
			out = append(out, fmt.Sprintf("%s.%s\t%s\n", room, name, strings.Join(strings.Fields(doc.Text()), " ")))
		}
	}
	for _, decl := range tree.Decls {
		if d, ok := decl.(*ast.GenDecl); ok && d.Tok == token.TYPE {
			for _, spec := range d.Specs {
				structComments(spec.(*ast.TypeSpec), d.Doc, add)
			}
		}
	}
	return out, nil
}

// structComments adds the comments of a struct whose fields are keys.
func structComments(spec *ast.TypeSpec, doc *ast.CommentGroup, add func(string, *ast.CommentGroup)) {
	s, ok := spec.Type.(*ast.StructType)
	if !ok {
		return
	}
	keyed := false
	for _, f := range s.Fields.List {
		if len(f.Names) > 0 && f.Tag != nil && strings.Contains(f.Tag.Value, `yaml:"`) && !strings.Contains(f.Tag.Value, `yaml:"-"`) {
			add(spec.Name.Name+"."+f.Names[0].Name, f.Doc)
			keyed = true
		}
	}
	if keyed || len(s.Fields.List) == 1 && len(s.Fields.List[0].Names) == 0 { // a page with no keys of its own
		add(spec.Name.Name, doc)
	}
}
