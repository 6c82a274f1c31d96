package assemble

import (
	"slices"
	"strings"

	"example.org/partake/internal/address"
	"example.org/partake/internal/content"
	"example.org/partake/internal/diag"
	"example.org/partake/internal/page"
	"example.org/partake/internal/site"
	"example.org/partake/internal/value"
)

// linkDirectory checks the references of the pages that say who and what there
// is.
func (a *assembler) linkDirectory() {
	for _, g := range a.site.Guides {
		a.linkGuide(g)
	}
	for _, n := range a.site.News {
		for i, ref := range n.Opportunities {
			find(a, &n.Page, "opportunities["+itoa(i)+"]", ref, "opportunities/", a.opps)
		}
	}
	for _, p := range a.site.People {
		a.skills(&p.Page, "skills", p.Skills)
	}
	for _, g := range a.site.Groups {
		a.pageRef(&g.Page, "terms", g.Terms)
	}
	for _, r := range a.site.Routes {
		if r.Form != "" {
			a.exists(&r.Page, "form", r.Form, "forms/")
		}
	}
	for _, t := range a.site.Terms {
		for i, ref := range t.See {
			a.exists(&t.Page, "see["+itoa(i)+"]", ref, "glossary/")
		}
	}
	a.skillLists()
}

func (a *assembler) linkGuide(g *content.Guide) {
	for i, point := range g.Points {
		for j, ref := range point.See {
			a.pageRef(&g.Page, "points["+itoa(i)+"].see["+itoa(j)+"]", ref)
		}
	}
	for i, r := range g.Templates {
		a.pageRef(&g.Page, "templates["+itoa(i)+"].url", r.URL)
	}
	for i, r := range g.Resources {
		a.pageRef(&g.Page, "resources["+itoa(i)+"].url", r.URL)
	}
}

func (a *assembler) linkLearning(l *site.Learning) {
	l.Links = a.site.Index.LinksOf(l.ID)
	a.owner(&l.Page, "provider", l.Provider)
	a.pageRef(&l.Page, "book", l.Book)
	a.skills(&l.Page, "skills_gained", l.SkillsGained)
	if r := l.Reimbursement; r != nil {
		l.Pay = a.pay(&l.Page, "reimbursement.", r, 0, false)
	}
}

func (a *assembler) learning(d content.Doc) *site.Learning {
	i := slices.IndexFunc(a.site.Learning, func(l *site.Learning) bool { return l.ID == d.Base().ID })
	return a.site.Learning[i]
}

// skillLists makes the lists of people who share a skill. An empty one is gone,
// so that a link to it is no mistake on the day after a consent has ended.
func (a *assembler) skillLists() {
	for _, t := range a.in.Data.Skills {
		s := &site.Skill{Term: t, URL: "/people/skill/" + t.ID + "/"}
		for _, p := range a.site.People {
			if slices.Contains(p.Skills, t.ID) && p.Listed() {
				s.List = append(s.List, p)
			}
		}
		if len(s.List) == 0 {
			a.site.Gone(s.URL)
			continue
		}
		a.site.Skills = append(a.site.Skills, s)
		a.site.Claim(s.URL, address.Page{Title: t.Name, Note: "the list " + t.Name})
	}
}

// exists resolves a reference to a page whose folder may be left out. It is nil
// for a page that is not there now, and for one that was never there, which is
// an error.
func (a *assembler) exists(p *page.Page, key, ref, folder string) content.Doc {
	for _, id := range []string{ref, folder + ref} {
		if d, ok := a.site.Index.Doc(id); ok && strings.HasPrefix(d.Base().File, content.Root+folder) {
			return d
		}
		if a.hidden[id] {
			return nil
		}
		if a.drafts[id] {
			a.errorf(p.At(key), "publish it, or take the reference out", "%q is a draft", ref)
			return nil
		}
	}
	var known []string
	for _, d := range a.site.Index.Docs {
		if p := d.Base(); strings.HasPrefix(p.File, content.Root+folder) {
			known = append(known, strings.TrimPrefix(p.ID, folder))
		}
	}
	slices.Sort(known)
	a.errorf(p.At(key), diag.Suggest(strings.TrimPrefix(ref, folder), known), "there is no page %q in %s", ref, folder)
	return nil
}

// owner checks a field that is free words, or the id of a person, a group or an
// organisation. Only what starts with such a folder has to be there.
func (a *assembler) owner(p *page.Page, key, text string) {
	for _, folder := range site.OwnerFolders {
		if strings.HasPrefix(text, folder) {
			a.exists(p, key, text, folder)
		}
	}
}

// contact resolves who to talk to, nil when the page names nobody who is there.
func (a *assembler) contact(p *page.Page, key string, c *value.Contact) *value.Contact {
	if c == nil || c.Person == "" {
		return c
	}
	before := len(a.list)
	d, ok := a.exists(p, key, c.Person, "people/").(*content.Person)
	const instead = "write name, phone and email, or leave it out: then it is the team"
	if !ok {
		if len(a.list) > before && strings.HasPrefix(a.list[before].Hint, "there are none") {
			a.list[before].Hint = instead
		}
		return nil
	}
	if !d.Staff() || d.Phone == "" && d.Email == "" {
		a.errorf(p.At(key), instead, "%s is not a member of staff with a phone number or an email address", d.Title)
		return nil
	}
	return &value.Contact{Name: d.Title, Role: d.Role, Phone: d.Phone, Email: d.Email, Hours: d.Hours}
}

// skills checks ids of data/skills.yaml.
func (a *assembler) skills(p *page.Page, key string, ids []string) {
	var known []string
	for _, t := range a.in.Data.Skills {
		known = append(known, t.ID)
	}
	for i, id := range ids {
		if !slices.Contains(known, id) {
			a.errorf(p.At(key+"["+itoa(i)+"]"), diag.Suggest(id, known), "there is no %q in data/skills.yaml", id)
		}
	}
}
