package hosting

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	inline  = regexp.MustCompile("`([^`\n]+)`")
	link    = regexp.MustCompile(`\]\(([^)#:]+)\)`)
	command = regexp.MustCompile(`\bpartake ((?:build|serve|host|check|new|keys|inbox|version)\b(?:"[^"\n]*"|[^"'|;&()<>\n…])*)`)
	word    = regexp.MustCompile(`"[^"]*"|\S+`)
	envName = regexp.MustCompile(`\b(?:PARTAKE_[A-Z0-9_]+|NETLIFY_[A-Z_]+|DATABASE_URL)\b`)
)

// files are all pages and settings of the guide.
func files(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	entries, err := os.ReadDir(".")
	must(t, err)
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), ".go") {
			src, err := os.ReadFile(e.Name())
			must(t, err)
			out[e.Name()] = string(src)
		}
	}
	return out
}

// TestCommands: each command that the guide shows is one of the program's, with its
// flags. They are parsed, not run: TestTour, TestFront and TestRestore run theirs.
func TestCommands(t *testing.T) {
	seen := map[string]bool{}
	for name, src := range files(t) {
		code := src
		if strings.HasSuffix(name, ".md") {
			code = ""
			for _, b := range blocks(t, name) {
				code += strings.ReplaceAll(b.text, "\\\n", " ")
			}
			for _, m := range inline.FindAllStringSubmatch(src, -1) {
				code += m[1] + "\n"
			}
		}
		for _, m := range command.FindAllStringSubmatch(code, -1) {
			if !strings.HasSuffix(name, ".md") && !strings.Contains(code, "partake "+m[1]) || seen[m[1]] || comment(code, m[0]) {
				continue
			}
			seen[m[1]] = true
			args := []string{}
			for _, w := range word.FindAllString(m[1], -1) {
				args = append(args, strings.Trim(w, `"`))
			}
			out, err := exec.Command(program, append(args, "--help")...).CombinedOutput()
			if err != nil || !strings.HasPrefix(string(out), "Usage: partake ") {
				t.Errorf("%s: partake %s\n%.200s", name, m[1], out)
			}
		}
	}
	if len(seen) < 40 {
		t.Errorf("the guide shows %d commands", len(seen))
	}
}

// comment says whether a command stands in a comment of a settings file only.
func comment(code, command string) bool {
	for line := range strings.Lines(code) {
		if strings.Contains(line, command) && !strings.HasPrefix(strings.TrimSpace(line), "#") {
			return false
		}
	}
	return true
}

// code is all of the program, without its tests.
func code(t *testing.T) string {
	t.Helper()
	var all strings.Builder
	for _, root := range []string{"../../cmd", "..", "../../Makefile"} {
		must(t, filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
			keep := strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") || strings.HasSuffix(name, ".yml") || filepath.Base(name) == "Makefile"
			if err != nil || d.IsDir() || !keep {
				return err
			}
			src, err := os.ReadFile(name)
			all.Write(src)
			return err
		}))
	}
	return all.String()
}

// TestEnvironment: each variable that the guide names is one that the program reads.
func TestEnvironment(t *testing.T) {
	program := code(t)
	for name, src := range files(t) {
		for _, variable := range envName.FindAllString(src, -1) {
			base := strings.TrimSuffix(variable, "_FILE")
			if !strings.Contains(program, `"`+base+`"`) && !strings.Contains(program, "vars."+base) {
				t.Errorf("%s: nothing reads %s", name, variable)
			}
		}
	}
}

// TestWatch: what watch.md says may stand in the log, in /healthz or in /metrics is
// what the program writes.
func TestWatch(t *testing.T) {
	program, rows := code(t), 0
	for line := range strings.Lines(files(t)["watch.md"]) {
		cells := strings.Split(line, "|")
		if len(cells) < 4 || strings.Contains(cells[1], "https://") || strings.Contains(cells[1], "partake ") || cells[1] == " `msg` " {
			continue
		}
		said := strings.TrimSpace(cells[1])
		isName := strings.HasPrefix(said, "`")
		if !isName && !strings.HasPrefix(said, "the store is") && !strings.HasPrefix(said, "the disk") && !strings.Contains(said, "…") {
			continue
		}
		rows++
		said = strings.Trim(said, "` ")
		if before, _, ok := strings.Cut(said, "{"); ok {
			said = before
		}
		for part := range strings.SplitSeq(said, "…") {
			if part = strings.TrimSpace(part); !strings.Contains(program, part) {
				t.Errorf("the program never says %q", part)
			}
		}
	}
	if rows < 25 {
		t.Errorf("watch.md explains %d things", rows)
	}
}

// TestLinks: each page that a page leads to is there, and all lead from README.md.
func TestLinks(t *testing.T) {
	all := files(t)
	for name, src := range all {
		if !strings.HasSuffix(name, ".md") {
			continue
		}
		for _, m := range link.FindAllStringSubmatch(src, -1) {
			if _, err := os.Stat(filepath.FromSlash(m[1])); err != nil {
				t.Errorf("%s leads to %s, which is not there", name, m[1])
			}
		}
		if name != "README.md" && !strings.Contains(all["README.md"], "("+name+")") {
			t.Errorf("README.md does not lead to %s", name)
		}
	}
}

// TestUnits: systemd takes the units, and finds that partake.service may do little.
// Only names of programs differ.
func TestUnits(t *testing.T) {
	analyse, err := exec.LookPath("systemd-analyze")
	if err != nil {
		t.Skip("systemd-analyze is not installed")
	}
	dir := t.TempDir()
	var units []string
	for _, name := range []string{"partake.service", "partake-backup.service", "partake-deliver.service", "partake-backup.timer"} {
		src, err := os.ReadFile(name)
		must(t, err)
		units = append(units, filepath.Join(dir, name))
		must(t, os.WriteFile(units[len(units)-1], []byte(strings.ReplaceAll(string(src), "/usr/local/bin/partake", program)), 0o644))
	}
	if out, err := exec.Command(analyse, append([]string{"verify"}, units...)...).CombinedOutput(); err != nil || strings.Contains(string(out), dir) {
		t.Errorf("%v\n%s", err, out)
	}
	for _, unit := range units[:3] {
		if out, err := exec.Command(analyse, "security", "--offline=true", "--no-pager", "--threshold=30", unit).CombinedOutput(); err != nil {
			t.Errorf("%v\n%s", err, out)
		}
	}
}

// TestContainerfile: what is copied from the source is there, and the program takes
// the command line.
func TestContainerfile(t *testing.T) {
	src := files(t)["Containerfile"]
	for line := range strings.Lines(src) {
		rest, ok := strings.CutPrefix(line, "COPY ")
		if !ok || strings.HasPrefix(rest, "--from") {
			continue
		}
		parts := strings.Fields(rest)
		for _, part := range parts[:len(parts)-1] {
			if _, err := os.Stat(filepath.Join("../..", part)); err != nil {
				t.Errorf("COPY %s: %v", part, err)
			}
		}
	}
	args := append(quoted.FindAllString(cut(src, "CMD ["), -1), "--help")
	for i := range args {
		args[i] = strings.Trim(args[i], `"`)
	}
	if out, err := exec.Command(program, args...).CombinedOutput(); err != nil || len(args) < 5 {
		t.Errorf("%v: %v\n%s", args, err, out)
	}
}

var quoted = regexp.MustCompile(`"[^"]*"`)

// cut is what follows on the line.
func cut(text, after string) string {
	_, rest, _ := strings.Cut(text, after)
	line, _, _ := strings.Cut(rest, "\n")
	return line
}
