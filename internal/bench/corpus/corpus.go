// Package corpus writes sites to measure with, as large as you like. The same
// number of pages and the same seed always give the same bytes.
//
// A site is what an organisation of its size might have: of 1,000 Markdown files
// some 450 are opportunities, a third of them open, 230 answers to what people
// said, 90 news, 70 guides, 40 terms of a glossary whose words stand in the
// texts, 5 strategies with 7 ambitions each, and pages about the site; around
// them stand its services and areas, of which a large organisation has more. A
// body has 150 to 900 words with what real ones have: headings, lists, tables,
// quotations and links to other pages. The words are drawn and mean nothing.
//
// WriteHugo writes the same pages for Hugo, a well-known generator: the same
// titles, summaries and bodies, byte for byte, at the same addresses, with lists
// and a feed for each kind, service and area, in layouts as plain as can be. It
// has less to make: one format of feeds where Partake makes three, no calendars,
// no A to Z, no glossary, and it checks no link. So say how many files and bytes
// each one made when you compare.
package corpus

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Now is the moment that the pages are written for. Build them with --now.
const Now = "2026-11-22T09:00:00Z"

var today = time.Date(2026, time.November, 22, 0, 0, 0, 0, time.UTC)

// day is a date so many days from now.
func day(fromNow int) string { return today.AddDate(0, 0, fromNow).Format(time.DateOnly) }

// Site says which site to write.
type Site struct {
	Pages int // Markdown files, at least Least
	Seed  uint64
}

// Least is the smallest site that has a page of each kind.
const Least = 30

// The folders of a site, and what else it has.
const (
	opportunities = "opportunities"
	updates       = "updates"
	news          = "news"
	guides        = "guide"
	terms         = "glossary"
	strategies    = "strategy"
	ambitions     = "ambition" // they stand in the folder of their strategy
	about         = "about"
	home          = "home"
)

// page is what the other pages need to know of one.
type page struct {
	kind, id, title string // id is the path below content/ without .md
	i               int    // counts all pages
	n               int    // counts those of a kind
}

func (p page) address() string {
	switch p.kind {
	case home:
		return "/"
	case terms:
		return "/glossary/#" + strings.TrimPrefix(p.id, "glossary/")
	}
	return "/" + strings.TrimSuffix(p.id, "/index") + "/"
}

// corpus is a site that is being written.
type corpus struct {
	Site
	pages           []page
	of              map[string][]page
	services, areas int
}

func (s Site) plan() (*corpus, error) {
	if s.Pages < Least {
		return nil, fmt.Errorf("a site of %d pages: %d is the least that has all kinds of page", s.Pages, Least)
	}
	c := &corpus{Site: s, of: map[string][]page{}, services: min(200, 8+s.Pages/20), areas: min(40, 6+s.Pages/50)}
	c.add(home, "index", "Take part in your services")
	for _, title := range aboutPages {
		c.add(about, about+"/"+slug(title), title)
	}
	for i := range min(len(glossary), s.Pages/5) {
		c.add(terms, terms+"/"+slug(glossary[i]), glossary[i])
	}
	for i := range min(25, 1+s.Pages/250) {
		folder := fmt.Sprintf("%s/plan-%d", strategies, 2030-i)
		c.add(strategies, folder+"/index", fmt.Sprintf("How we listen: our plan to %d", 2030-i))
		for _, title := range ambitionTitles {
			c.add(ambitions, folder+"/"+slug(title), title)
		}
	}
	for i := len(c.pages); i < s.Pages; i++ {
		c.draw(i)
	}
	return c, nil
}

func (c *corpus) add(kind, id, title string) {
	p := page{kind: kind, id: id, title: title, i: len(c.pages), n: len(c.of[kind])}
	c.pages = append(c.pages, p)
	c.of[kind] = append(c.of[kind], p)
}

// draw adds one of the kinds that a site has most of.
func (c *corpus) draw(i int) {
	r := c.rng(i, 1)
	kind, title := opportunities, pick(r, openers)+" "+pick(r, subjects)+" in "+pick(r, places)
	switch x := i % 100; {
	case x%2 == 1 && x < 54:
		kind, title = updates, "What we did about "+pick(r, subjects)+" in "+pick(r, places)
	case x%10 == 4:
		kind, title = news, capital(pick(r, subjects))+" in "+pick(r, places)+": "+pick(r, happened)
	case x%12 == 6:
		kind, title = guides, "How to "+pick(r, tasks)+" with "+pick(r, circles)
	}
	c.add(kind, fmt.Sprintf("%s/%s-%06d", kind, slug(title), i), title)
}

// rng draws for one page. A stream is for one of its parts, so that a change of
// one part does not change the others.
func (c *corpus) rng(i int, stream uint64) *rand.Rand {
	return rand.New(rand.NewPCG(c.Seed<<8|stream, uint64(i)))
}

// Write writes the site into a folder.
func (s Site) Write(dir string) error {
	c, err := s.plan()
	if err != nil {
		return err
	}
	content := filepath.Join(dir, "content")
	for name, text := range map[string]string{
		"site.yaml": siteYAML, "data/rates.yaml": ratesYAML,
		"data/services.yaml": c.named("service", c.services, serviceName), "data/areas.yaml": c.named("area", c.areas, areaName),
	} {
		if err := write(content, name, text); err != nil {
			return err
		}
	}
	for _, p := range c.pages {
		if err := write(content, p.id+".md", c.partake(p)+c.body(p)); err != nil {
			return err
		}
	}
	return nil
}

func write(dir, name, text string) error {
	full := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		return err
	}
	return os.WriteFile(full, []byte(text), 0o644)
}

// named is a list of n things with an id and a name.
func (c *corpus) named(id string, n int, name func(int) string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "- {id: %s-%d, name: %q}\n", id, i, name(i))
	}
	return b.String()
}

func slug(s string) string {
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	return strings.Join(words, "-")
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
