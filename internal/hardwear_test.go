package internal_test

import (
	"fmt"
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

var (
	wearRow  = regexp.MustCompile(`(?m)^\| ((?:[CS]?\d+b?)(?:, [CS]?\d+b?)*) \| .*\| ([^|]+) \|$`)
	wearFile = regexp.MustCompile("(case|check|text|script) `([^`]+)`")
	wearName = regexp.MustCompile("`([a-z]+\\.Test\\w+)`")
)

// wearFolders say where the files of a kind of case stand.
var wearFolders = map[string]string{
	"case": "build/testdata", "check": "lint/testdata", "text": "markdown/testdata", "script": "../cmd/partake/testdata/script",
}

// Every number of what may go wrong with content has one row and a case that names
// it. The table and the cases name the same.
func TestHardwear(t *testing.T) {
	src, err := os.ReadFile("hardwear.md")
	if err != nil {
		t.Fatal(err)
	}
	named := casesOf(t)
	rows := map[string]string{} // by number, the cell with its cases
	for _, row := range wearRow.FindAllStringSubmatch(string(src), -1) {
		for n := range strings.SplitSeq(row[1], ", ") {
			if rows[n] != "" {
				t.Errorf("%s has two rows", n)
			}
			rows[n] = row[2]
			wearRowHolds(t, n, row[2], named)
		}
	}
	for group, last := range map[string]int{"": 72, "C": 14, "S": 18} {
		for i := 1; i <= last; i++ {
			if n := group + strconv.Itoa(i); rows[n] == "" {
				t.Errorf("%s has no row", n)
			}
		}
	}
	for name, numbers := range named {
		for _, n := range numbers {
			if cell, ok := rows[n]; !ok || !strings.Contains(cell, "`"+name[strings.IndexByte(name, ' ')+1:]+"`") {
				t.Errorf("%s names %s, and the table does not say so", name, n)
			}
		}
	}
}

// wearRowHolds looks whether all cases of a row name its number.
func wearRowHolds(t *testing.T, number, cell string, named map[string][]string) {
	t.Helper()
	var cases []string
	for _, m := range wearFile.FindAllStringSubmatch(cell, -1) {
		cases = append(cases, m[1]+" "+m[2])
	}
	for _, m := range wearName.FindAllStringSubmatch(cell, -1) {
		cases = append(cases, m[1])
	}
	if len(cases) == 0 {
		t.Errorf("%s has no case", number)
	}
	for _, c := range cases {
		if !slices.Contains(named[c], number) {
			t.Errorf("%s: %s does not name it", number, c)
		}
	}
}

// casesOf reads which numbers each case names: "case wrong-fence", "build.TestLimits".
func casesOf(t *testing.T) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	for kind, folder := range wearFolders {
		files, err := filepath.Glob(filepath.Join(folder, "*.txtar"))
		if err != nil || len(files) == 0 {
			t.Fatalf("no files in %s: %v", folder, err)
		}
		for _, file := range files {
			src, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			comment, _, _ := strings.Cut(string(src), "\n-- ")
			out[kind+" "+strings.TrimSuffix(filepath.Base(file), ".txtar")] = wearNumbers(comment)
		}
	}
	for _, glob := range []string{"*/*_test.go", "../cmd/partake/*_test.go"} {
		files, err := filepath.Glob(glob)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			testsOf(t, file, out)
		}
	}
	return out
}

// testsOf reads the numbers that the tests of a file name in their comments.
func testsOf(t *testing.T, file string, out map[string][]string) {
	t.Helper()
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	for _, decl := range parsed.Decls {
		f, ok := decl.(*ast.FuncDecl)
		if ok && f.Doc != nil && strings.HasPrefix(f.Name.Name, "Test") {
			out[filepath.Base(filepath.Dir(file))+"."+f.Name.Name] = wearNumbers(f.Doc.Text())
		}
	}
}

var (
	wearContent = regexp.MustCompile(`[Cc]ontent (\d+(?:–\d+)?(?:(?:, | and )\d+(?:–\d+)?)*)`)
	wearLetter  = regexp.MustCompile(`\b[CS]\d+b?\b`)
	wearRange   = regexp.MustCompile(`(\d+)(?:–(\d+))?`)
)

// wearNumbers reads "content 1–3, 5 and 7, C2" out of a comment.
func wearNumbers(comment string) []string {
	comment = strings.ReplaceAll(comment, "\n# ", "\n")
	comment = strings.Join(strings.Fields(comment), " ")
	out := wearLetter.FindAllString(comment, -1)
	for _, m := range wearContent.FindAllStringSubmatch(comment, -1) {
		for _, r := range wearRange.FindAllStringSubmatch(m[1], -1) {
			from, _ := strconv.Atoi(r[1])
			to := from
			if r[2] != "" {
				to, _ = strconv.Atoi(r[2])
			}
			for n := from; n <= to; n++ {
				out = append(out, strconv.Itoa(n))
			}
		}
	}
	return out
}

// The reader of numbers reads what people write.
func TestHardwearNumbers(t *testing.T) {
	for comment, want := range map[string]string{
		"Covers content 1–3, 5 and 7.": "[1 2 3 5 7]", "C5, content 54 and\n62: what": "[C5 54 62]", "# S6, S7: an output": "[S6 S7]",
		"C2, C2b, content 70:": "[C2 C2b 70]", "the content 100%": "[100]", "ASCII, C, S": "[]",
	} {
		if got := fmt.Sprint(wearNumbers(comment)); got != want {
			t.Errorf("%q names %s, want %s", comment, got, want)
		}
	}
}
