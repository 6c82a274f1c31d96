package view

import (
	"slices"

	"example.org/partake/internal/content"
	"example.org/partake/internal/markdown"
	"example.org/partake/internal/site"
)

// Plain makes a page of prose.
func (m *Maker) Plain(p *content.Plain, body markdown.Rendered) Plain {
	folder := Link{Text: "About us", URL: "/about/"}
	if p.Kind == content.KindGuide {
		folder = Link{Text: "Guides for staff", URL: "/guide/"}
	}
	return Plain{Frame: m.page("plain", &p.Page, body, folder), Body: body.HTML}
}

// most is how many entries of each list stand on the home page.
const most = 3

// Home makes the front page. h may be nil.
func (m *Maker) Home(h *content.Home, body markdown.Rendered) Home {
	cfg := m.site.Config
	v := Home{OpenURL: "/opportunities/", UpdatesURL: "/about/get-updates/", Body: body.HTML}
	if h != nil {
		v.Frame = m.page("home", &h.Page, body)
	} else {
		v.Frame = m.frame("home", "/", cfg.SiteName, "What you can take part in at "+cfg.Organisation.Name+", and what changed because people spoke up.")
	}
	v.HeadTitle = v.Title + " – " + cfg.SiteName + " – " + cfg.Organisation.ShortName
	v.Contents, v.HomeFeeds = nil, v.Feeds
	v.OpenCount = countOpen(m.site.Listed())
	v.Closing, v.Open = m.frontCards()
	for _, u := range m.frontStories() {
		v.Stories = append(v.Stories, m.Story(u))
	}
	if ways := "/about/ways-to-get-involved/"; m.site.Has(ways) {
		v.BankURL = ways
	}
	for _, st := range m.site.Strategies {
		if st.State == "current" {
			v.Strategy, v.Ambitions, v.Figures = strategyLink(st), m.AmbitionLines(st), m.figures(st)
			break
		}
	}
	return v
}

// frontCards takes what closes soon, and fills up with what else is open.
func (m *Maker) frontCards() (closing, open []Card) {
	for _, o := range m.site.Listed() {
		switch {
		case o.State == site.ClosingSoon && len(closing) < most:
			closing = append(closing, m.Card(o))
		case o.State.Open() && o.State != site.ClosingSoon && len(open) < most:
			open = append(open, m.Card(o))
		}
	}
	return closing, open
}

// frontStories takes the newest updates that have an answer, and one "we
// can't" if there is one: it is as respectable as the rest.
func (m *Maker) frontStories() []*site.Update {
	var out []*site.Update
	var cannot *site.Update
	for _, u := range m.site.ListedUpdates() {
		switch u.Status {
		case "done", "partly", "in-progress":
			if len(out) < most {
				out = append(out, u)
			}
		case "cannot", "cannot-now":
			if cannot == nil {
				cannot = u
			}
		}
	}
	if cannot != nil {
		out = append(out[:min(len(out), most-1)], cannot)
	}
	return out
}

// figures takes those of the strategy as a whole, then the newest one of each
// ambition.
func (m *Maker) figures(st *site.Strategy) []Measure {
	out := m.measures(st.Measures, st.URL)
	ambitions := slices.Clone(st.Ambitions)
	ambitions = slices.DeleteFunc(ambitions, func(a *site.Ambition) bool { return len(a.Measures) == 0 })
	slices.SortStableFunc(ambitions, func(x, y *site.Ambition) int { return int(y.Measures[0].AsOf - x.Measures[0].AsOf) })
	for _, a := range ambitions {
		out = append(out, measure(a.Measures[0], a.URL))
	}
	return out[:min(len(out), most)]
}

// made makes the frame of a page that Partake fills: with the editor's title,
// summary and text if there is a file for it.
func (m *Maker) made(kind, url, title, summary string, body markdown.Rendered) Frame {
	about := Link{Text: "About us", URL: "/about/"}
	if p := m.site.Written(url); p != nil {
		f := m.page(kind, &p.Page, body, about)
		f.Contents = nil
		return f
	}
	return m.frame(kind, url, title, summary, about)
}

// Contacts makes the contact page.
func (m *Maker) Contacts(body markdown.Rendered) Contacts {
	name := m.site.Config.Organisation.Name
	return Contacts{
		Frame: m.made("contact", "/about/contact/", "Contact us", "How to talk to the involvement team at "+name+".", body),
		Body:  body.HTML, Help: m.help(), Website: m.site.Config.Organisation.Website,
	}
}

// Privacy makes the privacy notice.
func (m *Maker) Privacy(body markdown.Rendered) Privacy {
	cfg := m.site.Config
	v := Privacy{
		Frame: m.made("privacy", "/about/privacy/", "Privacy notice", "What happens to what you tell us.", body),
		Body:  body.HTML, Organisation: cfg.Organisation.Name, Controller: cfg.Organisation.Name,
	}
	p := cfg.Privacy
	if p == nil {
		return v
	}
	v.Controller, v.ControllerAddress, v.ICO = first(p.Controller, v.Controller), p.ControllerAddress, p.ICO
	if p.DPO != nil {
		v.Officer = contactOf(*p.DPO, false)
	}
	v.Purposes, v.SharedWith, v.LawfulBasis, v.Condition = p.Purposes, p.SharedWith, p.LawfulBasis, p.Condition
	v.Transfers, v.Retention, v.AutomatedChoices = p.Transfers, p.Retention, p.AutomatedDecisions
	v.ReviewedOn = p.Reviewed.String()
	return v
}

// Accessibility makes the accessibility statement.
func (m *Maker) Accessibility(body markdown.Rendered) Accessibility {
	cfg := m.site.Config
	v := Accessibility{
		Frame: m.made("accessibility", "/about/accessibility/", "Accessibility statement", "How accessible this site is, and how to tell us about a problem.", body),
		Body:  body.HTML, Organisation: cfg.Organisation.Name, Address: m.site.Base, WCAG: "2.2",
	}
	a := cfg.Accessibility
	if a == nil {
		return v
	}
	v.Status, v.WCAG = a.Status.Words(), first(a.WCAG, "2.2")
	v.ResponseDays, v.TestedBy = a.ResponseDays, a.TestedBy
	v.PreparedOn, v.ReviewedOn, v.TestedOn = a.PreparedOn.String(), a.ReviewedOn.String(), a.TestedOn.String()
	for _, i := range a.Issues {
		issue := Issue{Problem: i.Problem, Affects: i.Affects, Criterion: i.Criterion, FixBy: i.FixBy.String()}
		switch i.Basis {
		case "non-compliance":
			v.NonCompliance = append(v.NonCompliance, issue)
		case "disproportionate-burden":
			v.Burden = append(v.Burden, issue)
		default:
			v.OutScope = append(v.OutScope, issue)
		}
	}
	return v
}

// Updates makes the page on how to get updates.
func (m *Maker) Updates(body markdown.Rendered) Updates {
	v := Updates{Frame: m.made("get-updates", "/about/get-updates/", "Get updates", "How to hear from us by feed, phone or post.", body), Body: body.HTML}
	for _, url := range []string{"/", "/opportunities/", "/updates/"} {
		v.Feeds = append(v.Feeds, m.feeds(url)...)
	}
	return v
}

// NotFound makes the page for a wrong address.
func (m *Maker) NotFound() NotFound {
	f := m.frame("404", "/404.html", "Page not found", "There is no page at this address.")
	f.NoIndex = true
	v := NotFound{Frame: f}
	for _, n := range m.site.Config.Navigation {
		v.Places = append(v.Places, Link{Text: n.Title, URL: n.URL})
	}
	return v
}
