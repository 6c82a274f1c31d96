package press

import (
	"bytes"
	"fmt"

	"example.org/partake/internal/digest"
	"example.org/partake/internal/feed"
	"example.org/partake/internal/markdown"
	"example.org/partake/internal/site"
)

// feeds are three files for each feed of the site.
func (p *Press) feeds() []Target {
	var out []Target
	for _, f := range p.site.Feeds {
		key := p.feedKey(f)
		for _, format := range feed.Formats {
			out = append(out, Target{Path: file(f.URL + format.Name()), Key: digest.Sum(digest.Hex(key), format.Name()), Render: func(w *bytes.Buffer) error {
				made, err := feed.Of(p.site, f, func(e site.Entry) (*feed.Item, error) { return p.feedItem(e, nil) })
				if err != nil {
					return err
				}
				return made.Write(w, format)
			}})
		}
	}
	return out
}

// feedKey folds the keys of the pages in a feed.
func (p *Press) feedKey(f *site.Feed) uint64 {
	parts := []string{"feed", f.URL, f.Title, feed.Updated(p.site, f.Entries).String()}
	for _, e := range f.Entries {
		if o := e.Opportunity; o != nil {
			parts = append(parts, digest.Hex(p.opportunityKey(o)))
			continue
		}
		if e.Update == nil {
			parts = append(parts, p.source(e.Doc), digest.Hex(p.feedDigest(e)))
			continue
		}
		u, today := e.Update, p.site.Today
		parts = append(parts, p.source(u.Update), p.storyFace(u), fmt.Sprint(u.Due < today, u.LookAgain < today, u.DifferenceDue >= today), p.refs(u.Evidence...), fmt.Sprint(p.views.Owner(u.Owner)))
	}
	return p.key(parts...)
}

// feedDigest is a digest of what a feed shows of a page besides its text.
func (p *Press) feedDigest(e site.Entry) uint64 {
	_, v := p.others.Feed(e.Doc, markdown.Rendered{})
	return digest.Of(v)
}
