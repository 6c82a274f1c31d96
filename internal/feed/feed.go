// Package feed writes the site's RSS, Atom and JSON feeds.
//
// The three say the same: the same items in the same order with the same ids,
// titles, addresses, dates and content. They follow RSS 2.0 with the RSS Board
// profile, RFC 4287, and JSON Feed 1.1.
//
// gorilla/feeds gives the shapes and writes them. It has no self link, one
// category an item and no language in Atom; the types here wrap its own to mend
// that. It would also write an item again for each feed that it stands in: an
// Item here is written once, and a feed is its own few lines around its items.
//
// This package is the only door to gorilla/feeds.
package feed

import (
	"strings"
	"time"
	"unicode/utf8"

	"example.org/partake/internal/site"
)

// Feed is one list of items, with absolute addresses.
type Feed struct {
	Title    string
	Summary  string
	Page     string // the page that it belongs to
	Author   string // the organisation
	Email    string // of its team
	Language string // "en-GB"
	Updated  time.Time
	Items    []*Item // newest first, at most site.FeedLength
}

// Self is the address of the feed in one of its formats.
func (f Feed) Self(format Format) string { return f.Page + format.Name() }

// Page is what an item says of a page, beside its content.
type Page struct {
	ID         string // never changes: a tag: address
	URL        string
	Author     string // the organisation
	Title      string
	Summary    string
	Categories []string
	Published  time.Time
	Updated    time.Time
}

// Clean takes out what XML 1.0 does not allow, which would make the whole feed
// unreadable.
func Clean(s string) string {
	if clean(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if r < 0x20 && r != '\t' && r != '\n' && r != '\r' || r >= 0x7f && r < 0xa0 || r == 0xfffe || r == 0xffff {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
}

// clean says in one quick look whether there is nothing to take out. It may
// say no to a text that is fine.
func clean(s string) bool {
	for i := range len(s) {
		switch c := s[i]; {
		case c < 0x20 && c != '\t' && c != '\n' && c != '\r', c == 0x7f:
			return false
		case c == 0xc2 && i+1 < len(s) && s[i+1] < 0xa0, c == 0xef && i+1 < len(s) && s[i+1] == 0xbf:
			return false
		}
	}
	return utf8.ValidString(s)
}

// Format is one of the three.
type Format int

// The formats.
const (
	RSS Format = iota
	Atom
	JSON
)

// Formats lists all of them.
var Formats = []Format{RSS, Atom, JSON}

// Name is the file's name: "feed.xml".
func (f Format) Name() string { return [...]string{"feed.xml", "feed.atom", "feed.json"}[f] }

// Type is the media type.
func (f Format) Type() string {
	return [...]string{"application/rss+xml", "application/atom+xml", "application/feed+json"}[f]
}

// ID is the id of a page in every feed, whatever its address: a tag: address
// (RFC 4151) of the site's host and the page's id. The year says since when
// the scheme is used and stays.
func ID(host, id string) string { return "tag:" + host + ",2026:" + id }

// MaxItems is how many items a feed holds.
const MaxItems = site.FeedLength
