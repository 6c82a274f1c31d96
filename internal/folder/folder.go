// Package folder is a folder of the disk as a file tree out of which nothing leads,
// for those who read many files of it.
//
// os.Root walks down to each file from the top: content/, then opportunities/, then
// the file, three times opened and three times closed. A build reads each page
// twice. So the folders on the way are kept open here, the first of them. When
// somebody puts another folder in the place of one of these, that is seen after
// Again, which whoever reads the tree once more calls.
package folder

import (
	"io/fs"
	"os"
	"path"
	"sync"
)

// most is how many folders are kept open, far below what systems allow.
const most = 64

// Folder is a folder that is open. It is safe for many goroutines at once.
type Folder struct {
	root *os.Root
	tree fs.FS // of root

	mu   sync.RWMutex
	kept map[string]*os.Root // by path
}

// Open opens a folder.
func Open(name string) (*Folder, error) {
	root, err := os.OpenRoot(name)
	if err != nil {
		return nil, err
	}
	return &Folder{root: root, tree: root.FS(), kept: map[string]*os.Root{}}, nil
}

// Close closes the folder and those below it.
func (f *Folder) Close() error {
	f.Again()
	return f.root.Close()
}

// Again closes the folders below it: they are looked for anew.
func (f *Folder) Again() {
	f.mu.Lock()
	defer f.mu.Unlock()
	for name, below := range f.kept {
		_ = below.Close() // read only: nothing can be lost
		delete(f.kept, name)
	}
}

// Open implements fs.FS. What can't be opened on the short way is looked for from
// the top, whose error says where it was.
func (f *Folder) Open(name string) (fs.File, error) {
	if dir, base := path.Split(name); dir != "" && fs.ValidPath(name) {
		if below := f.below(path.Clean(dir)); below != nil {
			if file, err := below.Open(base); err == nil {
				return file, nil
			}
		}
	}
	return f.tree.Open(name)
}

// below is a folder that is kept open, or nil.
func (f *Folder) below(dir string) *os.Root {
	f.mu.RLock()
	root, ok := f.kept[dir]
	full := len(f.kept) >= most
	f.mu.RUnlock()
	if ok || full {
		return root
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if root, ok := f.kept[dir]; ok {
		return root
	}
	root, err := f.root.OpenRoot(dir)
	if err != nil {
		return nil
	}
	f.kept[dir] = root
	return root
}

// ReadDir implements fs.ReadDirFS.
func (f *Folder) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(f.tree, name) }

// Stat implements fs.StatFS.
func (f *Folder) Stat(name string) (fs.FileInfo, error) { return fs.Stat(f.tree, name) }

// Lstat implements fs.ReadLinkFS.
func (f *Folder) Lstat(name string) (fs.FileInfo, error) { return fs.Lstat(f.tree, name) }

// ReadLink implements fs.ReadLinkFS.
func (f *Folder) ReadLink(name string) (string, error) { return fs.ReadLink(f.tree, name) }
