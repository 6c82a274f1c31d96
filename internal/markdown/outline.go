package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"example.org/partake/internal/diag"
)

// Outline is what stands in a body, as its author wrote it, for those who
// advise on it.
type Outline struct {
	Titles   []Title // headings at the level that the author gave them
	Links    []Link
	Pictures []Part
	Tables   []Table
	Italics  []Part
	Prose    []Prose
	Last     LastPart
}

// LastPart says what a body ends with.
type LastPart int

// What a body may end with.
const (
	EndsWithProse LastPart = iota
	EndsWithMore           // a table, a picture, code
)

// Part is something in a body: its words and where it stands.
type Part struct {
	Words string
	At    diag.Pos
}

// Title is a heading.
type Title struct {
	Part
	Level int
	ID    string
}

// Link is a link and where it leads.
type Link struct {
	Part
	URL string
}

// Table is a table: Head are the words of its first row.
type Table struct {
	Part
	Head []string
}

// Prose is the text of a paragraph, of an entry in a list or of a cell, as
// readers see it.
type Prose struct {
	Text      string
	Paragraph bool // not an entry or a cell
	Quoted    bool // in a quotation
	Links     []Stretch
	Code      []Stretch

	src   *Source
	start cursor
	marks []mark
}

// Stretch is a part of a Prose's Text; URL is where it leads.
type Stretch struct {
	From, To int
	URL      string
}

// mark says which offset of the body a byte of Text comes from.
type mark struct{ text, body int }

// At is the place of the byte at i in Text.
func (p *Prose) At(i int) diag.Pos {
	offset := p.start.offset
	for _, m := range p.marks {
		if m.text > i {
			break
		}
		offset = m.body + i - m.text
	}
	c := p.start.to(min(offset, len(p.src.Body)), p.src.Body)
	return diag.Pos{File: p.src.File, Line: p.src.Line + c.line, Col: 1 + c.col}
}

// Inspect says what stands in a body, and finds the mistakes that Render would
// refuse it for. Rendered holds all but the HTML.
func Inspect(src Source, pages Resolver) (Outline, Rendered, diag.List) {
	if list := tooMuch(src); len(list) > 0 {
		return Outline{}, Rendered{}, list
	}
	ctx := parser.NewContext(parser.WithIDs(newIDs(src.Taken)))
	root := engine.Parser().Parse(text.NewReader(src.Body), parser.WithContext(ctx))
	o := &outliner{walker: walker{src: src}}
	o.outline(root) // before the walk, which changes the tree
	w := &walker{src: src, pages: pages}
	w.walk(root)
	return o.Outline, w.out, w.list
}

// outliner collects an Outline.
type outliner struct {
	walker
	Outline
}

func (o *outliner) outline(root ast.Node) {
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			o.visit(n)
		}
		return ast.WalkContinue, nil
	})
	if last := root.LastChild(); last != nil && (last.Kind() == extast.KindTable || last.Kind() == ast.KindFencedCodeBlock) {
		o.Last = EndsWithMore
	}
}

func (o *outliner) visit(n ast.Node) {
	switch n := n.(type) {
	case *ast.Heading:
		id, _ := n.AttributeString("id")
		name, _ := id.([]byte)
		o.Titles = append(o.Titles, Title{Part: o.part(n), Level: n.Level, ID: string(name)})
	case *ast.Link:
		o.Links = append(o.Links, Link{o.part(n), clean(string(n.Destination))})
	case *ast.Image:
		o.Pictures = append(o.Pictures, o.part(n))
		o.Last = EndsWithMore
	case *ast.Emphasis:
		if n.Level == 1 {
			o.Italics = append(o.Italics, o.part(n))
		}
	case *extast.Table:
		t := Table{Part: Part{At: o.at(n)}}
		for cell := n.FirstChild().FirstChild(); cell != nil; cell = cell.NextSibling() {
			t.Head = append(t.Head, plainText(cell, o.src.Body))
		}
		o.Tables = append(o.Tables, t)
	case *ast.Paragraph, *ast.TextBlock, *extast.TableCell:
		o.prose(n)
	}
}

func (o *outliner) part(n ast.Node) Part {
	return Part{Words: plainText(n, o.src.Body), At: o.at(n)}
}

// prose collects the text of a block.
func (o *outliner) prose(block ast.Node) {
	o.last = o.last.to(offset(block, o.src.Body), o.src.Body)
	p := Prose{src: &o.src, start: o.last, Paragraph: block.Kind() == ast.KindParagraph && !inList(block)}
	for parent := block.Parent(); parent != nil; parent = parent.Parent() {
		p.Quoted = p.Quoted || parent.Kind() == ast.KindBlockquote
	}
	var b strings.Builder
	p.collect(&b, block)
	if p.Text = b.String(); strings.TrimSpace(p.Text) != "" {
		o.Prose = append(o.Prose, p)
		o.Last = EndsWithProse
	}
}

func inList(n ast.Node) bool { return n.Parent() != nil && n.Parent().Kind() == ast.KindListItem }

func (p *Prose) collect(b *strings.Builder, parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		from := b.Len()
		switch n := n.(type) {
		case *ast.Text:
			p.marks = append(p.marks, mark{b.Len(), n.Segment.Start})
			if s := n.Segment.Value(p.src.Body); bytes.IndexByte(s, '&') >= 0 || bytes.IndexByte(s, '\\') >= 0 {
				b.WriteString(unescape(string(s)))
			} else {
				b.Write(s)
			}
			if n.SoftLineBreak() || n.HardLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.String:
			b.Write(n.Value)
		case *ast.Image: // its words are not prose
		case *ast.AutoLink:
			b.Write(n.Label(p.src.Body))
			p.Code = append(p.Code, Stretch{From: from, To: b.Len()})
		case *ast.CodeSpan:
			p.collect(b, n)
			p.Code = append(p.Code, Stretch{From: from, To: b.Len()})
		case *ast.Link:
			p.collect(b, n)
			p.Links = append(p.Links, Stretch{From: from, To: b.Len(), URL: clean(string(n.Destination))})
		default:
			p.collect(b, n)
		}
	}
}
