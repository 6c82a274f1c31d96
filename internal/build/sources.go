package build

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"example.org/partake/internal/content"
	"example.org/partake/internal/diag"
	"example.org/partake/internal/frontmatter"
	"example.org/partake/internal/picture"
	"example.org/partake/internal/site"
)

// sources is everything that was read: Docs without their bodies, site data,
// and the files that are published as they are.
type sources struct {
	config *content.Config
	data   content.Data
	docs   []content.Doc
	static fs.FS // the site's own over the built-in
	files  *files
	size   atomic.Int64 // of the pages, in bytes
}

func (s *sources) input(opts Options) site.Input {
	base := cmp.Or(opts.BaseURL, s.config.BaseURL)
	return site.Input{
		Config: s.config, Data: s.data, Docs: s.docs, Files: s.files, Now: opts.Now, Drafts: opts.Drafts,
		Base: strings.TrimRight(base, "/"),
	}
}

const configFile = content.Root + "site.yaml"

// read reads the site's folder. What an author got wrong is in the list.
func read(opts Options) (*sources, diag.List, error) {
	s := &sources{static: overlay{sub(opts.Site, "static"), opts.Static}}
	s.files = newFiles(s.static, opts.Site)
	w := &walker{site: opts.Site}
	if err := w.walk(); err != nil {
		return nil, w.list, err
	}
	if !w.config {
		w.list.Add(diag.Errorf(diag.Pos{File: configFile}, "the site needs organisation, base_url and team", "the file is missing"))
	}
	list, err := s.parse(opts.Site, w)
	if err != nil {
		return nil, list, err
	}
	s.files.beside(w.pictures)
	more, err := s.files.scan()
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
		case err != nil:
			w.list.Add(diag.Errorf(diag.Pos{File: name}, "", "it can't be read: %v", cause(err)))
			return nil
		case leftover(path.Base(name)) && d.IsDir():
			return fs.SkipDir
		case leftover(path.Base(name)):
			return nil
		case !d.IsDir():
			w.file(name, d)
		case strings.HasSuffix(name, ".md"):
			w.list.Add(diag.Errorf(diag.Pos{File: name}, "rename the folder", "it is a folder with the name of a page"))
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
		w.list.Add(diag.Errorf(at, "copy the file here", "symbolic links are not followed"))
	case !d.Type().IsRegular():
		w.list.Add(diag.Errorf(at, "take it out", "it is not a file that can be read"))
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
func (s *sources) parse(fsys fs.FS, w *walker) (diag.List, error) {
	list := w.list
	if w.config {
		src, err := fs.ReadFile(fsys, configFile)
		if err != nil {
			return list, fmt.Errorf("read site.yaml: %w", err)
		}
		var more diag.List
		s.config, more = content.ParseConfig(configFile, src)
		list.Add(more...)
	}
	for _, name := range w.data {
		src, err := fs.ReadFile(fsys, name)
		if err != nil {
			return list, fmt.Errorf("read data: %w", err)
		}
		list.Add(s.data.Add(name, path.Base(name), src)...)
	}
	docs, more := make([]content.Doc, len(w.pages)), make([]diag.List, len(w.pages))
	err := each(len(w.pages), func(i int) error {
		docs[i], more[i] = s.parseFile(fsys, w.pages[i])
		return nil
	})
	s.docs = slices.DeleteFunc(docs, func(d content.Doc) bool { return d == nil })
	return append(list, slices.Concat(more...)...), err
}

func (s *sources) parseFile(fsys fs.FS, name string) (content.Doc, diag.List) {
	if info, err := fs.Stat(fsys, name); err == nil && info.Size() > frontmatter.MaxFile {
		_, list := frontmatter.Text(name, make([]byte, frontmatter.MaxFile+1))
		return nil, list
	}
	src, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, diag.List{diag.Errorf(diag.Pos{File: name}, "", "it can't be read: %v", cause(err))}
	}
	s.size.Add(int64(len(src)))
	return content.Parse(name, src)
}

// cause is an error without the path, which stands before it already.
func cause(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

// each calls f for 0 to n-1 on all cores and returns the first error.
func each(n int, f func(int) error) error {
	g := errgroup.Group{}
	g.SetLimit(runtime.GOMAXPROCS(0))
	const batch = 16
	for start := 0; start < n; start += batch {
		g.Go(func() error {
			for i := start; i < min(n, start+batch); i++ {
				if err := f(i); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return g.Wait()
}
