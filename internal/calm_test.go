package internal

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// starters are the calls after which two things go on at once, as the `go`
// statement is: of a WaitGroup or an errgroup, of tests, timers and servers.
var starters = strings.Fields("Go Parallel RunParallel AfterFunc NewServer NewTLSServer NewUnstartedServer Serve ListenAndServe")

// TestCalm: the rooms that the Makefile tests without the race detector start
// nothing that goes on at once, nor do their tests, nor any room that is in the same test
// binary. With one thing at a time there is no race to find.
func TestCalm(t *testing.T) {
	calm := calmRooms(t)
	if len(calm) < 10 {
		t.Fatalf("the Makefile names %d calm rooms", len(calm))
	}
	rooms, starts := packages(t), map[string]string{}
	for room, files := range rooms {
		starts[room] = starting(t, files)
	}
	for _, room := range calm {
		tests, err := filepath.Glob(filepath.Join("..", room, "*_test.go"))
		if err != nil || len(tests) == 0 {
			t.Errorf("%s is calm and has no tests: %v", room, err)
		}
		if what := starting(t, tests); what != "" {
			t.Errorf("%s: take %s from the calm rooms of the Makefile", what, room)
		}
		for _, linked := range reached(t, rooms, room, tests) {
			if starts[linked] != "" {
				t.Errorf("%s is in the tests of %s, which the Makefile calls calm: %s", linked, room, starts[linked])
			}
		}
	}
}

// TestPlain: what is left out under the race detector is run by "make test-plain",
// which runs the tests of internal/build that the Makefile names in a pattern.
func TestPlain(t *testing.T) {
	makefile, err := os.ReadFile("../Makefile")
	if err != nil {
		t.Fatal(err)
	}
	pattern := regexp.MustCompile(`(?m)^unracedtests := (\S+)$`).FindSubmatch(makefile)
	if pattern == nil {
		t.Fatal("the Makefile has no pattern of tests without the race detector")
	}
	named, left := regexp.MustCompile(string(pattern[1])), 0
	for _, file := range testFiles(t) {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(src), "//go:build !race") {
			continue
		}
		for _, test := range regexp.MustCompile(`(?m)^func ((?:Test|Fuzz|Example)\w*)`).FindAllStringSubmatch(string(src), -1) {
			if left++; filepath.Dir(file) != "build" || !named.MatchString(test[1]) {
				t.Errorf("%s: nothing runs %s", file, test[1])
			}
		}
	}
	if left == 0 {
		t.Error("no test is left out")
	}
}

// testFiles lists the files of tests in all rooms.
func testFiles(t *testing.T) (out []string) {
	t.Helper()
	for _, pattern := range []string{"*/*_test.go", "*/*/*_test.go", "../cmd/*/*_test.go", "../cmd/*/*/*_test.go"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, found...)
	}
	return out
}

// calmRooms reads the list of the Makefile.
func calmRooms(t *testing.T) []string {
	t.Helper()
	src, err := os.ReadFile("../Makefile")
	if err != nil {
		t.Fatal(err)
	}
	list := regexp.MustCompile(`(?m)^calm := ((?:.*\\\n)*.*)$`).FindSubmatch(src)
	if list == nil {
		t.Fatal("the Makefile has no list of calm rooms")
	}
	var out []string
	for _, name := range strings.Fields(strings.ReplaceAll(string(list[1]), "\\\n", " ")) {
		out = append(out, "internal/"+name)
	}
	return out
}

// starting says where one of the files starts something; "" when none does.
func starting(t *testing.T, files []string) (where string) {
	t.Helper()
	for _, file := range files {
		set := token.NewFileSet()
		f, err := parser.ParseFile(set, file, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.GoStmt:
				where = set.Position(n.Pos()).String() + " starts a goroutine"
			case *ast.CallExpr:
				if called, ok := n.Fun.(*ast.SelectorExpr); ok && slices.Contains(starters, called.Sel.Name) {
					where = set.Position(n.Pos()).String() + " calls " + called.Sel.Name
				}
			}
			return where == ""
		})
	}
	return where
}

// reached lists a room and every room that its test binary holds.
func reached(t *testing.T, rooms map[string][]string, room string, tests []string) []string {
	t.Helper()
	out := []string{room}
	follow := func(files []string) {
		for _, file := range files {
			for _, path := range imports(t, file) {
				if next, ours := strings.CutPrefix(path, module); ours && !slices.Contains(out, next) {
					out = append(out, next)
				}
			}
		}
	}
	follow(tests)
	for i := 0; i < len(out); i++ {
		follow(rooms[out[i]])
	}
	return out
}
