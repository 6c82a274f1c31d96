package output

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/gofrs/flock"
	"golang.org/x/sync/errgroup"
)

// Last is what an earlier build left.
type Last struct {
	out, name string
	manifest
}

// ReadLast reads what the last build into out left. When nothing can be read it
// is as if there had been none. A site that a killed build had moved aside is put
// back first: it is to stand, whatever becomes of the next build.
func ReadLast(out, state string) Last {
	out, err := filepath.Abs(out)
	if err != nil {
		return Last{}
	}
	name := manifestPath(state, out)
	putBackAlone(out, name+lockExt)
	if isEmpty(out) {
		return Last{}
	}
	m, _ := readManifest(name)
	return Last{out, name, m}
}

// putBackAlone puts a site back unless a build is at work. What goes wrong is said
// by the next build, which tries it too.
func putBackAlone(out, lockName string) {
	left := unfinished(out)
	if !slices.ContainsFunc(left, func(name string) bool { return strings.HasSuffix(name, asideExt) }) {
		return
	}
	lock := flock.New(lockName)
	if free, err := lock.TryLock(); err != nil || !free {
		return
	}
	_ = putBack(left, out)
	_ = lock.Unlock()
}

// Note is what the last build's maker noted under a name, nil without one.
func (l Last) Note(name string) []byte { return l.Notes[name] }

// Stands says whether every file that the build wrote is still as it was written,
// no build is under way, and nothing of a killed one lies about.
func (l Last) Stands() bool {
	if len(l.Files) == 0 || len(unfinished(l.out)) > 0 {
		return false
	}
	if _, err := os.Lstat(l.name + nextExt); !errors.Is(err, fs.ErrNotExist) {
		return false
	}
	lock := flock.New(l.name + lockExt)
	if free, err := lock.TryLock(); err != nil || !free {
		return false
	}
	defer func() { _ = lock.Unlock() }()
	paths := make([]string, 0, len(l.Files))
	for p := range l.Files {
		paths = append(paths, p)
	}
	var g errgroup.Group
	share := len(paths)/runtime.GOMAXPROCS(0) + 1
	for start := 0; start < len(paths); start += share {
		g.Go(func() error {
			for _, p := range paths[start:min(len(paths), start+share)] {
				if !l.Files[p].stands(below(l.out, p)) {
					return os.ErrNotExist
				}
			}
			return nil
		})
	}
	return g.Wait() == nil
}

// stands says whether a file is the one that was written, by its size and time.
func (e entry) stands(name string) bool {
	info, err := os.Lstat(name)
	return err == nil && info.Mode().IsRegular() && info.Size() == e.Size && info.ModTime().UnixNano() == e.Mod
}
