package press

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"sync"

	"example.org/partake/internal/address"
	"example.org/partake/internal/content"
	"example.org/partake/internal/digest"
	"example.org/partake/internal/frame"
	"example.org/partake/internal/listing"
	"example.org/partake/internal/markdown"
	"example.org/partake/internal/present"
	"example.org/partake/internal/site"
	"example.org/partake/internal/value"
	"example.org/partake/internal/view"
	"example.org/partake/internal/wording"
)

// Target is one file of the output. Render writes it; what it writes is a pure
// function of Key.
type Target struct {
	Path string // slash-separated, relative to the output folder
	Page bool   // a page, not a feed or a file
	// Unlisted keeps a page out of the sitemap.
	Unlisted bool
	Doc      content.Doc // whose body it shows; nil for pages that Partake makes

	// The key is made of what front matter, data and layouts say, and of the texts
	// that the file shows.
	fixed  func(*Press) uint64
	texts  []content.Doc
	told   bool // in a feed
	key    *lazyKey
	press  *Press
	render func(*Press, *bytes.Buffer) error
	held   *frame.Held // what was made for the key; nil where a key needs no View
}

// lazyKey is made when somebody asks: a preview shows a page long before it knows
// the keys of ten thousand.
type lazyKey struct {
	once sync.Once
	sum  uint64
}

// Key is a digest of all that the file depends on.
func (t Target) Key() uint64 {
	return t.key.of(func() uint64 { return t.press.fold(t.fixed(t.press), t.texts) })
}

func (k *lazyKey) of(sum func() uint64) uint64 {
	k.once.Do(func() { k.sum = sum() })
	return k.sum
}

// Render writes the file.
func (t Target) Render(w *bytes.Buffer) error { return t.render(t.press, w) }

// Drop lets go of what was made for the key, when the file is not rendered.
func (t Target) Drop() {
	if t.held != nil {
		t.held.Drop()
	}
}

// Targets lists every target. Pages that stand in feeds come first, then the feeds:
// what feeds need of a page is made with it, and not held longer than must be. It
// is called once, before anything is rendered.
func (p *Press) Targets() []Target {
	out := p.plan()
	p.all = out
	keys := make([]lazyKey, len(out))
	for i := range out {
		if t := &out[i]; t.key == nil {
			t.press, t.key = p, &keys[i]
		}
	}
	return out
}

func (p *Press) plan() []Target {
	pages := []func() []Target{p.opportunities, p.updates, p.papers, p.directory, p.lists, p.topics}
	kinds := append(pages, p.feeds, p.calendars, p.extras, p.copies)
	made := make([][]Target, len(kinds))
	var all sync.WaitGroup
	for i, plan := range kinds {
		all.Go(func() { made[i] = plan() })
	}
	all.Wait()
	n := 0
	for _, list := range made {
		n += len(list)
	}
	out := make([]Target, 0, n)
	add := func(told bool) {
		for _, list := range made[:len(pages)] {
			for i := range list {
				if list[i].told == told {
					out = append(out, list[i])
				}
			}
		}
	}
	add(true)
	feeds, rest := made[len(pages)], made[len(pages)+1:]
	out = append(out, feeds...)
	add(false)
	return append(out, slices.Concat(rest...)...)
}

// page makes the target of a page from a function that makes its View.
func (p *Press) page(url, kind string, doc content.Doc, fixed func(*Press) uint64, v func(markdown.Rendered) any) Target {
	t := Target{Path: address.File(url), fixed: fixed, Page: true, Doc: doc, Unlisted: strings.Contains(url, "/page/")}
	lang := string(value.English)
	if doc != nil {
		b := doc.Base()
		t.texts = []content.Doc{doc}
		pg := p.pages[doc]
		pg.layout, t.told = kind, pg.told != nil
		lang, t.Unlisted = string(wording.First(b.Lang, value.English)), b.Draft || b.Published > p.site.Today
	}
	t.render = func(p *Press, w *bytes.Buffer) error {
		if doc == nil {
			return p.write(w, kind, lang, v(markdown.Rendered{}))
		}
		body, err := p.body(doc)
		if err != nil {
			return err
		}
		shown := v(body)
		if err := p.write(w, kind, lang, shown); err != nil {
			return err
		}
		return p.release(doc, shown)
	}
	return t
}

