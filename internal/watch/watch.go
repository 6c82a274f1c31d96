// Package watch tells when the sources of a site have changed.
//
// It is the only door to fsnotify.
package watch

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

// settle is how long the sources have to be quiet before a build: editors
// write a file in several steps.
const settle = 30 * time.Millisecond

// Folders tells when a file below one of the folders has changed, until the
// context ends. Many changes at once are told once.
func Folders(ctx context.Context, folders []string) (<-chan struct{}, error) {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, fmt.Errorf("watch: %w", err)
	}
	for _, f := range folders {
		if err := add(w, f); err != nil {
			_ = w.Close() // the first error is the one to tell
			return nil, fmt.Errorf("watch %s: %w", f, err)
		}
	}
	changes := make(chan struct{}, 1)
	go follow(ctx, w, changes)
	return changes, nil
}

// add watches a folder and those in it; fsnotify by itself does not go down.
// Folders that are not there are fine: a site need not have layouts.
func add(w *fsnotify.Watcher, folder string) error {
	return filepath.WalkDir(folder, func(name string, d fs.DirEntry, err error) error {
		switch {
		case os.IsNotExist(err):
			return nil
		case err != nil:
			return err
		case !d.IsDir():
			return nil
		case strings.HasPrefix(d.Name(), ".") && name != folder:
			return fs.SkipDir
		}
		return w.Add(name)
	})
}

func follow(ctx context.Context, w *fsnotify.Watcher, changes chan<- struct{}) {
	defer w.Close()
	quiet := time.NewTimer(time.Hour)
	quiet.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case e, ok := <-w.Events:
			if !ok {
				return
			}
			if e.Op == fsnotify.Chmod || ignored(filepath.Base(e.Name)) {
				continue
			}
			if e.Op.Has(fsnotify.Create) {
				_ = add(w, e.Name) // a folder that is gone again needs no watch
			}
			quiet.Reset(settle)
		case <-quiet.C:
			select {
			case changes <- struct{}{}:
			default: // one is waiting already
			}
		case <-w.Errors: // an overflow: build, to be safe
			quiet.Reset(settle)
		}
	}
}

// ignored says whether a name is that of an editor's own file.
func ignored(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") || strings.HasSuffix(name, ".swp") || strings.HasPrefix(name, "#") || name == "4913"
}
