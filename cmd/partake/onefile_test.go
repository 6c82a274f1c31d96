//go:build linux

package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// S12: a build that is stopped with Ctrl+C leaves the old site or the new one, and
// the next build is like any other.
func TestBuildStopped(t *testing.T) {
	t.Parallel()
	a := newAlternating(t)
	a.build()
	for n := range 4 {
		a.edit(n % 2)
		cmd := a.command()
		must(t, cmd.Start())
		for end := time.Now().Add(2 * time.Second); a.moment(".public.tmp-*").IsZero() && time.Now().Before(end); {
			time.Sleep(100 * time.Microsecond)
		}
		time.Sleep(time.Duration(n) * time.Millisecond)
		_ = cmd.Process.Signal(syscall.SIGINT)
		_ = cmd.Wait()
		a.stands()
		if a.build(); a.stands() != n%2 || len(a.left()) > 0 {
			t.Errorf("after the next build there stands %d, beside %v", a.stands(), a.left())
		}
	}
}

// oneFile are texts that try to take time or memory, each a file of its own: the name
// of the file, its text, and what the build says of it, "" when it is fine.
func oneFile() map[string][2]string {
	const size = 1 << 20
	head := "---\ntitle: \"x\"\nsummary: \"x\"\n---\n\n"
	fill := func(s string) string { return head + s + "\n\n" + strings.Repeat("word ", (size-len(head)-len(s)-2)/5) }
	front := func(s string) string { return "---\ntitle: \"x\"\nsummary: \"x\"\n" + s + "\n---\n" }
	bomb := "zz: [&a0 [x, x, x, x, x, x, x, x, x], "
	for i := range 40 {
		bomb += fmt.Sprintf("&a%d [%s], ", i+1, strings.Repeat(fmt.Sprintf("*a%d, ", i), 9))
	}
	return map[string][2]string{
		"content/about/bomb.md":     {front(bomb + "]"), `unknown key "zz"`},
		"content/about/deep.md":     {front("services: " + strings.Repeat("[", 30_000)), "inside each other here, over 100 deep"},
		"content/about/huge.md":     {strings.Repeat("a", 50<<20), "the file is over 1 MB"},
		"content/about/line.md":     {head + strings.Repeat("a", 10<<20), "the file is over 1 MB"},
		"content/data/areas.yaml":   {strings.Repeat("- a\n", 12<<20), "the file is over 1 MB"},
		"content/about/tags.md":     {front("services: [" + strings.Repeat("a, ", 1_000_000) + "]"), "the file is over 1 MB"},
		"content/about/rows.md":     {head + "a|b\n-|-\n" + strings.Repeat("a|b\n", 100_000), "over 20000 lines"},
		"content/about/cells.md":    {head + strings.Repeat("a|", 1000) + "\n" + strings.Repeat("-|", 1000) + "\n" + strings.Repeat("a\n", 9_000), "over 50000 cells"},
		"content/about/brackets.md": {fill(strings.Repeat("[a](b", 5_001)), "over 5000 of the sign ["},
		"content/about/fine-1.md":   {fill(strings.Repeat("[](", 4_999) + "\n\n" + strings.Repeat("**a *b", 9_900) + "\n\n" + strings.Repeat("## a\n", 15_000)), ""},
		"content/about/fine-2.md":   {fill(strings.Repeat("![](", 2_000) + "\n\n" + strings.Repeat("- - - - a\n", 12_000)), ""},
		"content/about/fine-3.md":   {fill("a|b\n-|-\n" + strings.Repeat("a|b\n", 19_000)), ""},
	}
}

// C6, content 20, 26, 27, 51 and 52: whatever one file holds, a build takes 2 seconds
// of a core for it and 300 MB at most, and says the file's name when it refuses it. All
// that is refused stands in one site, what is not in sites of its own.
func TestOneFile(t *testing.T) {
	refused := map[bool]map[string][2]string{false: {}, true: {}} // texts are read when the facts are right
	for name, file := range oneFile() {
		if file[1] != "" {
			refused[strings.HasPrefix(file[1], "over ")][name] = file
			continue
		}
		out, took, memory := buildOf(t, map[string][2]string{name: file})
		if took > 2*time.Second || memory > 300 || !strings.HasPrefix(out, "Built") {
			t.Errorf("%s takes %s and %d MB: %s", name, took, memory, out)
		}
		t.Logf("%s takes %s and %d MB", name, took.Round(time.Millisecond), memory)
	}
	for _, files := range refused {
		out, took, memory := buildOf(t, files)
		if took > 2*time.Second*time.Duration(len(files)) || memory > 300 {
			t.Errorf("what is refused takes %s and %d MB", took, memory)
		}
		t.Logf("%d that are refused take %s and %d MB", len(files), took.Round(time.Millisecond), memory)
		for name, file := range files {
			if i := strings.Index(out, name); i < 0 || !strings.Contains(strings.SplitN(out[i:], "\n", 2)[0], file[1]) {
				t.Errorf("of %s nothing says %q in\n%.3000s", name, file[1], out)
			}
		}
	}
}

// buildOf builds a site of a few files in a process of its own. It returns what was
// printed, the time of all cores together, and the most memory, in MB.
func buildOf(t *testing.T, files map[string][2]string) (out string, took time.Duration, memory int64) {
	t.Helper()
	a := &alternating{t: t, dir: t.TempDir()}
	must(t, os.MkdirAll(filepath.Join(a.dir, "content/about"), 0o755))
	must(t, os.MkdirAll(filepath.Join(a.dir, "content/data"), 0o755))
	must(t, os.MkdirAll(filepath.Join(a.dir, "static/assets"), 0o755))
	writeFile(t, a.dir, "static/assets/manifest.json", `{"site.css": "site-1.css", "site.js": "site-1.js"}`)
	a.edit(0)
	for name, file := range files {
		writeFile(t, a.dir, name, file[0])
	}
	cmd := a.command()
	said, _ := exec.Command("measured", cmd.Args...).CombinedOutput() // mistakes are what some of them are for
	at := strings.LastIndex(string(said), "measured: ")
	if at < 0 {
		t.Fatalf("nothing was measured: %s", said)
	}
	if _, err := fmt.Sscanf(string(said[at:]), "measured: %d %d", &took, &memory); err != nil {
		t.Fatal(err)
	}
	return string(said[:at]), took, memory
}
