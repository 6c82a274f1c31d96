// Package build is the press: it makes a site of a folder of Markdown.
//
// Run reads top to bottom: read the sources, make Docs of them, assemble the
// site, plan the targets, render them into a staging folder, check what could
// only be checked then, publish. Any error on the way leaves the last site.
//
// A Target is one file of the output: a path, a key, and a function that
// renders it. The key is a digest of everything that the file depends on, so
// that two targets with the same path and key are the same bytes. It folds
// digests that were made once: of each source, of what other pages show of it,
// of the layouts, the assets and the program.
package build

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"sync"
	"time"

	"example.org/partake/internal/assemble"
	"example.org/partake/internal/assets"
	"example.org/partake/internal/content"
	"example.org/partake/internal/deskfile"
	"example.org/partake/internal/diag"
	"example.org/partake/internal/digest"
	"example.org/partake/internal/directory"
	"example.org/partake/internal/frame"
	"example.org/partake/internal/glossary"
	"example.org/partake/internal/layout"
	"example.org/partake/internal/listing"
	"example.org/partake/internal/output"
	"example.org/partake/internal/present"
	"example.org/partake/internal/site"
	"example.org/partake/internal/source"
	"example.org/partake/internal/view"
)

// Options says what to build, from what, and where to.
type Options struct {
	Site    fs.FS // the site's folder: content/, and if wanted layouts/ and static/
	Layouts fs.FS // the built-in layouts
	Static  fs.FS // the built-in static files
	Out     string
	State   string   // the folder for manifests
	Keep    []string // folders that Out must not touch
	BaseURL string   // "" for that of site.yaml
	Now     time.Time
	Drafts  bool
	Hidden  bool // ask search engines to stay away: previews
	Sends   bool // somebody takes what people send: forms can be sent from the site
	Preview bool // what is sent is not kept
	// Recipients and Context go into the desk file, which is written to Desk when
	// the build went well and Sends is true. Without Sends, one that an earlier
	// build wrote goes. Desk is a file outside of Out, or "" for none.
	Recipients, Context, Desk string

	Program string                // the program's version, part of every key
	Tick    func(done, total int) // called now and then while rendering; may be nil
	Read    func(bytes int64)     // called with the size of the pages' sources; may be nil
}

// Result says what a build did.
type Result struct {
	Pages, Files, Removed int
	Bytes                 int64
	Next                  time.Time     // the next moment at which time alone changes a page
	Desk                  deskfile.File // with Options.Sends
}

// ErrContent means that the site's content is wrong; the list says how.
var ErrContent = errors.New("the content is wrong")

// Run builds the site. The list holds what authors need to know, also when the
// build went well. With ErrContent nothing was written.
func Run(ctx context.Context, opts Options) (Result, diag.List, error) {
	sources, list, err := source.Read(opts.Site, opts.Static)
	if err != nil {
		return Result{}, list, err
	}
	if sources.Config == nil || sources.DataBroken {
		return Result{}, quoted(list, opts.Site), ErrContent
	}
	if opts.Read != nil {
		opts.Read(sources.Size)
	}
	model, more := assemble.Assemble(input(opts, sources))
	list.Add(more...)
	press, more, err := newPress(opts, sources, model)
	list.Add(more...)
	if err == nil && failed(list) && press != nil {
		list.Add(press.checkTexts()...)
	}
	if err != nil || failed(list) {
		return Result{}, quoted(list, opts.Site), errors.Join(err, contentError(list))
	}
	stage, err := output.Begin(opts.Out, opts.State, opts.Keep...)
	if err != nil {
		return Result{}, list, err
	}
	result, more, err := press.render(ctx, press.plan(), stage)
	if list.Add(more...); err != nil || failed(list) {
		return Result{}, quoted(list, opts.Site), errors.Join(err, contentError(list), stage.Abort())
	}
	if result.Desk, err = press.handOver(stage); err != nil {
		return Result{}, list, errors.Join(err, stage.Abort())
	}
	result.Next = model.NextChange()
	result.Removed, err = stage.Commit()
	return result, quoted(list, opts.Site), err
}

func input(opts Options, s *source.Sources) assemble.Input {
	return assemble.Input{
		Config: s.Config, Data: s.Data, Docs: s.Docs, Files: s.Files, Now: opts.Now, Drafts: opts.Drafts,
		Base: strings.TrimRight(cmp.Or(opts.BaseURL, s.Config.BaseURL), "/"),
	}
}

func failed(list diag.List) bool { return len(list.Errors()) > 0 }

func contentError(list diag.List) error {
	if failed(list) {
		return ErrContent
	}
	return nil
}

// quoted sorts the list and, after mistakes, puts each line of source beside its
// finding. Advice alone is not printed by a build, so no file is read for it.
func quoted(list diag.List, sources fs.FS) diag.List {
	list.Sort()
	if !failed(list) {
		return list
	}
	list.Quote(func(file string) ([]byte, error) { return fs.ReadFile(sources, file) })
	return list
}

// press holds what rendering needs. Nothing in it changes once it is made, but
// for what it remembers of each Doc.
type press struct {
	opts    Options
	sources *source.Sources
	site    *site.Site
	views   *listing.Maker
	others  *directory.Maker
	shell   view.Shell
	layouts fs.FS // the built-in ones with the site's own over them
	layout  *layout.Layout
	terms   *glossary.Linker
	assets  assets.Assets
	common  uint64 // digest of what every page depends on
	pages   map[content.Doc]*memory

	sizesOnce   sync.Once
	sizesDigest string
}

// newPress parses the layouts, finds the assets, and makes the digest of what
// every page depends on.
func newPress(opts Options, src *source.Sources, model *site.Site) (*press, diag.List, error) {
	trial := (deskfile.File{Recipients: opts.Recipients}).Trial()
	base := frame.New(model, frame.Desk{Sends: opts.Sends, Preview: opts.Preview, Trial: trial})
	p := &press{
		opts: opts, sources: src, site: model, views: listing.New(present.New(base)), others: directory.New(base), terms: directory.Linker(model),
		pages: map[content.Doc]*memory{}, layouts: source.Overlay{source.Sub(opts.Site, "layouts"), opts.Layouts},
	}
	var err error
	if p.assets, err = assets.Find(src.Static, model.Config.Identity.Colours); err != nil {
		return nil, nil, err
	}
	p.shell = p.views.Shell(p.assets.URL("site.css"), p.assets.Theme(), p.assets.URL("site.js"))
	p.layout, err = layout.New(p.layouts, p.shell)
	if err != nil {
		list, err := layoutMistake(err)
		return nil, list, err
	}
	p.common = digest.Sum("program", opts.Program, model.Base, fmt.Sprint(opts.Drafts, opts.Hidden, opts.Sends, opts.Preview, trial), digest.Hex(p.layout.Digest()),
		digest.Hex(model.Config.Digest), digest.Hex(model.Data.Digest), digest.Hex(digest.Of(p.shell)), digest.Hex(p.terms.Digest()))
	for _, d := range src.Docs {
		p.pages[d] = &memory{}
	}
	p.markFeeds()
	return p, nil, nil
}

// layoutMistake turns a mistake in the site's own layouts into a finding; any
// other error stays one.
func layoutMistake(err error) (diag.List, error) {
	var m *layout.Mistake
	if !errors.As(err, &m) {
		return nil, err
	}
	at := diag.Pos{File: "layouts/" + m.File, Line: m.Line, Col: max(1, m.Col)}
	return diag.List{diag.Errorf(at, "", "%s", m.Message)}, nil
}
