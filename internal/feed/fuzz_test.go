package feed

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// C9: whatever stands in an item, the three feeds can be read, and say the same.
func FuzzWrite(f *testing.F) {
	for _, seed := range []string{"a & b", "]]>", "]]]]>><![CDATA[", "\x00\x0b\x1f\x7f\u0085", "\ufffe\uffff\ufdd0\U0001fffe", "\xff\xed\xa0\x80", "</item></entry><x>", `"\u0000"`, "\ufeff \u2028\u2029", "&#0;&amp;lt;", "a\r\nb\rc"} {
		f.Add(seed, "<p>"+seed+"</p>")
	}
	at := time.Date(2026, 7, 1, 0, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, text, body string) {
		item, err := NewItem(Page{ID: "tag:e.example,2026:x", URL: "https://e.example/x/", Author: text, Title: text, Summary: text, Categories: []string{text}, Published: at, Updated: at}, []byte(body))
		if err != nil {
			t.Fatal(err)
		}
		feed := Feed{Title: text, Summary: text, Page: "https://e.example/", Author: text, Email: "a@e.example", Language: "en-GB", Updated: at, Items: []*Item{item, item}}
		var r struct {
			Title string `xml:"channel>title"`
			Items []struct {
				Title   string `xml:"title"`
				Summary string `xml:"description"`
				Content string `xml:"encoded"`
			} `xml:"channel>item"`
		}
		parse(t, feed, RSS, func(b []byte) error { return whole(b, &r) })
		var a struct {
			Title   string `xml:"title"`
			Entries []struct {
				Title   string `xml:"title"`
				Summary string `xml:"summary"`
				Content string `xml:"content"`
			} `xml:"entry"`
		}
		parse(t, feed, Atom, func(b []byte) error { return whole(b, &a) })
		var j struct {
			Title string
			Items []struct {
				Title, Summary string
				Content        string `json:"content_html"`
			}
		}
		parse(t, feed, JSON, func(b []byte) error { return json.Unmarshal(b, &j) })
		if len(r.Items) != 2 || len(a.Entries) != 2 || len(j.Items) != 2 {
			t.Fatalf("%d, %d and %d items, want 2 in each", len(r.Items), len(a.Entries), len(j.Items))
		}
		words, content := unCR(Clean(text)), unCR(Clean(body))
		want := []string{words, words, words, content}
		compare(t, "rss", want, unCR(r.Title), unCR(r.Items[0].Title), unCR(r.Items[1].Summary), unCR(r.Items[1].Content))
		compare(t, "atom", want, unCR(a.Title), unCR(a.Entries[0].Title), unCR(a.Entries[1].Summary), unCR(a.Entries[1].Content))
		compare(t, "json", want, unCR(j.Title), unCR(j.Items[0].Title), unCR(j.Items[1].Summary), unCR(j.Items[1].Content))
	})
}

// unCR is a text with the line ends of XML, which knows one kind.
func unCR(s string) string {
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}

// whole reads XML that is UTF-8 throughout.
func whole(b []byte, into any) error {
	if !utf8.Valid(b) {
		return errors.New("not UTF-8")
	}
	return xml.Unmarshal(b, into)
}
