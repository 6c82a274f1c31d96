package press

import (
	"bytes"
	"cmp"
	"slices"
	"sync"
	"sync/atomic"

	"example.org/partake/internal/calendar"
	"example.org/partake/internal/content"
	"example.org/partake/internal/diag"
	"example.org/partake/internal/feed"
	"example.org/partake/internal/frontmatter"
	"example.org/partake/internal/markdown"
	"example.org/partake/internal/page"
	"example.org/partake/internal/site"
)

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// memory is what the press remembers of a Doc. A site may have 100,000, so what few
// pages need stands apart, and is not there before it is made.
type memory struct {
	layout string // that its text stands in
	source lazyKey
	key    lazyKey // of an opportunity's page
	face   lazyKey // what other pages show of it

	body  atomic.Pointer[body]
	dated *dated // for an opportunity
	told  *told  // for a page that stands in a feed
}

// body is a text as its page shows it, parsed once for the page and for the feeds
// that it stands in.
type body struct {
	once sync.Once
	markdown.Rendered
	list diag.List
	err  error
}

// dated are the entries of an opportunity, which stand in several calendars.
type dated struct {
	once    sync.Once
	entries []calendar.Entry
	err     error
}

// told is a page as feeds show it.
type told struct {
	entry site.Entry
	files atomic.Int32 // of feeds that it stands in and that are not written yet
	once  sync.Once
	item  *feed.Item
	err   error
}

// markFeeds notes which pages stand in a feed.
func (p *Press) markFeeds() {
	for _, f := range p.site.Feeds {
		for _, e := range f.Entries {
			pg := p.of(e)
			if pg.told == nil {
				pg.told = &told{entry: e}
				if p.in.Retold && !slices.Contains(p.in.Edited, e.Doc) {
					pg.body.Store(p.in.Last.pages[e.Doc].body.Load())
				}
			}
			pg.told.files.Add(int32(len(feed.Formats)))
		}
	}
}

func (p *Press) of(e site.Entry) *memory { return p.pages[e.Doc] }

// body is the text of a Doc as its page shows it.
func (p *Press) body(d content.Doc) (markdown.Rendered, error) {
	b := p.bodyOf(d)
	return b.Rendered, b.err
}

func (p *Press) bodyOf(d content.Doc) *body {
	pg := p.pages[d]
	b := pg.body.Load()
	if b == nil {
		pg.body.CompareAndSwap(nil, new(body))
		b = pg.body.Load()
	}
	b.once.Do(func() { b.Rendered, b.list, b.err = p.render(d) })
	return b
}

// render renders the text of a Doc for its own page.
func (p *Press) render(d content.Doc) (markdown.Rendered, diag.List, error) {
	b, shift := d.Base(), 0
	if b.Kind == page.KindOpportunity {
		shift = 1 // its text stands below the first question
	}
	taken := p.layout.IDs(cmp.Or(p.pages[d].layout, string(b.Kind)))
	if g, ok := d.(*content.Guide); ok {
		taken = append(taken, g.PointIDs()...)
	}
	return p.renderIn(d, taken, shift)
}

// renderIn renders the Markdown of a source, which may have to be read again: it
// must still be the one that was decoded.
func (p *Press) renderIn(d content.Doc, taken []string, shift int) (markdown.Rendered, diag.List, error) {
	var out markdown.Rendered
	var list diag.List
	b := d.Base()
	err := p.sources.Page(p.in.Site, d, func(src []byte) {
		text, line := frontmatter.Body(src)
		out, list = markdown.Render(markdown.Source{File: b.File, Line: line, Body: text, Shift: shift, RTL: b.Lang.Dir() == "rtl", Taken: taken}, p.site.From(b.Folder))
	})
	return out, list, err
}

// feedItem is a page as feeds show it, with absolute addresses. v is its View,
// nil when that is not at hand.
func (p *Press) feedItem(e site.Entry, v any) (*feed.Item, error) {
	err := p.makeItem(e, v)
	return p.of(e).told.item, err
}

// makeItem makes the item once, and does not read it: the feeds may have let go of
// it.
func (p *Press) makeItem(e site.Entry, v any) error {
	t := p.of(e).told
	t.once.Do(func() { t.item, t.err = p.newItem(e, v) })
	return t.err
}

func (p *Press) newItem(e site.Entry, v any) (*feed.Item, error) {
	name, v, err := p.feedView(e, v)
	if err != nil {
		return nil, err
	}
	out, full := buffers.Get().(*bytes.Buffer), buffers.Get().(*bytes.Buffer)
	defer buffers.Put(out)
	defer buffers.Put(full)
	out.Reset()
	full.Reset()
	if err := p.layout.Fragment(out, name, v); err != nil {
		return nil, err
	}
	feed.Absolute(full, out.Bytes(), p.site.Base, e.Page().URL)
	return feed.NewItem(feed.PageOf(p.site, e), full.Bytes())
}

// feedView is what a feed shows of an entry, and the layout that shows it. An
// opportunity and an update are shown with the View of their page.
func (p *Press) feedView(e site.Entry, v any) (layout string, _ any, err error) {
	kind := string(e.Page().Kind)
	own := e.Opportunity != nil || e.Update != nil
	if own && v != nil {
		return kind, v, nil
	}
	body, err := p.body(e.Doc)
	switch {
	case e.Opportunity != nil:
		v = p.views.Opportunity(e.Opportunity, body)
	case e.Update != nil:
		v = p.views.Update(e.Update, body)
	default:
		kind, v = p.others.Feed(e.Doc, body)
	}
	return kind, v, err
}

// release lets go of a body once its page is rendered: what feeds need of it is
// made first, of the page's View.
func (p *Press) release(d content.Doc, v any) error {
	pg := p.pages[d]
	if pg.told != nil {
		if err := p.makeItem(pg.told.entry, v); err != nil {
			return err
		}
	}
	if p.in.Once {
		b := pg.body.Load()
		b.Rendered = markdown.Rendered{Anchors: b.Anchors}
	}
	return nil
}
