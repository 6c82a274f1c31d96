// Package frame makes what is the same on every kind of page: the shell, the
// frame around a page, its other forms, its recordings, who to talk to, what is
// paid. The rooms that make whole pages embed its Maker.
package frame

import (
	"strings"

	"example.org/partake/internal/markdown"
	"example.org/partake/internal/page"
	"example.org/partake/internal/site"
	"example.org/partake/internal/value"
	"example.org/partake/internal/view"
)

// Maker makes Views of one site. It keeps nothing between them.
type Maker struct {
	Site *site.Site
	Desk Desk
}

// Desk says whether people can send forms from the site.
type Desk struct {
	Sends   bool // there is somebody to take them
	Preview bool // the site is a preview: forms can be sent, and nothing is kept
	Trial   bool // somebody tries the site out on their own computer
}

// New returns a Maker.
func New(s *site.Site, d Desk) *Maker { return &Maker{Site: s, Desk: d} }

// Shell makes what is the same on every page. css, theme and js are the
// addresses of the assets, "" for those that are not there.
func (m *Maker) Shell(css, theme, js string) view.Shell {
	cfg := m.Site.Config
	s := view.Shell{
		Organisation: cfg.Organisation.Name, ShortName: cfg.Organisation.ShortName, SiteName: cfg.SiteName,
		Example: cfg.Organisation.Example, Team: ContactOf(cfg.Team, true), CSS: css, ThemeCSS: theme, JS: js,
		FooterLinks: []view.Link{
			{Text: "Get updates", URL: "/about/get-updates/"},
			{Text: "Contact us", URL: "/about/contact/"},
			{Text: "Accessibility statement", URL: "/about/accessibility/"},
			{Text: "Privacy notice", URL: "/about/privacy/"},
			{Text: "A to Z", URL: "/a-z/"},
		},
	}
	if len(m.Site.Terms) > 0 {
		s.FooterLinks = append(s.FooterLinks, view.Link{Text: "Words we use", URL: "/glossary/"})
	}
	s.Navigation = m.Navigation()
	if logo := cfg.Identity.Logo; logo != "" {
		t, _, _ := m.Site.Image(logo)
		s.Logo = view.Image{URL: t.URL, Alt: cfg.Identity.LogoAlt, Width: t.Width, Height: t.Height}
	}
	return s
}

// Navigation is that of site.yaml, without pages that are not there now.
func (m *Maker) Navigation() []view.Link {
	var out []view.Link
	for _, n := range m.Site.Config.Navigation {
		if t, _ := m.Site.Leads(n.URL); !t.Gone {
			out = append(out, view.Link{Text: n.Title, URL: n.URL})
		}
	}
	return out
}

// Frame makes what stands around a page that Partake makes by itself.
func (m *Maker) Frame(kind, url, title, summary string, crumbs ...view.Link) view.Frame {
	cfg := m.Site.Config
	f := view.Frame{
		Kind: kind, Lang: "en-GB", Dir: "ltr", Title: title, Summary: summary, URL: url,
		HeadTitle: title + " – " + cfg.SiteName + " – " + cfg.Organisation.ShortName,
		Canonical: m.Site.Base + url, Section: m.section(url), Contact: ContactOf(cfg.Team, true),
		Feeds: m.Feeds(url), Calendar: m.CalendarLink(url),
	}
	if url != "/" {
		f.Breadcrumbs = append([]view.Link{{Text: "Home", URL: "/"}}, crumbs...)
	}
	return f
}

// section finds the navigation entry that a page belongs to: the longest
// address that starts the page's own.
func (m *Maker) section(url string) string {
	best := ""
	for _, n := range m.Site.Config.Navigation {
		if strings.HasPrefix(url, n.URL) && len(n.URL) > len(best) {
			best = n.URL
		}
	}
	return best
}

