// Package site makes the finished model of an involvement site: every page
// with what belongs to it, sorted, linked, checked and never changed again.
//
// Assemble is the only maker of a Site. What depends on the clock – open,
// closed, published, overdue – is decided here, once, from the moment that the
// caller gives. Time alone is never an error: what has passed turns into
// advice, and pages that are not published yet are simply not there.
package site

import (
	"strings"
	"time"

	"example.org/partake/internal/config"
	"example.org/partake/internal/content"
	"example.org/partake/internal/diag"
	"example.org/partake/internal/value"
)

// Input is everything a Site is made of.
type Input struct {
	Config *config.Config
	Data   config.Data
	Docs   []content.Doc
	Files  Files
	Base   string // "https://involvement.example.org", without a slash at the end
	Now    time.Time
	Drafts bool
}

// Files are the pictures and other files that are published as they are.
type Files interface {
	// Has says whether there is a file at an address such as "/images/a.png".
	Has(address string) bool
	// Size returns the width and height of a picture in pixels, 0 when it
	// has none of its own.
	Size(address string) (width, height int, err error)
	// Near returns the address of the file whose name is nearest.
	Near(address string) string
}

// Site is the finished model. Nothing in it changes after Assemble.
type Site struct {
	Config *config.Config
	Data   config.Data
	Base   string
	Now    time.Time
	Today  value.Date

	Home          *content.Home
	Opportunities []*Opportunity // open first, then upcoming, then past
	Updates       []*Update      // newest first
	Strategies    []*Strategy    // current first
	Guides        []*content.Plain
	About         []*content.Plain
	Services      []*Topic // in the order of the data file
	Areas         []*Topic
	Facets        []*Facet  // lists of opportunities by activity, pay, way of taking part
	Statuses      []*Status // lists of updates by status
	Feeds         []*Feed

	files  Files
	feedAt map[string]*Feed
	pages  map[string]Page // by address
	gone   map[string]bool // addresses that time keeps off the site
	drafts map[string]bool // addresses of drafts
	ids    map[string]content.Doc
}

// Page is an address of the site.
type Page struct {
	Title string
	File  string // the source, "" for pages that Partake makes
	Note  string // what makes it, for messages about two pages with one address
}

// Topic is a service or an area with all that names it.
type Topic struct {
	config.Term
	URL           string
	Opportunities []*Opportunity
	Updates       []*Update
}

// Open counts the opportunities that people can join now.
func (t *Topic) Open() int { return countOpen(t.Opportunities) }

func countOpen(list []*Opportunity) int {
	n := 0
	for _, o := range list {
		if o.State.Open() {
			n++
		}
	}
	return n
}

// Facet is a list of the opportunities that share something.
type Facet struct {
	Group string // "What you do", "What you get", "How you take part"
	Title string // "Focus group", "Paid", "Online"
	URL   string
	List  []*Opportunity
}

// Status is a list of the updates that are equally far.
type Status struct {
	Title string // "We did this"
	URL   string
	List  []*Update
}

// Assemble makes the Site. With errors in the list it is good for looking for
// further mistakes only.
func Assemble(in Input) (*Site, diag.List) {
	a := &assembler{in: in, site: &Site{
		Config: in.Config, Data: in.Data, Base: in.Base, Now: in.Now, Today: value.DateOf(in.Now),
		files: in.Files, pages: map[string]Page{}, gone: map[string]bool{}, drafts: map[string]bool{}, ids: map[string]content.Doc{}, feedAt: map[string]*Feed{},
	}}
	a.topics()
	docs := a.published()
	a.sort(docs)
	a.derive()
	a.link()
	a.feeds()
	a.aliases()
	a.checkPictures(docs)
	a.checkNavigation()
	return a.site, a.list
}

