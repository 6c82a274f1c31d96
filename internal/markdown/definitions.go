package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// definitions finds where links lead whose addresses stand below the text, as
// goldmark does: "[name]: /address/". The library makes a reader for every paragraph
// to look for them; few paragraphs start with a bracket.
type definitions struct{ parser.ParagraphTransformer }

// Transform implements goldmark's ParagraphTransformer.
func (d definitions) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	if lines := node.Lines(); lines.Len() > 0 {
		first := lines.At(0)
		if words := bytes.TrimSpace(first.Value(reader.Source())); len(words) > 0 && words[0] != '[' {
			return
		}
	}
	d.ParagraphTransformer.Transform(node, reader, pc)
}
