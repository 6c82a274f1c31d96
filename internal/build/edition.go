package build

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"maps"
	"os"
	pathpkg "path"
	"slices"
	"sync"
	"time"

	"example.org/partake/internal/assemble"
	"example.org/partake/internal/content"
	"example.org/partake/internal/deskfile"
	"example.org/partake/internal/diag"
	"example.org/partake/internal/handover"
	"example.org/partake/internal/layout"
	"example.org/partake/internal/page"
	"example.org/partake/internal/press"
	"example.org/partake/internal/retell"
	"example.org/partake/internal/source"
)

// Kept is what one Edition leaves to the next: the Docs of the files that did not
// change, what was found in texts, the layouts, and the files that were made.
// The zero value knows nothing. It is not safe for many goroutines at once; its
// Editions are.
type Kept struct {
	// Texts is a file for what was found in texts, so that the next program knows
	// it at its start; "" for none.
	Texts string

	sources source.Memo
	known   press.Texts
	last    *Edition
	pending []string // files that have changed since the last Edition
	unsure  bool     // others may have
	count   int      // of Editions
}

// memo is nil for a build that makes each file once.
func (k *Kept) memo() *source.Memo {
	if k == nil {
		return nil
	}
	return &k.sources
}

// input is what a press works with.
func (k *Kept) input(opts Options) press.Input {
	in := press.Input{
		Site: opts.Site, Layouts: opts.Layouts, Program: opts.Program, Drafts: opts.Drafts, Hidden: opts.Hidden, Sends: opts.Sends, Preview: opts.Preview,
		Recipients: opts.Recipients, Context: opts.Context, Once: k == nil,
	}
	if k != nil {
		in.Texts = k.known
		if k.last != nil {
			in.Last = k.last.draft.press
		}
	}
	return in
}

// Edition is a site whose files are made when somebody asks for them. It is whole
// and checked, as a built one is, and stays as it is when its pages are edited. It
// is a file tree, but knows no folders.
type Edition struct {
	Pages int
	Next  time.Time // the next moment at which time alone changes a page
	draft *draft
	at    map[string]int // of targets, by path
	desk  *lazyDesk

	number int
	after  map[string]bool // files that may differ from the Edition before, when only texts were edited; nil when that is not known

	mu   sync.Mutex
	made map[string][]byte
	size int
}

// Edition plans a site and checks it. changed are the only files that have changed
// since the last one, as "content/about/us.md"; nil when that is not known. The
// list has the mistakes only, and the error is as that of Run.
func (k *Kept) Edition(ctx context.Context, opts Options, changed []string) (*Edition, diag.List, error) {
	k.sources.Now = opts.Began
	if changed == nil || k.unsure {
		k.unsure = true
	} else {
		k.pending = append(k.pending, changed...)
	}
	e, texts, list, err := k.edited(opts)
	if e == nil && err == nil {
		e, texts, list, err = k.whole(ctx, opts)
	}
	if err != nil {
		return nil, list, err
	}
	k.keep(e, texts)
	return e, nil, nil
}

// whole plans a site from its sources.
func (k *Kept) whole(ctx context.Context, opts Options) (*Edition, press.Texts, diag.List, error) {
	if k.known == nil && k.Texts != "" {
		note, _ := os.ReadFile(k.Texts) // without it all texts are looked at again
		k.known = decodeTexts(note)
	}
	d, list, err := prepare(opts, k)
	if err != nil {
		return nil, nil, list.Errors(), err
	}
	e := newEdition(d, k.last)
	e.inherit(k.last)
	list, texts, err := d.press.Check(d.targets, e.ReadFile)
	if list, err = mistakes(list, err, opts); err != nil {
		return nil, nil, list, errors.Join(err, ctx.Err())
	}
	return e, texts, nil, nil
}

// newEdition takes over from the last one where targets are, when they are there still.
func newEdition(d *draft, last *Edition) *Edition {
	e := &Edition{draft: d, Pages: d.pages(), Next: d.model.NextChange(), desk: new(lazyDesk), made: map[string][]byte{}}
	if last != nil && slices.EqualFunc(d.targets, last.draft.targets, func(x, y press.Target) bool { return x.Path == y.Path }) {
		e.at = last.at
		return e
	}
	e.at = make(map[string]int, len(d.targets))
	for i, t := range d.targets {
		e.at[t.Path] = i
	}
	return e
}

