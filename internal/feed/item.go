package feed

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/gorilla/feeds"
)

// slot marks where something goes that is written already. Cleaned texts can't
// hold it.
const slot = "\x00"

// quotedSlot is how JSON writes it.
const quotedSlot = `"\u0000"`

// Item is a page in a feed. It is written once, in each format, for all feeds
// that it stands in.
type Item struct {
	body   string // HTML
	cdata  string // the same for RSS and Atom, where it can be in the same memory
	around [3]piece
}

// piece is what stands before and after something.
type piece struct{ head, tail string }

// NewItem takes what an item says and its content: HTML in which every address
// is absolute.
func NewItem(p Page, html []byte) (*Item, error) {
	var i Item
	var err error
	i.cdata, i.body = cdata(html)
	for format, write := range [...]func(Page) (piece, error){RSS: rssPiece, Atom: atomPiece, JSON: jsonPiece} {
		if i.around[format], err = write(p); err != nil {
			return nil, fmt.Errorf("write item: %w", err)
		}
	}
	return &i, nil
}

// write writes the item into a feed.
func (i *Item) write(w *bytes.Buffer, format Format) error {
	w.WriteString(i.around[format].head)
	if format == JSON {
		if err := quote(w, i.body); err != nil {
			return err
		}
	} else {
		w.WriteString(i.cdata)
	}
	w.WriteString(i.around[format].tail)
	return nil
}

const cdataStart, cdataEnd = "<![CDATA[", "]]>"

// cdata wraps HTML so that XML reads it as it is. The body is the cleaned HTML
// itself, where it can be in the same memory.
func cdata(html []byte) (wrapped, body string) {
	var b strings.Builder
	b.Grow(len(html) + len(cdataStart) + len(cdataEnd))
	b.WriteString(cdataStart)
	b.Write(html)
	b.WriteString(cdataEnd)
	wrapped = b.String()
	raw := wrapped[len(cdataStart) : len(wrapped)-len(cdataEnd)]
	body = Clean(raw)
	if len(body) != len(raw) || strings.Contains(body, cdataEnd) {
		wrapped = cdataStart + strings.ReplaceAll(body, cdataEnd, "]]]]><![CDATA[>") + cdataEnd
	}
	return wrapped, body
}

// quote writes text as JSON. A feed is no page, so < stays.
func quote(w *bytes.Buffer, text string) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	err := enc.Encode(text)
	w.Truncate(max(0, w.Len()-1)) // without the line break
	return err
}

// split cuts what was written at the slot.
func split(written []byte, slot string) piece {
	head, tail, _ := strings.Cut(string(written), slot)
	return piece{head, tail}
}

// writer is an XML encoder with what it writes into, to be used again: its own
// memory is larger than most items.
type writer struct {
	bytes.Buffer
	*xml.Encoder
}

var writers = sync.Pool{New: func() any {
	w := new(writer)
	w.Encoder = xml.NewEncoder(&w.Buffer)
	return w
}}

// xmlPiece is an element, indented as it stands in its feed.
func xmlPiece(element any, indent string) (piece, error) {
	w := writers.Get().(*writer)
	w.Reset()
	w.Indent(indent, "  ")
	if err := w.Encode(element); err != nil {
		return piece{}, err // what failed is not used again
	}
	defer writers.Put(w)
	return split(bytes.TrimPrefix(w.Bytes(), []byte("\n")), slot), nil // it starts a new line after the first
}

type rssItem struct {
	XMLName xml.Name `xml:"item"`
	*feeds.RssItem
	Creator    string   `xml:"dc:creator"`
	Categories []string `xml:"category"`
	Content    raw      `xml:"content:encoded"`
}

func rssPiece(p Page) (piece, error) {
	return xmlPiece(rssItem{
		RssItem: &feeds.RssItem{
			Title: Clean(p.Title), Link: p.URL, Description: Clean(p.Summary), PubDate: p.Published.Format(time.RFC1123Z),
			Guid: &feeds.RssGuid{Id: p.ID, IsPermaLink: "false"},
		},
		Creator: Clean(p.Author), Categories: cleanAll(p.Categories), Content: raw{Inner: slot},
	}, "    ")
}

type atomEntry struct {
	XMLName xml.Name `xml:"entry"`
	*feeds.AtomEntry
	Links      []link     `xml:"link"`
	Categories []category `xml:"category"`
	Summary    raw        `xml:"summary"`
	Content    raw        `xml:"content"`
}

type category struct {
	Term string `xml:"term,attr"`
}

func atomPiece(p Page) (piece, error) {
	entry := atomEntry{
		AtomEntry: &feeds.AtomEntry{
			Title: Clean(p.Title), Id: p.ID, Published: p.Published.Format(time.RFC3339), Updated: p.Updated.Format(time.RFC3339),
		},
		Links:   []link{{Href: p.URL, Rel: "alternate", Type: "text/html"}},
		Summary: raw{Type: "text", Inner: escape(Clean(p.Summary))},
		Content: raw{Type: "html", Inner: slot},
	}
	for _, c := range p.Categories {
		entry.Categories = append(entry.Categories, category{Clean(c)})
	}
	return xmlPiece(entry, "  ")
}

func jsonPiece(p Page) (piece, error) {
	out, err := json.Marshal(&feeds.JSONItem{
		Id: p.ID, Url: p.URL, Title: Clean(p.Title), Summary: Clean(p.Summary), ContentHTML: slot,
		PublishedDate: &p.Published, ModifiedDate: &p.Updated, Tags: cleanAll(p.Categories),
	})
	return split(append([]byte("    "), out...), quotedSlot), err
}
