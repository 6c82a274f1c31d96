package source

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"example.org/partake/internal/content"
	"example.org/partake/internal/diag"
	"example.org/partake/internal/picture"
)

// Files are what is published as it is: static/, and pictures that stand
// beside the pages that show them. It is the site room's Files.
type Files struct {
	static, content fs.FS
	at              map[string]place // by address
	beside          map[string]bool  // of them, pictures below content/
	mu              sync.Mutex
	sizes           map[string]size
}

// place is where a file is read from.
type place struct {
	fsys fs.FS
	name string
	at   string // its path in the site's folder
}

type size struct {
	width, height int
	err           error
}

func newFiles(static, site fs.FS) *Files {
	return &Files{static: static, content: site, at: map[string]place{}, beside: map[string]bool{}, sizes: map[string]size{}}
}

// addBeside adds pictures below content/; their address is their path there.
func (f *Files) addBeside(names []string) {
	for _, n := range names {
		address := "/" + strings.TrimPrefix(n, content.Root)
		f.at[address], f.beside[address] = place{f.content, n, n}, true
	}
}

// maxStatic is more than any page needs and little enough to hold in memory.
const maxStatic = 50 << 20

// scan adds the files of static/. What must not be published is left out, and
// said.
func (f *Files) scan() (diag.List, error) {
	var list diag.List
	err := fs.WalkDir(f.static, ".", func(name string, d fs.DirEntry, err error) error {
		switch base := path.Base(name); {
		case err != nil:
			return fmt.Errorf("read static: %w", err)
		case name == ".", name == "assets/manifest.json", name == "embed.go":
		case private(base):
			if base != ".gitkeep" && base != ".DS_Store" {
				list.Add(diag.Advicef(diag.Pos{File: "static/" + name}, "private-file", "safety", "move it out of static/", "this is not published: it looks private"))
			}
			if d.IsDir() {
				return fs.SkipDir
			}
		case d.Type()&fs.ModeSymlink != 0:
			list.Add(diag.Errorf(diag.Pos{File: "static/" + name}, "put the file itself here", "this is a link to another file, and links are not followed"))
		case !d.IsDir() && !d.Type().IsRegular():
			list.Add(diag.Errorf(diag.Pos{File: "static/" + name}, "take it out", "this is not an ordinary file"))
		case !d.IsDir() && made(name):
			list.Add(diag.Errorf(diag.Pos{File: "static/" + name}, "take it out of static/, or give it another name", "Partake makes a file of this name itself"))
		case !d.IsDir():
			f.at["/"+name] = place{f.static, name, "static/" + name}
		}
		return nil
	})
	return list, err
}

// made says whether Partake writes a file of this name, or a folder, for every site.
// What it makes for one site only is found when its pages get their addresses.
func made(name string) bool {
	dir, base := path.Split(name)
	switch base {
	case "feed.xml", "feed.atom", "feed.json", "calendar.ics":
		return true
	case "index.html":
		return dir == "" || slices.Contains(content.Folders(), strings.TrimSuffix(dir, "/"))
	}
	return slices.Contains(content.Folders(), name) || slices.Contains([]string{"robots.txt", "sitemap.xml", "404.html", "_headers", "services", "areas", "get-involved"}, name)
}

// private says whether a name is one that people put into a folder by mistake.
func private(name string) bool {
	lower := strings.ToLower(name)
	if strings.HasPrefix(lower, ".") && lower != "." && lower != ".well-known" {
		return true
	}
	switch path.Ext(lower) {
	case ".sqlite", ".sqlite3", ".db", ".bak", ".sql", ".key", ".pem", ".swp", ".log":
		return true
	}
	return strings.HasSuffix(lower, "~") || strings.HasPrefix(lower, "~$")
}

// Has implements site.Files.
func (f *Files) Has(address string) bool {
	_, ok := f.at[address]
	return ok
}

// Beside says whether a file is a picture below content/.
func (f *Files) Beside(address string) bool { return f.beside[address] }

// Addresses lists all of them, sorted.
func (f *Files) Addresses() []string { return slices.Sorted(maps.Keys(f.at)) }

// Near implements site.Files.
func (f *Files) Near(address string) string {
	return diag.Nearest(address, f.Addresses())
}

// Size implements site.Files. Each picture is looked at once.
func (f *Files) Size(address string) (int, int, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if s, ok := f.sizes[address]; ok {
		return s.width, s.height, s.err
	}
	var s size
	data, err := f.read(address)
	if err == nil {
		s.width, s.height, s.err = picture.Size(address, data)
	} else {
		s.err = cause(err)
	}
	f.sizes[address] = s
	return s.width, s.height, s.err
}

// Bytes implements site.Files.
func (f *Files) Bytes(address string) (int64, error) {
	at := f.at[address]
	info, err := fs.Stat(at.fsys, at.name)
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}

func (f *Files) read(address string) ([]byte, error) {
	at := f.at[address]
	info, err := fs.Stat(at.fsys, at.name)
	if err != nil {
		return nil, err
	}
	if info.Size() > maxStatic {
		return nil, fmt.Errorf("%s is over %d MB", at.at, maxStatic>>20)
	}
	return fs.ReadFile(at.fsys, at.name)
}

// Published returns a file as it goes out: pictures without their metadata.
func (f *Files) Published(address string) ([]byte, error) {
	data, err := f.read(address)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s is gone: it was there when the site was read, so build again", f.at[address].at)
	}
	if err != nil || !picture.Is(address) {
		return data, err
	}
	out, err := picture.Strip(address, data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.at[address].at, err)
	}
	return out, nil
}
