package directory

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"example.org/partake/internal/content"
	"example.org/partake/internal/form"
	"example.org/partake/internal/markdown"
	"example.org/partake/internal/site"
	"example.org/partake/internal/value"
	"example.org/partake/internal/view"
	"example.org/partake/internal/wording"
)

// Person makes the page of a person. People who are not staff are reached
// through the team.
func (m *Maker) Person(p *content.Person, body markdown.Rendered) view.Person {
	v := view.Person{
		Frame: m.Page("person", &p.Page, body, People), Kinds: wording.All(p.PersonKind), Role: p.Role, Bio: wording.Paragraphs(p.Bio), Body: body.HTML,
		Skills: m.Site.SkillNames(p.Skills), AvailableFor: p.AvailableFor,
	}
	if p.Staff() && (p.Phone != "" || p.Email != "") {
		v.Staff = true
		v.Frame.Contact = view.Contact{Name: p.Title, Role: p.Role, Phone: string(p.Phone), PhoneURL: p.Phone.URL(), Email: string(p.Email), Hours: p.Hours}
	}
	for _, a := range p.Accredited {
		if a.Until == 0 || a.Until >= m.Site.Today {
			v.Accredited = append(v.Accredited, accredited(a))
		}
	}
	return v
}

func accredited(a content.Accredited) string {
	out := wording.SentenceCase(a.As) + ", accredited by " + a.By
	if a.Until != 0 {
		out += " until " + a.Until.String()
	}
	return out + "."
}

// PeopleList makes the page of people, or of those who share a skill (nil for all).
func (m *Maker) PeopleList(s *site.Skill) view.People {
	v := view.People{Frame: m.Frame("people", People.URL, People.Text, "People who work on involvement, with experience of their own or as their job.")}
	list := m.Site.People
	if s != nil {
		v.Frame = m.Frame("people", s.URL, "People: "+strings.ToLower(s.Name), "People who can help with "+strings.ToLower(s.Name)+".", People)
		list = s.List
	}
	v.Filters = m.skillFilter(v.URL)
	experience := view.PeopleGroup{Heading: "People with experience", ID: "experience"}
	staff := view.PeopleGroup{Heading: "Staff", ID: "staff"}
	for _, p := range list {
		switch {
		case !p.Listed():
		case p.Staff():
			staff.People = append(staff.People, m.card(p))
		default:
			experience.People = append(experience.People, m.card(p))
		}
	}
	for _, g := range []view.PeopleGroup{experience, staff} {
		if len(g.People) > 0 {
			v.Groups = append(v.Groups, g)
		}
	}
	if len(v.Groups) == 0 {
		v.Intro = "Nobody is named here just now. Ring us and we tell you who can help."
	}
	return v
}

func (m *Maker) card(p *content.Person) view.PersonCard {
	c := view.PersonCard{Name: p.Title, URL: p.URL, Role: wording.First(p.Role, wording.Join(wording.All(p.PersonKind), "and")), Line: p.Summary}
	if t, ok := m.Site.PictureOf(&p.Page); ok {
		c.Image = view.Image{URL: t.URL, Alt: p.Image.Alt, Width: t.Width, Height: t.Height}
	}
	return c
}

// Route makes the page of a way in. intro is the text of its form, if it has one.
func (m *Maker) Route(r *content.Route, body, intro markdown.Rendered) view.Route {
	v := view.Route{Frame: m.Page("route", &r.Page, body, Routes), Free: r.Free != nil && *r.Free, Cost: r.Cost, CanDo: r.CanDo, Body: body.HTML}
	add := func(label, text, link string) {
		if text != "" {
			v.Ways = append(v.Ways, view.Fact{Label: label, Text: text, Link: link})
		}
	}
	a := r.Apply
	add("By phone", string(a.Phone), a.Phone.URL())
	add("By email", string(a.Email), "mailto:"+string(a.Email))
	add("By post", a.Post, "")
	add("On the web", wording.Bare(a.Web), a.Web)
	if f := m.FormOf(r); f != nil {
		part := m.questions(f, intro)
		part.Frame, part.Heading = v.Frame, f.Title
		v.Form = &part
	}
	return v
}

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

