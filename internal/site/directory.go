package site

import (
	"example.org/partake/internal/address"
	"example.org/partake/internal/config"
	"example.org/partake/internal/content"
	"example.org/partake/internal/page"
)

// Skill is a list of the people who share a skill.
type Skill struct {
	config.Term
	URL  string
	List []*content.Person
}

// OwnerFolders are the folders of those who can answer for something.
var OwnerFolders = []string{"people/", "groups/", "organisations/"}

// Owner puts a field that owner has checked into words. url is "" for free
// words; name is "" for a person who is not shown now.
func (s *Site) Owner(text string) (name, url string) {
	for _, folder := range append([]string{""}, OwnerFolders...) {
		id := folder + text
		if s.Index.Hidden[id] {
			return "", ""
		}
		if d, ok := s.Index.Doc(id); ok && text != "" {
			return d.Base().Title, d.Base().URL
		}
	}
	return text, ""
}

// SkillNames are the names of skills by their ids.
func (s *Site) SkillNames(ids []string) []string {
	var out []string
	for _, id := range ids {
		for _, t := range s.Data.Skills {
			if t.ID == id {
				out = append(out, t.Name)
			}
		}
	}
	return out
}

// Quoted says whether a quote may be shown: its consent lasts, and the person
// agrees to be shown.
func (s *Site) Quoted(q page.Quote) bool {
	if q.ConsentUntil != 0 && q.ConsentUntil < s.Today {
		return false
	}
	return !s.Index.Hidden[q.Person] && !s.Index.Hidden["people/"+q.Person]
}

// Doc returns the page with an id or, with its folder left out, in that folder.
func (s *Site) Doc(ref, folder string) (content.Doc, bool) {
	d, ok := s.Index.Doc(ref)
	if !ok {
		d, ok = s.Index.Doc(folder + ref)
	}
	return d, ok
}

// Written returns the page that an editor wrote for an address that Partake
// fills itself, such as /about/contact/. It is nil when there is none.
func (s *Site) Written(url string) *content.Plain {
	for _, p := range s.About {
		if p.URL == url {
			return p
		}
	}
	return nil
}

// Pictures are the addresses that the pages of the site name. A picture beside
// a page is published only with a page that shows it.
func (s *Site) Pictures() map[string]bool {
	out := map[string]bool{}
	for _, d := range s.Index.Docs {
		b := d.Base()
		if b.Image != nil {
			out[address.Beside(b.Folder, b.Image.Src)] = true
		}
		for _, l := range b.Links {
			out[address.Beside(b.Folder, l)] = true
		}
	}
	return out
}
