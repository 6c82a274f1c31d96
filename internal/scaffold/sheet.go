package scaffold

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"example.org/partake/internal/reference"
	"example.org/partake/internal/value"
)

// sheet is a new page that is being written.
type sheet struct {
	strings.Builder
	kind    reference.Kind
	book    reference.Book
	request Request
	today   value.Date
	order   int // of an ambition
}

// section is a part of the front matter under a heading of its own.
type section struct {
	heading, lead string
	fields        []reference.Field
}

// filled are keys that a new page has besides those that the build needs on
// every page of the kind.
var filled = map[string][]string{
	"opportunity": {"published", "closes"},
	"news":        {"published"},
	"update":      {"we_did"},
}

// write returns the whole file.
func (s *sheet) write() string {
	s.WriteString("---\n# " + Mark + " stands where you write. Lines that start with # are not read.\n# To use one, take the # and the space behind it out.\n\n")
	for i, sec := range s.sections() {
		if i > 0 {
			s.WriteString("\n# ---- " + sec.heading + "\n")
			s.comment("", sec.lead)
		}
		for _, f := range sec.fields {
			s.field(f)
		}
		if i == 0 {
			s.WriteString("# Take this line out when the page is ready.\ndraft: true\n")
		}
	}
	s.WriteString("---\n" + bodies[s.request.Kind])
	return s.String()
}

// sections puts the keys of the kind in order: what every page needs first, and
// what every page may say last.
func (s *sheet) sections() []section {
	var first, every []reference.Field
	for _, f := range s.book.Every(s.kind) {
		switch {
		case f.Must || s.fills(f):
			first = append(first, f)
		case f.Key != "draft": // it is written already
			every = append(every, f)
		}
	}
	own := s.book.Of(s.kind)
	if s.kind.Name == "opportunity" {
		return slices.Concat(points(first, own), []section{{"More that every page may say", "", every}})
	}
	var asked, more []reference.Field
	for _, f := range own {
		switch {
		case f.Must || s.fills(f):
			first = append(first, f)
		case f.Asker != "":
			asked = append(asked, f)
		default:
			more = append(more, f)
		}
	}
	out := []section{{fields: reference.NameFirst(first)}}
	if len(asked) > 0 {
		out = append(out, section{"What people ask for", "", asked})
	}
	if len(more) > 0 {
		out = append(out, section{"Only if you need it", "", more})
	}
	return append(out, section{"More that every page may say", "", every})
}

// fills says whether a key is filled in though it is not a must by itself.
func (s *sheet) fills(f reference.Field) bool { return slices.Contains(filled[s.kind.Name], f.Key) }

// field writes one key with what to write.
func (s *sheet) field(f reference.Field) {
	s.explain("", f)
	if f.Must || s.fills(f) || f.Key == "kind" && s.request.Kind == "story" {
		s.fill("", f)
		return
	}
	for _, l := range reference.Lines(f.Key, s.example(f)) {
		s.WriteString("# " + l + "\n")
	}
}

// explain writes the comment above a key.
func (s *sheet) explain(indent string, f reference.Field) {
	text := f.Doc
	if f.Asker != "" {
		text += " Asked for by " + reference.Askers(f.Asker) + "."
	}
	if len(f.Choices) > 0 {
		var values []string
		for _, c := range f.Choices {
			values = append(values, c.Value)
		}
		one := " One of: "
		if f.List {
			one = " Any of: "
		}
		text += one + strings.Join(values, ", ") + "."
	}
	s.comment(indent, text)
}

// fill writes a key with a value to change.
func (s *sheet) fill(indent string, f reference.Field) {
	if len(f.Inside) > 0 && slices.ContainsFunc(f.Inside, func(x reference.Field) bool { return x.Must }) && !f.List {
		s.WriteString(indent + f.Key + ":\n")
		for _, x := range f.Inside {
			s.explain(indent+"  ", x)
			if x.Must {
				s.fill(indent+"  ", x)
				continue
			}
			for _, l := range reference.Lines(x.Key, s.example(x)) {
				s.WriteString(indent + "  # " + l + "\n")
			}
		}
		return
	}
	lines := reference.Lines(f.Key, s.value(f))
	if text := strings.Join(lines, " "); !strings.Contains(text, Mark) && !s.settled(f) {
		lines[0] += " # " + Mark
	}
	for _, l := range lines {
		s.WriteString(indent + l + "\n")
	}
}

// settled says whether a value needs no change.
func (s *sheet) settled(f reference.Field) bool {
	return slices.Contains([]string{"title", "name", "term", "order", "published"}, f.Key) || f.Key == "kind" && s.kind.Name == "news"
}

var isoDate = regexp.MustCompile(`\d{4}-\d{2}-\d{2}`)

// written is the day on which the examples of the reference are meant to be read.
var written = time.Date(2026, time.May, 3, 12, 0, 0, 0, value.London)

// example is that of the reference with its dates moved on, so that they go
// with today.
func (s *sheet) example(f reference.Field) string {
	return isoDate.ReplaceAllStringFunc(f.Example, func(day string) string {
		t, err := time.Parse(time.DateOnly, day)
		if err != nil {
			return day
		}
		return (value.DateOf(t) + s.today - value.DateOf(written)).ISO()
	})
}

// value is what stands behind a key that is filled in.
func (s *sheet) value(f reference.Field) string {
	switch own := fixed[s.request.Kind+"."+f.Key]; {
	case own != "":
		return own
	case f.Key == "order":
		return strconv.Itoa(s.order)
	case slices.Contains([]string{"title", "name", "term"}, f.Key):
		return reference.Quote(s.request.Title)
	case f.Text && f.List:
		return "[" + reference.Quote(Mark+": "+prompt(f.Doc)) + "]"
	case f.Text:
		return reference.Quote(Mark + ": " + prompt(f.Doc))
	}
	return s.example(f)
}

// fixed are values for which the example of the reference would do harm.
var fixed = map[string]string{
	"person.kind":    "[staff]", // anybody else needs a consent, and nobody may invent that
	"strategy.state": "draft",
	"learning.book":  "/about/contact/", // is on every site
	"update.status":  "done",
	"story.kind":     "story",
}

// prompt makes a request of a comment: "Says why we ask people." becomes "why we
// ask people".
func prompt(doc string) string {
	doc, _, _ = strings.Cut(doc, ". ")
	doc, _, _ = strings.Cut(strings.TrimSuffix(doc, "."), ": ")
	for _, verb := range []string{"Says ", "Lists "} {
		doc = strings.TrimPrefix(doc, verb)
	}
	return strings.ToLower(doc[:1]) + doc[1:]
}

// width is how long a line of a comment may be, in characters.
const width = 100

// comment writes text as a comment, in lines of readable length.
func (s *sheet) comment(indent, text string) {
	line := indent + "#"
	for word := range strings.FieldsSeq(text) {
		if utf8.RuneCountInString(line+" "+word) > width {
			fmt.Fprintln(s, line)
			line = indent + "#"
		}
		line += " " + word
	}
	if line != indent+"#" {
		fmt.Fprintln(s, line)
	}
}
