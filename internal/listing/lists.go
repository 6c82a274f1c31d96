// Package listing makes the Views of pages that collect others: lists with
// their filters and pages, services, areas, folders, and the home page.
package listing

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"example.org/partake/internal/content"
	"example.org/partake/internal/directory"
	"example.org/partake/internal/present"
	"example.org/partake/internal/site"
	"example.org/partake/internal/value"
	"example.org/partake/internal/view"
	"example.org/partake/internal/wording"
)

// Maker makes lists, and with present.Maker every other View. The filters stand
// on every page of every list, so they are worked out once.
type Maker struct {
	*present.Maker
	filters []view.Filter

	indexOnce, sortOnce sync.Once
	index               []entry                 // the A to Z
	inOrder             atomic.Pointer[[]entry] // likewise, once it is sorted
	before              []entry                 // the sorted one of an earlier Site
}

// New returns a Maker.
func New(p *present.Maker) *Maker {
	m := &Maker{Maker: p}
	m.filters = append(m.facetFilters(), m.topicFilters()...)
	return m
}

// Follow takes over the order of an A to Z that an earlier Maker has sorted: what was
// edited since is soon in its place.
func (m *Maker) Follow(last *Maker) {
	if len(last.Site.Index.Docs) != len(m.Site.Index.Docs) {
		return
	}
	m.before = last.before
	if sorted := last.inOrder.Load(); sorted != nil {
		m.before = *sorted
	}
}

// PageSize is how many entries stand on one page of a list.
const PageSize = 50

// OpportunityList makes one page of a list of opportunities. title and url are
// the list's own; number counts from 1.
func (m *Maker) OpportunityList(title, summary, url string, list []*site.Opportunity, number int, crumbs ...view.Link) view.List {
	v := view.List{Frame: m.listFrame(title, summary, url, number, crumbs...), Filters: m.opportunityFilters(url)}
	v.Pager = pager(url, len(list), number)
	v.Groups = m.groups(list, number)
	if !m.Site.Lists() {
		v.Filters = nil // nothing to narrow
	}
	if open := countOpen(list); open == 0 && number == 1 {
		empty := view.Group{Heading: "Open now", ID: "open", Empty: "Nothing is open here just now.", Ask: "and we will tell you when something opens."}
		v.Groups = append([]view.Group{empty}, v.Groups...)
		v.Nearby = slices.DeleteFunc(slices.Clone(nearby), func(l view.Link) bool { return l.URL == url })
	}
	return v
}

// nearby is where to look when nothing is open in a list.
var nearby = []view.Link{{Text: "Ways to get involved", URL: "/get-involved/"}, {Text: "All opportunities", URL: "/opportunities/"}, {Text: "How to get updates", URL: "/about/get-updates/"}}

// listFrame is the frame of a page of a list; pages after the first say so.
func (m *Maker) listFrame(title, summary, url string, number int, crumbs ...view.Link) view.Frame {
	here := PageURL(url, number)
	f := m.Frame("list", here, title, summary, crumbs...)
	f.Feeds, f.Calendar = m.Feeds(url), m.CalendarLink(url)
	if number > 1 {
		f.HeadTitle = fmt.Sprintf("%s (page %d) – %s – %s", title, number, m.Site.Config.SiteName, m.Site.Config.Organisation.ShortName)
		f.Breadcrumbs = append(f.Breadcrumbs, view.Link{Text: title, URL: url})
	}
	return f
}

func countOpen(list []*site.Opportunity) int {
	n := 0
	for _, o := range list {
		if o.State.Open() {
			n++
		}
	}
	return n
}

// Pages is how many pages a list of n entries takes, at least 1.
func Pages(n int) int { return max(1, (n+PageSize-1)/PageSize) }

// PageURL is the address of a page of a list.
func PageURL(url string, number int) string {
	if number == 1 {
		return url
	}
	return fmt.Sprintf("%spage/%d/", url, number)
}

func part[T any](list []T, number int) []T {
	return list[min(len(list), (number-1)*PageSize):min(len(list), number*PageSize)]
}

// groups splits a page of the list into open, later and past.
func (m *Maker) groups(list []*site.Opportunity, number int) []view.Group {
	heads := []view.Group{{Heading: "Open now", ID: "open"}, {Heading: "Opens later", ID: "later"}, {Heading: "Paused", ID: "paused"}, {Heading: "Past", ID: "past"}}
	of := func(o *site.Opportunity) int {
		switch {
		case o.State.Open():
			return 0
		case o.State == site.Upcoming:
			return 1
		case o.State == site.Paused:
			return 2
		}
		return 3
	}
	for _, o := range list {
		heads[of(o)].Count++
	}
	for _, o := range part(list, number) {
		g := &heads[of(o)]
		g.Cards = append(g.Cards, m.Card(o))
	}
	return slices.DeleteFunc(heads, func(g view.Group) bool { return len(g.Cards) == 0 })
}