// Page makes the frame of a page that an editor wrote.
func (m *Maker) Page(kind string, p *page.Page, body markdown.Rendered, crumbs ...view.Link) view.Frame {
	f := m.Frame(kind, p.URL, p.Title, p.Summary, crumbs...)
	if p.Lang != "" {
		f.Lang, f.Dir, f.Foreign = string(p.Lang), p.Lang.Dir(), !p.Lang.IsEnglish()
	}
	f.Published, f.Updated = p.Published.String(), p.Updated.String()
	f.Reviewed, f.ReviewDue = p.Reviewed.String(), p.ReviewDue.String()
	f.Draft, f.Archived = p.Draft || p.Published > m.Site.Today, p.Archived
	f.NoIndex = f.Draft
	f.Credits = p.CoProduced
	if p.Sensitive != "" {
		f.Sensitive, f.UrgentHelp = p.Sensitive, m.Help()
	}
	for _, c := range p.Changes {
		if c.Date <= m.Site.Today {
			f.Changes = append(f.Changes, view.Change{Date: c.Date.String(), Text: c.Text})
		}
	}
	if t, ok := m.Site.PictureOf(p); ok {
		f.Image = view.Image{URL: t.URL, Alt: p.Image.Alt, Width: t.Width, Height: t.Height}
	}
	f.Quotes = m.quotes(p)
	f.Contents = contents(body)
	f.Media = m.media(p)
	m.links(&f, p)
	return f
}

// links fills what the site knows of a page's connections.
func (m *Maker) links(f *view.Frame, p *page.Page) {
	l := m.Site.Links(p)
	f.Contact = ContactOf(l.Contact, !l.Named)
	f.Services, f.Areas = TopicLinks(l.Services), TopicLinks(l.Areas)
	f.Formats, f.VersionOf, f.Alternates = m.formats(l), version(l), m.alternates(p)
}

// quotes leaves out those that may not be shown now.
func (m *Maker) quotes(p *page.Page) []view.Quote {
	var out []view.Quote
	for _, q := range p.Quotes {
		if !m.Site.Quoted(q) {
			continue
		}
		by := q.Name
		if by == "" && q.Person != "" {
			by, _ = m.Site.Owner(q.Person)
		}
		if by != "" && q.Role != "" {
			by += ", "
		}
		out = append(out, view.Quote{Text: q.Text, By: by + q.Role})
	}
	return out
}

// contentsFrom is how many headings make a page long.
const contentsFrom = 4

func contents(body markdown.Rendered) []view.Link {
	var out []view.Link
	for _, h := range body.Headings {
		if h.Level == 2 {
			out = append(out, view.Link{Text: h.Text, URL: "#" + h.ID})
		}
	}
	if len(out) < contentsFrom {
		return nil
	}
	return out
}

// Help lists the ways to get urgent help.
func (m *Maker) Help() []view.Help {
	var out []view.Help
	for _, h := range m.Site.Config.UrgentHelp {
		out = append(out, view.Help{Name: h.Name, When: h.When, Phone: string(h.Phone), PhoneURL: h.Phone.URL(), Text: h.Text, URL: h.URL})
	}
	return out
}

// ContactOf is who to talk to as pages show it; team says that it is the site's own.
func ContactOf(c value.Contact, team bool) view.Contact {
	return view.Contact{
		Name: c.Name, Role: c.Role, Phone: string(c.Phone), PhoneURL: c.Phone.URL(), Email: string(c.Email),
		Post: c.Post, TextRelay: string(c.TextRelay), Hours: c.Hours, Team: team,
	}
}

// CalendarLink is the link to the calendar that belongs to a page, zero when
// nothing in it is to come.
func (m *Maker) CalendarLink(url string) view.Link {
	if c := m.Site.CalendarAt(url); c == nil || !c.Upcoming(m.Site.Today) {
		return view.Link{}
	}
	return view.Link{Text: "Put these dates into your calendar", URL: url + site.CalendarName}
}

// Feeds lists the feeds that belong to a page.
func (m *Maker) Feeds(url string) []view.Feed {
	feed := m.Site.FeedAt(url)
	if feed == nil {
		return nil
	}
	name := feed.Title
	return []view.Feed{
		{Title: name + " (RSS)", Type: "application/rss+xml", URL: url + "feed.xml"},
		{Title: name + " (Atom)", Type: "application/atom+xml", URL: url + "feed.atom"},
		{Title: name + " (JSON Feed)", Type: "application/feed+json", URL: url + "feed.json"},
	}
}

// TopicLinks are services or areas as links.
func TopicLinks(topics []*site.Topic) []view.Link {
	var out []view.Link
	for _, t := range topics {
		out = append(out, view.Link{Text: t.Name, URL: t.URL})
	}
	return out
}

// AmbitionLinks are ambitions as links.
func AmbitionLinks(ambitions []*site.Ambition) []view.Link {
	var out []view.Link
	for _, a := range ambitions {
		out = append(out, view.Link{Text: a.Title, URL: a.URL})
	}
	return out
}
