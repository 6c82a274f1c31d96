// Package directory makes the Views of the pages that say who and what there
// is: people, groups, organisations, learning, ways in and their forms, news,
// guides and the glossary.
package directory

import (
	"fmt"
	"slices"
	"strings"

	"example.org/partake/internal/content"
	"example.org/partake/internal/frame"
	"example.org/partake/internal/glossary"
	"example.org/partake/internal/markdown"
	"example.org/partake/internal/site"
	"example.org/partake/internal/value"
	"example.org/partake/internal/view"
	"example.org/partake/internal/wording"
)

// Maker makes the Views of one site. It keeps nothing between them.
type Maker struct{ *frame.Maker }

// New returns a Maker.
func New(m *frame.Maker) *Maker { return &Maker{m} }

// Folders of the directory, as breadcrumbs.
var (
	Glossary      = view.Link{Text: "Words we use", URL: "/glossary/"}
	Guides        = view.Link{Text: "Guides", URL: "/guide/"}
	News          = view.Link{Text: "News and stories", URL: "/news/"}
	Learning      = view.Link{Text: "Learning", URL: "/learning/"}
	People        = view.Link{Text: "People", URL: "/people/"}
	Groups        = view.Link{Text: "Groups", URL: "/groups/"}
	Organisations = view.Link{Text: "Organisations", URL: "/organisations/"}
	Routes        = view.Link{Text: "Ways to get involved", URL: "/get-involved/"}
)

// Glossary makes the page of all terms.
func (m *Maker) Glossary() view.Glossary {
	v := view.Glossary{Frame: m.Frame("glossary", Glossary.URL, Glossary.Text, "What the words on this site mean, from A to Z.")}
	for _, t := range m.Site.Terms {
		if t.Archived {
			continue
		}
		letter, id := Letter(t.Order)
		if n := len(v.Letters); n == 0 || v.Letters[n-1].Letter != letter {
			v.Letters = append(v.Letters, view.GlossaryLetter{Letter: letter, ID: id})
		}
		last := &v.Letters[len(v.Letters)-1]
		last.Terms = append(last.Terms, m.term(t))
	}
	return v
}

func (m *Maker) term(t *content.Term) view.Term {
	v := view.Term{ID: Anchor(t), Term: t.Title, Definition: t.Summary, Plain: t.Plain, Source: t.Source, Aka: t.Aka, AskedFor: t.AskedFor, Lang: string(t.Lang)}
	for _, ref := range t.See {
		if d, ok := m.Site.Doc(ref, "glossary/"); ok {
			v.See = append(v.See, view.Link{Text: d.Base().Title, URL: d.Base().URL})
		}
	}
	return v
}

// Anchor is the place of a term on the glossary page.
func Anchor(t *content.Term) string { return strings.TrimPrefix(t.URL, "/glossary/#") }

// Guide makes the page of a guide.
func (m *Maker) Guide(g *content.Guide, body markdown.Rendered) view.Guide {
	v := view.Guide{Frame: m.Page("guide", &g.Page, body, Guides), Audience: wording.First(g.Audience, "staff").Words(), Body: body.HTML, Checklist: g.Checklist}
	ids := g.PointIDs()
	for i, p := range g.Points {
		point := view.GuidePoint{ID: ids[i], Number: i + 1, Title: p.Title, Paragraphs: wording.Paragraphs(p.Text), Do: p.Do}
		for _, ref := range p.See {
			if l := m.Reference(ref); l.URL != "" {
				point.See = append(point.See, l)
			}
		}
		v.Points = append(v.Points, point)
	}
	v.Templates, v.Resources = m.resources(g.Templates), m.resources(g.Resources)
	return v
}

func (m *Maker) resources(list []content.Resource) []view.Resource {
	var out []view.Resource
	for _, r := range list {
		_, url, ok := m.Site.Ref(r.URL)
		if !ok {
			continue
		}
		v := view.Resource{Title: r.Title, URL: url, Note: r.Note}
		if n, file := m.Site.Bytes(url); file {
			v.Detail = frame.FileDetail(url, n)
		}
		out = append(out, v)
	}
	return out
}

