package watch

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"syscall"
	"time"
)

const (
	pollEvery = 500 * time.Millisecond
	// pollShare is how much of the time may go into looking: one part in so many.
	pollShare = 10
)

// refused says why the system does not watch, and what can be done.
func (w Watcher) refused(err error) {
	if w.Tell == nil {
		return
	}
	why := fmt.Sprintf("The system refuses to watch the files of the site (%v).", err)
	switch {
	case errors.Is(err, syscall.ENOSPC):
		why = "The system watches no more folders for you. To allow more: sudo sysctl fs.inotify.max_user_watches=524288"
	case errors.Is(err, syscall.EMFILE):
		why = "Too many files are open, or too many programs watch folders. To allow more: sudo sysctl fs.inotify.max_user_instances=512 (on a Mac: ulimit -n 10240)"
	}
	w.Tell(why + "\nUntil then the files are looked at every half second, so that a change shows a little later.")
}

// stamp is what changes when a file does.
type stamp struct {
	size    int64
	changed time.Time
}

// look is how all files are now.
func (w Watcher) look() map[string]stamp {
	files := map[string]stamp{}
	for _, folder := range w.Folders {
		_ = filepath.WalkDir(folder, func(name string, d fs.DirEntry, err error) error {
			if err != nil || name != folder && ignored(d.Name()) {
				return skip(d) // what can't be read is for the build to say
			}
			info, err := d.Info()
			if err == nil && !d.IsDir() {
				files[name] = stamp{info.Size(), info.ModTime()}
			}
			return nil
		})
	}
	return files
}

// poll tells of changes by looking again and again. Without an earlier look,
// anything may have changed.
func (w Watcher) poll(ctx context.Context, before map[string]stamp, out chan<- Change) {
	var p pending
	if before == nil {
		p.all = true
	}
	for {
		start := time.Now()
		now := w.look()
		took := time.Since(start)
		changed := difference(before, now)
		if len(changed) > 0 && before != nil {
			p.add(w, false, changed...)
		} else if !p.empty() {
			_, p.ready = p.settled(w)
		}
		before = now
		wait := max(pollEvery, pollShare*took)
		if !p.ready && !p.empty() {
			wait = max(w.Settle, took)
		}
		offer, c := p.offer(out)
		select {
		case <-ctx.Done():
			return
		case offer <- c:
			p = pending{}
		case <-time.After(wait):
		}
	}
}

// difference lists the files that came, went or changed.
func difference(before, now map[string]stamp) []string {
	var out []string
	for name, s := range now {
		if before[name] != s {
			out = append(out, name)
		}
	}
	for name := range before {
		if _, ok := now[name]; !ok {
			out = append(out, name)
		}
	}
	return out
}
