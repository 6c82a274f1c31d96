package markdown

import (
	"bytes"
	"errors"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/util"
)

// library is goldmark with our extensions of it.
func library(more ...goldmark.Option) goldmark.Markdown {
	return goldmark.New(append(more,
		goldmark.WithExtensions(extension.Table, extension.Strikethrough),
		goldmark.WithParserOptions(parser.WithAutoHeadingID(), parser.WithInlineParsers(util.Prioritized(stars{}, 400))),
	)...)
}

// What is faster writes the bytes that goldmark writes.
func FuzzLibrary(f *testing.F) {
	for _, seed := range []string{
		"[a]: /b/\n", "[a]: /b/ \"c\"\n[d]: /e/\ntext [a] [d]\n", " [a]: /b/\n\n[a]\n", "text\n[a]: /b/\n\n[a]\n", "> [a]: /b/\n\n[a]\n", "- [a]: /b/\n\n[a]\n", "\u00a0[a]: /b/\n\n[a]\n", "[a]:\n/b/\n===\n",
		"a & b &amp; c &#65; &#0; &copy; &nope; <b> \"q\" 'r' > \\& \\\\ \\a\x00", "`a & <b>`\n\n    code & <b>\n\n```go\n<&>\n```\n", "a  \nb\\\nc\n", "| a | b |\n|:--|--:|\n| c & d | `e` |\n", "Title\n=====\n\nText\n----\n", "**国際化（i18n）**は",
	} {
		f.Add(seed)
	}
	slow, quick := library(), library(faster()...)
	f.Fuzz(func(t *testing.T, body string) {
		if len(tooMuch(Source{Body: []byte(body)})) > 0 {
			return
		}
		var want, got bytes.Buffer
		if err := errors.Join(slow.Convert([]byte(body), &want), quick.Convert([]byte(body), &got)); err != nil {
			t.Fatal(err)
		}
		if got.String() != want.String() {
			t.Errorf("%q becomes\n%q, not\n%q", body, got.String(), want.String())
		}
	})
}
