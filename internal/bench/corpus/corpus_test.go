package corpus_test

import (
	"context"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"example.org/partake/internal/bench/corpus"
	"example.org/partake/internal/build"
	"example.org/partake/layouts"
)

// files are the texts of what is in a folder, by name.
func files(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, name))
		out[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func written(t *testing.T, write func(dir string) error) map[string]string {
	t.Helper()
	dir := t.TempDir()
	if err := write(dir); err != nil {
		t.Fatal(err)
	}
	return files(t, dir)
}

// The same size and seed are the same bytes; another seed is another site.
func TestSameSeedSameBytes(t *testing.T) {
	one := written(t, corpus.Site{Pages: 100, Seed: 1}.Write)
	if again := written(t, corpus.Site{Pages: 100, Seed: 1}.Write); !maps.Equal(one, again) {
		t.Error("the same seed wrote another site")
	}
	if other := written(t, corpus.Site{Pages: 100, Seed: 2}.Write); maps.Equal(one, other) {
		t.Error("another seed wrote the same site")
	}
}

// A site has as many Markdown files as was asked for, of every kind.
func TestKinds(t *testing.T) {
	for _, pages := range []int{corpus.Least, 100, 1000} {
		found := map[string]int{}
		all := 0
		for name := range written(t, corpus.Site{Pages: pages, Seed: 1}.Write) {
			if strings.HasSuffix(name, ".md") {
				all++
				found[strings.Split(name, "/")[1]]++
			}
		}
		if all != pages {
			t.Errorf("%d pages were asked for, %d written", pages, all)
		}
		for _, kind := range strings.Fields("opportunities updates news guide glossary strategy about index.md") {
			if found[kind] == 0 {
				t.Errorf("a site of %d pages has no %s: %v", pages, kind, found)
			}
		}
	}
	if err := (corpus.Site{Pages: corpus.Least - 1}).Write(t.TempDir()); err == nil {
		t.Error("a site was written that is too small for all kinds")
	}
}

// What the generator writes builds without a mistake, links included, whatever the seed.
func TestBuilds(t *testing.T) {
	now, err := time.Parse(time.RFC3339, corpus.Now)
	if err != nil {
		t.Fatal(err)
	}
	static := fstest.MapFS{"assets/manifest.json": {Data: []byte(`{"site.css": "site-1.css", "site.js": "site-1.js"}`)}} // built or not
	for seed, pages := range []int{100, 100, 600} {                                                                      // the largest has several strategies
		dir, out := t.TempDir(), t.TempDir()
		if err := (corpus.Site{Pages: pages, Seed: uint64(seed)}).Write(dir); err != nil {
			t.Fatal(err)
		}
		result, list, err := build.Run(context.Background(), build.Options{
			Site: os.DirFS(dir), Layouts: layouts.FS, Static: static, Out: filepath.Join(out, "site"), State: filepath.Join(out, "state"), Now: now, Program: "test",
		})
		if err != nil {
			t.Fatalf("seed %d: %v\n%v", seed, err, list.Errors())
		}
		if result.Pages < pages {
			t.Errorf("seed %d: %d pages were made of %d", seed, result.Pages, pages)
		}
	}
}

// The twin for Hugo says the same: titles, summaries and bodies, byte for byte.
func TestTwin(t *testing.T) {
	ours := written(t, corpus.Site{Pages: 100, Seed: 1}.Write)
	twin := written(t, corpus.Site{Pages: 100, Seed: 1}.WriteHugo)
	for name, text := range ours {
		if !strings.HasSuffix(name, ".md") || strings.Contains(name, "glossary/") {
			continue
		}
		other, ok := twin[name]
		if !ok {
			other = twin[strings.TrimSuffix(name, "index.md")+"_index.md"]
		}
		head, body, _ := strings.Cut(strings.TrimPrefix(text, "---\n"), "---\n")
		otherHead, otherBody, _ := strings.Cut(strings.TrimPrefix(other, "---\n"), "---\n")
		if body != otherBody {
			t.Errorf("%s has another body", name)
		}
		lines, otherLines := strings.Split(head, "\n"), strings.Split(otherHead, "\n")
		if len(lines) < 2 || len(otherLines) < 2 || lines[0] != otherLines[0] || lines[1] != otherLines[1] {
			t.Errorf("%s has another title or summary:\n%s\n%s", name, head, otherHead)
		}
	}
}
