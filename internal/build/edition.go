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

	"example.org/partake/internal/diag"
	"example.org/partake/internal/handover"
	"example.org/partake/internal/press"
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
	Result
	draft *draft
	at    map[string]press.Target

	mu   sync.Mutex
	made map[string]file
	size int
}

// file is one that was made for a key.
type file struct {
	key  uint64
	data []byte
}

// Edition plans a site and checks it. The list has the mistakes only, and the
// error is as that of Run.
func (k *Kept) Edition(ctx context.Context, opts Options) (*Edition, diag.List, error) {
	if k.known == nil && k.Texts != "" {
		note, _ := os.ReadFile(k.Texts) // without it all texts are looked at again
		k.known = decodeTexts(note)
	}
	k.sources.Now = opts.Began
	d, list, err := prepare(opts, k)
	if err != nil {
		return nil, list.Errors(), err
	}
	list = nil // advice: it is not the preview that gives it
	e := &Edition{draft: d, at: make(map[string]press.Target, len(d.targets)), made: map[string]file{}}
	for _, t := range d.targets {
		e.at[t.Path] = t
	}
	e.inherit(k.last)
	more, texts, err := d.press.Check(d.targets, e.ReadFile)
	if err != nil {
		var found diag.List
		found, err = press.Mistake(err)
		more = append(more, found...)
	}
	if list.Add(more.Errors()...); err != nil || failed(list) {
		return nil, quoted(list, opts.Site), errors.Join(err, contentError(list), ctx.Err())
	}
	if opts.Sends {
		if e.Desk, err = handover.Make(d.press.Desk()); err != nil {
			return nil, list, err
		}
	}
	e.Pages, e.Files, e.Next = d.pages(), len(d.targets), d.model.NextChange()
	k.keep(e, texts)
	return e, nil, nil
}

// keep remembers an Edition for the next one. Where the texts can't be noted, the
// next program looks at them again.
func (k *Kept) keep(e *Edition, texts press.Texts) {
	same := k.known != nil && len(texts) == len(k.known)
	for file, t := range texts {
		same = same && k.known[file].Key == t.Key
	}
	k.last, k.known = e, texts
	if same || k.Texts == "" {
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
	for path, f := range last.made {
		if t, ok := e.at[path]; ok && t.Key == f.key {
			e.made[path] = f
			e.size += len(f.data)
		}
	}
}

// ReadFile makes a file of the site, by its path: "opportunities/index.html".
// The error is fs.ErrNotExist when the site has none of that path.
func (e *Edition) ReadFile(path string) ([]byte, error) {
	t, ok := e.at[path]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: path, Err: fs.ErrNotExist}
	}
	e.mu.Lock()
	f, ok := e.made[path]
	e.mu.Unlock()
	if ok {
		return f.data, nil
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
	e.made[path] = file{t.Key, b.Bytes()}
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
	return info{path, int64(len(e.made[path].data))}, nil
}

// Paths lists all files, sorted.
func (e *Edition) Paths() []string { return slices.Sorted(maps.Keys(e.at)) }

// Drafts lists the pages that are drafts or published later, sorted.
func (e *Edition) Drafts() []string {
	var out []string
	for path, t := range e.at {
		if t.Doc == nil {
			continue
		}
		if b := t.Doc.Base(); b.Draft || b.Published > e.draft.model.Today {
			out = append(out, path)
		}
	}
	slices.Sort(out)
	return out
}

// Changed lists the files that are new since another Edition, or may be other
// bytes, or are gone, sorted. Since none, nothing has changed.
func (e *Edition) Changed(since *Edition) []string {
	if since == nil {
		return nil
	}
	var out []string
	for path, t := range e.at {
		if before, ok := since.at[path]; !ok || before.Key != t.Key {
			out = append(out, path)
		}
	}
	for path := range since.at {
		if _, ok := e.at[path]; !ok {
			out = append(out, path)
		}
	}
	slices.Sort(out)
	return out
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

// The methods of fs.FileInfo.
func (i info) Name() string     { return pathpkg.Base(i.path) }
func (i info) Size() int64      { return i.size }
func (info) Mode() fs.FileMode  { return 0o444 }
func (info) ModTime() time.Time { return time.Time{} }
func (info) IsDir() bool        { return false }
func (info) Sys() any           { return nil }
