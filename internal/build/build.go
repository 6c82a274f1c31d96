// Package build makes a site of a folder of Markdown: all of it, in one go, into
// a folder (Run), or as an Edition whose files are made when somebody asks.
//
// Run reads top to bottom: read the sources, make Docs of them, assemble the
// site, plan the targets, render those with a new key into a staging folder,
// check what could only be checked then, publish. Any error on the way leaves
// the last site.
//
// Clean builds, warm builds and previews are the same code. What differs is what
// is known already: of the files, what the last build's manifest holds; of the
// texts, what was found in them under their keys; of the sources, the Docs that
// a Kept remembers. Nothing is ever marked as stale: a key is new or it is not.
// Before all that, when neither a source nor an output nor the day has changed,
// there is nothing to do: see record.go.
package build

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"strings"
	"time"

	"example.org/partake/internal/assemble"
	"example.org/partake/internal/deskfile"
	"example.org/partake/internal/diag"
	"example.org/partake/internal/handover"
	"example.org/partake/internal/layout"
	"example.org/partake/internal/output"
	"example.org/partake/internal/press"
	"example.org/partake/internal/site"
	"example.org/partake/internal/source"
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
	Began   time.Time // the moment by the machine's own clock; zero when files' times are not to be trusted
	Drafts  bool
	Hidden  bool // ask search engines to stay away: previews
	Count   bool // advice on pages is counted and not in the list
	Sends   bool // somebody takes what people send: forms can be sent from the site
	Preview bool // what is sent is not kept
	// Recipients and Context go into the desk file, which is written to Desk when
	// the build went well and Sends is true. Without Sends, one that an earlier
	// build wrote goes. Desk is a file outside of Out, or "" for none.
	Recipients, Context, Desk string

	// Program says what the program is, down to its bytes: it is part of every key.
	Program string
	Tick    func(done, total int) // called now and then while rendering; may be nil
	Read    func(bytes int64)     // called while pages are read, whenever twice as many bytes were, and at the end; a short page counts for more; may be nil
}

// Result says what a build did. A file is rendered, or it is unchanged since the
// last build; of those rendered, the written ones came to other bytes.
type Result struct {
	Pages, Files                          int
	Rendered, Unchanged, Written, Removed int
	Bytes                                 int64
	Advice                                int           // how much there is to say of the content
	Next                                  time.Time     // the next moment at which time alone changes a page
	Desk                                  deskfile.File // with Options.Sends
	Doubt                                 error         // why all was written anew although there was an earlier build
}

// ErrContent means that the site's content is wrong; the list says how.
var ErrContent = errors.New("the content is wrong")

// Run builds the site. The list holds what authors need to know, also when the
// build went well; it is empty when there was nothing to do. With ErrContent
// nothing was written.
func Run(ctx context.Context, opts Options) (Result, diag.List, error) {
	if result, ok := standing(opts); ok {
		return result, nil, nil
	}
	stats, err := source.Stats(opts.Site, opts.Began)
	if err != nil {
		stats = nil // reading says what can't be read; the next build reads again
	}
	d, list, err := prepare(opts, nil)
	if err != nil {
		return Result{}, list, err
	}
	stage, err := output.Begin(opts.Out, opts.State, opts.Keep...)
	if err != nil {
		return Result{}, list, err
	}
	result, notes, list, err := d.fill(ctx, stage, list, stats)
	if err != nil {
		return Result{}, list, errors.Join(err, stage.Abort())
	}
	did, err := stage.Commit(notes)
	result.Written, result.Removed = len(did.Changed), did.Removed
	return result, list, err
}

// draft is a site that is planned.
type draft struct {
	opts    Options
	sources *source.Sources
	model   *site.Site
	press   *press.Press
	targets []press.Target
}

// prepare reads a site and plans it. kept is what is known already; it is nil
// when each file is made once, and written.
func prepare(opts Options, kept *Kept) (*draft, diag.List, error) {
	sources, list, err := source.Read(opts.Site, opts.Static, source.Options{Memo: kept.memo(), Count: opts.Count, Grown: opts.Read})
	if err != nil {
		return nil, list, err
	}
	if sources.Config == nil || sources.DataBroken {
		return nil, quoted(list, opts.Site), ErrContent
	}
	model, more := assemble.Assemble(input(opts, sources))
	list.Add(more...)
	p, more, err := press.New(kept.input(opts), sources, model)
	list.Add(more...)
	if err == nil && failed(list) && p != nil {
		list.Add(p.CheckTexts()...)
	}
	if err != nil || failed(list) {
		return nil, quoted(list, opts.Site), errors.Join(err, contentError(list))
	}
	return &draft{opts, sources, model, p, p.Targets()}, list, nil
}

func input(opts Options, s *source.Sources) assemble.Input {
	return assemble.Input{
		Config: s.Config, Data: s.Data, Docs: s.Docs, Files: s.Files, Now: opts.Now, Drafts: opts.Drafts,
		Base: strings.TrimRight(cmp.Or(opts.BaseURL, s.Config.BaseURL), "/"),
	}
}

// fill renders what has a new key into the stage and checks it. The notes are for
// the next build.
func (d *draft) fill(ctx context.Context, stage *output.Stage, list diag.List, stats []source.Stat) (Result, map[string][]byte, diag.List, error) {
	d.press.Remember(decodeTexts(stage.Note(textsNote)))
	result, err := d.render(ctx, stage)
	if err != nil {
		more, err := layout.Findings(err)
		list.Add(more...)
		return Result{}, nil, quoted(list, d.opts.Site), errors.Join(err, contentError(list))
	}
	more, texts, err := d.press.Check(d.targets, stage.Read)
	if list.Add(more...); err != nil || failed(list) {
		return Result{}, nil, quoted(list, d.opts.Site), errors.Join(err, contentError(list))
	}
	if result.Desk, err = handover.Write(stage, d.opts.Desk, d.opts.Sends, d.press.Desk()); err != nil {
		return Result{}, nil, list, err
	}
	list = quoted(list, d.opts.Site)
	result.Advice, result.Next, result.Doubt = d.sources.Advice+len(list.Advice()), d.model.NextChange(), stage.Doubt()
	notes, err := notes(d.opts, result, texts, stats)
	return result, notes, list, err
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