// edited makes an Edition of the last one when only some pages were edited, and no
// address came or went with that. It is nil when more has changed, or the day, or
// when there are mistakes that whole knows how to tell.
func (k *Kept) edited(opts Options) (*Edition, press.Texts, diag.List, error) {
	last := k.last
	if last == nil || k.unsure || flags(opts) != flags(last.draft.opts) || opts.Now.Before(last.draft.opts.Now) || !opts.Now.Before(last.Next) {
		return nil, nil, nil, nil
	}
	slices.Sort(k.pending)
	sources, edits, ok := last.draft.sources.Edited(opts.Site, slices.Compact(k.pending))
	if !ok {
		return nil, nil, nil, nil
	}
	var e *Edition
	moved := func(path string) bool { return differ(e, last, path) }
	docs := make([]content.Doc, len(edits))
	for i, x := range edits {
		docs[i] = x.After
	}
	if slices.ContainsFunc(edits, func(x source.Edit) bool { return x.Before != x.After }) {
		e = k.retold(opts, sources, edits)
	} else {
		e = k.reworded(opts, sources, docs)
		moved = func(path string) bool { return e.after[path] }
	}
	if e == nil {
		return nil, nil, nil, nil
	}
	list, texts, err := e.draft.press.CheckEdited(docs, moved, e.ReadFile)
	if list, err = mistakes(list, err, opts); err != nil {
		return nil, nil, list, err
	}
	return e, texts, nil, nil
}

// reworded is the last Edition with the texts of some pages edited, and nothing of
// their front matter: the same site.
func (k *Kept) reworded(opts Options, sources *source.Sources, docs []content.Doc) *Edition {
	last := k.last
	p := last.draft.press.Edited(opts.Site, sources, docs, k.known)
	targets, changed := p.Again(last.draft.targets, docs)
	e := &Edition{Pages: last.Pages, Next: last.Next, draft: &draft{opts, sources, last.draft.model, p, targets}, at: last.at, desk: last.desk, after: map[string]bool{}}
	for _, i := range changed {
		e.after[targets[i].Path] = true
	}
	if slices.ContainsFunc(docs, isForm) {
		e.desk = new(lazyDesk)
	}
	last.mu.Lock()
	defer last.mu.Unlock()
	e.made, e.size = maps.Clone(last.made), last.size
	maps.DeleteFunc(e.made, func(path string, _ []byte) bool { return e.after[path] })
	return e
}

// retold is an Edition of pages whose front matter was edited: of a Site that is told
// again where that will do, else of one that is assembled. No file of the last one is
// taken over: to tell which still holds would take longer than to make it. It is nil
// when links may lead elsewhere now, or something is wrong.
func (k *Kept) retold(opts Options, sources *source.Sources, edits []source.Edit) *Edition {
	in, last, now := k.input(opts), k.last.draft.model, make(map[content.Doc]content.Doc, len(edits))
	for _, x := range edits {
		now[x.Before] = x.After
		in.Edited = append(in.Edited, x.After)
	}
	model := retell.Site(last, opts.Now, now)
	in.Retold = model != nil
	same := make(chan bool, 1)
	if in.Retold {
		same <- true
	} else {
		var list diag.List
		if model, list = assemble.Assemble(input(opts, sources)); failed(list) {
			return nil
		}
		go func() { same <- model.Same(last.Book) }()
	}
	p, list, err := press.New(in, sources, model)
	if failed(list) || err != nil {
		return nil
	}
	e := newEdition(&draft{opts, sources, model, p, p.Targets()}, k.last)
	if !<-same {
		return nil
	}
	return e
}

func isForm(d content.Doc) bool { return d.Base().Kind == page.KindForm }

// mistakes are what a check found, with one in a layout that showed on the way.
func mistakes(list diag.List, err error, opts Options) (diag.List, error) {
	if err != nil {
		var more diag.List
		more, err = layout.Findings(err)
		list = append(list, more...)
	}
	if list = list.Errors(); err == nil && len(list) == 0 {
		return nil, nil
	}
	return quoted(list, opts.Site), errors.Join(err, contentError(list))
}

// lazyDesk is a desk file that is made when somebody asks.
type lazyDesk struct {
	once sync.Once
	file deskfile.File
	err  error
}

// Desk is the desk file of a site that takes answers. It is the same one while
// nothing of it can have changed.
func (e *Edition) Desk() (*deskfile.File, error) {
	d := e.desk
	d.once.Do(func() { d.file, d.err = handover.Make(e.draft.press.Desk()) })
	return &d.file, d.err
}

// keep remembers an Edition for the next one. What the first found in texts is
// noted for the next program, which looks again at those that were edited since.
func (k *Kept) keep(e *Edition, texts press.Texts) {
	first := k.last == nil
	k.count++
	e.number = k.count
	k.last, k.known, k.pending, k.unsure = e, texts, nil, false
	if !first || k.Texts == "" {
		return
	}
	if note, err := encodeTexts(texts); err == nil {
		_ = os.WriteFile(k.Texts, note, 0o644)
	}
}

