// Package assemble makes the finished model of an involvement site.
//
// Assemble is the only maker of a site.Site. Time alone is never an error: what
// has passed turns into advice, and pages that are not published yet, or whose
// person does not agree to be shown, are simply not there.
package assemble

import (
	"slices"
	"strings"
	"time"

	"example.org/partake/internal/address"
	"example.org/partake/internal/config"
	"example.org/partake/internal/content"
	"example.org/partake/internal/derived"
	"example.org/partake/internal/diag"
	"example.org/partake/internal/form"
	"example.org/partake/internal/page"
	"example.org/partake/internal/site"
	"example.org/partake/internal/value"
)

// Input is everything a Site is made of.
type Input struct {
	Config *config.Config
	Data   config.Data
	Docs   []content.Doc
	Files  address.Files
	Base   string // "https://involvement.example.org", without a slash at the end
	Now    time.Time
	Drafts bool

	waiting bool // also those published later
}

// Assemble makes the Site. With errors in the list it is good for looking for
// further mistakes only.
//
// When pages wait for their day, a second Site is made as if it had come, and
// its mistakes are told today: not on the night on which nobody looks.
func Assemble(in Input) (*site.Site, diag.List) {
	s, list := assemble(in)
	if !slices.ContainsFunc(in.Docs, func(d content.Doc) bool { return s.Index.Hidden[d.Base().ID] && waits(d, s.Today) }) {
		return s, list
	}
	in.waiting = true
	_, later := assemble(in)
	for _, d := range later.Errors() {
		if !slices.ContainsFunc(list, func(x diag.Diagnostic) bool { return x.Pos == d.Pos }) {
			list.Add(d)
		}
	}
	return s, list
}

// waits says whether a page is published later.
func waits(d content.Doc, today value.Date) bool { return d.Base().Published > today }

func assemble(in Input) (*site.Site, diag.List) {
	n := len(in.Docs)
	a := &assembler{in: in, drafts: map[string]bool{}, at: make(map[string]content.Doc, n), hidden: map[string]bool{}, fullIDs: map[string]string{}, site: &site.Site{
		Config: in.Config, Data: in.Data, Base: in.Base, Now: in.Now, Today: value.DateOf(in.Now), Book: address.NewBook(in.Files, n),
	}}
	a.topics()
	docs := a.published()
	a.site.Index = site.NewIndex(docs, a.hidden)
	a.sort(docs)
	made := derived.Input{Site: a.site, At: a.at, Later: a.later, Broken: a.broken}
	a.list.Add(derived.Lists(made)...)
	a.common(docs)
	a.link()
	a.list.Add(derived.Files(made)...)
	a.aliases()
	a.checkNavigation()
	if slices.ContainsFunc(docs, asks) {
		a.list.Add(in.Config.CheckPrivacy()...)
	}
	return a.site, a.list
}

// asks says whether a page is a form that people can use.
func asks(d content.Doc) bool {
	f, ok := d.(*form.Definition)
	return ok && f.On()
}

// assembler holds what is needed only while a Site is made.
type assembler struct {
	in       Input
	site     *site.Site
	list     diag.List
	drafts   map[string]bool // ids of drafts
	hidden   map[string]bool // ids of pages that are not there now: the site.Site's own
	services map[string]*site.Topic
	areas    map[string]*site.Topic
	opps     map[string]*site.Opportunity
	ambs     map[string]*site.Ambition
	updates  map[string]*site.Update
	orgs     map[string]*site.Organisation
	at       map[string]content.Doc // by address
	fullIDs  map[string]string      // of ambitions, by how a page names them
	later    []*page.Page           // pages that may come when their time has come
	broken   []*page.Page           // pages with mistakes
}

func (a *assembler) errorf(at diag.Pos, hint, format string, args ...any) {
	a.list.Add(diag.Errorf(at, hint, format, args...))
}

// claim gives an address to a page, or says who has it already.
func (a *assembler) claim(url string, p address.Page, at func() diag.Pos) {
	if other, ok := a.site.Claim(url, p); !ok && !a.in.waiting { // those of later are compared today already
		a.errorf(at(), "give one of them a slug", "two pages have the address %s: this one and %s", url, other.Who())
	}
}

// topics makes the services and areas.
func (a *assembler) topics() {
	make := func(terms []config.Term, folder string) ([]*site.Topic, map[string]*site.Topic) {
		list, byID := []*site.Topic{}, map[string]*site.Topic{}
		for _, t := range terms {
			topic := &site.Topic{Term: t, URL: "/" + folder + "/" + t.ID + "/"}
			list, byID[t.ID] = append(list, topic), topic
			a.claim(topic.URL, address.Page{Title: t.Name, Note: "the page of " + t.Name}, func() diag.Pos { return diag.Pos{File: content.Root + "data/" + folder + ".yaml"} })
		}
		return list, byID
	}
	a.site.Services, a.services = make(a.in.Data.Services, "services")
	a.site.Areas, a.areas = make(a.in.Data.Areas, "areas")
}

// published takes the pages that are on the site now and gives each its address.
func (a *assembler) published() []content.Doc {
	var out []content.Doc
	seen := make(map[string]string, len(a.in.Docs))
	for _, d := range a.in.Docs {
		p := d.Base()
		if other, twice := seen[p.ID]; twice {
			a.errorf(p.At("id"), "give one of them another id", "two pages have the id %q: this one and %s", p.ID, other)
			continue
		}
		seen[p.ID] = p.File
		if a.here(d, p) {
			a.at[p.URL] = d
			out = append(out, d)
		}
	}
	return out
}

// here says whether a page is on the site now, and notes its address.
func (a *assembler) here(d content.Doc, p *page.Page) bool {
	person, _ := d.(*content.Person)
	_, broken := d.(*content.Broken)
	switch {
	case broken:
		a.hidden[p.ID], a.broken = true, append(a.broken, p)
		a.site.Gone(p.URL)
	case p.Draft && !a.in.Drafts:
		a.drafts[p.ID] = true
		a.site.Draft(p.URL)
	case person != nil && !person.Agreed(a.site.Today):
		a.wait(p)
		picture := ""
		if p.Image != nil {
			picture = address.Beside(p.Folder, p.Image.Src)
		}
		a.site.Private(p.URL, picture)
	case waits(d, a.site.Today) && !a.in.Drafts && !a.in.waiting:
		if p.URL != "" && a.site.Gone(p.URL) {
			a.errorf(p.At("slug"), "give one of them a slug", "two pages have the address %s, both published later", p.URL)
		}
		a.wait(p)
	default:
		if p.URL != "" {
			a.claim(p.URL, address.Page{Title: p.Title, File: p.File}, func() diag.Pos { return p.At("slug") })
		}
		return true
	}
	return false
}

// wait notes a page that may come when its time has come.
func (a *assembler) wait(p *page.Page) {
	a.hidden[p.ID], a.later = true, append(a.later, p)
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