func pager(url string, n, number int) view.Pager { return pagerOf(url, Pages(n), number) }

func pagerOf(url string, total, number int) view.Pager {
	if total == 1 {
		return view.Pager{Number: 1, Total: 1}
	}
	p := view.Pager{Number: number, Total: total}
	if number > 1 {
		p.Previous = view.Link{Text: "Previous", URL: PageURL(url, number-1)}
	}
	if number < total {
		p.Next = view.Link{Text: "Next", URL: PageURL(url, number+1)}
	}
	for i := 1; i <= total; i++ {
		if i == 1 || i == total || i >= number-1 && i <= number+1 {
			p.Pages = append(p.Pages, view.Link{Text: fmt.Sprint(i), URL: PageURL(url, i), Current: i == number})
		}
	}
	return p
}

// opportunityFilters are the narrower lists, by group, with the current one marked.
func (m *Maker) opportunityFilters(current string) []view.Filter {
	out := slices.Clone(m.filters)
	for i, f := range out {
		at := slices.IndexFunc(f.Links, func(l view.CountedLink) bool { return l.URL == current })
		if at >= 0 {
			out[i].Links = slices.Clone(f.Links)
			out[i].Links[at].Current = true
		}
	}
	return out
}

// facetFilters lead to what shares a payment, a way of taking part or an activity.
func (m *Maker) facetFilters() []view.Filter {
	var out []view.Filter
	for _, f := range m.Site.Facets {
		if len(out) == 0 || out[len(out)-1].Heading != f.Group {
			out = append(out, view.Filter{Heading: f.Group})
		}
		group := &out[len(out)-1]
		group.Links = append(group.Links, view.CountedLink{Link: view.Link{Text: f.Title, URL: f.URL}, Count: countOpen(f.List)})
	}
	return out
}

// topicFilters lead to services and areas that have something.
func (m *Maker) topicFilters() []view.Filter {
	var out []view.Filter
	for _, g := range []struct {
		heading, all, url string
		topics            []*site.Topic
	}{
		{"Service", "All services", "/services/", m.Site.Services},
		{"Area", "All areas", "/areas/", m.Site.Areas},
	} {
		f := view.Filter{Heading: g.heading}
		for _, t := range g.topics {
			if n := t.Open(); n > 0 {
				f.Links = append(f.Links, view.CountedLink{Link: view.Link{Text: t.Name, URL: t.URL}, Count: n})
			}
		}
		slices.SortStableFunc(f.Links, func(x, y view.CountedLink) int { return cmp.Compare(y.Count, x.Count) })
		f.Links = f.Links[:min(len(f.Links), mostFilters)]
		if len(g.topics) > 0 {
			f.Links = append(f.Links, view.CountedLink{Link: view.Link{Text: g.all, URL: g.url}, Count: len(g.topics)})
			out = append(out, f)
		}
	}
	return out
}

// mostFilters is how many services or areas stand beside a list; a link to all
// of them follows.
const mostFilters = 8

// UpdateList makes one page of a list of updates.
func (m *Maker) UpdateList(title, summary, url string, list []*site.Update, number int, crumbs ...view.Link) view.List {
	v := view.List{Frame: m.listFrame(title, summary, url, number, crumbs...), Pager: pager(url, len(list), number)}
	g := view.Group{Heading: "Newest first", ID: "stories", Stories: m.Stories(part(list, number)), Count: len(list)}
	if len(list) == 0 {
		g.Empty, g.Ask = "There is nothing here yet.", "and tell us what you think. We answer you here."
	}
	v.Groups = []view.Group{g}
	if number == 1 {
		v.Doing = view.Link{Text: "How well we answer you", URL: site.DoingURL}
	}
	f := view.Filter{Heading: "How far we are"}
	for _, s := range m.Site.Statuses {
		f.Links = append(f.Links, view.CountedLink{Link: view.Link{Text: s.Title, URL: s.URL, Current: s.URL == url}, Count: len(s.List)})
	}
	if len(f.Links) > 0 {
		v.Filters = []view.Filter{f}
	}
	return v
}

// Topic makes a page of a service's or an area's page: its opportunities, then
// its updates. The updates stand on the first page.
func (m *Maker) Topic(t *site.Topic, folder view.Link, number int) view.List {
	list := present.Listed(t.Opportunities)
	v := m.OpportunityList(t.Name, "What you can take part in, and what changed, in "+t.Name+".", t.URL, list, number, folder)
	v.Filters = nil
	if len(list) == 0 {
		v.Groups[0].Empty = "Nothing is open in " + t.Name + " just now."
	}
	if number > 1 {
		return v
	}
	if url := t.DoingURL(); url != "" && folder.URL == "/services/" {
		v.Doing = view.Link{Text: "How well we answer you here", URL: url}
	}
	g := view.Group{Heading: "You said, we did", ID: "stories", Count: len(t.Updates)}
	g.Stories = m.Stories(part(t.Updates, 1))
	if len(t.Updates) == 0 {
		g.Empty, g.Ask = "Nobody has told us anything about this yet.", "and be the first."
	}
	v.Groups = append(v.Groups, g)
	if folder.URL == "/services/" {
		v.Papers = papers(t)
	}
	return v
}

