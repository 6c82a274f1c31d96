package devserver

import (
	"bytes"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"text/template"
	"unicode"
	"unicode/utf8"

	"example.org/partake/internal/diag"
)

// mistakesHTML is the page of mistakes. It is no page of the site, whose layouts
// may be what is wrong. Each value in it goes through the html function.
var mistakesHTML = template.Must(template.ParseFS(ownFiles, "mistakes.html"))

// shown is a mistake as the page has it.
type shown struct {
	diag.Diagnostic
	Before, At, After string // the line, and the part of it that is meant
}

// mistakesURL is where the mistakes are, also while they are put aside.
const mistakesURL = prefix + "mistakes"

// mostShown is how many mistakes a page has: one of thousands helps nobody.
const mostShown = 200

func (st *state) mistakesPage() answer {
	var b bytes.Buffer
	list := make([]shown, 0, min(len(st.Mistakes), mostShown))
	for _, d := range st.Mistakes[:min(len(st.Mistakes), mostShown)] {
		list = append(list, newShown(d))
	}
	err := mistakesHTML.Execute(&b, map[string]any{
		"Title": heading(len(st.Mistakes)), "Mistakes": list, "More": len(st.Mistakes) - len(list), "LastGood": st.Site != nil, "Prefix": prefix,
	})
	if err != nil {
		panic(err) // there is nothing in it that can't be shown
	}
	return answer{kind: "text/html; charset=utf-8", data: b.Bytes(), status: http.StatusInternalServerError}
}

func heading(n int) string {
	switch n {
	case 0:
		return "There is nothing to mend"
	case 1:
		return "There is 1 mistake to mend"
	}
	return fmt.Sprintf("There are %d mistakes to mend", n)
}

// sentence begins with a capital: on a page a message stands by itself.
func sentence(words string) string {
	first, size := utf8.DecodeRuneInString(words)
	if size == 0 {
		return ""
	}
	return string(unicode.ToUpper(first)) + words[size:]
}

// newShown parts a line where the mistake is: from its column to the end of the
// word. Of a long line only a part is there, so no column is marked in it.
func newShown(d diag.Diagnostic) shown {
	d.Message, d.Hint = sentence(d.Message), sentence(d.Hint)
	s := shown{Diagnostic: d, Before: d.Excerpt}
	line := []rune(d.Excerpt)
	if d.Col < 1 || d.Col > len(line) || !utf8.ValidString(d.Excerpt) || line[0] == '…' {
		return s
	}
	end := d.Col
	for end < len(line) && !strings.ContainsRune(" \t:,\"'()[]{}", line[end]) {
		end++
	}
	s.Before, s.At, s.After = string(line[:d.Col-1]), string(line[d.Col-1:end]), string(line[end:])
	return s
}

// back is the address that a person came from, or the home page.
func back(r *http.Request) string {
	from, err := url.Parse(r.Referer())
	if err != nil || from.Host != r.Host || strings.HasPrefix(from.Path, prefix) || !strings.HasPrefix(from.Path, "/") || strings.HasPrefix(from.Path, "//") {
		return "/"
	}
	return from.EscapedPath()
}
