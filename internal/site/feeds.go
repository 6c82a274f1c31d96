package site

import (
	"example.org/partake/internal/content"
	"example.org/partake/internal/page"
)

// FeedLength is how many entries a feed holds.
const FeedLength = 20

// Feed is a list of the newest pages under one address, without their bodies.
type Feed struct {
	URL     string // of the page it belongs to; feed.xml and the others stand below it
	Title   string
	Entries []Entry // newest first
}

// Entry is a page in a feed. Opportunity or Update is set for those two kinds.
type Entry struct {
	Doc         content.Doc
	Opportunity *Opportunity
	Update      *Update
}

// Page is the part that all kinds share.
func (e Entry) Page() *page.Page { return e.Doc.Base() }

// FeedAt returns the feed that belongs to the page at an address, nil when
// there is none.
func (s *Site) FeedAt(url string) *Feed { return s.Index.Feeds[url] }
