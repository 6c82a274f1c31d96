// Package watch tells when the sources of a site have changed, and which.
//
// It is the only door to fsnotify, and knows its traps:
//
//   - It does not look into folders: each is added, also those that come later,
//     with the files that were in them before they were added.
//   - A folder that is renamed keeps telling its old name. After that everything
//     is watched anew, and told as changed.
//   - Events may be lost when there are too many: everything is told as changed.
//   - The system may refuse to watch any more folders. Then the files are looked
//     at again and again instead, and Tell says what to do about it.
//
// Folders that are not there yet are noticed when they are made. What editors and
// systems leave beside a file is no change. Many changes at once are told once.
package watch

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/fsnotify/fsnotify"
)

// Change says what has changed since the one before.
type Change struct {
	// Paths are files and folders, sorted; they begin as the folder did that is
	// watched. One that is gone may have been either. A folder stands for all
	// that is in it.
	Paths []string
	All   bool // anything may have changed
}

// Below are the files and folders of a change, slash-separated and relative to a
// folder; nil when anything may have changed.
func (c Change) Below(dir string) []string {
	var out []string
	for _, name := range c.Paths {
		rel, err := filepath.Rel(dir, name)
		if err != nil || c.All {
			return nil
		}
		out = append(out, filepath.ToSlash(rel))
	}
	return out
}

// Watcher says what to watch, and how patiently.
type Watcher struct {
	Folders []string
	// Settle is how long the files have to be quiet before a change is told; 0
	// is the time that suits a preview. Longest is how long one may wait for that.
	Settle, Longest time.Duration
	Poll            bool         // look at the files again and again: for disks that tell nothing
	Tell            func(string) // is told when watching is refused; may be nil

	open func() (*fsnotify.Watcher, error) // a test's own
}

const (
	settle  = 5 * time.Millisecond // editors write a file in several steps
	longest = 250 * time.Millisecond
	// patience is for files that are empty or gone: some editors make a file
	// empty before they write it, some move it away.
	patience = 60 * time.Millisecond
)

// Changes watches until the context ends. What changes after it returns is told.
func (w Watcher) Changes(ctx context.Context) <-chan Change {
	if w.Settle == 0 {
		w.Settle = settle
	}
	if w.Longest == 0 {
		w.Longest = max(longest, w.Settle)
	}
	if w.open == nil {
		w.open = fsnotify.NewWatcher
	}
	w.Folders = slices.Clone(w.Folders)
	for i, f := range w.Folders {
		w.Folders[i] = filepath.Clean(f)
	}
	out := make(chan Change)
	if w.Poll {
		go w.poll(ctx, w.look(), out)
		return out
	}
	n, err := w.notifier()
	if err != nil {
		w.refused(err)
		go w.poll(ctx, w.look(), out)
		return out
	}
	go func() {
		if err := w.follow(ctx, n, out); err != nil && ctx.Err() == nil {
			w.refused(err)
			w.poll(ctx, nil, out)
		}
	}()
	return out
}

// pending is a change that waits until the files are quiet.
type pending struct {
	paths  map[string]bool
	all    bool
	since  time.Time
	ready  bool // quiet: to be told
	waited bool // for a file that was empty or gone
}

func (p *pending) empty() bool { return len(p.paths) == 0 && !p.all }

// add notes paths, and says how long to wait from now on.
func (p *pending) add(w Watcher, all bool, paths ...string) time.Duration {
	now := time.Now()
	if p.empty() || p.ready { // what nobody has taken yet begins anew
		p.since = now
	}
	p.ready, p.all = false, p.all || all
	if p.paths == nil {
		p.paths = map[string]bool{}
	}
	for _, path := range paths {
		p.paths[path] = true
	}
	return max(0, min(w.Settle, w.Longest-now.Sub(p.since)))
}

// settled says whether the change can be told, and if not how long to wait.
func (p *pending) settled(w Watcher) (time.Duration, bool) {
	if p.waited || p.all || !unfinished(p.paths) {
		p.ready = true
		return 0, true
	}
	p.waited = true
	return patience, false
}

// unfinished says whether a file looks as if an editor were about to write it. A
// folder with very many changes is no editor's work.
func unfinished(paths map[string]bool) bool {
	if len(paths) > 50 {
		return false
	}
	for path := range paths {
		info, err := os.Lstat(path)
		if err != nil || info.Mode().IsRegular() && info.Size() == 0 {
			return true
		}
	}
	return false
}

// offer returns the change and where to send it: nowhere while it has to wait.
func (p *pending) offer(out chan<- Change) (chan<- Change, Change) {
	if !p.ready {
		return nil, Change{}
	}
	return out, Change{Paths: slices.Sorted(maps.Keys(p.paths)), All: p.all}
}
