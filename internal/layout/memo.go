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

// How much a part remembers before it forgets all and begins anew. Cards stand in many
// lists: some 10 MB. What else a page shows stands on that page, and perhaps on the next.
const (
	mostCards = 16_000
	mostParts = 1_000
)

// part is a partial, and what it came to for each value that it ran for. The value
// is comparable: a view.Card, an around, the text of a list.
type part struct {
	layout *Layout
	name   string
	most   int64
	known  sync.Map // of template.HTML, by value
	count  atomic.Int64
}

func (l *Layout) part(name string) *part { return &part{layout: l, name: name, most: mostParts} }

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// of runs a partial over a value, or remembers how that went. The key is the value
// itself, or the text of a list, which is no key.
func (p *part) of(key, value any) (template.HTML, error) {
	if html, ok := p.known.Load(key); ok {
		return html.(template.HTML), nil
	}
	t, ok := p.layout.parts[p.name]
	if !ok {
		return "", fmt.Errorf("there is no partial %q in layouts/partials", p.name)
	}
	b := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(b)
	b.Reset()
	if err := t.Execute(b, value); err != nil {
		return "", err
	}
	html := template.HTML(b.String())
	if p.count.Add(1) > p.most {
		p.known.Clear()
		p.count.Store(1)
	}
	p.known.Store(key, html)
	return html, nil
}

// card is a part that prints cards.
func (l *Layout) card(name string) *part {
	p := l.part(name)
	p.most = mostCards
	return p
}

// whole makes the function of a partial that prints one value.
func whole[T comparable](p *part) func(T) (template.HTML, error) {
	return func(v T) (template.HTML, error) {
		var value any = v
		return p.of(value, value)
	}
}

func (p *part) items(list []string) (template.HTML, error) {
	return p.of(strings.Join(list, "\x00"), list)
}

func (p *part) links(list []view.Link) (template.HTML, error) {
	var key strings.Builder
	for _, link := range list {
		write(&key, link.Text, link.URL)
	}
	return p.of(key.String(), list)
}

func (p *part) facts(list []view.Fact) (template.HTML, error) {
	var key strings.Builder
	for _, f := range list {
		write(&key, f.Label, f.Text, f.Link)
	}
	return p.of(key.String(), list)
}

// otherForms are the other forms of a page, and the language it is in.
type otherForms struct {
	Formats []view.Format
	Lang    string
}

func (p *part) formats(list []view.Format, lang string) (template.HTML, error) {
	var key strings.Builder
	write(&key, lang)
	for _, f := range list {
		write(&key, f.Text, f.Detail, f.URL, f.Lang, f.Dir)
	}
	return p.of(key.String(), otherForms{list, lang})
}

func (p *part) fourPi(list []view.FourPi) (template.HTML, error) {
	var key strings.Builder
	for _, f := range list {
		write(&key, f.Name, f.Question, f.Answer, f.URL)
	}
	return p.of(key.String(), list)
}

func (p *part) filter(f view.Filter) (template.HTML, error) {
	var key strings.Builder
	write(&key, f.Heading)
	for _, link := range f.Links {
		write(&key, link.Text, link.URL, strconv.Itoa(link.Count), strconv.FormatBool(link.Current))
	}
	return p.of(key.String(), f)
}

func write(key *strings.Builder, fields ...string) {
	for _, f := range fields {
		key.WriteString(f)
		key.WriteByte(0)
	}
}
