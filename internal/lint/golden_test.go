package lint_test

import (
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/tools/txtar"

	"example.org/partake/internal/diag"
	"example.org/partake/internal/lint"
	"example.org/partake/internal/lint/rules"
	"example.org/partake/layouts"
)

// Each testdata/NAME.txtar shows what a rule finds, and what it leaves alone: a
// comment, the files of a site, and
//
//	flags      --now MOMENT, which is 2026-05-03T09:00:00Z without it, and --drafts
//	rules      the rules whose findings are compared; without it that of the
//	           case's name, or all where there is no such rule. Mistakes are
//	           always compared.
//	findings   what partake check prints of them
//
// `go test ./internal/lint -update` writes findings anew.
var update = flag.Bool("update", false, "write what the golden cases expect anew")

// base is what a case leaves out.
var base = map[string]string{
	"content/site.yaml": `organisation: {name: "Fell Trust"}
base_url: "https://involve.example.org"
team: {name: "Involvement team", phone: "01632 960000", email: "team@example.org"}
`,
	"content/index.md": "---\ntitle: \"Get involved\"\nsummary: \"See what you can take part in.\"\n---\n",
}

func TestGolden(t *testing.T) {
	for name, archive := range cases(t) {
		t.Run(name, func(t *testing.T) {
			result := check(t, archive)
			shown := strings.Fields(string(file(archive, "rules").Data))
			if len(shown) == 0 && slices.ContainsFunc(rules.All, func(r lint.Rule) bool { return r.Name == name }) {
				shown = []string{name}
			}
			list := slices.DeleteFunc(result.List, func(d diag.Diagnostic) bool {
				return d.Severity == diag.Advice && len(shown) > 0 && !slices.Contains(shown, d.Rule)
			})
			var b strings.Builder
			if err := list.Report(&b); err != nil {
				t.Fatal(err)
			}
			if *update {
				write(t, name, archive, b.String())
			} else if want := string(file(archive, "findings").Data); b.String() != want {
				t.Errorf("got\n%s\nwant\n%s", b.String(), want)
			}
		})
	}
}

// cases are the golden cases by their names.
func cases(t *testing.T) map[string]*txtar.Archive {
	t.Helper()
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatal("no golden cases", err)
	}
	out := map[string]*txtar.Archive{}
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		out[strings.TrimSuffix(filepath.Base(name), ".txtar")] = archive
	}
	return out
}

// check runs all rules over the site of a case.
func check(t *testing.T, archive *txtar.Archive) lint.Result {
	t.Helper()
	site := fstest.MapFS{}
	for name, text := range base {
		site[name] = &fstest.MapFile{Data: []byte(text)}
	}
	for _, f := range archive.Files {
		if folder, _, below := strings.Cut(f.Name, "/"); below && slices.Contains([]string{"content", "static", "layouts"}, folder) {
			site[f.Name] = &fstest.MapFile{Data: f.Data}
		}
	}
	opts := lint.Options{Site: site, Layouts: layouts.FS, Static: fstest.MapFS{}, Rules: rules.All}
	setFlags(t, &opts, "--now 2026-05-03T09:00:00Z "+string(file(archive, "flags").Data))
	result, err := lint.Run(opts)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

func setFlags(t *testing.T, opts *lint.Options, line string) {
	t.Helper()
	words := strings.Fields(line)
	for i := 0; i < len(words); i++ {
		switch words[i] {
		case "--drafts":
			opts.Drafts = true
		case "--now":
			i++
			now, err := time.Parse(time.RFC3339, words[i])
			if err != nil {
				t.Fatal(err)
			}
			opts.Now = now
		default:
			t.Fatalf("unknown flag %s", words[i])
		}
	}
}

// file is a part of an archive, an empty one when there is none.
func file(archive *txtar.Archive, name string) *txtar.File {
	for i := range archive.Files {
		if archive.Files[i].Name == name {
			return &archive.Files[i]
		}
	}
	return &txtar.File{}
}

func write(t *testing.T, name string, archive *txtar.Archive, findings string) {
	t.Helper()
	if f := file(archive, "findings"); f.Name != "" {
		f.Data = []byte(findings)
	} else {
		archive.Files = append(archive.Files, txtar.File{Name: "findings", Data: []byte(findings)})
	}
	if err := os.WriteFile("testdata/"+name+".txtar", txtar.Format(archive), 0o644); err != nil {
		t.Fatal(err)
	}
}

// The example site can be built, and says nothing that is not so: what it finds
// is held here by number, so that a rule that floods is seen.
func TestExample(t *testing.T) {
	site := os.DirFS("../..")
	if _, err := fs.Stat(site, "content"); err != nil {
		t.Fatal("there is no example site")
	}
	now := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	result, err := lint.Run(lint.Options{Site: site, Layouts: layouts.FS, Static: fstest.MapFS{}, Now: now, Rules: rules.All})
	if err != nil {
		t.Fatal(err)
	}
	if wrong := result.List.Errors(); len(wrong) > 0 {
		t.Errorf("%d mistakes, the first: %v", len(wrong), wrong[0])
	}
	if n := len(result.List.Advice()); n > result.Pages {
		t.Errorf("%d pieces of advice on %d pages", n, result.Pages)
	}
}
