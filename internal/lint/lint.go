// Package lint reads a site as `partake check` does: it finds the mistakes that
// would stop a build, without building, and gives advice by rules.
//
// A Rule looks at one page or at the whole site and says what it finds, where,
// and what to write instead. It names who asks, so that an editor knows that it
// is not Partake's whim. Package rules holds the rules and their manual; this
// package reads, runs them, and keeps away what a page has silenced:
//
//	silence:
//	  - rule: long-title
//	    reason: "It is the name of a law."
//
// Missing fields that somebody asks for are found while front matter is read.
// Their rules are called asked/KEY, such as asked/feedback.
//
// Rules run on a site without mistakes: of half a site nobody can say what it
// lacks. Two kinds of mistake show only when pages are rendered, and are left to
// the build: those in a layout of the site's own, and links to a place on a page
// whose layout the site has replaced.
package lint

import (
	"errors"
	"io/fs"
	"time"

	"example.org/partake/internal/assemble"
	"example.org/partake/internal/diag"
	"example.org/partake/internal/layout"
	"example.org/partake/internal/site"
	"example.org/partake/internal/source"
	"example.org/partake/internal/view"
)

// Options says what to check.
type Options struct {
	Site    fs.FS // the site's folder
	Layouts fs.FS // the built-in layouts
	Static  fs.FS // the built-in static files
	Now     time.Time
	Drafts  bool
	Rules   []Rule
}

// Result is what was found, in the order of files and lines, and how many pages
// were read. Site is what they make together, nil with mistakes.
type Result struct {
	List  diag.List
	Pages int
	Site  *site.Site
}

// Run checks a site. The error is that of the machine.
func Run(opts Options) (Result, error) {
	sources, list, err := source.Read(opts.Site, opts.Static, source.Options{})
	if err != nil {
		return Result{List: list}, err
	}
	c := &checker{opts: opts, sources: sources, list: list}
	if sources.Config != nil && !sources.DataBroken {
		err = c.check()
	}
	c.list.Sort()
	c.quote()
	found := Result{List: c.list, Pages: len(sources.Docs)}
	if c.site != nil && len(c.list.Errors()) == 0 {
		found.Site = c.site.Site
	}
	return found, err
}

// checker is one run.
type checker struct {
	opts    Options
	sources *source.Sources
	layout  *layout.Layout // nil when it has mistakes
	site    *Site
	list    diag.List
}

func (c *checker) check() error {
	model, more := assemble.Assemble(assemble.Input{
		Config: c.sources.Config, Data: c.sources.Data, Docs: c.sources.Docs, Files: c.sources.Files, Base: c.sources.Config.BaseURL,
		Now: c.opts.Now, Drafts: c.opts.Drafts,
	})
	c.list.Add(more...)
	if err := c.layouts(); err != nil {
		return err
	}
	c.site = newSite(model, c.sources.Docs)
	sound := len(c.list.Errors()) == 0
	pages, err := c.pages(sound)
	if err != nil {
		return err
	}
	c.anchors(pages)
	if sound {
		c.acrossPages()
	}
	c.silence(pages, sound)
	return nil
}

// quote puts the lines of source beside the findings, each file on one core.
func (c *checker) quote() {
	var files []diag.List
	for from, i := 0, 0; i < len(c.list); i++ {
		if i+1 == len(c.list) || c.list[i+1].File != c.list[from].File {
			files = append(files, c.list[from:i+1])
			from = i + 1
		}
	}
	_ = source.Each(len(files), func(i int) error { // a file that can't be read is left without
		files[i].Quote(func(file string) ([]byte, error) { return fs.ReadFile(c.opts.Site, file) })
		return nil
	})
}

// layouts parses the layouts, for the ids that they use and for mistakes in the
// site's own.
func (c *checker) layouts() error {
	var err error
	c.layout, err = layout.New(source.Overlay{source.Sub(c.opts.Site, "layouts"), c.opts.Layouts}, view.Shell{})
	var m *layout.Mistake
	if errors.As(err, &m) {
		c.list.Add(diag.Errorf(diag.Pos{File: "layouts/" + m.File, Line: m.Line, Col: max(1, m.Col)}, "", "%s", m.Message))
		return nil
	}
	return err
}

// acrossPages runs the rules that look at the whole site.
func (c *checker) acrossPages() {
	for i := range c.opts.Rules {
		if r := &c.opts.Rules[i]; r.Site != nil {
			c.site.rule = r
			r.Site(c.site)
		}
	}
	c.list.Add(c.site.found...)
}
