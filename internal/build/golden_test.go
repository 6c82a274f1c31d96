package build_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/tools/txtar"

	"example.org/partake/internal/build"
	"example.org/partake/internal/diag"
	"example.org/partake/layouts"
)

// Each testdata/NAME.txtar tells one story: a comment that says what is
// promised, the files of a site, and what must come of them.
//
//	flags          those of `partake build` that the case needs, and CONTEXT as
//	               in the environment; --now is 2026-05-03T09:00:00Z unless
//	               it says otherwise
//	content/…      the site; what it leaves out of site.yaml, index.md and data/
//	layouts/…      is that of testdata/base.txtar
//	static/…
//	want/PATH      a file of the output. Of a page it holds what <main> says, as
//	               simplify in simple_test.go writes it; of any other file all
//	               of it. PATH#top stops before the first h2; PATH#ID begins at
//	               the heading with that id and ends before the next one of its
//	               level; PATH#head is the head of the page. Calendars are
//	               checked for their line ends and shown without them
//	want/PATH.absent  no such file may be there
//	diagnostics    what the build prints; without it there must be no mistakes,
//	               and with it nothing may be written
//	advice         the findings that do not stop a build, where a case is
//	               about them
//
// A file whose name ends in .quoted holds Go strings, one a line, for bytes
// that a text file can't show; .absent takes a file of base.txtar away. {1-60} in a name stands for sixty files, with
// the number in place of {n} in each. ⟦99×ab⟧ stands for ab 99 times, with
// the number in place of №.
//
// `go test ./internal/build -update` writes want/, diagnostics and advice anew.
var update = flag.Bool("update", false, "write what the golden cases expect anew")

// golden builds the site of an archive and compares what came of it. With
// -update it changes the archive instead.
func golden(t *testing.T, archive *txtar.Archive) {
	opts := options(t, siteOf(t, archive))
	setFlags(t, &opts, text(archive, "flags"))
	_, list, err := build.Run(context.Background(), opts)
	wrong := find(archive, "diagnostics") != nil
	switch {
	case wrong && !errors.Is(err, build.ErrContent):
		t.Errorf("the build ended with %v, want mistakes", err)
	case !wrong && err != nil:
		t.Errorf("%v\n%s", err, printed(list.Errors(), 50))
	}
	if _, err := os.Stat(opts.Out); wrong && !errors.Is(err, fs.ErrNotExist) {
		t.Error("a build with mistakes wrote something")
	}
	for i := range archive.Files {
		f := &archive.Files[i]
		var got string
		switch name, isWant := strings.CutPrefix(f.Name, "want/"); {
		case isWant:
			got = output(t, opts.Out, name)
		case f.Name == "diagnostics":
			got = printed(list.Errors(), 50) // as the command line does
		case f.Name == "advice":
			got = printed(list.Advice(), len(list))
		default:
			continue
		}
		if *update {
			f.Data = []byte(got)
		} else if want := string(f.Data); got != want {
			t.Errorf("%s:\n%s", f.Name, difference(want, got))
		}
	}
}

// options are those of a build into a folder of its own.
func options(t *testing.T, site fs.FS) build.Options {
	t.Helper()
	dir := t.TempDir()
	return build.Options{
		Site: site, Layouts: layouts.FS, Static: fixtureAssets,
		Out: filepath.Join(dir, "public"), State: filepath.Join(dir, "state"),
		Now: moment(t, "2026-05-03T09:00:00Z"), Program: "test",
	}
}

// fixtureAssets stand for what `npm run assets` makes, so that Go's tests need
// no Node.
var fixtureAssets = fstest.MapFS{
	"assets/manifest.json":     {Data: []byte(`{"site.css": "site-00000001.css", "site.js": "site-00000002.js"}`)},
	"assets/site-00000001.css": {Data: []byte("main{max-width:60em}\n")},
	"assets/site-00000002.js":  {Data: []byte("\"use strict\"\n")},
}

