package press

import (
	"bytes"
	"fmt"
	"sync"

	"example.org/partake/internal/address"
	"example.org/partake/internal/digest"
	"example.org/partake/internal/feed"
	"example.org/partake/internal/markdown"
	"example.org/partake/internal/site"
)

// feeds are three files for each feed of the site.
func (p *Press) feeds() []Target {
	var out []Target
	for _, f := range p.site.Feeds {
		key, texts := sync.OnceValue(func() string { return digest.Hex(p.feedKey(f)) }), f.Docs()
		for _, format := range feed.Formats {
			out = append(out, Target{Path: address.File(f.URL + format.Name()), fixed: func(*Press) uint64 { return digest.Sum(key(), format.Name()) }, texts: texts, render: func(p *Press, w *bytes.Buffer) error {
				made, err := feed.Of(p.site, f, func(e site.Entry) (*feed.Item, error) { return p.feedItem(e, nil) })
				if err == nil {
					err = made.Write(w, format)
				}
				p.told(f)
				return err
			}})
		}
	}
	return out
}

// told lets go of items that stand in no feed that is still to be written.
func (p *Press) told(f *site.Feed) {
	if !p.in.Once {
		return
	}
	for _, e := range f.Entries {
		if t := p.of(e).told; t.files.Add(-1) == 0 {
			t.item = nil
		}
	}
}

// feedKey folds what a feed shows of its pages besides their texts.
func (p *Press) feedKey(f *site.Feed) uint64 {
	parts := append(feed.Told(p.site, f.Changes), "feed", f.URL, f.Title, feed.Updated(p.site, f.Entries).String())
	for _, e := range f.Entries {
		if o := e.Opportunity; o != nil {
			parts = append(parts, digest.Hex(p.opportunityKey(o)))
			continue
		}
		if e.Update == nil {
			_, shown := p.others.Feed(e.Doc, markdown.Rendered{})
			parts = append(parts, digest.Hex(digest.Of(shown)))
			continue
		}
		u, today := e.Update, p.site.Today
		parts = append(parts, p.storyFace(u), fmt.Sprint(u.Due < today, u.LookAgain < today, u.DifferenceDue >= today), p.refs(u.Evidence...), fmt.Sprint(p.views.Owner(u.Owner)))
	}
	return p.key(parts...)
}
