// Package press plans a site: which files it has, what each depends on, and how
// each is rendered. It writes nothing.
//
// A Target is one file of the output: a path, a key, and a function that
// renders it. The key is a digest of everything that the file depends on, so
// that two targets with the same path and key are the same bytes. It folds
// digests that were made once: of each source, of what other pages show of it,
// of the layouts, the assets and the program. So whoever kept what a key came to
// need not render it again; whoever wants one page only renders one.
//
// What is wrong with the text of a page shows when the text is rendered, and
// what is wrong with a link to a place on a page when that page is: see Check.
package press

import (
	"fmt"
	"io/fs"
	"sync"

	"example.org/partake/internal/assets"
	"example.org/partake/internal/board"
	"example.org/partake/internal/content"
	"example.org/partake/internal/deskfile"
	"example.org/partake/internal/diag"
	"example.org/partake/internal/digest"
	"example.org/partake/internal/directory"
	"example.org/partake/internal/doing"
	"example.org/partake/internal/frame"
	"example.org/partake/internal/glossary"
	"example.org/partake/internal/handover"
	"example.org/partake/internal/layout"
	"example.org/partake/internal/listing"
	"example.org/partake/internal/plan"
	"example.org/partake/internal/poster"
	"example.org/partake/internal/present"
	"example.org/partake/internal/site"
	"example.org/partake/internal/source"
	"example.org/partake/internal/view"
)

// Input is what a Press works with, besides the site.
type Input struct {
	Site       fs.FS // the site's folder, for the texts of its pages
	Layouts    fs.FS // the built-in layouts
	Program    string
	Drafts     bool
	Hidden     bool // ask search engines to stay away
	Sends      bool // forms can be sent from the site
	Preview    bool // what is sent is not kept
	Recipients string
	Context    string
	Once       bool   // each Target is rendered once at most: texts are let go behind it
	Texts      Texts  // what an earlier Press found in the texts of pages; may be nil
	Last       *Press // an earlier one, whose layouts may still be right; may be nil
	// Retold says that the Site is that of Last but for how the Edited pages are told:
	// the texts of all others are shown as they were.
	Retold bool
	Edited []content.Doc
}

// Press holds what rendering needs. Nothing in it changes once it is made, but
// for what it remembers of each Doc.
type Press struct {
	in      Input
	sources *source.Sources
	site    *site.Site
	views   *listing.Maker
	others  *directory.Maker
	rooms   []planner // that plan pages besides
	shell   view.Shell
	layouts fs.FS // the built-in ones with the site's own over them
	layout  *layout.Layout
	terms   *glossary.Linker
	assets  assets.Assets
	common  uint64 // digest of what every page depends on
	pages   map[content.Doc]*memory
	all     []Target // for the sitemap

	sizesOnce   sync.Once
	sizesDigest string
}

// New parses the layouts, finds the assets, and makes the digest of what every
// page depends on.
func New(in Input, src *source.Sources, model *site.Site) (*Press, diag.List, error) {
	trial := (deskfile.File{Recipients: in.Recipients}).Trial()
	base := frame.New(model, frame.Desk{Sends: in.Sends, Preview: in.Preview, Trial: trial})
	p := &Press{
		in: in, sources: src, site: model, views: listing.New(present.New(base)), others: directory.New(base), terms: directory.Linker(model),
		pages: make(map[content.Doc]*memory, len(src.Docs)), layouts: source.Overlay{source.Sub(in.Site, "layouts"), in.Layouts},
	}
	var err error
	if p.assets, err = assets.Find(src.Static, model.Config.Identity.Colours); err != nil {
		return nil, nil, err
	}
	p.shell = p.views.Shell(p.assets.URL("site.css"), p.assets.Theme(), p.assets.URL("site.js"))
	var last *layout.Layout
	if in.Last != nil {
		last = in.Last.layout
		p.views.Follow(in.Last.views)
	}
	if p.layout, err = layout.After(last, p.layouts, p.shell); err != nil {
		list, err := layout.Findings(err)
		return nil, list, err
	}
	p.common = digest.Sum("program", in.Program, model.Base, fmt.Sprint(in.Drafts, in.Hidden, in.Sends, in.Preview, trial), digest.Hex(p.layout.Digest()),
		digest.Hex(model.Config.Digest), digest.Hex(model.Data.Digest), digest.Hex(digest.Of(p.shell)), digest.Hex(p.terms.Digest()))
	all := make([]memory, len(src.Docs))
	for i, d := range src.Docs {
		p.pages[d] = &all[i]
	}
	p.rooms = []planner{p.views, plan.New(p.views.Maker), poster.New(base), board.New(base), doing.New(base)}
	p.markFeeds()
	p.in.Last = nil // its work is done, and it holds a whole site
	return p, nil, nil
}

// Desk is what the desk file is made of.
func (p *Press) Desk() handover.Input {
	return handover.Input{Site: p.site, Shell: p.shell, Layouts: p.layouts, Recipients: p.in.Recipients, Context: p.in.Context, Intro: p.intro}
}
