package markdown

import (
	"fmt"
	"strings"
	"testing"
)

const outlined = `# Title

A *small* [link
here](/there/) &amp; ` + "`code`" + ` \* é **bold**.

- First [x](https://example.org/)

> Said.

| Day |  |
|--|--|
| Monday | Tea |

![two cups](/images/a.png)
`

func TestOutline(t *testing.T) {
	o, _, list := Inspect(Source{File: "a.md", Line: 10, Body: []byte(outlined)}, site{})
	if len(list) > 0 {
		t.Fatal(list)
	}
	var b strings.Builder
	for _, x := range o.Titles {
		fmt.Fprintln(&b, x.At, "title", x.Level, x.Words)
	}
	for _, x := range o.Links {
		fmt.Fprintln(&b, x.At, "link", x.Words, x.URL)
	}
	for _, x := range o.Italics {
		fmt.Fprintln(&b, x.At, "italics", x.Words)
	}
	for _, x := range o.Tables {
		fmt.Fprintf(&b, "%s table %q\n", x.At, x.Head)
	}
	for _, x := range o.Pictures {
		fmt.Fprintln(&b, x.At, "picture", x.Words)
	}
	for _, x := range o.Prose {
		fmt.Fprintf(&b, "%s %q paragraph %t quoted %t links %d code %d\n", x.At(0), x.Text, x.Paragraph, x.Quoted, len(x.Links), len(x.Code))
	}
	fmt.Fprintln(&b, o.Prose[0].At(strings.Index(o.Prose[0].Text, "bold")))
	want := `a.md:10:1 title 1 Title
a.md:12:11 link link here /there/
a.md:15:9 link x https://example.org/
a.md:12:3 italics small
a.md:19:1 table ["Day" ""]
a.md:23:1 picture two cups
a.md:12:1 "A small link here & code * é bold." paragraph true quoted false links 1 code 1
a.md:15:3 "First x" paragraph false quoted false links 1 code 0
a.md:17:3 "Said." paragraph true quoted true links 0 code 0
a.md:19:3 "Day" paragraph false quoted false links 0 code 0
a.md:21:3 "Monday" paragraph false quoted false links 0 code 0
a.md:21:12 "Tea" paragraph false quoted false links 0 code 0
a.md:13:36
`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

// Inspect finds what Render refuses, and no place is outside the body.
func FuzzInspect(f *testing.F) {
	for _, seed := range []string{outlined, "> a\n> b", "a\\\nb", "- a\n\n  b", "&#0;é", "[a\n*b*\n](/here/)", "<script>", "| a |\n|--|\n| `b` |"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, body string) {
		src := Source{File: "x.md", Line: 1, Body: []byte(body)}
		o, _, list := Inspect(src, site{})
		_, wanted := Render(src, site{})
		if fmt.Sprint(list) != fmt.Sprint(wanted) {
			t.Errorf("Inspect: %v, Render: %v", list, wanted)
		}
		for i := range o.Prose {
			p := &o.Prose[i]
			for at := range len(p.Text) {
				if pos := p.At(at); pos.Line < 1 || pos.Line > 1+strings.Count(body, "\n") || pos.Col < 1 {
					t.Errorf("%q at %d is at %v", p.Text, at, pos)
				}
			}
		}
	})
}