// NewsItem makes the page of news or of a story.
func (m *Maker) NewsItem(n *content.News, body markdown.Rendered) view.News {
	v := view.News{Frame: m.Page("news", &n.Page, body, News), Story: n.NewsKind == "story", Setting: n.Setting.Words(), Body: body.HTML}
	for _, ref := range n.Opportunities {
		if d, ok := m.Site.Doc(ref, "opportunities/"); ok {
			v.Opportunities = append(v.Opportunities, view.Link{Text: d.Base().Title, URL: d.Base().URL})
		}
	}
	return v
}

// LearningItem makes the page of something to learn.
func (m *Maker) LearningItem(l *site.Learning, body markdown.Rendered) view.Learning {
	v := view.Learning{
		Frame: m.Page("learning", &l.Page, body, Learning), What: l.LearningKind.Words(), Body: body.HTML, OpenTo: wording.All(l.OpenTo),
		Audience: wording.All(l.Audience), Provider: m.Owner(l.Provider), Cost: Cost(l.Cost), Length: l.Length,
		Sessions: m.Upcoming(l.Dates), Skills: m.Site.SkillNames(l.SkillsGained), Book: m.Reference(l.Book),
	}
	if v.Book.URL != "" {
		v.Book.Text = "Book a place"
		if l.LearningKind == "resource" {
			v.Book.Text = "How to get it"
		}
	}
	if p := l.Location; p != nil {
		v.Where, v.Venue = wording.Where(*p), frame.Venue(p.Venue, p.Address, p.Travel)
	}
	if l.Pay.Reimbursement != nil {
		pay := m.Pay(l.Pay)
		v.Pay = &pay
	}
	if a := l.Accredits; a != nil {
		v.Accredits = "You are then accredited as: " + a.As + "."
		if a.ValidMonths > 0 {
			v.Accredits = strings.TrimSuffix(v.Accredits, ".") + ", for " + wording.Plural(a.ValidMonths, "month", "months") + "."
		}
	}
	if s := l.PeopleSoFar; s != nil {
		v.SoFar = wording.Plural(s.Count, "person has", "people have") + " done this since " + s.Since.Month() + "."
	}
	return v
}

// Cost is "Free" or "£25".
func Cost(pounds float64) string {
	if pounds == 0 {
		return "Free"
	}
	return wording.Pounds(pounds)
}

// Group makes the page of a group.
func (m *Maker) Group(g *content.Group, body markdown.Rendered) view.Forum {
	v := view.Forum{
		Frame: m.Page("group", &g.Page, body, Groups), Purpose: g.Purpose, Joining: g.MembersCanJoin.Words(), Meets: g.Meets,
		Terms: m.Reference(g.Terms), Sessions: m.Upcoming(g.Dates), Body: body.HTML,
	}
	if c := g.ChecksHeld; c != nil && c.DBS != "" && c.DBS != "none" {
		v.Checks = append(v.Checks, "All members have a Disclosure and Barring Service (DBS) check: "+strings.ReplaceAll(string(c.DBS), "-barred", " with a check of the barred lists")+".")
	}
	if c := g.ChecksHeld; c != nil && c.OccupationalHealth == "required" {
		v.Checks = append(v.Checks, "All members have occupational health clearance.")
	}
	return v
}

// Organisation makes the page of an organisation.
func (m *Maker) Organisation(o *site.Organisation, body markdown.Rendered) view.Organisation {
	v := view.Organisation{
		Frame: m.Page("organisation", &o.Page, body, Organisations), What: o.OrganisationKind.Words(), Reach: o.Level.Words(), For: o.For, Body: body.HTML,
	}
	if o.URL != "" && o.Organisation.URL != "" {
		v.Website = view.Link{Text: wording.Bare(o.Organisation.URL), URL: o.Organisation.URL}
	}
	if o.Phone != "" {
		v.Phone = view.Link{Text: string(o.Phone), URL: o.Phone.URL()}
	}
	if o.Over(m.Site.Today) {
		v.Ended = "It ended on " + o.Ended.String() + "."
	}
	if s := o.Successor; s != nil {
		v.Successor = view.Link{Text: s.Title, URL: s.Page.URL}
	}
	for _, x := range o.Opportunities {
		if !x.Archived {
			v.Together = append(v.Together, view.Link{Text: x.Title, URL: x.URL})
		}
	}
	return v
}

// Index makes the page of a folder: its pages with a note each.
func (m *Maker) Index(at view.Link, summary, empty string, entries []view.IndexEntry) view.Index {
	v := view.Index{Frame: m.Frame("index", at.URL, at.Text, summary), Entries: entries}
	if len(entries) == 0 {
		v.Intro = empty
	}
	return v
}

