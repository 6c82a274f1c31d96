package markdown

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	"example.org/partake/internal/diag"
)

// walker checks a parsed body and makes it ready to render.
type walker struct {
	src   Source
	pages Resolver
	out   Rendered
	list  diag.List
	gone  []ast.Node // links that become plain text after the walk, pictures that go
	level int        // of the last heading
	last  cursor

	labels map[string]int // of tables
	failed bool           // there is an error in the list
}

// cursor is a place in the body with its line, counted from 0, and its column
// in characters. Nodes come in the order of the text, so the way from one to
// the next is short: counting from the start each time would take minutes for
// a page of links.
type cursor struct{ offset, line, col int }

// to moves on to an offset of the body.
func (c cursor) to(offset int, body []byte) cursor {
	if offset < c.offset {
		c = cursor{}
	}
	between := body[c.offset:offset]
	if n := bytes.Count(between, []byte("\n")); n > 0 {
		c.line, c.col = c.line+n, 0
		between = between[bytes.LastIndexByte(between, '\n')+1:]
	}
	c.col += utf8.RuneCount(between)
	c.offset = offset
	return c
}

// maxFindings is how many mistakes one body may have. The rest of the body is
// not looked at then.
const maxFindings = 100

func (w *walker) walk(root ast.Node) {
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		if w.visit(n); w.failed && len(w.list) >= maxFindings {
			return ast.WalkStop, nil
		}
		return ast.WalkContinue, nil
	})
	for _, link := range w.gone {
		parent := link.Parent()
		if link.Kind() == ast.KindImage {
			parent.RemoveChild(parent, link)
			if parent.Kind() == ast.KindParagraph && parent.ChildCount() == 0 {
				parent.Parent().RemoveChild(parent.Parent(), parent)
			}
			continue
		}
		for child := link.FirstChild(); child != nil; child = link.FirstChild() {
			parent.InsertBefore(parent, link, child)
		}
		parent.RemoveChild(parent, link)
	}
}

func (w *walker) visit(n ast.Node) {
	switch n := n.(type) {
	case *ast.HTMLBlock:
		w.rawHTML(n, segment(n.Lines(), w.src.Body))
	case *ast.RawHTML:
		w.rawHTML(n, segment(n.Segments, w.src.Body))
	case *ast.Heading:
		w.heading(n)
	case *ast.Link:
		w.link(n)
	case *ast.AutoLink:
		w.autoLink(n)
	case *ast.Image:
		w.image(n)
	case *extast.Table:
		n.SetAttributeString("class", []byte("nhsuk-table"))
		w.label(n)
	}
}

// segment is the first line of a node that spans several.
func segment(lines *text.Segments, source []byte) []byte {
	if lines.Len() == 0 {
		return nil
	}
	first := lines.At(0)
	return first.Value(source)
}

// at is the place of a node in its file.
func (w *walker) at(n ast.Node) diag.Pos {
	w.last = w.last.to(w.offset(n), w.src.Body)
	return diag.Pos{File: w.src.File, Line: w.src.Line + w.last.line, Col: 1 + w.last.col}
}

// offset finds where a node starts: its own place, or that of what is in it,
// or of what it is in.
func (w *walker) offset(n ast.Node) int { return offset(n, w.src.Body) }

func offset(n ast.Node, body []byte) int {
	for ; n != nil; n = n.Parent() {
		if pos := n.Pos(); pos >= 0 && pos <= len(body) && n.Kind() != ast.KindDocument {
			return pos
		}
		if n.Type() == ast.TypeBlock && n.Lines() != nil && n.Lines().Len() > 0 {
			return n.Lines().At(0).Start
		}
	}
	return 0
}

func (w *walker) errorf(n ast.Node, hint, format string, args ...any) {
	w.failed = true
	w.list.Add(diag.Errorf(w.at(n), hint, format, args...))
}

// instead says how to write in Markdown what people reach for HTML for.
var instead = map[string]string{
	"a": "[words](/address/)", "img": "![what it shows](/images/name.png)", "b": "**words**", "strong": "**words**",
	"em": "plain words: italics are hard to read", "i": "plain words: italics are hard to read", "u": "plain words: an underline looks like a link",
	"br": "a new paragraph, after an empty line", "p": "an empty line between paragraphs", "h1": "## Heading", "h2": "## Heading", "h3": "### Heading",
	"ul": "lines that start with a hyphen", "ol": "lines that start with 1.", "li": "lines that start with a hyphen", "table": "a table with | between the cells",
	"blockquote": "lines that start with >", "hr": "a heading", "iframe": "a link to the page", "video": "a link to the video", "div": "a heading or a paragraph",
}

// rawHTML refuses HTML. Comments are refused too: readers of the source see them.
func (w *walker) rawHTML(n ast.Node, html []byte) {
	tag := strings.ToLower(strings.TrimLeft(string(html), "</ \t"))
	if end := strings.IndexFunc(tag, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }); end >= 0 {
		tag = tag[:end]
	}
	hint := "write it in Markdown, or take it out"
	switch md, ok := instead[tag]; {
	case ok:
		hint = "write " + md
	case bytes.HasPrefix(bytes.TrimSpace(html), []byte("<!--")):
		hint = "take the comment out"
	case tag == "":
		hint = "to show a < sign, write \\<"
	}
	w.errorf(n, hint, "HTML can't be used in a page: %q", firstLine(html))
}

func firstLine(b []byte) string {
	line, _, _ := bytes.Cut(bytes.TrimSpace(b), []byte("\n"))
	if runes := []rune(string(line)); len(runes) > 40 {
		return string(runes[:40]) + "…"
	}
	return string(line)
}

// heading puts levels right, so that no page skips one: partake check says
// where an author has.
func (w *walker) heading(n *ast.Heading) {
	n.Level = max(n.Level, 2) // the page has its title at level 1
	if w.level > 0 && n.Level > w.level+1 || w.level == 0 && n.Level > 2 {
		n.Level = max(w.level, 1) + 1
	}
	w.level = n.Level
	n.Level = min(6, n.Level+w.src.Shift)
	words := plainText(n, w.src.Body)
	if words == "" {
		w.errorf(n, "write the heading or take the line out", "the heading is empty")
		return
	}
	id, _ := n.AttributeString("id")
	name, _ := id.([]byte)
	w.out.Headings = append(w.out.Headings, Heading{Level: n.Level, Text: words, ID: string(name)})
}

// plainText is the text in a node without markup. Pictures count with their words.
func plainText(n ast.Node, source []byte) string {
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *ast.Text:
			if entering {
				b.Write(n.Segment.Value(source))
				if n.SoftLineBreak() || n.HardLineBreak() {
					b.WriteByte(' ')
				}
			}
		case *ast.String:
			if entering {
				b.Write(n.Value)
			}
		}
		return ast.WalkContinue, nil
	})
	return strings.TrimSpace(unescape(b.String()))
}
