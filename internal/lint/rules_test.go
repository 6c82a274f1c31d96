package lint_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"example.org/partake/internal/lint/rules"
)

// Each rule has a name of its own, somebody who asks, and a golden case.
func TestRules(t *testing.T) {
	golden, seen := cases(t), map[string]bool{}
	findings := shownFindings(t)
	for _, r := range rules.All {
		if seen[r.Name] || !regexp.MustCompile(`^[a-z0-9]+(-[a-z]+)*$`).MatchString(r.Name) {
			t.Errorf("%q can't be the name of a rule", r.Name)
		}
		seen[r.Name] = true
		if r.Asker == "" || !strings.HasSuffix(r.About, ".") {
			t.Errorf("%s does not say who asks for what", r.Name)
		}
		if r.Page != nil && r.Site != nil {
			t.Errorf("%s looks at pages and at the site", r.Name)
		}
		if !strings.Contains(findings, "["+r.Name+"]\n") {
			t.Errorf("no golden case shows what %s finds", r.Name)
		}
	}
	for name, archive := range golden {
		if seen[name] && !leavesAlone(archive) {
			t.Errorf("testdata/%s.txtar shows nothing that the rule leaves alone", name)
		}
	}
}

// leavesAlone says whether a case has a page without a finding, or a page of
// which a part is found and another not, as its comment then says.
func leavesAlone(archive *txtar.Archive) bool {
	findings := "\n" + string(file(archive, "findings").Data)
	for _, f := range archive.Files {
		if strings.HasPrefix(f.Name, "content/") && strings.HasSuffix(f.Name, ".md") && !strings.Contains(findings, "\n"+f.Name+"\n") {
			return true
		}
	}
	return false
}

// shownFindings are the findings of all cases.
func shownFindings(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	for _, archive := range cases(t) {
		b.Write(file(archive, "findings").Data)
	}
	return b.String()
}

// Every message to an author stands in a golden case, so that somebody has read
// it together with its place and its hint.
func TestMessages(t *testing.T) {
	findings := shownFindings(t)
	for _, glob := range []string{"*.go", "*/*.go"} {
		names, err := filepath.Glob(glob)
		if err != nil || len(names) == 0 {
			t.Fatal("no files", err)
		}
		for _, name := range names {
			for _, message := range messages(t, name) {
				if !pattern(message).MatchString(findings) {
					t.Errorf("%s: no golden case shows %q", name, message)
				}
			}
		}
	}
}

var messageAt = map[string]int{"Find": 2, "Errorf": 2, "Advicef": 4}

// messages finds what a file's functions say to authors.
func messages(t *testing.T, name string) []string {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	ast.Inspect(f, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		sel, ok := call.Fun.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if at, ok := messageAt[sel.Sel.Name]; ok && at < len(call.Args) {
			if lit, ok := call.Args[at].(*ast.BasicLit); ok {
				text, err := strconv.Unquote(lit.Value)
				if err != nil {
					t.Fatal(err)
				}
				if text != "%s" {
					out = append(out, text)
				}
			}
		}
		return true
	})
	return out
}

var verb = regexp.MustCompile(`%[a-z]`)

// pattern matches a message with anything in place of its verbs.
func pattern(message string) *regexp.Regexp {
	parts := verb.Split(message, -1)
	for i := range parts {
		parts[i] = regexp.QuoteMeta(parts[i])
	}
	return regexp.MustCompile(": " + strings.Join(parts, `[^\n]*`) + "\n")
}

const manualHead = `// Package rules is the table of the rules of ` + "`partake check`" + `, and their manual.
//
// The rules stand in the rooms beside this one, one in each file: involvement,
// promises, style. A rule looks at a page, or at the whole site, and says what
// it finds with words to write. To add one: a file of its name, its place in the
// room's Rules, and a golden case in internal/lint/testdata that shows what it
// finds and what it leaves alone. This manual is then written by
// ` + "`go test ./internal/lint -update`" + `.
//
// # Rules
//
`

// TestManual keeps the package's doc and the table the same.
func TestManual(t *testing.T) {
	var b strings.Builder
	b.WriteString(manualHead)
	for _, r := range rules.All {
		b.WriteString("//   - " + r.Name + ", for " + r.Asker + ": " + r.About + "\n")
	}
	b.WriteString("package rules\n")
	if *update {
		if err := os.WriteFile("rules/doc.go", []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if have, err := os.ReadFile("rules/doc.go"); err != nil || string(have) != b.String() {
		t.Errorf("rules/doc.go is not what the table says (%v); go test ./internal/lint -update writes it", err)
	}
}
