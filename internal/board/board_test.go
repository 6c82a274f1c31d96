package board_test

import (
	"bytes"
	"flag"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"golang.org/x/net/html"
	"golang.org/x/tools/txtar"

	"example.org/partake/internal/board"
	"example.org/partake/internal/frame"
	"example.org/partake/internal/hostile"
	"example.org/partake/internal/lint"
	"example.org/partake/internal/report"
	"example.org/partake/internal/site"
	"example.org/partake/internal/view"
	"example.org/partake/layouts"
)

var update = flag.Bool("update", false, "write what the golden cases expect anew")

// Each testdata/NAME.txtar is a site and its reports on 22 November 2026: board.md,
// board.csv, coverage.txt and coverage.csv. Tables of commas are shown without the mark
// at their start and with plain line ends.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no golden cases", err)
	}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		s := read(t, archive)
		for i := range archive.Files {
			f := &archive.Files[i]
			write := writers(s)[f.Name]
			if write == nil {
				continue
			}
			got := written(t, f.Name, write)
			if *update {
				f.Data = []byte(got)
			} else if got != string(f.Data) {
				t.Errorf("%s: %s is\n%s", file, f.Name, got)
			}
		}
		if *update {
			if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func written(t *testing.T, name string, write func(io.Writer) error) string {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	text := b.String()
	if strings.HasSuffix(name, ".csv") {
		body, marked := strings.CutPrefix(text, "\ufeff")
		text = strings.ReplaceAll(body, "\r\n", "\n")
		if !marked || strings.Count(body, "\r\n") != strings.Count(text, "\n") {
			t.Errorf("%s has no mark, or other line ends", name)
		}
	}
	return text
}

func writers(s *site.Site) map[string]func(io.Writer) error {
	b, c := report.BoardOf(s, report.Year(s.Today)), report.CoverageOf(s, report.Months(s.Today, -12))
	return map[string]func(io.Writer) error{
		"board.md":     func(w io.Writer) error { return board.Markdown(w, viewOf(s)) },
		"board.csv":    func(w io.Writer) error { return report.CSV(w, b) },
		"coverage.txt": func(w io.Writer) error { return board.Text(w, board.Coverage(c)) },
		"coverage.md":  func(w io.Writer) error { return board.Markdown(w, board.Coverage(c)) },
		"coverage.csv": func(w io.Writer) error { return report.CoverageCSV(w, c) },
	}
}

func viewOf(s *site.Site) view.Board {
	v := board.New(frame.New(s, frame.Desk{})).View(report.BoardOf(s, report.Year(s.Today)))
	board.Full(&v, s.Base)
	return v
}

// read reads the site of an archive as the command does.
func read(t *testing.T, archive *txtar.Archive) *site.Site {
	t.Helper()
	files := fstest.MapFS{}
	for _, f := range archive.Files {
		files[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	found, err := lint.Run(lint.Options{Site: files, Layouts: layouts.FS, Static: fstest.MapFS{}, Now: time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)})
	if err != nil || found.Site == nil {
		t.Fatal(err, found.List)
	}
	return found.Site
}

// A site without anything has a report all the same, which says what is not there.
func TestEmpty(t *testing.T) {
	s := read(t, txtar.Parse([]byte("-- content/site.yaml --\norganisation: {name: \"Fell Trust\"}\nbase_url: \"https://involve.example.org\"\nteam: {name: \"Team\", phone: \"01632 960000\", email: \"team@example.org\"}\n")))
	text := written(t, "board.md", writers(s)["board.md"])
	for _, want := range []string{
		"No strategy holds just now", "No strategy that holds now has a measure yet", "None in this period", "No answer is overdue", "Nothing falls due by 22 February 2027", "Nothing to take part in opened or closed",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("nothing says %q:\n%s", want, text)
		}
	}
	if text := written(t, "coverage.txt", writers(s)["coverage.txt"]); !strings.Contains(text, "The site has no services.") {
		t.Error(text)
	}
}

// filled puts a text into every string of a View.
func filled(v reflect.Value, text string) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(text)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		filled(v.Index(0), text)
	case reflect.Struct:
		for i := range v.NumField() {
			filled(v.Field(i), text)
		}
	}
}

