package assets

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// Plain shows a tree in which the built files of a folder have the names that
// layouts use, site.css and not site-1a2b3c.css. In a preview an edit of the
// stylesheet is then no edit of every page. A tree without a manifest there is
// shown as it is. The manifest is read once.
func Plain(fsys fs.FS, folder string) (fs.FS, error) {
	src, err := fs.ReadFile(fsys, path.Join(folder, manifestName))
	if errors.Is(err, fs.ErrNotExist) {
		return fsys, nil
	}
	if err != nil {
		return nil, err
	}
	p := plain{FS: fsys, folder: folder, built: map[string]string{}, names: map[string]string{}}
	if err := json.Unmarshal(src, &p.built); err != nil {
		return fsys, nil // Find says what is wrong with it
	}
	same := map[string]string{}
	for name, built := range p.built {
		p.names[built], same[name] = name, name
	}
	p.manifest, err = json.Marshal(same)
	return p, err
}

const manifestName = "manifest.json"

type plain struct {
	fs.FS
	folder   string
	built    map[string]string // by the name that layouts use
	names    map[string]string // the other way round
	manifest []byte            // that leads to the plain names
}

// Open implements fs.FS.
func (p plain) Open(name string) (fs.File, error) {
	if name == p.folder {
		return p.openFolder()
	}
	dir, base := path.Split(name)
	if strings.TrimSuffix(dir, "/") != p.folder {
		return p.FS.Open(name)
	}
	built, ok := p.built[base]
	switch {
	case base == manifestName:
		f, err := p.FS.Open(name)
		if err != nil {
			return nil, err
		}
		return madeFile{f, bytes.NewReader(p.manifest)}, nil
	case ok:
		f, err := p.FS.Open(path.Join(p.folder, built))
		if err != nil {
			return nil, err
		}
		return namedFile{f, base}, nil
	case p.names[base] != "":
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return p.FS.Open(name)
}

// ReadDir implements fs.ReadDirFS.
func (p plain) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(p.FS, name)
	if name != p.folder {
		return entries, err
	}
	entries = slices.Clone(entries)
	for i, e := range entries {
		if plainName := p.names[e.Name()]; plainName != "" {
			entries[i] = namedEntry{e, plainName}
		} else if e.Name() == manifestName {
			entries[i] = madeEntry{e, int64(len(p.manifest))}
		}
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries, err
}

func (p plain) openFolder() (fs.File, error) {
	entries, err := p.ReadDir(p.folder)
	if err != nil {
		return nil, err
	}
	f, err := p.FS.Open(p.folder)
	if err != nil {
		return nil, err
	}
	return &listed{f, entries}, nil
}

// listed is a folder that is open; left is what was not read yet.
type listed struct {
	fs.File
	left []fs.DirEntry
}

// ReadDir implements fs.ReadDirFile.
func (l *listed) ReadDir(n int) ([]fs.DirEntry, error) {
	if n > 0 && len(l.left) == 0 {
		return nil, io.EOF
	}
	if n <= 0 || n > len(l.left) {
		n = len(l.left)
	}
	out := l.left[:n:n]
	l.left = l.left[n:]
	return out, nil
}

type namedEntry struct {
	fs.DirEntry
	name string
}

// Name implements fs.DirEntry.
func (e namedEntry) Name() string { return e.name }

// Info implements fs.DirEntry.
func (e namedEntry) Info() (fs.FileInfo, error) {
	info, err := e.DirEntry.Info()
	if err != nil {
		return nil, err
	}
	return namedInfo{info, e.name}, nil
}

type namedInfo struct {
	fs.FileInfo
	name string
}

// Name implements fs.FileInfo.
func (i namedInfo) Name() string { return i.name }

type namedFile struct {
	fs.File
	name string
}

// Stat implements fs.File.
func (f namedFile) Stat() (fs.FileInfo, error) {
	info, err := f.File.Stat()
	if err != nil {
		return nil, err
	}
	return namedInfo{info, f.name}, nil
}

// madeFile is a file with other contents.
type madeFile struct {
	fs.File
	text *bytes.Reader
}

// Read implements fs.File.
func (f madeFile) Read(b []byte) (int, error) { return f.text.Read(b) }

// Stat implements fs.File.
func (f madeFile) Stat() (fs.FileInfo, error) {
	info, err := f.File.Stat()
	if err != nil {
		return nil, err
	}
	return madeInfo{info, f.text.Size()}, nil
}

type madeEntry struct {
	fs.DirEntry
	size int64
}

// Info implements fs.DirEntry.
func (e madeEntry) Info() (fs.FileInfo, error) {
	info, err := e.DirEntry.Info()
	if err != nil {
		return nil, err
	}
	return madeInfo{info, e.size}, nil
}

type madeInfo struct {
	fs.FileInfo
	size int64
}

// Size implements fs.FileInfo.
func (i madeInfo) Size() int64 { return i.size }
