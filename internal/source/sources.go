// Package source reads a site's folder: its pages without their text, its data,
// and the files that are published as they are.
//
// It takes what it is given: a file tree. Symbolic links, pipes and files that
// have no use are refused by name; what editors and systems leave behind is
// passed over.
package source

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/bits"
	"path"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"example.org/partake/internal/config"
	"example.org/partake/internal/content"
	"example.org/partake/internal/diag"
	"example.org/partake/internal/frontmatter"
	"example.org/partake/internal/picture"
)

// Sources is everything that was read: Docs without their bodies, site data,
// and the files that are published as they are.
type Sources struct {
	Config *config.Config
	Data   config.Data
	Docs   []content.Doc
	// DataBroken says that a data file has mistakes, so that nothing can be
	// said of references to what it lists.
	DataBroken bool
	Static     fs.FS // the site's own over the built-in
	Files      *Files
	Advice     int // how much there is to say of the pages, where it is only counted

	how    Options
	read   atomic.Int64 // bytes of pages
	advice atomic.Int64
	mu     sync.Mutex
	texts  map[string][]byte // of the pages, when there is a memo
}

const configFile = content.Root + "site.yaml"

// Options says how to read.
type Options struct {
	Memo  *Memo            // knows the Docs of an earlier reading; may be nil
	Count bool             // advice on pages is counted and not in the list; always so with a Memo
	Grown func(read int64) // called while pages are read, whenever twice as many bytes of them were, and at the end; may be nil
}

// Read reads the site's folder; static are the built-in files that its own lie
// over. What an author got wrong is in the list.
func Read(site, static fs.FS, how Options) (*Sources, diag.List, error) {
	s := &Sources{how: how, texts: map[string][]byte{}, Static: Overlay{Sub(site, "static"), static}}
	s.Files = newFiles(s.Static, site)
	w := &walker{site: site}
	if err := w.walk(); err != nil {
		return nil, w.list, err
	}
	if !w.config {
		w.list.Add(diag.Errorf(diag.Pos{File: configFile}, "the site needs organisation, base_url and team", "the file is missing"))
	}
	list, err := s.parse(site, w)
	if err != nil {
		return nil, list, err
	}
	s.Files.addBeside(w.pictures)
	more, err := s.Files.scan()
	list.Add(more...)
	return s, list, err
}

// walker sorts the files below content/.
type walker struct {
	site     fs.FS
	list     diag.List
	config   bool
	data     []string
	pages    []string
	pictures []string
}

func (w *walker) walk() error {
	err := fs.WalkDir(w.site, strings.TrimSuffix(content.Root, "/"), func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil && name == strings.TrimSuffix(content.Root, "/") && errors.Is(err, fs.ErrNotExist):
			return fmt.Errorf("there is no folder content/ here: choose the site's folder with -C")
		case err != nil && strings.Contains(err.Error(), "escapes"): // what os.Root says of a folder that is a link
			w.list.Add(diag.Errorf(diag.Pos{File: name}, "put the folder itself here", "this is a link to another file, and links are not followed"))
			return nil
		case err != nil:
			w.list.Add(diag.Errorf(diag.Pos{File: name}, "save it again, or ask who looks after the computer to let you read it", "it can't be read: %v", cause(err)))
			return nil
		case leftover(path.Base(name)) && d.IsDir():
			return fs.SkipDir
		case leftover(path.Base(name)):
			return nil
		case !d.IsDir():
			w.file(name, d)
		case strings.HasSuffix(name, ".md"):
			w.list.Add(diag.Errorf(diag.Pos{File: name}, "rename the folder, without .md", "it is a folder with the name of a page"))
			return fs.SkipDir
		}
		return nil
	})
	return err
}

// leftover says whether a name is that of an editor's or a system's own file.
func leftover(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$") || strings.HasPrefix(name, "#") ||
		strings.HasSuffix(name, "~") || strings.HasSuffix(name, ".swp") || strings.HasSuffix(name, ".tmp")
}

// file decides what a file is. Links and pipes are refused by name: a link
// could lead anywhere, a pipe could hang the build.
func (w *walker) file(name string, d fs.DirEntry) {
	at := diag.Pos{File: name}
	switch below := strings.TrimPrefix(name, content.Root); {
	case d.Type()&fs.ModeSymlink != 0:
		w.list.Add(diag.Errorf(at, "put the file itself here", "this is a link to another file, and links are not followed"))
	case !d.Type().IsRegular():
		w.list.Add(diag.Errorf(at, "take it out", "this is not an ordinary file"))
	case below == "site.yaml":
		w.config = true
	case path.Dir(below) == "data":
		w.data = append(w.data, name)
	case strings.HasSuffix(name, ".md"):
		w.pages = append(w.pages, name)
	case picture.Is(name):
		w.pictures = append(w.pictures, name)
	default:
		w.list.Add(diag.Errorf(at, "pages end in .md; put files to download into static/", "there is no use for this file here"))
	}
}

