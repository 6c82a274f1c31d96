package feed

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/gorilla/feeds"
)

// Write writes the feed in one of the formats.
func (f Feed) Write(w io.Writer, format Format) error {
	switch format {
	case RSS:
		return feeds.WriteXML(rss{f}, w)
	case Atom:
		return feeds.WriteXML(atom{f}, w)
	}
	return f.writeJSON(w)
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
	Self  link      `xml:"atom:link"`
	Items []rssItem `xml:"item"`
}

type rssItem struct {
	*feeds.RssItem
	Creator    string   `xml:"dc:creator"`
	Categories []string `xml:"category"`
	Content    raw      `xml:"content:encoded"`
}

// FeedXml implements gorilla's XmlFeed.
func (r rss) FeedXml() any {
	f := r.feed
	channel := rssChannel{
		RssFeed: &feeds.RssFeed{
			Title: Clean(f.Title), Link: f.Page, Description: Clean(f.Summary), Language: f.Language, Generator: "Partake",
			LastBuildDate: f.Updated.Format(time.RFC1123Z), Docs: "https://www.rssboard.org/rss-specification",
		},
		Self: link{Href: f.Self(RSS), Rel: "self", Type: RSS.Type()},
	}
	for _, i := range f.Items {
		channel.Items = append(channel.Items, rssItem{
			RssItem: &feeds.RssItem{
				Title: Clean(i.Title), Link: i.URL, Description: Clean(i.Summary), PubDate: i.Published.Format(time.RFC1123Z),
				Guid: &feeds.RssGuid{Id: i.ID, IsPermaLink: "false"},
			},
			Creator: Clean(f.Author), Categories: cleanAll(i.Categories), Content: raw{Inner: i.Content.cdata},
		})
	}
	return rssDocument{
		Version: "2.0", Content: "http://purl.org/rss/1.0/modules/content/", Atom: "http://www.w3.org/2005/Atom",
		DC: "http://purl.org/dc/elements/1.1/", Channel: channel,
	}
}

// atom is gorilla's Atom with a language, a self link and several categories.
type atom struct{ feed Feed }

type atomDocument struct {
	XMLName xml.Name `xml:"feed"`
	Lang    string   `xml:"xml:lang,attr"`
	*feeds.AtomFeed
	Links   []link      `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

type atomEntry struct {
	*feeds.AtomEntry
	Links      []link     `xml:"link"`
	Categories []category `xml:"category"`
	Summary    raw        `xml:"summary"`
	Content    raw        `xml:"content"`
}

type category struct {
	Term string `xml:"term,attr"`
}

// FeedXml implements gorilla's XmlFeed.
func (a atom) FeedXml() any {
	f := a.feed
	doc := atomDocument{
		Lang: f.Language,
		AtomFeed: &feeds.AtomFeed{
			Xmlns: "http://www.w3.org/2005/Atom", Title: Clean(f.Title), Subtitle: Clean(f.Summary), Id: f.Page, Updated: f.Updated.Format(time.RFC3339),
			Author: &feeds.AtomAuthor{AtomPerson: feeds.AtomPerson{Name: Clean(f.Author), Email: f.Email}},
		},
		Links: []link{{Href: f.Self(Atom), Rel: "self", Type: Atom.Type()}, {Href: f.Page, Rel: "alternate", Type: "text/html"}},
	}
	for _, i := range f.Items {
		entry := atomEntry{
			AtomEntry: &feeds.AtomEntry{
				Title: Clean(i.Title), Id: i.ID, Published: i.Published.Format(time.RFC3339), Updated: i.Updated.Format(time.RFC3339),
			},
			Links:   []link{{Href: i.URL, Rel: "alternate", Type: "text/html"}},
			Summary: raw{Type: "text", Inner: escape(Clean(i.Summary))},
			Content: raw{Type: "html", Inner: i.Content.cdata},
		}
		for _, c := range i.Categories {
			entry.Categories = append(entry.Categories, category{Clean(c)})
		}
		doc.Entries = append(doc.Entries, entry)
	}
	return doc
}

// jsonFeed is gorilla's JSON Feed whose items are there even when empty.
type jsonFeed struct {
	*feeds.JSONFeed
	Items []*feeds.JSONItem `json:"items"`
}

// slot marks where the body of an item goes. Cleaned texts can't hold it.
const slot = "\x00"

// writeJSON lets the encoder write everything but the bodies, which are quoted
// already and would be quoted, compacted and copied again for each feed.
func (f Feed) writeJSON(w io.Writer) error {
	doc := jsonFeed{
		JSONFeed: &feeds.JSONFeed{
			Version: "https://jsonfeed.org/version/1.1", Title: Clean(f.Title), Description: Clean(f.Summary), Language: f.Language,
			HomePageUrl: f.Page, FeedUrl: f.Self(JSON), Authors: []*feeds.JSONAuthor{{Name: Clean(f.Author)}},
		},
		Items: []*feeds.JSONItem{},
	}
	for _, i := range f.Items {
		doc.Items = append(doc.Items, &feeds.JSONItem{
			Id: i.ID, Url: i.URL, Title: Clean(i.Title), Summary: Clean(i.Summary), ContentHTML: slot,
			PublishedDate: &i.Published, ModifiedDate: &i.Updated, Tags: cleanAll(i.Categories),
		})
	}
	frame, err := json.MarshalIndent(doc, "", "  ")
	if err != nil {
		return fmt.Errorf("write feed: %w", err)
	}
	for n, piece := range bytes.Split(append(frame, '\n'), []byte(`"\u0000"`)) {
		if n > 0 {
			if _, err := w.Write(f.Items[n-1].Content.json); err != nil {
				return fmt.Errorf("write feed: %w", err)
			}
		}
		if _, err := w.Write(piece); err != nil {
			return fmt.Errorf("write feed: %w", err)
		}
	}
	return nil
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
