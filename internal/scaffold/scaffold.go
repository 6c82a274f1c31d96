// Package scaffold makes the files that people start from: one page of any
// kind, or a whole small site.
//
// A new page is a draft. What it must say is filled in with words that begin
// with CHANGE ME, or with an example marked so. What somebody asks for, and what
// may be said, stands there as a comment: an invented answer would silence the
// advice and be wrong. All of that comes from package reference, so that a new
// file has every key of its kind.
//
// Nothing is written here: the caller gets files and writes them.
package scaffold

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

	"example.org/partake/internal/content"
	"example.org/partake/internal/diag"
	"example.org/partake/internal/frontmatter"
	"example.org/partake/internal/reference"
	"example.org/partake/internal/value"
)

// Mark stands wherever somebody has to write something.
const Mark = "CHANGE ME"

// ErrRefused marks a request that can't be met. The message says what to do.
var ErrRefused = errors.New("refused")

func refuse(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrRefused, fmt.Sprintf(format, args...))
}

// File is a file of a site.
type File struct {
	Path string // slash-separated, below the site's folder
	Data []byte
}

// Request says which page somebody wants.
type Request struct {
	Kind, Title string
	Slug        string // in place of one made from the title
	Strategy    string // that an ambition belongs to
	Now         time.Time
	Site        fs.FS // what is there already
}

// Names lists what can be made, in the order in which people need it.
func Names() []string {
	var out []string
	for _, k := range reference.Kinds {
		out = append(out, k.Name)
		if k.Name == "news" {
			out = append(out, "story")
		}
	}
	return out
}

// New makes the file of a new page.
func New(r Request) (File, error) {
	name := r.Kind
	if name == "story" {
		name = "news"
	}
	kind, ok := reference.KindNamed(name)
	switch {
	case !ok:
		return File{}, refuse("there is no kind of page %q: %s", r.Kind, diag.DidYouMean(r.Kind, append(Names(), "site")))
	case strings.TrimSpace(r.Title) == "":
		return File{}, refuse("the page needs a title")
	case r.Strategy != "" && name != "ambition":
		return File{}, refuse("only an ambition belongs to a strategy: leave --strategy out")
	}
	slug, err := slugOf(r)
	if err != nil {
		return File{}, err
	}
	where := strings.Replace(strings.Replace(kind.Path, "OTHER", slug, 1), "NAME", slug, 1)
	sheet := sheet{kind: kind, book: reference.Ours(), request: r, today: value.DateOf(r.Now)}
	if name == "ambition" {
		if where, sheet.order, err = ambition(r, slug); err != nil {
			return File{}, err
		}
	}
	file := File{Path: where, Data: []byte(sheet.write())}
	if _, list := content.Parse(file.Path, file.Data); len(list.Errors()) > 0 {
		return File{}, refuse("%s", list.Errors()[0].Message) // only the title is not ours
	}
	return file, nil
}

// longest is how many characters of a title become its address.
const longest = 60

// slugOf is the name of the file.
func slugOf(r Request) (string, error) {
	slug := r.Slug
	if slug == "" {
		slug = value.Slugify(strings.Map(latin, value.Slugify(r.Title)))
		if len(slug) > longest {
			slug = slug[:longest]
			slug = slug[:max(strings.LastIndexByte(slug, '-'), longest/2)]
		}
	}
	if slug == "" {
		return "", refuse("no letters from a to z are left of the title %q: say what the address is to be, such as --slug summer-meeting", r.Title)
	}
	if r.Kind == "form" && value.IsSlug(slug) { // it stands on other pages, so no address is in its way
		return slug, nil
	}
	var c frontmatter.Check
	if value.CheckSlug(&c, "", slug); len(c.List) > 0 {
		return "", refuse("%s: choose another with --slug, such as --slug summer-meeting", c.List[0].Message)
	}
	return slug, nil
}

// latin drops letters and figures that can't stand in an address.
func latin(r rune) rune {
	if r > unicode.MaxASCII {
		return -1
	}
	return r
}

var orderLine = regexp.MustCompile(`(?m)^order: *(\d+)`)

// ambition finds the place of an ambition: the folder of its strategy, and the
// next number in it.
func ambition(r Request, slug string) (where string, order int, err error) {
	found, err := fs.Glob(r.Site, "content/strategy/*/index.md")
	if err != nil {
		return "", 0, err
	}
	var names []string
	for _, f := range found {
		names = append(names, path.Base(path.Dir(f)))
	}
	name := strings.TrimPrefix(r.Strategy, "strategy/")
	switch {
	case len(names) == 0:
		return "", 0, refuse("there is no strategy yet: start one with partake new strategy \"Together to 2030\"")
	case name == "":
		return "", 0, refuse("say which strategy the ambition belongs to: --strategy %s", strings.Join(names, ", or --strategy "))
	case !slices.Contains(names, name):
		return "", 0, refuse("there is no strategy %q: %s", name, diag.DidYouMean(name, names))
	}
	dir := path.Join("content/strategy", name)
	order, err = lastOrder(r.Site, dir)
	return path.Join(dir, slug+".md"), order + 1, err
}

// lastOrder is the highest number that an ambition of a strategy has.
func lastOrder(site fs.FS, dir string) (int, error) {
	files, err := fs.Glob(site, dir+"/*.md")
	if err != nil {
		return 0, err
	}
	last := 0
	for _, f := range files {
		src, err := fs.ReadFile(site, f)
		if err != nil {
			return 0, err
		}
		if m := orderLine.FindSubmatch(src); m != nil {
			var n int
			_, _ = fmt.Sscan(string(m[1]), &n) // the pattern lets figures through only
			last = max(last, n)
		}
	}
	return last, nil
}
