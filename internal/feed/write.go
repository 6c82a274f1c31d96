package feed

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"strings"
	"time"

	"github.com/gorilla/feeds"
)

// Write writes the feed in one of the formats.
func (f Feed) Write(w *bytes.Buffer, format Format) error {
	around, err := f.around(format)
	if err != nil {
		return fmt.Errorf("write feed: %w", err)
	}
	w.WriteString(around.head)
	for n, item := range f.Items {
		switch {
		case format != JSON:
			w.WriteByte('\n')
		case n > 0:
			w.WriteString(",\n")
		}
		if err := item.write(w, format); err != nil {
			return fmt.Errorf("write feed: %w", err)
		}
	}
	w.WriteString(around.tail)
	return nil
}

// around is the feed without its items.
func (f Feed) around(format Format) (piece, error) {
	var b bytes.Buffer
	var err error
	switch format {
	case RSS:
		err = feeds.WriteXML(rss{f}, &b)
	case Atom:
		err = feeds.WriteXML(atom{f}, &b)
	default:
		return f.aroundJSON()
	}
	return split(b.Bytes(), slot), err
}

// raw is an element whose content is escaped already.
type raw struct {
	Type  string `xml:"type,attr,omitempty"`
	Inner string `xml:",innerxml"`
}

type link struct {
	Href string `xml:"href,attr"`
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr,omitempty"`
}

// rss is gorilla's RSS with a self link and several categories.
type rss struct{ feed Feed }

type rssDocument struct {
	XMLName xml.Name `xml:"rss"`
	Version string   `xml:"version,attr"`
	Content string   `xml:"xmlns:content,attr"`
	Atom    string   `xml:"xmlns:atom,attr"`
	DC      string   `xml:"xmlns:dc,attr"`
	Channel rssChannel
}

type rssChannel struct {
	XMLName xml.Name `xml:"channel"`
	*feeds.RssFeed
	Self  link   `xml:"atom:link"`
	Items string `xml:",innerxml"`
}

// FeedXml implements gorilla's XmlFeed.
func (r rss) FeedXml() any {
	f := r.feed
	return rssDocument{
		Version: "2.0", Content: "http://purl.org/rss/1.0/modules/content/", Atom: "http://www.w3.org/2005/Atom",
		DC: "http://purl.org/dc/elements/1.1/", Channel: rssChannel{
			RssFeed: &feeds.RssFeed{
				Title: Clean(f.Title), Link: f.Page, Description: Clean(f.Summary), Language: f.Language, Generator: "Partake",
				LastBuildDate: f.Updated.Format(time.RFC1123Z), Docs: "https://www.rssboard.org/rss-specification",
			},
			Self: link{Href: f.Self(RSS), Rel: "self", Type: RSS.Type()}, Items: slot,
		},
	}
}

// atom is gorilla's Atom with a language, a self link and several categories.
type atom struct{ feed Feed }

type atomDocument struct {
	XMLName xml.Name `xml:"feed"`
	Lang    string   `xml:"xml:lang,attr"`
	*feeds.AtomFeed
	Links   []link `xml:"link"`
	Entries string `xml:",innerxml"`
}

// FeedXml implements gorilla's XmlFeed.
func (a atom) FeedXml() any {
	f := a.feed
	return atomDocument{
		Lang: f.Language,
		AtomFeed: &feeds.AtomFeed{
			Xmlns: "http://www.w3.org/2005/Atom", Title: Clean(f.Title), Subtitle: Clean(f.Summary), Id: f.Page, Updated: f.Updated.Format(time.RFC3339),
			Author: &feeds.AtomAuthor{AtomPerson: feeds.AtomPerson{Name: Clean(f.Author), Email: f.Email}},
		},
		Links:   []link{{Href: f.Self(Atom), Rel: "self", Type: Atom.Type()}, {Href: f.Page, Rel: "alternate", Type: "text/html"}},
		Entries: slot,
	}
}

// jsonFeed is gorilla's JSON Feed whose items are there even when empty.
type jsonFeed struct {
	*feeds.JSONFeed
	Items []string `json:"items"`
}

func (f Feed) aroundJSON() (piece, error) {
	doc := jsonFeed{
		JSONFeed: &feeds.JSONFeed{
			Version: "https://jsonfeed.org/version/1.1", Title: Clean(f.Title), Description: Clean(f.Summary), Language: f.Language,
			HomePageUrl: f.Page, FeedUrl: f.Self(JSON), Authors: []*feeds.JSONAuthor{{Name: Clean(f.Author)}},
		},
		Items: []string{},
	}
	if len(f.Items) > 0 {
		doc.Items = []string{slot}
	}
	out, err := json.MarshalIndent(doc, "", "  ")
	around := split(append(out, '\n'), quotedSlot)
	around.head = strings.TrimSuffix(around.head, "    ")
	return around, err
}

func cleanAll(list []string) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = Clean(s)
	}
	return out
}

func escape(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // writing to memory can't go wrong
	return b.String()
}
