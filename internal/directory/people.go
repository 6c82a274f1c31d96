package directory

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"example.org/partake/internal/content"
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
		v.Intro = "Nobody is named here just now."
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
		part := m.form(f, "", intro)
		part.Frame, part.Heading = v.Frame, f.Title
		part.Contact = applyBy(part.Contact, a)
		v.Form = &part
	}
	return v
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

// Letter is the letter under which a title stands, by what it is sorted by
// (value.Order), and an anchor for it that no term of the glossary has. Titles that
// start with a figure stand under "0 to 9", and those without a letter or figure,
// such as 🌻, under "Other".
func Letter(order string) (letter, id string) {
	switch group := Group(order); group {
	case 0:
		return "Other", "letter-other"
	case 1:
		return "0 to 9", "letter-0"
	default:
		first, _ := utf8.DecodeRuneInString(order)
		return string(group), "letter-" + string(first)
	}
}

// Group is what stands under one letter: the letter as a capital, 1 for all figures,
// or 0 for what begins with neither.
func Group(order string) rune {
	switch first, _ := utf8.DecodeRuneInString(order); {
	case unicode.IsLetter(first):
		return unicode.ToUpper(first)
	case len(order) > 1: // after the byte that says so, a figure
		return 1
	}
	return 0
}

// manyEntries is how many entries people can still look through without letters.
const manyEntries = 100

// Lettered puts a long list that is sorted by title under letters.
func Lettered(v view.Index) view.Index {
	if len(v.Entries) <= manyEntries {
		return v
	}
	for _, e := range v.Entries {
		letter, id := Letter(value.Order(e.Title))
		if n := len(v.Groups); n == 0 || v.Groups[n-1].Letter != letter {
			v.Groups = append(v.Groups, view.LetterGroup{Letter: letter, ID: id})
			v.Letters = append(v.Letters, view.Link{Text: letter, URL: "#" + id})
		}
		g := &v.Groups[len(v.Groups)-1]
		g.Entries = append(g.Entries, e)
	}
	v.Entries = nil
	return v
}
