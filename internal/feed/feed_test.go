package feed

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"strings"
	"testing"
	"time"
)

// A hostile item must come out the same in all three feeds (C9).
func TestAgree(t *testing.T) {
	body := "<p>Tea &amp; cake ]]> \x00\x0b done</p>"
	at := time.Date(2026, 7, 1, 0, 0, 0, 0, time.FixedZone("BST", 3600))
	f := Feed{
		Title: "A <b> & c", Summary: "s", Page: "https://e.example/x/", Author: "O & O", Language: "en-GB", Updated: at,
	}
	item, err := NewItem(Page{
		ID: ID("e.example", "x/y"), URL: "https://e.example/x/y/", Author: "O & O", Title: "T\x01 <i>", Summary: "S & s",
		Categories: []string{"a", "b & c"}, Published: at, Updated: at.Add(time.Hour),
	}, []byte(body))
	if err != nil {
		t.Fatal(err)
	}
	f.Items = []*Item{item, item}
	want := []string{"tag:e.example,2026:x/y", "https://e.example/x/y/", "T <i>", "S & s", "a|b & c", "<p>Tea &amp; cake ]]>  done</p>"}

	var r struct {
		Items []struct {
			ID      string   `xml:"guid"`
			Link    string   `xml:"link"`
			Title   string   `xml:"title"`
			Summary string   `xml:"description"`
			Cats    []string `xml:"category"`
			Content string   `xml:"encoded"`
			Date    string   `xml:"pubDate"`
		} `xml:"channel>item"`
	}
	parse(t, f, RSS, func(b []byte) error { return xml.Unmarshal(b, &r) })
	i := r.Items[0]
	compare(t, "rss", want, i.ID, i.Link, i.Title, i.Summary, strings.Join(i.Cats, "|"), i.Content)
	if i.Date != "Wed, 01 Jul 2026 00:00:00 +0100" {
		t.Errorf("rss date %q", i.Date)
	}

	var a struct {
		Entries []struct {
			ID   string `xml:"id"`
			Link struct {
				Href string `xml:"href,attr"`
			} `xml:"link"`
			Title   string `xml:"title"`
			Summary string `xml:"summary"`
			Cats    []struct {
				Term string `xml:"term,attr"`
			} `xml:"category"`
			Content string `xml:"content"`
		} `xml:"entry"`
	}
	parse(t, f, Atom, func(b []byte) error { return xml.Unmarshal(b, &a) })
	e := a.Entries[0]
	compare(t, "atom", want, e.ID, e.Link.Href, e.Title, e.Summary, e.Cats[0].Term+"|"+e.Cats[1].Term, e.Content)

	var j struct {
		Items []struct {
			ID, URL, Title, Summary string
			Tags                    []string
			Content                 string `json:"content_html"`
		}
	}
	parse(t, f, JSON, func(b []byte) error { return json.Unmarshal(b, &j) })
	k := j.Items[0]
	compare(t, "json", want, k.ID, k.URL, k.Title, k.Summary, strings.Join(k.Tags, "|"), k.Content)
}

func parse(t *testing.T, f Feed, format Format, into func([]byte) error) {
	t.Helper()
	var b bytes.Buffer
	if err := f.Write(&b, format); err != nil {
		t.Fatal(err)
	}
	if err := into(b.Bytes()); err != nil {
		t.Fatalf("%s: %v\n%s", format.Name(), err, b.String())
	}
}

func compare(t *testing.T, name string, want []string, got ...string) {
	t.Helper()
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("%s: %q, want %q", name, got[i], want[i])
		}
	}
}

// An empty feed is still one.
func TestEmpty(t *testing.T) {
	for _, format := range Formats {
		var b bytes.Buffer
		if err := (Feed{Title: "t", Page: "https://e.example/", Language: "en-GB"}).Write(&b, format); err != nil {
			t.Fatal(err)
		}
		if format == JSON && !strings.Contains(b.String(), `"items": []`) {
			t.Errorf("no items: %s", b.String())
		}
	}
}
