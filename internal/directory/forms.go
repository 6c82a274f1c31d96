package directory

import (
	"cmp"

	"example.org/partake/internal/content"
	"example.org/partake/internal/fill"
	"example.org/partake/internal/form"
	"example.org/partake/internal/frame"
	"example.org/partake/internal/markdown"
	"example.org/partake/internal/site"
	"example.org/partake/internal/view"
)

// FormOf is the form of a route, nil without one that people can use.
func (m *Maker) FormOf(r *content.Route) *form.Definition {
	d, ok := m.Site.Doc(r.Form, "forms/")
	if !ok || r.Form == "" {
		return nil
	}
	if f, ok := d.(*form.Definition); ok && f.On() {
		return f
	}
	return nil
}

// Interest makes the form of an opportunity.
func (m *Maker) Interest(o *site.Opportunity, intro markdown.Rendered) view.Form {
	v := m.form(o.Form, o.ID, intro)
	v.Frame = m.Frame("form", o.FormURL(), o.Form.Title, o.Form.Summary, view.Link{Text: "Opportunities", URL: "/opportunities/"}, view.Link{Text: o.Title, URL: o.URL})
	v.HeadTitle = o.Form.Title + ": " + o.Title + " – " + m.Site.Config.Organisation.ShortName
	v.Heading, v.About = o.Form.Title, view.Link{Text: o.Title, URL: o.URL}
	v.Frame.Contact = frame.ContactOf(o.Contact, !o.Named)
	v.NoIndex = true
	if o.Closes.Date != 0 {
		v.Closes = o.Closes.Long()
	}
	v.Keep = fill.Keep(o.Form.Form(o.Form.ID), o.Closes.Date)
	return v
}

// applyBy is who takes the answers to a route's form: the ways of the route
// itself, and for the others those of its contact.
func applyBy(c view.Contact, a content.Ways) view.Contact {
	if a.Phone != "" && string(a.Phone) != c.Phone {
		c.Phone, c.PhoneURL, c.Hours, c.TextRelay = string(a.Phone), a.Phone.URL(), "", ""
	}
	c.Email, c.Post = cmp.Or(string(a.Email), c.Email), cmp.Or(a.Post, c.Post)
	return c
}

// form makes what the page of an opportunity and that of a route show of a form.
func (m *Maker) form(d *form.Definition, opportunity string, intro markdown.Rendered) view.Form {
	f := d.Form(d.ID)
	v := view.Form{Body: intro.HTML, Help: m.Help(), Keep: fill.Keep(f, 0), Sheet: fill.Sheet(f, form.Answers{}, nil, opportunity)}
	v.Sheet.Sends, v.Sheet.Preview, v.Sheet.Trial = m.Desk.Sends, m.Desk.Preview, m.Desk.Trial
	return v
}