// assembler holds what is needed only while a Site is made.
type assembler struct {
	in       Input
	site     *Site
	list     diag.List
	drafts   map[string]bool // ids of drafts
	services map[string]*Topic
	areas    map[string]*Topic
	opps     map[string]*Opportunity
	ambs     map[string]*Ambition
	updates  map[string]*Update
	hidden   map[string]bool // ids that are not published yet
	later    []*content.Page // the same
}

func (a *assembler) errorf(at diag.Pos, hint, format string, args ...any) {
	a.list.Add(diag.Errorf(at, hint, format, args...))
}

// claim gives an address to a page, or says who has it already.
func (a *assembler) claim(url string, p Page, at diag.Pos) {
	if other, taken := a.site.pages[url]; taken {
		with := other.File
		if with == "" {
			with = other.Note
		}
		a.errorf(at, "give one of them a slug", "two pages have the address %s: this one and %s", url, with)
		return
	}
	a.site.pages[url] = p
}

// topics makes the services and areas.
func (a *assembler) topics() {
	make := func(terms []config.Term, folder string) ([]*Topic, map[string]*Topic) {
		list, byID := []*Topic{}, map[string]*Topic{}
		for _, t := range terms {
			topic := &Topic{Term: t, URL: "/" + folder + "/" + t.ID + "/"}
			list, byID[t.ID] = append(list, topic), topic
			a.claim(topic.URL, Page{Title: t.Name, Note: "the page of " + t.Name}, diag.Pos{File: content.Root + "data/" + folder + ".yaml"})
		}
		return list, byID
	}
	a.site.Services, a.services = make(a.in.Data.Services, "services")
	a.site.Areas, a.areas = make(a.in.Data.Areas, "areas")
}

// published takes the pages that are on the site now and gives each its address.
func (a *assembler) published() []content.Doc {
	a.drafts, a.hidden = map[string]bool{}, map[string]bool{}
	var out []content.Doc
	seen := map[string]string{}
	for _, d := range a.in.Docs {
		p := d.Base()
		if other, twice := seen[p.ID]; twice {
			a.errorf(p.At("id"), "give one of them another id", "two pages have the id %q: this one and %s", p.ID, other)
			continue
		}
		seen[p.ID] = p.File
		if _, broken := d.(*content.Broken); broken {
			a.hidden[p.ID], a.site.gone[p.URL] = true, true
			continue
		}
		switch {
		case p.Draft && !a.in.Drafts:
			a.drafts[p.ID], a.site.drafts[p.URL] = true, true
		case p.Published > a.site.Today && !a.in.Drafts:
			if a.site.gone[p.URL] {
				a.errorf(p.At("slug"), "give one of them a slug", "two pages have the address %s, both published later", p.URL)
			}
			a.hidden[p.ID], a.site.gone[p.URL], a.later = true, true, append(a.later, p)
		default:
			a.site.ids[p.ID] = d
			a.claim(p.URL, Page{Title: p.Title, File: p.File}, p.At("slug"))
			out = append(out, d)
		}
	}
	return out
}

// checkPictures looks whether the pictures that pages name are there.
func (a *assembler) checkPictures(docs []content.Doc) {
	for _, d := range docs {
		p := d.Base()
		if p.Image == nil {
			continue
		}
		if _, hint, err := a.site.picture(p.Folder, p.Image.Src); err != nil {
			a.errorf(p.At("image.src"), hint, "%v", err)
		}
	}
}

func (a *assembler) checkNavigation() {
	cfg := a.in.Config
	for i, n := range cfg.Navigation {
		if !strings.HasPrefix(n.URL, "/") { // said by the config room
			continue
		}
		if _, hint, ok := a.site.Page(n.URL); !ok {
			a.errorf(cfg.Keys.Pos("navigation["+itoa(i)+"].url"), hint, "navigation leads to %s, and there is no such page", n.URL)
		}
	}
	if logo := cfg.Identity.Logo; logo != "" && !a.in.Files.Has(logo) {
		a.errorf(cfg.Keys.Pos("identity.logo"), "put it into static/images", "there is no picture %s", logo)
	}
}
