package board

import (
	"fmt"
	"io"
	"regexp"
	"strings"
	"unicode"

	"example.org/partake/internal/view"
)

// Markdown writes a View as Markdown with tables, as GitHub, Pandoc and most editors
// read it. Texts stay texts: what could become markup has a backslash.
func Markdown(w io.Writer, v view.Board) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n", plain(v.Title))
	lines(&b, plain(v.Organisation), plain(v.Period), plain(v.Standing))
	for _, f := range v.Short {
		fmt.Fprintf(&b, "- %s: %s\n", begin(plain(f.Label)), plain(f.Text))
	}
	if v.Short != nil {
		b.WriteString("\n")
	}
	for _, p := range v.Parts {
		part(&b, p)
	}
	_, err := io.WriteString(w, strings.TrimSuffix(b.String(), "\n"))
	return err
}

// lines writes paragraphs.
func lines(b *strings.Builder, list ...string) {
	for _, s := range list {
		if s != "" {
			b.WriteString(begin(s) + "\n\n")
		}
	}
}

func part(b *strings.Builder, p view.BoardPart) {
	fmt.Fprintf(b, "## %s\n\n", plain(p.Heading))
	for _, s := range p.Intro {
		lines(b, plain(s))
	}
	if len(p.Tables) == 0 {
		lines(b, plain(p.Empty))
	}
	for _, t := range p.Tables {
		if t.Heading.Text != "" {
			fmt.Fprintf(b, "### %s\n\n", link(t.Heading.Text, t.Heading.URL))
		}
		lines(b, plain(t.Note))
		table(b, t)
	}
	for _, s := range p.Notes {
		lines(b, plain(s))
	}
	lines(b, link(p.More.Text, p.More.URL))
}

func table(b *strings.Builder, t view.BoardTable) {
	if len(t.Rows) == 0 {
		return
	}
	line := "|"
	for i, h := range t.Head {
		b.WriteString("| " + plain(h) + " ")
		if i > 0 && t.Numbers {
			line += " ---: |"
		} else {
			line += " --- |"
		}
	}
	b.WriteString("|\n" + line + "\n")
	for _, r := range t.Rows {
		for _, c := range r.Cells {
			b.WriteString("| " + cell(c, r.Total) + " ")
		}
		b.WriteString("|\n")
	}
	b.WriteString("\n")
}

// cell is a cell in one line: a table of Markdown has no others.
func cell(c view.BoardCell, bold bool) string {
	first := link(c.Text+c.Tag.Text, c.URL)
	if bold && first != "" {
		first = "**" + first + "**"
	}
	out := []string{first}
	for _, n := range c.Notes {
		said := plain(n.Text)
		var links []string
		for _, l := range n.Links {
			links = append(links, link(l.Text, l.URL))
		}
		said += strings.Join(links, ", ")
		if n.Label != "" {
			said = "*" + plain(n.Label) + ":* " + said
		} else {
			said = "(" + said + ")"
		}
		out = append(out, said)
	}
	return strings.TrimSpace(strings.Join(out, " "))
}

func link(text, url string) string {
	if url == "" {
		return plain(text)
	}
	return "[" + plain(text) + "](<" + strings.NewReplacer("<", "%3C", ">", "%3E", "\\", "%5C", "|", "%7C", "\n", "%0A").Replace(url) + ">)"
}

// plain is a text that no reader of Markdown takes for more than a text: signs that
// could mean something have a backslash, and lines become one. A backslash in front
// of a colon or a dot keeps an address from becoming a link.
func plain(s string) string {
	var b strings.Builder
	for _, r := range strings.Join(strings.FieldsFunc(s, breaks), " ") {
		if strings.ContainsRune("\\`*_{}[]<>#|&~$^@!", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return addresses.Replace(b.String())
}

// marker is what begins a list, a line across, or a heading of the line before.
var marker = regexp.MustCompile(`^\s*(?:\d+[.)]|[-+=])`)

// begin is a text as it stands at the start of a line.
func begin(s string) string {
	if at := marker.FindString(s); at != "" {
		at = strings.TrimSpace(at)
		return at[:len(at)-1] + `\` + strings.TrimSpace(s)[len(at)-1:]
	}
	return strings.TrimSpace(s)
}

// breaks says whether a sign ends a line or is none that is seen.
func breaks(r rune) bool {
	return r == '\u2028' || r == '\u2029' || unicode.IsControl(r)
}

// addresses keeps those from becoming links that some readers make of bare texts.
var addresses = strings.NewReplacer("://", `\://`, "www.", `www\.`, "WWW.", `WWW\.`, "mailto:", `mailto\:`, "xmpp:", `xmpp\:`)