// write renders a View and links the glossary's terms.
func (p *Press) write(w *bytes.Buffer, kind, lang string, v any) error {
	if p.terms.Empty() || kind == "glossary" || kind == "a-to-z" || kind == "poster" {
		return p.layout.Render(w, kind, v)
	}
	plain := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(plain)
	plain.Reset()
	if err := p.layout.Render(plain, kind, v); err != nil {
		return err
	}
	p.terms.Link(w, plain.Bytes(), lang)
	return nil
}

// viewed is page for kinds with few pages: its key is a digest of the View
// itself, so there is nothing to forget. Where each page is made once and has no
// text, it shows that View.
func (p *Press) viewed(url, kind string, doc content.Doc, v func(markdown.Rendered) any) Target {
	if doc != nil || !p.in.Once {
		return p.page(url, kind, doc, ofView(kind, v), v)
	}
	held := frame.Hold(v)
	t := p.page(url, kind, nil, ofView(kind, held.Make), held.Show)
	t.held = held
	return t
}

// ofView makes the fixed part of a key of a View without its text.
func ofView(kind string, v func(markdown.Rendered) any) func(*Press) uint64 {
	return func(p *Press) uint64 { return p.key(kind, digest.Hex(digest.Of(v(markdown.Rendered{})))) }
}

func (p *Press) opportunities() []Target {
	out := make([]Target, 0, 2*len(p.site.Opportunities))
	for _, o := range p.site.Opportunities {
		out = append(out, p.page(o.URL, "opportunity", o.Opportunity, func(p *Press) uint64 { return p.opportunityKey(o) }, func(b markdown.Rendered) any { return p.views.Opportunity(o, b) }))
		if o.Form != nil && o.State.Open() {
			out = append(out, p.interest(o))
		}
	}
	return out
}

// opportunityKey folds all that the page of an opportunity shows besides its text.
func (p *Press) opportunityKey(o *site.Opportunity) uint64 {
	return p.pages[o.Opportunity].key.of(func() uint64 { return p.key(p.opportunityParts(o)...) })
}

func (p *Press) opportunityParts(o *site.Opportunity) []string {
	parts := []string{"opportunity", fmt.Sprint(p.views.CalendarLink(o.URL)), p.face(o), p.storyFaces(o.Updates), digest.Hex(digest.Of(frame.AmbitionLinks(o.Ambitions))), p.refs(o.Pay.Claim, o.Pay.Policy)}
	if o.Form != nil {
		parts = append(parts, o.Form.ID)
	}
	for _, t := range o.Training {
		parts = append(parts, t.Title, t.URL)
	}
	for _, x := range o.Partners {
		parts = append(parts, x.Title, x.URL)
	}
	for _, g := range o.MetBy {
		parts = append(parts, g.Title)
	}
	return parts
}

// interest is the form of an opportunity.
func (p *Press) interest(o *site.Opportunity) Target {
	v := func(b markdown.Rendered) any { return p.others.Interest(o, b) }
	t := p.page(o.FormURL(), "form", nil, ofView("interest", v), v)
	t.Unlisted, t.texts = true, []content.Doc{o.Form}
	t.render = func(p *Press, w *bytes.Buffer) error {
		body, err := p.body(o.Form)
		if err != nil {
			return err
		}
		return p.write(w, "form", string(value.English), v(body))
	}
	return t
}

func (p *Press) updates() []Target {
	out := make([]Target, 0, len(p.site.Updates))
	for _, u := range p.site.Updates {
		out = append(out, p.page(u.URL, "update", u.Update, func(p *Press) uint64 { return p.updateKey(u) }, func(b markdown.Rendered) any { return p.views.Update(u, b) }))
	}
	return out
}

