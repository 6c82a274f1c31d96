package watch

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/fsnotify/fsnotify"
)

// notifier is the system's own way to tell of changes.
type notifier struct {
	*fsnotify.Watcher
	dirs map[string]bool // that are watched
}

// notifier watches the folders, and those that they stand in: one that is not
// there may come.
func (w Watcher) notifier() (*notifier, error) {
	f, err := w.open()
	if err != nil {
		return nil, err
	}
	n := &notifier{Watcher: f, dirs: map[string]bool{}}
	for _, folder := range w.Folders {
		if parent := filepath.Dir(folder); !n.dirs[parent] {
			// Without it a folder that comes later is not noticed; the rest is.
			if err := n.Add(parent); err == nil {
				n.dirs[parent] = true
			}
		}
		if _, err := n.addAll(w, folder); err != nil {
			return nil, errors.Join(err, n.Close())
		}
	}
	return n, nil
}

// addAll watches a folder and those in it, and returns the files that it found
// there. A folder that is gone, or was never there, needs no watch.
func (n *notifier) addAll(w Watcher, folder string) ([]string, error) {
	var found []string
	err := filepath.WalkDir(folder, func(name string, d fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil:
			return skip(d) // what can't be read is for the build to say
		case name != folder && ignored(d.Name()):
			return skip(d)
		case !d.IsDir():
			found = append(found, name)
			return nil
		}
		if err := n.Add(name); errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission) {
			return nil
		} else if err != nil {
			return err
		}
		n.dirs[name] = true
		return nil
	})
	return found, err
}

func skip(d fs.DirEntry) error {
	if d != nil && d.IsDir() {
		return fs.SkipDir
	}
	return nil
}

// follow tells of changes until the context ends, or until the system refuses to
// watch on.
func (w Watcher) follow(ctx context.Context, n *notifier, out chan<- Change) error {
	defer func() { _ = n.Close() }() // nobody waits for what it had to say
	var p pending
	renamed := false
	quiet := time.NewTimer(time.Hour)
	quiet.Stop()
	for {
		offer, c := p.offer(out)
		select {
		case <-ctx.Done():
			return nil
		case e, ok := <-n.Events:
			if !ok {
				return fsnotify.ErrClosed
			}
			paths, err := w.told(n, e)
			if err != nil {
				return err
			}
			renamed = renamed || e.Has(fsnotify.Rename) && n.dirs[filepath.Clean(e.Name)]
			if len(paths) > 0 {
				quiet.Reset(p.add(w, renamed, paths...))
			}
		case err, ok := <-n.Errors: // some were lost, or may have been
			if !ok {
				return err
			}
			renamed = true
			quiet.Reset(p.add(w, true))
		case <-quiet.C:
			if renamed {
				fresh, err := w.notifier()
				if err != nil {
					return err
				}
				_ = n.Close() // the new one has taken over
				n, renamed = fresh, false
			}
			if wait, ok := p.settled(w); !ok {
				quiet.Reset(wait)
			}
		case offer <- c:
			p = pending{}
		}
	}
}

// told returns what an event says has changed, and watches folders that are new.
func (w Watcher) told(n *notifier, e fsnotify.Event) ([]string, error) {
	name := filepath.Clean(e.Name)
	if e.Op == fsnotify.Chmod || !w.concerns(name) {
		return nil, nil
	}
	paths := []string{name}
	if !e.Has(fsnotify.Create) {
		return paths, nil
	}
	if info, err := os.Lstat(name); err != nil || !info.IsDir() {
		return paths, nil
	}
	found, err := n.addAll(w, name)
	return append(paths, found...), err
}
