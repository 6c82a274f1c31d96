package host

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"net/http"
	"os"
	"path"
	"strings"

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

// read makes a snapshot of a folder.
func (c *cache) read(folder fs.FS, rules []headers.Rule) (*snapshot, error) {
	s := &snapshot{pages: map[string]entry{}, redirects: map[string]string{}, rules: rules, sums: map[string]bool{}}
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
		return s.add(c, folder, name)
	})
	if err != nil {
		return nil, err
	}
	if _, ok := s.pages["/"]; !ok {
		return nil, errors.New("the folder has no index.html")
	}
	return s, s.readRedirects(folder)
}

// add takes one file in. A page is at the address of its folder.
func (s *snapshot) add(c *cache, folder fs.FS, name string) error {
	f, err := folder.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	kind, text := kindOf(name)
	file, err := c.add(f, text)
	if err != nil {
		return err
	}
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
	if len(file.coded) > 0 {
		e.header.Set("Vary", "Accept-Encoding")
	}
	s.pages[url] = e
	if name == "404.html" {
		s.lost = &e
	}
	return nil
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
