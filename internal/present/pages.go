// Package present makes the View of each page that says what people can do,
// what was promised and what changed: an opportunity, an update, a strategy, an
// ambition; and of the pages that are made of site.yaml.
//
// A Maker adds nothing of its own to what the site says: it chooses, orders
// and puts into words (package wording).
package present

import (
	"example.org/partake/internal/content"
	"example.org/partake/internal/frame"
	"example.org/partake/internal/markdown"
	"example.org/partake/internal/site"
	"example.org/partake/internal/view"
	"example.org/partake/internal/wording"
)

// Maker makes the Views of one site. It keeps nothing between them.
type Maker struct{ *frame.Maker }

// New returns a Maker.
func New(m *frame.Maker) *Maker { return &Maker{m} }

// Plain makes a page of prose.
func (m *Maker) Plain(p *content.Plain, body markdown.Rendered) view.Plain {
	return view.Plain{Frame: m.Page("plain", &p.Page, body, view.Link{Text: "About us", URL: "/about/"}), Body: body.HTML}
}

// made makes the frame of a page that Partake fills: with the editor's title,
// summary and text if there is a file for it.
func (m *Maker) made(kind, url, title, summary string, body markdown.Rendered) view.Frame {
	about := view.Link{Text: "About us", URL: "/about/"}
	if p := m.Site.Written(url); p != nil {
		f := m.Page(kind, &p.Page, body, about)
		f.Contents = nil
		return f
	}
	return m.Frame(kind, url, title, summary, about)
}

// Contacts makes the contact page.
func (m *Maker) Contacts(body markdown.Rendered) view.Contacts {
	name := m.Site.Config.Organisation.Name
	return view.Contacts{
		Frame: m.made("contact", "/about/contact/", "Contact us", "How to talk to the involvement team at "+name+".", body),
		Body:  body.HTML, Help: m.Help(), Website: m.Site.Config.Organisation.Website,
	}
}

// Privacy makes the privacy notice.
func (m *Maker) Privacy(body markdown.Rendered) view.Privacy {
	cfg := m.Site.Config
	v := view.Privacy{
		Frame: m.made("privacy", "/about/privacy/", "Privacy notice", "What happens to what you tell us.", body),
		Body:  body.HTML, Organisation: cfg.Organisation.Name, Controller: cfg.Organisation.Name,
	}
	p := cfg.Privacy
	if p == nil {
		return v
	}
	v.Controller, v.ControllerAddress, v.ICO = wording.First(p.Controller, v.Controller), p.ControllerAddress, p.ICO
	if p.DPO != nil {
		v.Officer = frame.ContactOf(*p.DPO, false)
	}
	v.Purposes, v.SharedWith, v.LawfulBasis, v.Condition = p.Purposes, p.SharedWith, p.LawfulBasis, p.Condition
	v.Transfers, v.Retention, v.AutomatedChoices = p.Transfers, p.Retention, p.AutomatedDecisions
	v.ReviewedOn = p.Reviewed.String()
	return v
}

// Accessibility makes the accessibility statement.
func (m *Maker) Accessibility(body markdown.Rendered) view.Accessibility {
	cfg := m.Site.Config
	v := view.Accessibility{
		Frame: m.made("accessibility", "/about/accessibility/", "Accessibility statement", "How accessible this site is, and how to tell us about a problem.", body),
		Body:  body.HTML, Organisation: cfg.Organisation.Name, Address: m.Site.Base, WCAG: "2.2",
	}
	a := cfg.Accessibility
	if a == nil {
		return v
	}
	v.Status, v.WCAG = a.Status.Words(), wording.First(a.WCAG, "2.2")
	v.ResponseDays, v.TestedBy = a.ResponseDays, a.TestedBy
	v.PreparedOn, v.ReviewedOn, v.TestedOn = a.PreparedOn.String(), a.ReviewedOn.String(), a.TestedOn.String()
	for _, i := range a.Issues {
		issue := view.Issue{Problem: i.Problem, Affects: i.Affects, Criterion: i.Criterion, FixBy: i.FixBy.String()}
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
func (m *Maker) Updates(body markdown.Rendered) view.Updates {
	v := view.Updates{Frame: m.made("get-updates", "/about/get-updates/", "Get updates", "How to hear from us by feed, phone or post.", body), Body: body.HTML}
	for _, url := range []string{"/", "/opportunities/", "/updates/", "/learning/"} {
		v.Feeds = append(v.Feeds, m.Feeds(url)...)
	}
	for _, c := range []view.Link{{Text: "All dates", URL: "/"}, {Text: "Opportunities", URL: "/opportunities/"}} {
		v.Calendars = append(v.Calendars, view.Link{Text: c.Text, URL: c.URL + site.CalendarName})
	}
	for _, st := range m.Site.Strategies {
		if st.State != "replaced" && st.Listed() {
			v.Calendars = append(v.Calendars, view.Link{Text: "What we promised: " + st.Title, URL: st.URL + site.PromisesName})
		}
	}
	return v
}

// NotFound makes the page for a wrong address.
func (m *Maker) NotFound() view.NotFound {
	f := m.Frame("404", "/404.html", "Page not found", "There is no page at this address.")
	f.NoIndex = true
	return view.NotFound{Frame: f, Places: m.Navigation()}
}
