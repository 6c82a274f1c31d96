//go:build !race

package build_test

import (
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/tools/txtar"

	"example.org/partake/internal/build"
	"example.org/partake/internal/diag"
	"example.org/partake/internal/hostile"
)

// C1, C3, C9, C13: a site that has a hostile text in every place that authors can
// write in says just that text, and nothing in it is an element, an attribute or
// a property that the same site with harmless words does not have.
func TestHostileTexts(t *testing.T) {
	t.Parallel()
	texts := hostile.Lines()
	if n, m := len(hostile.Tricks()), len(hostile.Strings()); n < 150 || m < 150 {
		t.Fatalf("%d tricks and %d odd texts, want 150 of each", n, m)
	}
	plain, evil := buildTexts(t, harmless(len(texts))), buildTexts(t, texts)
	if !slices.Equal(slices.Sorted(maps.Keys(plain)), slices.Sorted(maps.Keys(evil))) {
		t.Error("the two sites have other files")
	}
	known := map[string]bool{}
	for _, f := range plain {
		maps.Copy(known, f.parts)
	}
	feeds := map[string]map[string]bool{}
	for name, f := range evil {
		for part := range f.parts {
			if !known[part] {
				t.Errorf("%s has %s, which no layout writes", name, part)
			}
		}
		for _, fault := range f.faults {
			t.Errorf("%s: %s", name, fault)
		}
		if !lists(name) {
			sameWords(t, name, plain[name].words.String(), f.words.String(), texts)
		}
		for _, title := range f.titles {
			if feeds[path.Ext(name)] == nil {
				feeds[path.Ext(name)] = map[string]bool{}
			}
			feeds[path.Ext(name)][strings.TrimSpace(title)] = true
		}
	}
	for _, ext := range []string{".xml", ".atom", ".json"} {
		for _, text := range texts {
			if !feeds[ext][text] {
				t.Errorf("no item of a feed %s says %q", ext, text)
			}
		}
	}
}

// lists says whether a page is in the order of its texts, or says as much of them as
// there is room for, so that the two sites do not say the same in the same place.
func lists(name string) bool {
	paper := slices.ContainsFunc([]string{"poster", "posters", "agenda"}, func(kind string) bool { return strings.HasSuffix(name, "/"+kind+"/index.html") })
	return paper || strings.Contains(name, "/page/") || strings.HasPrefix(name, "a-z/") || strings.Count(name, "/") < 2 && name != "glossary/index.html" && name != "index.html" && name != "404.html"
}

// harmless are words that are found again.
func harmless(n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprintf("Word%dx", i)
	}
	return out
}

var harmlessWord = regexp.MustCompile(`Word(\d+)x`)

// sameWords fails when a page says a harmless word more often than the text that
// stands in its place.
func sameWords(t *testing.T, name, plain, evil string, texts []string) {
	t.Helper()
	evil = strings.ToLower(evil) // some layouts begin a sentence with it
	counts := map[int]int{}
	for _, m := range harmlessWord.FindAllStringSubmatch(plain, -1) {
		i, _ := strconv.Atoi(m[1]) // the pattern lets figures through only
		counts[i]++
	}
	for i, n := range counts {
		if got := strings.Count(evil, strings.ToLower(texts[i])); got < n {
			t.Errorf("%s says %q %d times, want %d", name, texts[i], got, n)
		}
	}
}

// seen is what a reader finds in a file.
type seen struct {
	parts  map[string]bool // elements with attributes, properties of a calendar
	words  strings.Builder // all texts and all values
	titles []string        // titles and summaries of the items of a feed
	faults []string
}

// buildTexts builds the site with texts and reads all files.
func buildTexts(t *testing.T, texts []string) map[string]*seen {
	t.Helper()
	opts := options(t, mapFS(hostile.Site(texts)))
	if _, list, err := build.Run(context.Background(), opts); err != nil {
		t.Fatalf("%v\n%s", err, printed(list.Errors(), 50))
	}
	out := outputs(t, opts.Out)
	if len(out) < 400 {
		t.Fatalf("%d files", len(out))
	}
	return out
}

