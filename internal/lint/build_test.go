package lint_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// What stops a build is found by a check, word for word: the golden cases of the
// build that expect mistakes expect them here.
func TestMistakesOfTheBuild(t *testing.T) {
	names, err := filepath.Glob("../build/testdata/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatal("no golden cases", err)
	}
	common, err := txtar.ParseFile("../build/testdata/base.txtar")
	if err != nil {
		t.Fatal(err)
	}
	compared := 0
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		special := func(f txtar.File) bool { // files that only the build's test can make
			return strings.HasSuffix(f.Name, ".quoted") || strings.HasSuffix(f.Name, ".absent") || strings.Contains(f.Name, "{") || strings.Contains(string(f.Data), "⟦")
		}
		want := string(file(archive, "diagnostics").Data)
		if why := rendered[filepath.Base(name)]; why != "" || want == "" || slices.ContainsFunc(archive.Files, special) {
			continue
		}
		compared++
		archive.Files = slices.Concat(common.Files, archive.Files)
		var b strings.Builder
		if err := check(t, archive).List.Errors().Print(&b, 50); err != nil {
			t.Fatal(err)
		}
		if b.String() != want {
			t.Errorf("%s: got\n%s\nwant\n%s", name, b.String(), want)
		}
	}
	if compared < 10 {
		t.Errorf("only %d cases were compared", compared)
	}
}

// rendered are cases whose mistakes show only on rendered pages.
var rendered = map[string]string{
	"wrong-layout.txtar": "a layout of the site's own",
}