func moment(t *testing.T, s string) time.Time {
	t.Helper()
	m, err := time.Parse(time.RFC3339, s)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// setFlags reads flags as on the command line.
func setFlags(t *testing.T, opts *build.Options, line string) {
	t.Helper()
	words := strings.Fields(line)
	for i := 0; i < len(words); i++ {
		value := func() string { i++; return words[i] }
		switch words[i] {
		case "--now":
			opts.Now = moment(t, value())
		case "--base-url":
			opts.BaseURL = value()
		case "--drafts":
			opts.Drafts = true
		case "--preview":
			opts.Hidden = true
		case "--recipients":
			opts.Sends, opts.Recipients = true, value()
		case "CONTEXT=deploy-preview":
			opts.Preview, opts.Context = true, "deploy-preview"
		default:
			t.Fatalf("unknown flag %s", words[i])
		}
	}
}

// siteOf makes the folder of a site, with what the archive leaves out.
func siteOf(t *testing.T, archive *txtar.Archive) fstest.MapFS {
	t.Helper()
	base, err := txtar.ParseFile("testdata/base.txtar")
	if err != nil {
		t.Fatal(err)
	}
	site := fstest.MapFS{}
	for _, f := range slices.Concat(base.Files, archive.Files) {
		if folder, _, _ := strings.Cut(f.Name, "/"); slices.Contains([]string{"content", "layouts", "static"}, folder) {
			addFile(t, site, f)
		}
	}
	return site
}

var repeated = regexp.MustCompile(`\{1-(\d+)\}`)

func addFile(t *testing.T, site fstest.MapFS, f txtar.File) {
	t.Helper()
	name, data := f.Name, times(f.Data)
	if short, absent := strings.CutSuffix(name, ".absent"); absent {
		delete(site, short)
		return
	}
	if short, quoted := strings.CutSuffix(name, ".quoted"); quoted {
		name, data = short, unquote(t, data)
	}
	m := repeated.FindStringSubmatch(name)
	if m == nil {
		site[name] = &fstest.MapFile{Data: data}
		return
	}
	n, _ := strconv.Atoi(m[1]) // the pattern lets figures through only
	for i := 1; i <= n; i++ {
		number := fmt.Sprintf("%03d", i)
		site[strings.ReplaceAll(name, m[0], number)] = &fstest.MapFile{Data: []byte(strings.ReplaceAll(string(data), "{n}", number))}
	}
}

var many = regexp.MustCompile(`⟦(\d+)×([^⟧]*)⟧`)

// times writes out what stands there many times.
func times(data []byte) []byte {
	return many.ReplaceAllFunc(data, func(part []byte) []byte {
		m := many.FindSubmatch(part)
		n, _ := strconv.Atoi(string(m[1])) // the pattern lets figures through only
		var out []byte
		for i := range n {
			out = append(out, bytes.ReplaceAll(m[2], []byte("№"), strconv.AppendInt(nil, int64(i), 10))...)
		}
		return out
	})
}

func unquote(t *testing.T, data []byte) []byte {
	t.Helper()
	var out []byte
	for line := range strings.Lines(string(data)) {
		s, err := strconv.Unquote(strings.TrimSpace(line))
		if err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		out = append(out, s...)
	}
	return out
}

func find(archive *txtar.Archive, name string) *txtar.File {
	for i := range archive.Files {
		if archive.Files[i].Name == name {
			return &archive.Files[i]
		}
	}
	return nil
}

func text(archive *txtar.Archive, name string) string {
	if f := find(archive, name); f != nil {
		return string(f.Data)
	}
	return ""
}

// output is a file of the output, or the part of it that name asks for.
func output(t *testing.T, out, name string) string {
	t.Helper()
	name, part, _ := strings.Cut(name, "#")
	name, absent := strings.CutSuffix(name, ".absent")
	src, err := os.ReadFile(filepath.Join(out, filepath.FromSlash(name)))
	if absent {
		if !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s is there (%v), and it may not be", name, err)
		}
		return ""
	}
	if err != nil {
		t.Error(err)
		return ""
	}
	switch filepath.Ext(name) {
	case ".html":
		return section(t, string(src), part)
	case ".ics":
		lines := strings.ReplaceAll(string(src), "\r\n", "")
		if strings.ContainsAny(lines, "\r\n") {
			t.Errorf("%s: a line does not end with CRLF", name)
		}
		return strings.ReplaceAll(string(src), "\r\n", "\n")
	}
	return strings.TrimSuffix(string(src), "\n") + "\n" // as txtar ends every file
}

func printed(list diag.List, most int) string {
	var b strings.Builder
	_ = list.Print(&b, most) // a Builder never fails
	return b.String()
}

// difference shows the lines that differ, with a line around them.
func difference(want, got string) string {
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	start := 0
	for start < min(len(w), len(g)) && w[start] == g[start] {
		start++
	}
	end := 0
	for end < min(len(w), len(g))-start && w[len(w)-1-end] == g[len(g)-1-end] {
		end++
	}
	var b strings.Builder
	fmt.Fprintf(&b, "from line %d:\n", start+1)
	for _, line := range w[start : len(w)-end] {
		b.WriteString("  want: " + line + "\n")
	}
	for _, line := range g[start : len(g)-end] {
		b.WriteString("  got:  " + line + "\n")
	}
	return b.String()
}