// RouteIndex lists the ways in, and what else there is to do.
func (m *Maker) RouteIndex() view.Index {
	var entries []view.IndexEntry
	for _, r := range m.Site.Routes {
		if r.Listed() {
			entries = append(entries, view.IndexEntry{Title: r.Title, URL: r.URL, Note: r.Summary})
		}
	}
	entries = append(entries, view.IndexEntry{Title: "Opportunities", URL: "/opportunities/", Note: "What you can take part in now: what you would do, what you get and when it closes."})
	if len(m.Site.Learning) > 0 {
		entries = append(entries, view.IndexEntry{Title: Learning.Text, URL: Learning.URL, Note: "Courses, mentoring and other ways to learn."})
	}
	if len(m.Site.Groups) > 0 {
		entries = append(entries, view.IndexEntry{Title: Groups.Text, URL: Groups.URL, Note: "People who meet and work together."})
	}
	return m.Index(Routes, "Choose how much you want to do. You can change your mind at any time.", "", entries)
}

// InterestURL is the address of the form of an opportunity.
func InterestURL(o *site.Opportunity) string { return o.URL + "interest/" }

// Interest makes the form of an opportunity.
func (m *Maker) Interest(o *site.Opportunity, intro markdown.Rendered) view.Form {
	v := m.questions(o.Form, intro)
	v.Frame = m.Frame("form", InterestURL(o), o.Form.Title, o.Form.Summary, view.Link{Text: "Opportunities", URL: "/opportunities/"}, view.Link{Text: o.Title, URL: o.URL})
	v.HeadTitle = o.Form.Title + ": " + o.Title + " – " + m.Site.Config.Organisation.ShortName
	v.Heading, v.About = o.Form.Title, view.Link{Text: o.Title, URL: o.URL}
	v.Frame.Contact = contact(o)
	v.NoIndex = true
	if o.Closes.Date != 0 {
		v.Closes = o.Closes.Long()
	}
	v.Keep = keep(o.Form, o.Closes.Date)
	return v
}

func contact(o *site.Opportunity) view.Contact {
	c := o.Contact
	return view.Contact{
		Name: c.Name, Role: c.Role, Phone: string(c.Phone), PhoneURL: c.Phone.URL(), Email: string(c.Email), Post: c.Post,
		TextRelay: string(c.TextRelay), Hours: c.Hours, Team: !o.Named,
	}
}

func (m *Maker) questions(f *form.Definition, intro markdown.Rendered) view.Form {
	v := view.Form{Body: intro.HTML, Help: m.Help(), Keep: keep(f, 0)}
	for _, q := range f.Questions() {
		if q.Kind == "opportunity" {
			continue // the page knows which one
		}
		x := view.Question{ID: q.ID, Label: q.Label, Hint: q.Hint, Options: options(q), Optional: q.Optional, Health: q.Health, Several: q.Kind == "choices", Long: q.Kind == "long-text"}
		if q.Max > 0 && q.Kind == "long-text" {
			x.Limit = "You can write up to " + wording.Thousands(q.Max) + " characters."
		}
		v.Questions = append(v.Questions, x)
	}
	return v
}

// options are the answers to choose from, each as the start of a line.
func options(q form.Field) []string {
	var out []string
	for _, o := range q.Options {
		out = append(out, wording.SentenceCase(o))
	}
	return out
}

// keep says how long answers are kept.
func keep(f *form.Definition, closes value.Date) string {
	k := f.Kept()
	if closes != 0 {
		return "We delete your answers by " + (closes + value.Date(k.DaysAfterClose)).String() + "."
	}
	return "We delete your answers " + wording.Plural(k.Months, "month", "months") + " after we get them."
}

// Letter is the letter under which a title stands, and an anchor for it that no
// term of the glossary has. Titles that start with something else stand under
// "0 to 9".
func Letter(title string) (letter, id string) {
	first, _ := utf8.DecodeRuneInString(value.Order(title))
	if !unicode.IsLetter(first) {
		return "0 to 9", "letter-0"
	}
	return strings.ToUpper(string(first)), "letter-" + string(first)
}
