package markdown

import (
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
)

// writer writes text as goldmark does. Most of it is words, which stay as they
// are: they are looked through once and written in one piece.
type writer struct{ html.Writer }

// Write implements goldmark's Writer.
func (w writer) Write(out util.BufWriter, text []byte) {
	if !plainWords(text) {
		w.Writer.Write(out, text)
		return
	}
	_, _ = out.Write(text)
}

// RawWrite implements goldmark's Writer, for code.
func (w writer) RawWrite(out util.BufWriter, text []byte) {
	if !plainWords(text) {
		w.Writer.RawWrite(out, text)
		return
	}
	_, _ = out.Write(text)
}

// plainWords says whether a text has nothing that is written otherwise in HTML
// or means something in Markdown.
func plainWords(text []byte) bool {
	for _, c := range text {
		if rewritten[c] {
			return false
		}
	}
	return true
}

var rewritten = [256]bool{0: true, '\\': true, '&': true, '<': true, '>': true, '"': true}
