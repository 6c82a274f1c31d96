package subset

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"
)

// Both readers make the same nodes of every file of the example site, and
// nearly all files are ones that need no library.
func TestSubsetAgrees(t *testing.T) {
	files, read := 0, 0
	for name, block := range exampleBlocks(t) {
		files++
		if agree(t, name, block) {
			read++
		}
	}
	if files < 50 || read*10 < files*9 {
		t.Errorf("the subset reads %d of %d files", read, files)
	}
}

// What is rare or doubtful is left to the library, and so is every mistake.
func TestSubsetLeaves(t *testing.T) {
	for _, block := range []string{
		"", "\n", "# nothing\n", "text\n", "42\n", "[a]\n", "{a: b}\n", "\"a\": b\n", "'a': b\n", "a b: c\n", "1: a\n",
		"a:\tb\n", "\ta: b\n", "a: b\t# c\n", "a: b\r\n", "\ufeffa: b\n", "a: \x00\n", "a: \x85\n", "a: \u2028\n", "a: \u0085\n", "a: \xff\n",
		"a: &x b\n", "a: *x\n", "a: !!str 1\n", "a: ! b\n", "<<: {a: b}\n", "? a\n: b\n", "a: ? b\n", "a: @b\n", "a: `b`\n", "a: %b\n", "a: , b\n", "a: ]\n",
		"a: |\n  b\n", "a: >-\n  b\n", "a: b\n  c\n", "a:\n  b\n", "- a\n  b\n", "a: \"b\n  c\"\n", "a: 'b\n  c'\n", "a: [b,\n  c]\n", "a: {b: c,\n  d: e}\n",
		"---\na: b\n", "a: b\n---\nc: d\n", "a: b\n...\n", "%YAML 1.2\n---\na: b\n", "- ---\n",
		"a:\n", "a:\nb: c\n", "-\n", "- a\n-\n", "a: b\n c: d\n", " a: b\nc: d\n", "a:\n    b: c\n  d: e\n", "a: b\n- c\n", "- a\nb: c\n", "a:\n  - b\n c: d\n", "-\n- a\n",
		"a: b: c\n", "a: b:\n", "- a: b: c\n", "a: \"b\" c\n", "a: \"b\"#c\n", "a: [b]c\n", "a: [b]#c\n", "a: \"b\": c\n", "a: [b]: c\n", "- [a]: b\n", "- \"a\": b\n", "- a b: c\n",
		"a: \"\\n\"\n", "a: \"\\x41\"\n", "a: \"\\\n", "a: \"b\n", "a: 'b\n", "a: 'b''\n",
		"a: [b, ]\n", "a: [, b]\n", "a: [b c: d]\n", "a: [b: c]\n", "a: [b\n", "a: [b}\n", "a: {b}\n", "a: {b: }\n", "a: {b:c}\n", "a: {b: c\n", "a: {\"b\": c}\n", "a: [[b]\n", "a: [b #c]\n", "a: [a: b]\n", "a: [x:y]\n",
		"a: ~\n", "a: null\n", "a: Null\n", "null: a\n", "a: -1\n", "a: +1\n", "a: .5\n", "a: 5.\n", "a: 007\n", "a: 0o7\n", "a: 0x1F\n", "a: 0b1\n", "a: 1_000\n", "a: 1e3\n", "a: 1.5e3\n", "a: .inf\n", "a: .nan\n", "a: 1.2.3\n", "a: 1234567890\n", "a: 10:30\n", "a: 3rd\n", "a: 9am\n",
		"a: 2027-5-3\n", "a: 2027-02-30\n", "a: 2027-05-03T10:00:00Z\n", "a: 2027-05-03 10:00:00\n", "a: 2027-05\n",
		strings.Repeat("- ", 20) + "a\n", "a: " + strings.Repeat("[", 20) + strings.Repeat("]", 20) + "\n", strings.Repeat("a", 200) + ": b\n",
	} {
		if _, ok := Read([]byte(block)); ok {
			t.Errorf("%q is not left to the library", block)
		}
	}
}

var subsetSeeds = []string{
	"a: b\n", "a: b", "# c\n\na: b # c\n  # c\nb:   # c\n  c: d\n", "a:\n- b\n- c: d\n  e: f\ng: h\n", "a:\n  - b\n  -\n    c: d\n  - - e\n    - f\n  - g:\n    - h\n",
	"a: \"b \\\"c\\\" \\\\\"\nd: 'e''f'\ng: \"\"\nh: ''\n", "a: [b, c d, \"e, f\", 'g', [], {}, {h: i, j: [k]}]\n", "é: b\n", "a: [é, \"’\", x]\n- y", "a: £5 #6 # c\n", "a: https://a.example/#b\n",
	"true: false\nn: yes\ny: True\nt: TRUE\nf: FALSE\n", "a: 0\nb: 12\nc: 1.50\nd: 0.5\ne: 2027-05-03\nf: 2 weeks\ng: 2024-02-29\n", "- a\n- {b: c}\n", "- - - a\n    - b\n  - c\n", "a: 2026-06-15 # c\n",
}

// Whatever the subset reads, the library reads the same.
func FuzzSubset(f *testing.F) {
	for _, seed := range subsetSeeds {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, block []byte) {
		agree(t, "", block)
	})
}

// agree compares both readers and says whether the subset took the block.
func agree(t *testing.T, name string, block []byte) bool {
	t.Helper()
	got, ok := Read(block)
	if !ok {
		return false
	}
	var want yaml.Node
	if err := yaml.Load(block, &want); err != nil {
		t.Errorf("%s: the subset reads %q, and the library says: %v", name, block, err)
	} else if d := difference(got, &want); d != "" {
		t.Errorf("%s: %s in %q", name, d, block)
	}
	return true
}

// difference returns the first one between two trees, in all that a decoder
// may look at. Comments are left out: nobody reads them.
func difference(got, want *yaml.Node) string {
	if g, w := looks(got), looks(want); g != w {
		return fmt.Sprintf("%s instead of %s", g, w)
	}
	for i := range got.Content {
		if d := difference(got.Content[i], want.Content[i]); d != "" {
			return d
		}
	}
	return ""
}

func looks(n *yaml.Node) string {
	return fmt.Sprintf("%d:%d kind %d, style %d, tag %s (%s), anchor %q, %d nodes, value %q",
		n.Line, n.Column, n.Kind, n.Style, n.Tag, n.ShortTag(), n.Anchor, len(n.Content), n.Value)
}

// exampleBlocks returns the YAML of each file of the example site.
func exampleBlocks(t testing.TB) map[string][]byte {
	t.Helper()
	blocks := map[string][]byte{}
	err := filepath.WalkDir("../../content", func(name string, d fs.DirEntry, err error) error {
		if ext := filepath.Ext(name); err != nil || ext != ".md" && ext != ".yaml" {
			return err
		}
		src, err := os.ReadFile(name)
		if blocks[name] = src; filepath.Ext(name) == ".md" {
			_, rest, _ := bytes.Cut(src, []byte("---\n"))
			blocks[name], _, _ = bytes.Cut(rest, []byte("\n"+"---\n"))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return blocks
}

// One run reads one file; the files take turns.
func BenchmarkRead(b *testing.B) {
	var blocks [][]byte
	for _, block := range exampleBlocks(b) {
		blocks = append(blocks, block)
	}
	readers := map[string]func([]byte){
		"library": func(block []byte) { _ = yaml.Load(block, new(yaml.Node)) },
		"subset":  func(block []byte) { Read(block) },
	}
	for name, read := range readers {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for i := range b.N {
				read(blocks[i%len(blocks)])
			}
		})
	}
}
