// Package address is the book of a site's addresses: which page or file stands
// where, which pages are there but not now, and which are drafts.
//
// It answers the markdown room's questions about links and pictures. Of a page
// that time or a person's wish has taken away, only the words of a link stay;
// of a person's page not even those.
package address

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"example.org/partake/internal/diag"
	"example.org/partake/internal/markdown"
)

// Files are the pictures and other files that are published as they are.
type Files interface {
	// Has says whether there is a file at an address such as "/images/a.png".
	Has(address string) bool
	// Size returns the width and height of a picture in pixels, 0 when it
	// has none of its own.
	Size(address string) (width, height int, err error)
	// Bytes returns the length of a file.
	Bytes(address string) (int64, error)
	// Near returns the address of the file whose name is nearest.
	Near(address string) string
}

// Page is an address of the site.
type Page struct {
	Title string
	File  string // the source, "" for pages that Partake makes
	Note  string // what makes it, for messages about two pages with one address
}

// Who says what has an address: a file, or what Partake makes there.
func (p Page) Who() string {
	if p.File != "" {
		return p.File
	}
	return p.Note
}

// Book knows every address of a site.
type Book struct {
	files   Files
	pages   map[string]Page
	made    map[string]bool // feeds and calendars
	drafts  map[string]bool
	gone    map[string]bool // not now
	people  map[string]bool // of gone, those whose name has to go too
	private map[string]bool // pictures of people who are not shown
}

// NewBook returns a book with nothing but files in it, and room for pages.
func NewBook(files Files, pages int) *Book {
	return &Book{
		files: files, pages: make(map[string]Page, pages), made: make(map[string]bool, pages), drafts: map[string]bool{}, gone: map[string]bool{},
		people: map[string]bool{}, private: map[string]bool{},
	}
}

// Claim gives an address to a page, or returns the page that has it already, or
// the file of static/ that would be written to the same place.
func (b *Book) Claim(url string, p Page) (taken Page, ok bool) {
	if other, taken := b.pages[url]; taken {
		return other, false
	}
	for _, file := range []string{url + "index.html", strings.TrimSuffix(url, "/")} {
		if file != "" && b.files.Has(file) {
			return Page{File: "static" + file}, false
		}
	}
	b.pages[url] = p
	return Page{}, true
}

// Renamed is the same book with other titles for some pages.
func (b *Book) Renamed(pages map[string]Page) *Book {
	if len(pages) == 0 {
		return b
	}
	out := *b
	out.pages = maps.Clone(b.pages)
	maps.Copy(out.pages, pages)
	return &out
}

// At returns the page at an address.
func (b *Book) At(url string) (Page, bool) {
	p, ok := b.pages[url]
	return p, ok
}

// Pages lists the addresses of all pages, sorted.
func (b *Book) Pages() []string { return slices.Sorted(maps.Keys(b.pages)) }

// Make notes a feed or a calendar.
func (b *Book) Make(url string) { b.made[url] = true }

// Draft notes the address of a draft.
func (b *Book) Draft(url string) { b.drafts[url] = true }

// Gone notes the address of a page that is not there now, and says whether it
// was noted before.
func (b *Book) Gone(url string) (before bool) {
	before, b.gone[url] = b.gone[url], true
	return before
}

// Private notes a person who is not shown: links to the page lose the name,
// and the picture is nowhere.
func (b *Book) Private(url, picture string) {
	b.gone[url], b.people[url] = true, true
	if picture != "" {
		b.private[picture] = true
	}
}

// Hidden says whether a picture shows somebody who is not shown now.
func (b *Book) Hidden(picture string) bool { return b.private[picture] }

// Page finds a page or a file at a root-relative address. It makes a Book a
// markdown.Resolver together with Image.
func (b *Book) Page(address string) (markdown.Target, string, bool) {
	if t, ok := b.Leads(address); ok {
		return t, "", true
	}
	if b.drafts[address] {
		return markdown.Target{}, "that page is a draft: publish it, or take the link out", false
	}
	if strings.Contains(address, "#") { // a place on a page, which the page knows best
		return markdown.Target{}, "", false
	}
	if _, ok := b.pages[address+"/"]; ok {
		return markdown.Target{}, "write " + address + "/ with a slash at the end", false
	}
	return markdown.Target{}, b.near(address), false
}