// NewsIndex lists news and stories, newest first.
func (m *Maker) NewsIndex() view.Index {
	var entries []view.IndexEntry
	for _, n := range m.Site.News {
		if n.Listed() {
			entries = append(entries, view.IndexEntry{Title: n.Title, URL: n.URL, Note: fmt.Sprintf("%s, %s. %s", wording.First(n.NewsKind, "news").Words(), n.Published, n.Summary)})
		}
	}
	return m.Index(News, "What is new, and stories of people who took part.", "There is no news yet.", entries)
}

// LearningIndex lists what people can learn.
func (m *Maker) LearningIndex() view.Index {
	var entries []view.IndexEntry
	for _, l := range m.Site.Learning {
		if l.Listed() {
			entries = append(entries, view.IndexEntry{Title: l.Title, URL: l.URL, Note: l.LearningKind.Words() + ". " + Cost(l.Cost) + ". " + l.Summary})
		}
	}
	return m.Index(Learning, "Courses, mentoring and other ways to learn.", "There is nothing to learn here yet.", entries)
}

// GroupIndex lists the groups.
func (m *Maker) GroupIndex() view.Index {
	var entries []view.IndexEntry
	for _, g := range m.Site.Groups {
		if g.Listed() {
			entries = append(entries, view.IndexEntry{Title: g.Title, URL: g.URL, Note: g.Summary + " " + g.MembersCanJoin.Words()})
		}
	}
	return m.Index(Groups, "People who meet and work together.", "There are no groups here yet.", entries)
}

// OrganisationIndex lists the organisations, those that have ended last.
func (m *Maker) OrganisationIndex() view.Index {
	var entries []view.IndexEntry
	for _, o := range m.Site.Organisations {
		if !o.Listed() {
			continue
		}
		note := o.OrganisationKind.Words() + ". " + o.Summary
		if o.Over(m.Site.Today) {
			note = "Ended on " + o.Ended.String() + ". " + o.Summary
		}
		entries = append(entries, view.IndexEntry{Title: o.Title, URL: o.Page.URL, Note: note})
	}
	return m.Index(Organisations, "Who else involves people here, and who can help you.", "There are no organisations here yet.", entries)
}

// GuideIndex lists the guides.
func (m *Maker) GuideIndex() view.Index {
	var entries []view.IndexEntry
	for _, g := range m.Site.Guides {
		if g.Listed() && m.Site.Links(&g.Page).Version == nil {
			entries = append(entries, view.IndexEntry{Title: g.Title, URL: g.URL, Note: wording.First(g.Audience, value.Audience("staff")).Words() + ". " + g.Summary})
		}
	}
	return m.Index(Guides, "How to plan involvement and do it well.", "There are no guides here yet.", entries)
}

// skillFilter leads to the people who share a skill.
func (m *Maker) skillFilter(current string) []view.Filter {
	f := view.Filter{Heading: "Skill"}
	for _, s := range m.Site.Skills {
		f.Links = append(f.Links, view.CountedLink{Link: view.Link{Text: s.Name, URL: s.URL, Current: s.URL == current}, Count: len(s.List)})
	}
	if len(f.Links) == 0 {
		return nil
	}
	slices.SortFunc(f.Links, func(x, y view.CountedLink) int { return strings.Compare(x.Text, y.Text) })
	return []view.Filter{f}
}

// Linker links the words of the glossary on rendered pages.
func Linker(model *site.Site) *glossary.Linker {
	var out []glossary.Term
	for _, t := range model.Terms {
		if !t.Archived {
			out = append(out, glossary.Term{ID: Anchor(t), Words: append([]string{t.Title}, t.Aka...), Lang: string(t.Lang)})
		}
	}
	return glossary.New(Glossary.URL, out)
}

// Feed makes what feeds show of learning and of news, with the layout for it.
func (m *Maker) Feed(d content.Doc, body markdown.Rendered) (layout string, v any) {
	switch d := d.(type) {
	case *content.Learning:
		i := slices.IndexFunc(m.Site.Learning, func(l *site.Learning) bool { return l.Learning == d })
		return "learning", m.LearningItem(m.Site.Learning[i], body)
	case *content.News:
		return "page", m.NewsItem(d, body)
	}
	return "", nil
}
