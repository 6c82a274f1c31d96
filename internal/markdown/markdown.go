// Package markdown turns an author's Markdown into accessible HTML, and says
// what is wrong with it.
//
// It reads CommonMark with tables and strikethrough. What goldmark drops in
// silence is an error here, with its place: raw HTML, links that could run a
// script, links and pictures that lead nowhere. Bare addresses stay text;
// <https://…> makes a link.
//
// The HTML needs no style attribute and no script. Headings start at h2 or
// deeper, have ids, and never repeat an id of the page around them. A table
// stands in a region that the keyboard can scroll; its alignment is a class.
//
// This package is the only door to goldmark.
package markdown

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	rendererhtml "github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"example.org/partake/internal/diag"
)

// HTML is markup that this package made from Markdown, safe to print as it is.
type HTML string

// Source is a piece of Markdown and where it stands in its file.
type Source struct {
	File string
	Line int // of the file, on which Body begins
	Body []byte
	// Shift makes headings deeper, for a body that stands below a heading.
	Shift int
	// RTL marks a body that is written from right to left.
	RTL bool
	// Taken are ids that the page around the body uses.
	Taken []string
}

// Target says where a link or a picture leads.
type Target struct {
	URL string
	// Gone marks a page that was there and is not built now: its link becomes
	// plain text.
	Gone bool
	// Private marks a gone page of a person: not even the name stays.
	Private       bool
	Width, Height int // of a picture
}

// Resolver knows the pages and pictures of the site.
type Resolver interface {
	// Page finds the page at a root-relative address. When there is none, the
	// hint names the nearest. It is asked for an address with its fragment too,
	// to learn whether that place is gone for now.
	Page(address string) (t Target, hint string, ok bool)
	// Image finds a picture.
	Image(src string) (t Target, hint string, ok bool)
}

// Heading is a heading of the body.
type Heading struct {
	Level    int
	Text, ID string
}

// Anchor is a link to a place on a page of this site. Whether the place is
// there can be told only when that page is rendered.
type Anchor struct {
	URL, ID string
	At      diag.Pos
}

// Missing says that the place is not on the page at an address, and names the
// nearest of those that are.
func (a Anchor) Missing(url string, ids []string) diag.Diagnostic {
	hint := ""
	if near := diag.Nearest(a.ID, ids); near != "" {
		hint = "did you mean #" + near + "?"
	}
	return diag.Errorf(a.At, hint, "there is no place #%s on the page %s", a.ID, url)
}

// IDs lists the places of a rendered page.
func IDs(html string) []string {
	var out []string
	for _, piece := range strings.Split(html, ` id="`)[1:] {
		id, _, _ := strings.Cut(piece, `"`)
		out = append(out, id)
	}
	return out
}

// Rendered is a body as HTML.
type Rendered struct {
	HTML     HTML
	Headings []Heading
	Anchors  []Anchor
}

var engine = goldmark.New(append(faster(),
	goldmark.WithExtensions(extension.Table, extension.Strikethrough),
	goldmark.WithParserOptions(parser.WithAutoHeadingID(), parser.WithInlineParsers(util.Prioritized(stars{}, 400))),
	goldmark.WithRendererOptions(renderer.WithNodeRenderers(util.Prioritized(tables{}, 100))),
)...)

// faster makes goldmark do the same in less time: FuzzLibrary holds both to the same
// bytes.
func faster() []goldmark.Option {
	return []goldmark.Option{
		goldmark.WithParser(parser.NewParser(
			parser.WithBlockParsers(parser.DefaultBlockParsers()...),
			parser.WithInlineParsers(parser.DefaultInlineParsers()...),
			parser.WithParagraphTransformers(util.Prioritized(definitions{parser.LinkReferenceParagraphTransformer}, 100)),
		)),
		goldmark.WithRendererOptions(rendererhtml.WithWriter(writer{rendererhtml.DefaultWriter})),
	}
}

// output is what goldmark writes into. It wants a bufio.Writer, and makes one
// for each body when it is not given one.
type output struct {
	buffer bytes.Buffer
	writer *bufio.Writer
}

var outputs = sync.Pool{New: func() any { return &output{writer: bufio.NewWriter(nil)} }}

// Render makes HTML of a body. The result is empty when there are errors.
func Render(src Source, pages Resolver) (Rendered, diag.List) {
	if list := tooMuch(src); len(list) > 0 {
		return Rendered{}, list
	}
	ctx := parser.NewContext(parser.WithIDs(newIDs(src.Taken)))
	root := engine.Parser().Parse(text.NewReader(src.Body), parser.WithContext(ctx))
	w := &walker{src: src, pages: pages}
	w.walk(root)
	if w.failed {
		return Rendered{}, w.list
	}
	out := outputs.Get().(*output)
	defer outputs.Put(out)
	out.buffer.Reset()
	out.writer.Reset(&out.buffer)
	err := engine.Renderer().Render(out.writer, src.Body, root)
	if err := errors.Join(err, out.writer.Flush()); err != nil {
		w.list.Add(diag.Errorf(diag.Pos{File: src.File, Line: src.Line, Col: 1}, "this is a fault of Partake: tell its makers, with the file", "the page can't be rendered: %v", err))
		return Rendered{}, w.list
	}
	w.out.HTML = HTML(out.buffer.String())
	return w.out, w.list
}

// ids makes heading ids that nothing else on the page has.
type ids struct {
	taken []string // few: they are looked through
	used  map[string]bool
	next  map[string]int // the number to try next behind an id
}

func newIDs(taken []string) *ids {
	return &ids{taken: taken, used: map[string]bool{}, next: map[string]int{}}
}

func (x *ids) has(id string) bool { return x.used[id] || slices.Contains(x.taken, id) }

// Generate makes an id of a heading's text: letters, figures and hyphens.
func (x *ids) Generate(value []byte, _ ast.NodeKind) []byte {
	base := slug(string(value))
	if base == "" {
		base = "section"
	}
	id := base
	for n := max(2, x.next[base]); x.has(id); n++ {
		id = fmt.Sprintf("%s-%d", base, n)
		x.next[base] = n + 1
	}
	x.used[id] = true
	return []byte(id)
}

// Put marks an id as used.
func (x *ids) Put(value []byte) { x.used[string(value)] = true }