func (p *Press) updateKey(u *site.Update) uint64 {
	var parts []string
	for _, o := range u.Opportunities {
		parts = append(parts, o.Title, o.URL)
	}
	today := p.site.Today
	clock := fmt.Sprint(u.Due < today, u.LookAgain <= today, u.DifferenceDue >= today)
	return p.key("update", clock, digest.Hex(digest.Sum(parts...)), digest.Hex(digest.Of(frame.AmbitionLinks(u.Ambitions))), p.refs(u.Evidence...), fmt.Sprint(p.views.Owner(u.Owner)))
}

// lists are the pages of opportunities and of updates.
func (p *Press) lists() []Target {
	var out []Target
	opps, ups := view.Link{Text: "Opportunities", URL: "/opportunities/"}, view.Link{Text: "You said, we did", URL: "/updates/"}
	out = append(out, p.opportunityList("Opportunities", "Ways to take part: what you would do, what you get and when it closes.", opps.URL, p.site.Listed())...)
	for _, f := range p.site.Facets {
		out = append(out, p.opportunityList(listing.FacetTitle(f), "Opportunities: "+strings.ToLower(f.Title)+".", f.URL, f.List, opps)...)
	}
	out = append(out, p.updateList("You said, we did", "What people told us, and what we did about it. When we cannot, we say why.", ups.URL, p.site.ListedUpdates())...)
	for _, s := range p.site.Statuses {
		out = append(out, p.updateList(s.Title, "What people told us, with the answer: "+strings.ToLower(s.Title)+".", s.URL, s.List, ups)...)
	}
	return out
}

func (p *Press) opportunityList(title, summary, url string, list []*site.Opportunity, crumbs ...view.Link) []Target {
	faces := sync.OnceValue(func() string { return p.faces(list) })
	return p.paged(url, len(list), func(p *Press, n int) uint64 {
		return p.key("opportunities", url, fmt.Sprint(n, len(list)), p.sizes(), faces())
	}, func(n int) any { return p.views.OpportunityList(title, summary, url, list, n, crumbs...) })
}

// paged are the pages of a list, by their numbers.
func (p *Press) paged(url string, entries int, key func(p *Press, n int) uint64, v func(n int) any) []Target {
	var out []Target
	for n := 1; n <= listing.Pages(entries); n++ {
		fixed := func(p *Press) uint64 { return key(p, n) }
		out = append(out, p.page(listing.PageURL(url, n), "list", nil, fixed, func(markdown.Rendered) any { return v(n) }))
	}
	return out
}

func (p *Press) updateList(title, summary, url string, list []*site.Update, crumbs ...view.Link) []Target {
	faces := sync.OnceValue(func() string { return p.storyFaces(list) })
	return p.paged(url, len(list), func(p *Press, n int) uint64 {
		return p.key("updates", url, fmt.Sprint(n, len(list)), p.sizes(), faces())
	}, func(n int) any { return p.views.UpdateList(title, summary, url, list, n, crumbs...) })
}

// topics are the pages of services and areas.
func (p *Press) topics() []Target {
	var out []Target
	for _, group := range []struct {
		folder view.Link
		topics []*site.Topic
	}{{view.Link{Text: "Services", URL: "/services/"}, p.site.Services}, {view.Link{Text: "Areas", URL: "/areas/"}, p.site.Areas}} {
		for _, t := range group.topics {
			list := present.Listed(t.Opportunities)
			faces := sync.OnceValue(func() string { return p.faces(list) + p.storyFaces(t.Updates) })
			out = append(out, p.paged(t.URL, len(list), func(p *Press, n int) uint64 {
				return p.key("topic", t.URL, fmt.Sprint(n), faces(), t.PostersURL(), t.AgendaURL())
			}, func(n int) any { return p.views.Topic(t, group.folder, n) })...)
		}
	}
	return out
}
