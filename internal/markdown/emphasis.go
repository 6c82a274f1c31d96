package markdown

import (
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// stars reads bold text in languages that put no spaces between words. By the
// rules of CommonMark two stars between a bracket and a letter neither open nor
// close anything: 「**国際化（i18n）**は」 would show its stars to readers.
type stars struct{}

// spaceless are scripts whose words stand side by side.
var spaceless = []*unicode.RangeTable{unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar, unicode.Tibetan}

// Trigger implements goldmark's InlineParser. Its own reads the underscores.
func (stars) Trigger() []byte { return []byte{'*'} }

// Parse implements goldmark's InlineParser: as the library's own does, but where
// a letter without spaces stands on the other side, a punctuation mark is as
// good as a letter.
func (stars) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	before := block.PrecendingCharacter()
	line, segment := block.PeekLine()
	node := parser.ScanDelimiter(line, before, 1, stars{})
	if node == nil {
		return nil
	}
	after, _ := utf8.DecodeRune(line[node.OriginalLength:])
	node.CanOpen = node.CanOpen || unicode.In(before, spaceless...) && !unicode.IsSpace(after) && after != utf8.RuneError
	node.CanClose = node.CanClose || unicode.In(after, spaceless...) && !unicode.IsSpace(before)
	node.Segment = segment.WithStop(segment.Start + node.OriginalLength)
	block.Advance(node.OriginalLength)
	pc.PushDelimiter(node)
	return node
}

// IsDelimiter implements goldmark's DelimiterProcessor.
func (stars) IsDelimiter(b byte) bool { return b == '*' }

// CanOpenCloser implements goldmark's DelimiterProcessor.
func (stars) CanOpenCloser(opener, closer *parser.Delimiter) bool { return opener.Char == closer.Char }

// OnMatch implements goldmark's DelimiterProcessor.
func (stars) OnMatch(consumes int) ast.Node { return ast.NewEmphasis(consumes) }