// A hostile text stays a text: read as GitHub reads Markdown, a report has the elements
// of one with harmless words and no other, and the text is still whole.
func TestHostileMarkdown(t *testing.T) {
	reader := goldmark.New(goldmark.WithExtensions(extension.GFM))
	shape := func(text string) (elements []string, said string) {
		var v view.Board
		filled(reflect.ValueOf(&v).Elem(), text)
		v.Parts[0].Tables[0].Rows[0].Cells[0].URL, v.Parts[0].Tables[0].Heading.URL, v.Parts[0].More.URL = "https://a.example/", "", ""
		v.Parts[0].Tables[0].Rows[0].Cells[0].Notes[0].Links = nil
		var md, page bytes.Buffer
		if err := board.Markdown(&md, v); err != nil {
			t.Fatal(err)
		}
		if err := reader.Convert(md.Bytes(), &page); err != nil {
			t.Fatal(err)
		}
		doc := html.NewTokenizer(&page)
		for doc.Next() != html.ErrorToken {
			switch tok := doc.Token(); tok.Type {
			case html.StartTagToken, html.SelfClosingTagToken:
				elements = append(elements, tok.Data)
			case html.TextToken:
				said += tok.Data
			}
		}
		return elements, said
	}
	plain, _ := shape("words")
	for _, text := range append(hostile.Lines(), "https://evil.example/", "www.evil.example", "a | b", "# a", "**a** [b](c) `d` <b>", "- a", "1. a", "~~a~~", "&lt;b&gt;", "![a](b)", "a\\|b", "line one\n\n# two", "$x$", "@somebody") {
		if strings.TrimSpace(text) == "" {
			continue
		}
		if got, said := shape(text); !slices.Equal(got, plain) {
			t.Errorf("%.60q makes %v, want %v", text, got, plain)
		} else if word := strings.Fields(text)[0]; !strings.Contains(said, strings.Trim(word, "\x00")) && !strings.ContainsFunc(word, func(r rune) bool { return r < ' ' || r == 0x7f }) {
			t.Errorf("%.60q is not said: %.200q", text, said)
		}
	}
}

// A document of its own names no file beside it and runs nothing, whatever stands in it.
func TestPaper(t *testing.T) {
	var v view.Board
	for _, text := range append(hostile.Lines(), "words") {
		var part view.BoardPart
		filled(reflect.ValueOf(&part).Elem(), text)
		v.Parts = append(v.Parts, part)
		v.Title, v.Organisation = text, text
	}
	var page bytes.Buffer
	if err := board.Paper(&page, layouts.FS, v); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(page.String(), "<td") && !strings.Contains(page.String(), `scope="row"`) {
		t.Error("there is no table")
	}
	if strings.Contains(page.String(), `data-label`) {
		t.Error("the labels for narrow windows are in the document")
	}
	known := strings.Fields("html head meta title style body main p h1 h2 h3 dl div dt dd table caption thead tr th tbody td strong span a")
	attributes := strings.Fields("lang dir charset name content class id href scope aria-hidden data-no-terms")
	doc := html.NewTokenizer(&page)
	for doc.Next() != html.ErrorToken {
		tok := doc.Token()
		if tok.Type != html.StartTagToken {
			continue
		}
		if !slices.Contains(known, tok.Data) {
			t.Errorf("there is <%s>", tok.Data)
		}
		for _, a := range tok.Attr {
			script := strings.HasPrefix(strings.ToLower(strings.TrimSpace(a.Val)), "javascript:") && a.Key == "href"
			if script || !slices.Contains(attributes, a.Key) {
				t.Errorf("there is %s=%q", a.Key, a.Val)
			}
		}
	}
}