// parse makes Docs and data of the files, on all cores.
func (s *Sources) parse(fsys fs.FS, w *walker) (diag.List, error) {
	list := w.list
	if w.config {
		src, _, err := readFile(fsys, configFile)
		if err != nil {
			return list, fmt.Errorf("read site.yaml: %w", err)
		}
		var more diag.List
		s.Config, more = config.ParseConfig(configFile, src)
		list.Add(more...)
	}
	for _, name := range w.data {
		src, _, err := readFile(fsys, name)
		if err != nil {
			return list, fmt.Errorf("read data: %w", err)
		}
		more := s.Data.Add(name, path.Base(name), src)
		s.DataBroken = s.DataBroken || len(more.Errors()) > 0
		list.Add(more...)
	}
	docs, more := make([]content.Doc, len(w.pages)), make([]diag.List, len(w.pages))
	err := Each(len(w.pages), func(i int) error {
		if s.how.Memo != nil {
			docs[i], more[i] = s.how.Memo.parse(s, fsys, w.pages[i])
		} else {
			buffer := buffers.Get().(*bytes.Buffer)
			docs[i], more[i], _, _ = s.parseFile(buffer, fsys, w.pages[i])
			buffers.Put(buffer) // a Doc holds copies
		}
		return nil
	})
	s.Advice = int(s.advice.Load())
	if s.how.Grown != nil {
		s.how.Grown(s.read.Load())
	}
	s.Docs = slices.DeleteFunc(docs, func(d content.Doc) bool { return d == nil })
	return append(list, slices.Concat(more...)...), err
}

// parseFile makes a Doc of a file, which it reads into the buffer.
func (s *Sources) parseFile(buffer *bytes.Buffer, fsys fs.FS, name string) (content.Doc, diag.List, []byte, fs.FileInfo) {
	src, info, err := readInto(buffer, fsys, name)
	doc, list, src := s.parsed(name, src, err)
	return doc, list, src, info
}

// parsed makes a Doc of a file that was read, or says why it was not.
func (s *Sources) parsed(name string, src []byte, err error) (content.Doc, diag.List, []byte) {
	if err != nil {
		return nil, diag.List{diag.Errorf(diag.Pos{File: name}, "save it again, or ask who looks after the computer to let you read it", "it can't be read: %v", cause(err))}, nil
	}
	if len(src) > frontmatter.MaxFile {
		_, list := frontmatter.Text(name, src)
		return nil, list, nil
	}
	s.grow(int64(max(len(src), leastPage)))
	if !s.how.Count && s.how.Memo == nil {
		doc, list := content.Parse(name, src)
		return doc, list, src
	}
	doc, list, advice := content.Count(name, src)
	s.advice.Add(int64(advice))
	return doc, list, src
}

// leastPage is for how many bytes a page counts, however short it is: what is known
// of it takes as much.
const leastPage = 4 << 10

// grow counts the bytes that were read.
func (s *Sources) grow(n int64) {
	now := s.read.Add(n)
	if s.how.Grown != nil && bits.Len64(uint64(now)) > bits.Len64(uint64(now-n)) {
		s.how.Grown(now)
	}
}

// took notes the bytes of a page, for those who want its text later.
func (s *Sources) took(name string, src []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.texts[name] = src
}

// Digest is that of a page's file. A Doc whose text alone was edited is still the
// Doc of before, so it may not know.
func (s *Sources) Digest(d content.Doc) uint64 {
	if src, ok := s.texts[d.Base().File]; ok {
		return content.Digest(src)
	}
	return d.Base().Digest
}

// Page shows the file of a page once more: as it was read, where that is remembered,
// else as it is now, if that is the same. The bytes are there until use returns.
func (s *Sources) Page(site fs.FS, d content.Doc, use func(src []byte)) error {
	name := d.Base().File
	src, ok := s.texts[name]
	if !ok {
		buffer := buffers.Get().(*bytes.Buffer)
		defer buffers.Put(buffer)
		var err error
		if src, _, err = readInto(buffer, site, name); err != nil {
			return fmt.Errorf("read again: %w", err)
		}
	}
	if content.Digest(src) != s.Digest(d) {
		return fmt.Errorf("%s changed while the site was built: build again", name)
	}
	use(src)
	return nil
}

// buffers are for files that nobody keeps.
var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// readFile reads a file into memory of its own.
func readFile(fsys fs.FS, name string) ([]byte, fs.FileInfo, error) {
	return readInto(new(bytes.Buffer), fsys, name)
}

// readInto opens a file once: a tree that guards its borders walks down to it
// step by step. Of a file that is too large it reads one byte too many.
func readInto(buffer *bytes.Buffer, fsys fs.FS, name string) ([]byte, fs.FileInfo, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, nil, err
	}
	buffer.Reset()
	buffer.Grow(int(min(info.Size(), frontmatter.MaxFile+1)) + bytes.MinRead)
	_, err = buffer.ReadFrom(io.LimitReader(f, frontmatter.MaxFile+1))
	return buffer.Bytes(), info, err
}

// cause is an error without the path, which stands before it already.
func cause(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}
