package site

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"example.org/partake/internal/content"
	"example.org/partake/internal/diag"
	"example.org/partake/internal/markdown"
)

// Page finds a page or a file at a root-relative address. It makes a Site a
// markdown.Resolver together with Image.
func (s *Site) Page(address string) (markdown.Target, string, bool) {
	if t, ok := s.Leads(address); ok {
		return t, "", true
	}
	if s.drafts[address] {
		return markdown.Target{}, "that page is a draft: publish it, or take the link out", false
	}
	if _, ok := s.pages[address+"/"]; ok {
		return markdown.Target{}, "write " + address + "/ with a slash at the end", false
	}
	return markdown.Target{}, s.nearAddress(address), false
}

// Has says whether there is a page or a file at a root-relative address.
func (s *Site) Has(address string) bool {
	_, ok := s.pages[address]
	return ok || s.feed(address) || s.files.Has(address)
}

// Leads is Page without the hint, which takes time to find.
func (s *Site) Leads(address string) (markdown.Target, bool) {
	if s.gone[address] {
		return markdown.Target{Gone: true}, true
	}
	return markdown.Target{URL: address}, s.Has(address)
}

// nearAddress is the hint for an address that no page has.
func (s *Site) nearAddress(address string) string {
	name, best := path.Base(address), ""
	for _, known := range slices.Sorted(maps.Keys(s.pages)) {
		if path.Base(known) == name {
			best = known
		}
	}
	if best == "" {
		best = diag.Nearest(address, slices.Sorted(maps.Keys(s.pages)))
	}
	if best == "" {
		return ""
	}
	return "did you mean " + best + "?"
}

// feed says whether there is a feed at an address.
func (s *Site) feed(address string) bool {
	dir, name := path.Split(address)
	if !slices.Contains([]string{"feed.xml", "feed.atom", "feed.json"}, name) {
		return false
	}
	if _, ok := s.pages[dir]; !ok {
		return false
	}
	first, rest, _ := strings.Cut(strings.TrimPrefix(dir, "/"), "/")
	switch first {
	case "", "opportunities", "updates":
		return rest == ""
	case "services", "areas":
		return rest != ""
	}
	return first == "strategy" && strings.Count(rest, "/") == 2
}

// Image finds a picture by a root-relative address.
func (s *Site) Image(src string) (markdown.Target, string, bool) {
	t, hint, err := s.picture("", src)
	return t, hint, err == nil
}

// From resolves links and pictures of a page; a picture without a slash
// stands beside the page's source.
func (s *Site) From(p *content.Page) markdown.Resolver { return beside{s, p.Folder} }

type beside struct {
	*Site
	folder string
}

// Image finds a picture beside the page or in static/.
func (b beside) Image(src string) (markdown.Target, string, bool) {
	t, hint, err := b.picture(b.folder, src)
	return t, hint, err == nil
}

// picture finds a picture and its size.
func (s *Site) picture(folder, src string) (markdown.Target, string, error) {
	address := src
	if !strings.HasPrefix(src, "/") {
		address = path.Join("/", folder, src)
	}
	if !s.files.Has(address) {
		hint := "put it into static/images and write /images/name.png"
		if n := s.files.Near(address); n != "" {
			hint = "did you mean " + n + "?"
		}
		return markdown.Target{}, hint, fmt.Errorf("there is no picture %s", src)
	}
	w, h, err := s.files.Size(address)
	if err != nil {
		return markdown.Target{}, "", fmt.Errorf("the picture %s can't be used: %w", src, err)
	}
	return markdown.Target{URL: address, Width: w, Height: h}, "", nil
}

// Picture returns the address and size of a page's picture.
func (s *Site) Picture(p *content.Page) (markdown.Target, bool) {
	if p.Image == nil {
		return markdown.Target{}, false
	}
	t, _, err := s.picture(p.Folder, p.Image.Src)
	return t, err == nil
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