// mostMade is how many bytes of made files an Edition remembers.
const mostMade = 64 << 20

// inherit takes over what the last Edition made of the same keys.
func (e *Edition) inherit(last *Edition) {
	if last == nil {
		return
	}
	last.mu.Lock()
	defer last.mu.Unlock()
	for path, data := range last.made {
		if !differ(e, last, path) {
			e.made[path] = data
			e.size += len(data)
		}
	}
}

// differ says whether a file may be another in one Edition than in the other.
func differ(e, last *Edition, path string) bool {
	now, ok := e.target(path)
	before, was := last.target(path)
	return ok != was || ok && now.Key() != before.Key()
}

// target is the plan of a file.
func (e *Edition) target(path string) (press.Target, bool) {
	i, ok := e.at[path]
	if !ok {
		return press.Target{}, false
	}
	return e.draft.targets[i], true
}

// ReadFile makes a file of the site, by its path: "opportunities/index.html".
// The error is fs.ErrNotExist when the site has none of that path.
func (e *Edition) ReadFile(path string) ([]byte, error) {
	t, ok := e.target(path)
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: path, Err: fs.ErrNotExist}
	}
	e.mu.Lock()
	data, ok := e.made[path]
	e.mu.Unlock()
	if ok {
		return data, nil
	}
	var b bytes.Buffer
	if err := t.Render(&b); err != nil {
		return nil, err
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.size += b.Len(); e.size > mostMade {
		clear(e.made)
		e.size = b.Len()
	}
	e.made[path] = b.Bytes()
	return b.Bytes(), nil
}

// Open implements fs.FS.
func (e *Edition) Open(path string) (fs.File, error) {
	data, err := e.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return opened{bytes.NewReader(data), info{path, int64(len(data))}}, nil
}

// Stat implements fs.StatFS. It makes nothing, so it does not know the size of
// what is not made yet.
func (e *Edition) Stat(path string) (fs.FileInfo, error) {
	if _, ok := e.at[path]; !ok {
		return nil, &fs.PathError{Op: "stat", Path: path, Err: fs.ErrNotExist}
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	return info{path, int64(len(e.made[path]))}, nil
}

// Paths lists all files, sorted.
func (e *Edition) Paths() []string { return slices.Sorted(maps.Keys(e.at)) }

// Drafts lists the pages that are drafts or published later, sorted.
func (e *Edition) Drafts() []string {
	var out []string
	for _, t := range e.draft.targets {
		if t.Doc == nil {
			continue
		}
		if b := t.Doc.Base(); b.Draft || b.Published > e.draft.model.Today {
			out = append(out, t.Path)
		}
	}
	slices.Sort(out)
	return out
}

// Changed lists the files that are new since another Edition, or may be other
// bytes, or are gone, sorted. Since none, nothing has changed. It takes as long as
// to plan the site, and ends early with the context.
func (e *Edition) Changed(ctx context.Context, since *Edition) ([]string, error) {
	if since == nil || since == e {
		return nil, nil
	}
	if e.after != nil && since.number == e.number-1 {
		return slices.Sorted(maps.Keys(e.after)), nil
	}
	changed := make([]bool, len(e.draft.targets))
	err := source.Each(len(changed), func(i int) error {
		changed[i] = differ(e, since, e.draft.targets[i].Path)
		return ctx.Err()
	})
	var out []string
	for i, t := range e.draft.targets {
		if changed[i] {
			out = append(out, t.Path)
		}
	}
	for path := range since.at {
		if _, ok := e.at[path]; !ok {
			out = append(out, path)
		}
	}
	slices.Sort(out)
	return out, err
}

// opened is a file of an Edition that somebody reads.
type opened struct {
	*bytes.Reader
	info info
}

// Stat says how large it is.
func (o opened) Stat() (fs.FileInfo, error) { return o.info, nil }

// Close has nothing to do.
func (opened) Close() error { return nil }

// info is what is known of a file of an Edition. It has no time: its digest says
// whether it is the same.
type info struct {
	path string
	size int64
}

// Name implements fs.FileInfo.
func (i info) Name() string { return pathpkg.Base(i.path) }

// Size implements fs.FileInfo.
func (i info) Size() int64 { return i.size }

// Mode implements fs.FileInfo: nobody writes here.
func (info) Mode() fs.FileMode { return 0o444 }

// ModTime implements fs.FileInfo.
func (info) ModTime() time.Time { return time.Time{} }

// IsDir implements fs.FileInfo.
func (info) IsDir() bool { return false }

// Sys implements fs.FileInfo.
func (info) Sys() any { return nil }