// papers are what can be printed of a service.
func papers(t *site.Topic) []view.Link {
	var out []view.Link
	for _, paper := range []view.Link{{Text: "What you said and what we did, on a sheet", URL: t.PostersURL()}, {Text: "What we talk about at our next meeting", URL: t.AgendaURL()}} {
		if paper.URL != "" {
			out = append(out, paper)
		}
	}
	return out
}

// Topics makes the page of all services or all areas.
func (m *Maker) Topics(title, summary, url string, topics []*site.Topic) view.Index {
	v := view.Index{Frame: m.Frame("index", url, title, summary)}
	for _, t := range topics {
		note := coverage(t)
		if n := len(t.Updates); n > 0 {
			note += ", " + wording.Plural(n, "reply to what people said", "replies to what people said")
		}
		v.Entries = append(v.Entries, view.IndexEntry{Title: t.Name, URL: t.URL, Note: note})
	}
	if len(topics) == 0 {
		v.Intro = "There are none yet."
	}
	byTitle(v.Entries)
	return directory.Lettered(v)
}

// byTitle sorts as people look for a title.
func byTitle(list []view.IndexEntry) {
	slices.SortStableFunc(list, func(x, y view.IndexEntry) int {
		return cmp.Or(strings.Compare(value.Order(x.Title), value.Order(y.Title)), strings.Compare(x.Title, y.Title))
	})
}

// coverage says what is open in a service or an area, or since when nothing is.
func coverage(t *site.Topic) string {
	if n := t.Open(); n > 0 {
		return fmt.Sprintf("%d open", n)
	}
	last := t.LastOpen()
	switch {
	case len(t.Opportunities) == 0:
		return "Nothing has been open yet"
	case last == 0:
		return "Nothing is open just now"
	}
	return "Nothing is open just now, the last closed on " + last.String()
}

// Folder makes the front page of a folder of prose.
func (m *Maker) Folder(title, summary, url string, pages []*content.Plain, more ...view.IndexEntry) view.Index {
	v := view.Index{Frame: m.Frame("index", url, title, summary)}
	for _, p := range pages {
		if p.Listed() && m.Site.Links(&p.Page).Version == nil { // other forms are found from the page itself
			v.Entries = append(v.Entries, view.IndexEntry{Title: p.Title, URL: p.URL, Note: p.Summary})
		}
	}
	for _, e := range more {
		if !slices.ContainsFunc(v.Entries, func(x view.IndexEntry) bool { return x.URL == e.URL }) {
			v.Entries = append(v.Entries, e)
		}
	}
	byTitle(v.Entries)
	if len(v.Entries) == 0 {
		v.Intro = "There are no pages here yet."
	}
	return directory.Lettered(v)
}

// Strategies makes the page of all strategies.
func (m *Maker) Strategies() view.Index {
	v := view.Index{Frame: m.Frame("index", "/strategy/", "Our strategies", "What we promise about involvement, now and before.")}
	for _, st := range m.Site.Strategies {
		note := st.State.Words() + ", " + st.Period.Start.Month() + " to " + st.Period.End.Month()
		v.Entries = append(v.Entries, view.IndexEntry{Title: st.Title, URL: st.URL, Note: note, More: present.Papers(st)})
	}
	if len(v.Entries) == 0 {
		v.Intro = "There is no strategy here yet."
		return v
	}
	v.Entries = append(v.Entries, view.IndexEntry{Title: "Board report", URL: site.BoardURL, Note: "How our promises stand, what we measured and how quickly people heard back."})
	return v
}

// FacetTitle is a heading that says what the list is: "Paid opportunities".
func FacetTitle(f *site.Facet) string {
	switch f.Group {
	case site.ByPay:
		return map[string]string{"Paid": "Paid opportunities", "Expenses paid": "Opportunities with expenses paid", "Unpaid": "Unpaid opportunities"}[f.Title]
	case site.ByMode:
		return "Take part " + strings.ToLower(f.Title)
	}
	return f.Title
}

// AboutPages are the pages about us that Partake makes.
var AboutPages = []view.IndexEntry{
	{Title: "Contact us", URL: "/about/contact/", Note: "How to talk to us."},
	{Title: "Privacy notice", URL: "/about/privacy/", Note: "What happens to what you tell us."},
	{Title: "Accessibility statement", URL: "/about/accessibility/", Note: "How accessible this site is."},
	{Title: "Get updates", URL: "/about/get-updates/", Note: "How to hear from us by feed, phone or post."},
}
