package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"example.org/partake/internal/scaffold"
)

// When one file can't be written, none is left, and what was there stays.
func TestWriteAllOrNothing(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "b"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "b", "mine"), []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	for _, last := range []string{"b/mine", "b/mine/below", "../outside"} {
		err = writeAll(root, []scaffold.File{{Path: "a"}, {Path: "c/d/e"}, {Path: "b/f"}, {Path: last, Data: []byte("other")}})
		if err == nil {
			t.Errorf("%s was written", last)
		}
		var names []string
		_ = filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() {
				names = append(names, name)
			}
			return err
		})
		data, _ := os.ReadFile(filepath.Join(dir, "b", "mine"))
		if _, err := os.Stat(filepath.Join(dir, "c")); len(names) != 1 || string(data) != "mine" || !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: left %v", last, names)
		}
	}
}

// The tour in README.md shows what the program does: each of its commands and
// each of its messages is one of new-tour.txtar, which runs them.
func TestTour(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	script, err := txtar.ParseFile("testdata/script/new-tour.txtar")
	if err != nil {
		t.Fatal(err)
	}
	_, tour, _ := strings.Cut(string(readme), "## A first tour for an editor")
	tour, _, ok := strings.Cut(tour, "\n## ")
	if !ok {
		t.Fatal("README.md has no tour")
	}
	shown := 0
	for i, block := range strings.Split(tour, "```") {
		if i%2 == 0 {
			continue
		}
		shown++
		_, block, _ = strings.Cut(block, "\n")
		if !ran(script, dedent(block)) {
			t.Errorf("new-tour.txtar does not show that this is true:\n%s", block)
		}
	}
	if shown < 5 {
		t.Errorf("the tour shows %d commands and messages", shown)
	}
}

// ran says whether a block of the tour is commands that the script runs, or
// what it compares with what the program prints.
func ran(script *txtar.Archive, block string) bool {
	for _, f := range script.Files {
		if string(f.Data) == block {
			return true
		}
	}
	for line := range strings.Lines(block) {
		if !strings.HasPrefix(line, "partake ") || !strings.Contains(string(script.Comment), " "+strings.ReplaceAll(line, `"`, "'")) {
			return false
		}
	}
	return true
}

// dedent takes the indent of the first line off every line.
func dedent(block string) string {
	indent := block[:len(block)-len(strings.TrimLeft(block, " "))]
	var b strings.Builder
	for line := range strings.Lines(block) {
		if line = strings.TrimPrefix(line, indent); strings.Trim(line, " ") != "" {
			b.WriteString(line)
		}
	}
	return b.String()
}
