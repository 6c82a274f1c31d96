package layout

import (
	"bytes"
	"fmt"
	"html/template"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"example.org/partake/internal/view"
)

// Running a template costs about a microsecond for each value that it prints,
// and the same header, card or list of facts stands on many pages. So a part
// runs once for each value, and is remembered.

// mostParts bounds what is remembered: some 10 MB. A site with more distinct
// cards and lists than that gets the same pages, a little slower.
const mostParts = 30_000

// partKey names a part and the value that it was rendered for. The value is
// comparable: a view.Card, an around, the text of a list.
type partKey struct {
	name  string
	value any
}

type memo struct {
	parts sync.Map // of template.HTML, by partKey
	count atomic.Int64
}

// part runs a partial over a value, or remembers how that went.
func (l *Layout) part(name string, value any) (template.HTML, error) {
	return l.remember(partKey{name, value}, value)
}

// list is part for a list, which is no key itself.
func (l *Layout) list(name, key string, values any) (template.HTML, error) {
	return l.remember(partKey{name, key}, values)
}

func (l *Layout) remember(key partKey, value any) (template.HTML, error) {
	if html, ok := l.memo.parts.Load(key); ok {
		return html.(template.HTML), nil
	}
	var b bytes.Buffer
	t, ok := l.parts[key.name]
	if !ok {
		return "", fmt.Errorf("there is no partial %q in layouts/partials", key.name)
	}
	if err := t.Execute(&b, value); err != nil {
		return "", err
	}
	html := template.HTML(b.String())
	if l.memo.count.Add(1) <= mostParts {
		l.memo.parts.Store(key, html)
	}
	return html, nil
}

func (l *Layout) items(list []string) (template.HTML, error) {
	return l.list("items", strings.Join(list, "\x00"), list)
}

// links makes the function of a partial that prints links.
func (l *Layout) links(name string) func([]view.Link) (template.HTML, error) {
	return func(list []view.Link) (template.HTML, error) {
		var key strings.Builder
		for _, link := range list {
			write(&key, link.Text, link.URL)
		}
		return l.list(name, key.String(), list)
	}
}

func (l *Layout) facts(list []view.Fact) (template.HTML, error) {
	var key strings.Builder
	for _, f := range list {
		write(&key, f.Label, f.Text, f.Link)
	}
	return l.list("facts", key.String(), list)
}

// otherForms are the other forms of a page, and the language it is in.
type otherForms struct {
	Formats []view.Format
	Lang    string
}

func (l *Layout) formats(list []view.Format, lang string) (template.HTML, error) {
	var key strings.Builder
	write(&key, lang)
	for _, f := range list {
		write(&key, f.Text, f.Detail, f.URL, f.Lang, f.Dir)
	}
	return l.list("formats", key.String(), otherForms{list, lang})
}

func (l *Layout) fourPi(list []view.FourPi) (template.HTML, error) {
	var key strings.Builder
	for _, p := range list {
		write(&key, p.Name, p.Question, p.Answer, p.URL)
	}
	return l.list("four-pi", key.String(), list)
}

func (l *Layout) filter(f view.Filter) (template.HTML, error) {
	var key strings.Builder
	write(&key, f.Heading)
	for _, link := range f.Links {
		write(&key, link.Text, link.URL, strconv.Itoa(link.Count), strconv.FormatBool(link.Current))
	}
	return l.list("filter", key.String(), f)
}

func write(key *strings.Builder, fields ...string) {
	for _, f := range fields {
		key.WriteString(f)
		key.WriteByte(0)
	}
}
