package host

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"net/http"
	"os"
	"path"
	"runtime"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"example.org/partake/internal/headers"
)

// snapshot is one site, whole. Nothing in it changes once it is published.
type snapshot struct {
	pages     map[string]entry  // by the path of their URL
	redirects map[string]string // by the path without its last slash
	rules     []headers.Rule
	lost      *entry // the page for what is not there
	sums      map[string]bool
}

// entry is one address of a site.
type entry struct {
	stored
	header http.Header
}

// Publish puts the site in a folder in the place of the one before. The files of
// that one stay for the requests under way, until the next Publish. Only one
// may run at a time. After an error the site before stays.
func (s *Server) Publish(folder string, rules []headers.Rule) error {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return fmt.Errorf("publish: %w", err)
	}
	defer root.Close()
	next, err := s.cache.read(root.FS(), rules)
	if err != nil {
		return fmt.Errorf("publish: %w", err)
	}
	needed := maps.Clone(next.sums)
	if old := s.site.Swap(next); old != nil {
		maps.Copy(needed, old.sums)
	}
	s.built.Store(s.Now().Unix())
	if err := s.cache.keep(needed); err != nil {
		return fmt.Errorf("after publishing: %w", err)
	}
	return nil
}

// read makes a snapshot of a folder, with all cores: most of it is compressing.
func (c *cache) read(folder fs.FS, rules []headers.Rule) (*snapshot, error) {
	s := &snapshot{pages: map[string]entry{}, redirects: map[string]string{}, rules: rules, sums: map[string]bool{}}
	var mu sync.Mutex
	var all errgroup.Group
	all.SetLimit(runtime.GOMAXPROCS(0))
	err := fs.WalkDir(folder, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case strings.HasPrefix(d.Name(), ".") && name != ".":
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case !d.Type().IsRegular(), name == "_headers", name == "_redirects":
			return nil
		}
		all.Go(func() error {
			file, err := c.take(folder, name)
			mu.Lock()
			defer mu.Unlock()
			s.add(name, file)
			return err
		})
		return nil
	})
	if err := errors.Join(err, all.Wait()); err != nil {
		return nil, err
	}
	if _, ok := s.pages["/"]; !ok {
		return nil, errors.New("the folder has no index.html")
	}
	return s, s.readRedirects(folder)
}

// take opens a file of the site and takes it in.
func (c *cache) take(folder fs.FS, name string) (stored, error) {
	f, err := folder.Open(name)
	if err != nil {
		return stored{}, err
	}
	defer f.Close()
	seeker, ok := f.(io.ReadSeeker)
	if !ok {
		return stored{}, fmt.Errorf("%s can't be read twice", name)
	}
	_, text := kindOf(name)
	return c.add(seeker, text)
}

// add gives a file its address. A page is at that of its folder.
func (s *snapshot) add(name string, file stored) {
	kind, _ := kindOf(name)
	s.sums[file.sum] = true
	url := "/" + name
	if path.Base(name) == "index.html" {
		url = strings.TrimSuffix(url, "index.html")
	}
	e := entry{stored: file, header: http.Header{}}
	e.header.Set("Content-Type", kind)
	e.header.Set("Cache-Control", headers.Revalidate)
	for _, h := range headers.Match(s.rules, url) {
		e.header.Set(h.Name, h.Value)
	}
	if len(file.codes) > 0 {
		e.header.Set("Vary", "Accept-Encoding")
	}
	s.pages[url] = e
	if name == "404.html" {
		s.lost = &e
	}
}

// readRedirects reads the file that the build writes for hosts: from, to, 301.
func (s *snapshot) readRedirects(folder fs.FS) error {
	data, err := fs.ReadFile(folder, "_redirects")
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	for line := range strings.Lines(string(data)) {
		if f := strings.Fields(line); len(f) == 3 {
			s.redirects[strings.TrimSuffix(f[0], "/")] = f[1]
		}
	}
	return err
}
