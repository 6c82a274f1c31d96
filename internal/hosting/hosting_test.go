// Package hosting is a guide for those who run a site that takes answers: start
// with README.md. It has no code but these tests, which keep the guide true:
// commands are run or parsed, settings loaded by the programs they are for.
package hosting

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"example.org/partake/internal/cluster"
)

var program string // the built partake

func TestMain(m *testing.M) {
	persons := map[string]func([]string) error{"answer": answerAsPerson, "work": workAsPerson}
	if len(os.Args) > 1 && persons[os.Args[1]] != nil {
		if err := persons[os.Args[1]](os.Args[2:]); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	code, err := prepared(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

// prepared builds the program and starts PostgreSQL for the tests.
func prepared(m *testing.M) (code int, err error) {
	dir, err := os.MkdirTemp("", "hosting")
	if err != nil {
		return 1, err
	}
	defer os.RemoveAll(dir)
	program = filepath.Join(dir, "partake")
	build := exec.Command("go", "build", "-o", program, "../../cmd/partake")
	build.Env = append(os.Environ(), "CGO_ENABLED=0") // as server.md says
	if out, err := build.CombinedOutput(); err != nil {
		return 1, fmt.Errorf("go build: %w\n%s", err, out)
	}
	return cluster.Main(m), nil
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// missing skips a test, but never in CI.
func missing(t *testing.T, what string) {
	t.Helper()
	if os.Getenv("CI") != "" {
		t.Fatal(what)
	}
	t.Skip(what)
}

// block is a piece of a page between two lines of backticks.
type block struct {
	page, kind, text string
	line             int
}

// blocks are those of one page, or of all.
func blocks(t *testing.T, pattern string) []block {
	t.Helper()
	pages, err := filepath.Glob(pattern)
	must(t, err)
	var all []block
	for _, page := range pages {
		src, err := os.ReadFile(page)
		must(t, err)
		var open *block
		for i, line := range strings.Split(string(src), "\n") {
			mark, isMark := strings.CutPrefix(strings.TrimSpace(line), "```")
			switch {
			case isMark && open == nil:
				open = &block{page: page, kind: mark, line: i + 2}
			case isMark:
				all = append(all, *open)
				open = nil
			case open != nil:
				open.text += line + "\n"
			}
		}
		if open != nil {
			t.Errorf("%s:%d: a block without an end", page, open.line)
		}
	}
	return all
}
