//go:build !race

package build_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// Every message to an author is in some golden case, so that somebody has read
// it together with its place and its hint.
func TestEveryMessageIsInAGoldenCase(t *testing.T) {
	shown, found := goldenText(t), map[string]bool{}
	for _, room := range rooms(t) {
		for message, at := range messagesOf(t, room) {
			found[message] = true
			if elsewhere[message] == "" && !pattern(message).MatchString(shown) {
				t.Errorf("%s: no golden case shows %q", at, message)
			}
		}
	}
	for message := range elsewhere {
		if !found[message] {
			t.Errorf("nothing says %q any more", message)
		}
	}
}

// rooms are all folders of the house, so that a new one can't be forgotten, but
// for lint, whose messages come from partake check and are held by its own
// tests, and the rooms of the desk, which tell operators and visitors.
func rooms(t *testing.T) []string {
	t.Helper()
	dirs, err := filepath.Glob("../*")
	if err != nil || len(dirs) == 0 {
		t.Fatal("no rooms", err)
	}
	return slices.DeleteFunc(dirs, func(dir string) bool {
		return slices.Contains([]string{"../lint", "../seal", "../intake", "../store"}, dir)
	})
}

// elsewhere are messages that a golden case can't show, with the test that does.
var elsewhere = map[string]string{
	"lists or keys stand inside each other here, over %d deep":   "TestLimits",
	"the values are nested too deeply":                           "guards recursion; no struct of ours is that deep",
	"this is a link to another file, and links are not followed": "TestNaughtyFiles",
	"this is not an ordinary file":                               "TestNaughtyFiles",
	"it can't be read: %v":                                       "TestNaughtyFiles",
	"the page can't be rendered: %v":                             "guards a Builder that never fails",
	"the front matter can't be read: %v":                         "guards a reader that never fails",
}

// goldenText is all that golden cases expect to be printed.
func goldenText(t *testing.T) string {
	t.Helper()
	var all strings.Builder
	for _, glob := range []string{"testdata/*.txtar", "../markdown/testdata/*.txtar"} {
		files, err := filepath.Glob(glob)
		if err != nil || len(files) == 0 {
			t.Fatal("no golden cases in", glob)
		}
		for _, name := range files {
			src, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			for _, part := range []string{"-- diagnostics --", "-- advice --"} {
				_, after, _ := strings.Cut(string(src), part)
				all.WriteString(after)
			}
		}
	}
	return all.String()
}

// plainErrors are the rooms in which a plain error is a message to an author.
var plainErrors = []string{"../value", "../address"}

// messageAt says which argument of a function is the message to an author.
var messageAt = map[string]int{"Errorf": 2, "errorf": 2, "refuse": 1, "Advicef": 4, "Need": 2, "Ask": 3}

// messagesOf finds the messages that a room's source gives to authors.
func messagesOf(t *testing.T, dir string) map[string]token.Position {
	t.Helper()
	out := map[string]token.Position{}
	files, err := filepath.Glob(dir + "/*.go")
	if err != nil {
		t.Fatal(err)
	}
	fset := token.NewFileSet()
	note := func(e ast.Expr) {
		if sum, ok := e.(*ast.BinaryExpr); ok {
			e = sum.Y
		}
		if lit, ok := e.(*ast.BasicLit); ok && lit.Kind == token.STRING {
			if text, err := strconv.Unquote(lit.Value); err == nil {
				out[text] = fset.Position(lit.Pos())
			}
		}
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(fset, name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				name := called(n.Fun)
				if at, ok := messageAt[name]; ok && at < len(n.Args) {
					note(n.Args[at])
				}
				if name == "fmt.Errorf" && slices.Contains(plainErrors, dir) {
					note(n.Args[0])
				}
			case *ast.CompositeLit:
				for _, field := range n.Elts {
					kv, ok := field.(*ast.KeyValueExpr)
					if key, isName := kvKey(kv, ok); isName && key == "Message" {
						note(kv.Value)
						if call, ok := kv.Value.(*ast.CallExpr); ok && len(call.Args) > 0 {
							note(call.Args[0]) // fmt.Sprintf
						}
					}
				}
			}
			return true
		})
	}
	return out
}

func kvKey(kv *ast.KeyValueExpr, ok bool) (string, bool) {
	if !ok {
		return "", false
	}
	name, ok := kv.Key.(*ast.Ident)
	if !ok {
		return "", false
	}
	return name.Name, true
}

func called(fun ast.Expr) string {
	switch fun := fun.(type) {
	case *ast.Ident:
		return fun.Name
	case *ast.SelectorExpr:
		if pkg, ok := fun.X.(*ast.Ident); ok && pkg.Name == "fmt" {
			return "fmt." + fun.Sel.Name
		}
		return fun.Sel.Name
	}
	return ""
}

var verb = regexp.MustCompile(`%[-+#.0-9]*[a-zA-Z]`)

// pattern matches a message with anything in place of its verbs.
func pattern(message string) *regexp.Regexp {
	parts := verb.Split(message, -1)
	for i := range parts {
		parts[i] = regexp.QuoteMeta(parts[i])
	}
	return regexp.MustCompile(strings.Join(parts, `[^\n]*`))
}