// Has says whether there is a page or a file at a root-relative address.
func (b *Book) Has(address string) bool {
	_, ok := b.pages[address]
	return ok || b.made[address] || b.files.Has(address) && !b.private[address]
}

// Leads is Page without the hint, which takes time to find.
func (b *Book) Leads(address string) (markdown.Target, bool) {
	if b.gone[address] || b.private[address] {
		return markdown.Target{Gone: true, Private: b.people[address]}, true
	}
	return markdown.Target{URL: address}, b.Has(address)
}

// near is the hint for an address that no page has.
func (b *Book) near(address string) string {
	name, best := path.Base(address), ""
	known := b.Pages()
	for _, k := range known {
		if path.Base(k) == name {
			best = k
		}
	}
	if best == "" {
		best = diag.Nearest(address, known)
	}
	if best == "" {
		return "open the page in a browser and copy what stands behind the name of the site, or take the link out"
	}
	return "did you mean " + best + "?"
}

// Image finds a picture by a root-relative address.
func (b *Book) Image(src string) (markdown.Target, string, bool) {
	t, hint, err := b.Picture("", src)
	return t, hint, err == nil
}

// From resolves links and pictures of a page whose source stands in a folder
// below content/: a picture without a slash stands beside it.
func (b *Book) From(folder string) markdown.Resolver { return beside{b, folder} }

type beside struct {
	*Book
	folder string
}

// Image finds a picture beside the page or in static/.
func (b beside) Image(src string) (markdown.Target, string, bool) {
	t, hint, err := b.Picture(b.folder, src)
	return t, hint, err == nil
}

// Beside is the address of a picture that a source in a folder names.
func Beside(folder, src string) string {
	if strings.HasPrefix(src, "/") {
		return src
	}
	return path.Join("/", folder, src)
}

// Picture finds a picture and its size. The hint goes with the error.
func (b *Book) Picture(folder, src string) (t markdown.Target, hint string, err error) {
	address := Beside(folder, src)
	if b.private[address] {
		return markdown.Target{Gone: true}, "", nil
	}
	if !b.files.Has(address) {
		return markdown.Target{}, b.NearFile(address), fmt.Errorf("there is no picture %s", src)
	}
	w, h, err := b.files.Size(address)
	if err != nil {
		return markdown.Target{}, "open it in a picture program, make it smaller if it is very large, and save it again as PNG or JPEG", fmt.Errorf("the picture %s can't be used: %w", src, err)
	}
	return markdown.Target{URL: address, Width: w, Height: h}, "", nil
}

// NearFile is the hint for a file that is not there.
func (b *Book) NearFile(address string) string {
	if n := b.files.Near(address); n != "" {
		return "did you mean " + n + "?"
	}
	return "put it into static/images and write /images/name.png"
}

// Bytes returns the length of a file, and false when there is none.
func (b *Book) Bytes(address string) (int64, bool) {
	if !b.files.Has(address) {
		return 0, false
	}
	n, err := b.files.Bytes(address)
	return n, err == nil
}

// Same says whether links lead to the same in another book of the same files.
func (b *Book) Same(other *Book) bool {
	names := func(x, y Page) bool { return true } // what a page is called changes no link
	return maps.EqualFunc(b.pages, other.pages, names) && maps.Equal(b.made, other.made) && maps.Equal(b.drafts, other.drafts) &&
		maps.Equal(b.gone, other.gone) && maps.Equal(b.people, other.people) && maps.Equal(b.private, other.private)
}

// File is the path of the file that an address shows: "a/index.html" for "/a/".
func File(url string) string {
	if strings.HasSuffix(url, "/") {
		return strings.TrimPrefix(url, "/") + "index.html"
	}
	return strings.TrimPrefix(url, "/")
}