// outputs reads all files of a folder.
func outputs(t *testing.T, dir string) map[string]*seen {
	t.Helper()
	out := map[string]*seen{}
	err := filepath.WalkDir(dir, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		src, err := os.ReadFile(file)
		name, _ := filepath.Rel(dir, file)
		name = filepath.ToSlash(name)
		out[name] = read(name, string(src))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func mapFS(files map[string]string) fstest.MapFS {
	out := fstest.MapFS{}
	for name, data := range files {
		out[name] = &fstest.MapFile{Data: []byte(data)}
	}
	return out
}

func read(name, src string) *seen {
	s := &seen{parts: map[string]bool{}}
	if !utf8.ValidString(src) {
		s.fault("it is not UTF-8")
	}
	switch path.Ext(name) {
	case ".html":
		s.page(src)
	case ".xml", ".atom":
		s.xml(src)
	case ".json":
		s.json(src)
	case ".ics":
		s.calendar(src)
	default:
		s.parts[src] = true // no text of an author belongs there: it is the same
	}
	return s
}

func (s *seen) fault(format string, args ...any) {
	s.faults = append(s.faults, fmt.Sprintf(format, args...))
}

func (s *seen) say(texts ...string) {
	for _, text := range texts {
		s.words.WriteString("\n" + text)
	}
}

// page reads HTML as a browser does.
func (s *seen) page(src string) {
	root, err := html.Parse(strings.NewReader(src))
	if err != nil {
		s.fault("%v", err)
		return
	}
	var words, values strings.Builder
	for n := range root.Descendants() {
		switch n.Type {
		case html.TextNode:
			words.WriteString(n.Data)
		case html.CommentNode:
			s.parts["a comment"] = true
		case html.ElementNode:
			s.parts["<"+n.Data+">"] = true
			for _, a := range n.Attr {
				s.parts["<"+n.Data+" "+a.Key+">"] = true
				values.WriteString("\n" + a.Val)
				if strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "srcdoc" {
					s.fault("<%s %s=%q>", n.Data, a.Key, a.Val)
				}
				if slices.Contains([]string{"href", "src", "action", "formaction", "poster", "data"}, a.Key) && !leadsSomewhere(a.Val) {
					s.fault("<%s> leads to %q", n.Data, a.Val)
				}
			}
		}
	}
	s.say(words.String(), values.String())
}

// leadsSomewhere says whether an address is one that only leads to a page.
func leadsSomewhere(address string) bool {
	u, err := url.Parse(address)
	return err == nil && slices.Contains([]string{"", "https", "http", "mailto", "tel"}, u.Scheme) && !strings.HasPrefix(address, "//") && !strings.Contains(address, `\`) && !strings.Contains(address, "ZgotmplZ")
}

// xml reads a feed or a sitemap to its end, strictly.
func (s *seen) xml(src string) {
	d := xml.NewDecoder(strings.NewReader(src))
	var inside []string
	text := ""
	for {
		token, err := d.Token()
		if err == io.EOF {
			return
		}
		if err != nil {
			s.fault("%v", err)
			return
		}
		switch token := token.(type) {
		case xml.StartElement:
			inside, text = append(inside, token.Name.Local), ""
			s.parts["xml "+strings.Join(inside, "/")] = true
		case xml.CharData:
			text += string(token)
		case xml.EndElement:
			switch strings.Join(inside, "/") {
			case "rss/channel/item/title", "rss/channel/item/description", "feed/entry/title", "feed/entry/summary":
				s.titles = append(s.titles, text)
				s.say(text)
			case "rss/channel/item/encoded", "feed/entry/content":
				s.page(text)
			default:
				s.say(text)
			}
			inside, text = inside[:len(inside)-1], ""
		case xml.Directive, xml.Comment:
			s.fault("a directive or a comment: %v", token)
		}
	}
}

func (s *seen) json(src string) {
	var feed struct {
		Title string
		Items []struct {
			Title, Summary string
			Content        string `json:"content_html"`
		}
	}
	if err := json.Unmarshal([]byte(src), &feed); err != nil {
		s.fault("%v", err)
		return
	}
	s.say(feed.Title)
	for _, i := range feed.Items {
		s.titles = append(s.titles, i.Title, i.Summary)
		s.say(i.Title, i.Summary)
		s.page(i.Content)
	}
}

// calendar reads an iCalendar file line by line.
func (s *seen) calendar(src string) {
	if strings.Contains(strings.ReplaceAll(src, "\r\n", ""), "\n") || !strings.HasSuffix(src, "\r\nEND:VCALENDAR\r\n") {
		s.fault("a line does not end in CR LF, or the calendar not in END")
	}
	for line := range strings.SplitSeq(src, "\r\n") {
		if len(line) > 75 || !utf8.ValidString(line) {
			s.fault("a line of %d octets: %q", len(line), line)
		}
	}
	plain := strings.NewReplacer(`\\`, `\`, `\n`, "\n", `\N`, "\n", `\,`, ",", `\;`, ";")
	for line := range strings.SplitSeq(strings.ReplaceAll(src, "\r\n ", ""), "\r\n") {
		name, value, _ := strings.Cut(line, ":")
		if s.parts["ics "+name] = true; name == "BEGIN" || name == "END" {
			s.parts["ics "+line] = true
		}
		s.say(plain.Replace(value))
	}
}

// Content 30, 33 and C9: a text that holds what nobody can see, or nothing at all, is
// refused with its place, whether it is written as it is or as YAML escapes it.
// What is printed of it does nothing to a terminal.
func TestHostileRefused(t *testing.T) {
	t.Parallel()
	site := siteOf(t, &txtar.Archive{})
	var refused []string
	for _, text := range slices.Concat(hostile.Tricks(), hostile.Strings()) {
		if !text.Refused {
			continue
		}
		name := fmt.Sprintf("content/about/r%d.md", len(refused))
		refused = append(refused, name)
		site[name] = &fstest.MapFile{Data: []byte("---\nsummary: a\ntitle: " + hostile.Quote(text.Value) + "\n---\n")}
		if strings.ContainsAny(text.Value, "\r\n\u0085") {
			continue // pasted, it is the end of a line or a space
		}
		name = fmt.Sprintf("content/about/raw%d.md", len(refused))
		refused = append(refused, name)
		site[name] = &fstest.MapFile{Data: []byte("---\nsummary: a\ntitle: " + hostile.Paste(text.Value) + "\n---\n")}
	}
	opts := options(t, site)
	_, list, err := build.Run(context.Background(), opts)
	if !errors.Is(err, build.ErrContent) || len(refused) < 50 {
		t.Fatalf("%d texts: the build ended with %v", len(refused), err)
	}
	at := map[string]bool{}
	for _, d := range list.Errors() {
		if at[d.File] = true; d.Line != 3 || d.Col < 8 || d.Message == "" {
			t.Errorf("no place or no way out: %+v", d)
		}
	}
	for _, name := range refused {
		if !at[name] {
			t.Errorf("%q is not refused", site[name].Data)
		}
	}
	if out := printed(list, len(list)); strings.ContainsFunc(out, func(r rune) bool { return r != '\n' && unicode.IsControl(r) || r >= 0x202a && r <= 0x202e }) {
		t.Errorf("the report holds what a terminal acts on: %q", out)
	}
	if _, err := os.Stat(opts.Out); !errors.Is(err, fs.ErrNotExist) {
		t.Error("something was written")
	}
}

// C2: an address that leads nowhere good is refused with its place, wherever a
// link belongs. What is not refused is a text, or leads to another site.
func TestHostileLinks(t *testing.T) {
	t.Parallel()
	site := siteOf(t, &txtar.Archive{})
	maps.Copy(site, mapFS(hostile.Links()))
	all := len(site)
	opts := options(t, site)
	var err error
	for range 3 { // what refers to a page that is broken itself is told when that is mended
		var list diag.List
		_, list, err = build.Run(context.Background(), opts)
		for _, d := range list.Errors() {
			if d.Line < 1 || d.Col < 1 || d.Message == "" {
				t.Errorf("no place: %+v", d)
			}
			delete(site, d.File)
		}
	}
	if err != nil || len(site) > all/8 {
		t.Errorf("%d of %d addresses are accepted, %v", len(site), all, err)
	}
	for name, f := range outputs(t, opts.Out) {
		for _, fault := range f.faults {
			t.Errorf("%s: %s", name, fault)
		}
	}
}
