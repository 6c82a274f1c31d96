// Package output puts finished files on disk: whole or not at all, nothing
// torn, nothing stale.
//
// A build writes into a staging folder beside the output folder. Commit then
// swaps the two in one step, so a reader sees the old site or the new one.
// Abort leaves the old one as it was, byte for byte.
//
// A manifest outside the output folder lists what the last build wrote, each file
// with the key of its target. What stands in the output folder and not in the
// manifest was put there by somebody else and is carried over. A folder that is
// not empty and has no manifest is refused: it may be somebody's work. After a
// manifest that can't be read all is written anew, and nothing is deleted, since
// nobody knows who wrote it: see Doubt.
//
// A file that is already there is linked instead of written: Keep finds it by its
// key, Write by its bytes. It keeps its time, so that whoever copies the site
// elsewhere copies only what changed. A linked file is never written in place.
package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"

	"github.com/gofrs/flock"
)

// lockExt is behind a manifest's name in that of its lock.
const lockExt = ".lock"

// ErrBusy means that another build writes to the same folder.
var ErrBusy = errors.New("another build is running")

// Stage is one build on its way to disk. Write may be called from many
// goroutines at once; the rest from one.
type Stage struct {
	out      string // absolute
	staging  string
	manifest string
	lock     *flock.Flock
	old      manifest // what the last build wrote
	unsure   error    // why that is not known
	beside   []beside

	mu      sync.Mutex
	files   map[string]entry // what this one has written
	dirs    map[string]bool
	changed []string
}

// Begin prepares a build into out. state is the folder for manifests; keep are
// folders that out must not be or hold, such as the sources.
func Begin(out, state string, keep ...string) (*Stage, error) {
	out, err := filepath.Abs(out)
	if err != nil {
		return nil, fmt.Errorf("output folder: %w", err)
	}
	if err := refuse(out, keep); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(state, 0o755); err != nil {
		return nil, fmt.Errorf("folder for manifests: %w", err)
	}
	s := &Stage{out: out, manifest: manifestPath(state, out), files: map[string]entry{}, dirs: map[string]bool{}}
	s.lock = flock.New(s.manifest + lockExt)
	if ok, err := s.lock.TryLock(); err != nil {
		return nil, fmt.Errorf("lock: %w", err)
	} else if !ok {
		return nil, fmt.Errorf("%w into %s%s", ErrBusy, out, s.owner())
	}
	// Who waits in vain reads this; a build goes on without it.
	_ = os.WriteFile(s.lock.Path(), strconv.AppendInt(nil, int64(os.Getpid()), 10), 0o644)
	if err := s.prepare(); err != nil {
		return nil, errors.Join(err, s.lock.Unlock())
	}
	return s, nil
}

// owner names the program that holds the lock, as far as it said.
func (s *Stage) owner() string {
	pid, err := os.ReadFile(s.lock.Path())
	if err != nil || len(pid) == 0 {
		return ""
	}
	return " (process " + string(pid) + ")"
}

// prepare reads the manifest, clears what a killed build left, and makes the
// staging folder.
func (s *Stage) prepare() error {
	var err error
	s.old, s.unsure = readManifest(s.manifest)
	if s.old.Files == nil && s.unsure == nil && !isEmpty(s.out) {
		return fmt.Errorf("%s is not empty and Partake did not write it: empty it, or choose another folder", s.out)
	}
	parent := filepath.Dir(s.out)
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return fmt.Errorf("output folder: %w", err)
	}
	for _, dir := range unfinished(s.out) {
		if err := os.RemoveAll(dir); err != nil {
			return fmt.Errorf("clear an unfinished build: %w", err)
		}
	}
	s.staging, err = os.MkdirTemp(parent, "."+filepath.Base(s.out)+".tmp-")
	if err != nil {
		return fmt.Errorf("staging folder: %w", err)
	}
	if err := os.Chmod(s.staging, 0o755); err != nil {
		return fmt.Errorf("staging folder: %w", err)
	}
	return nil
}

// unfinished lists what killed builds into a folder left beside it.
func unfinished(out string) []string {
	left, _ := filepath.Glob(filepath.Join(filepath.Dir(out), "."+filepath.Base(out)+".tmp-*"))
	return left
}

// refuse protects folders whose loss would hurt.
func refuse(out string, keep []string) error {
	home, _ := os.UserHomeDir()
	if out == filepath.VolumeName(out)+string(filepath.Separator) || out == home {
		return fmt.Errorf("%s can't be the output folder", out)
	}
	for _, k := range keep {
		k, err := filepath.Abs(k)
		if err != nil {
			return fmt.Errorf("output folder: %w", err)
		}
		if within(k, out) || within(out, k) {
			return fmt.Errorf("%s can't be the output folder: the sources are in %s", out, k)
		}
	}
	if info, err := os.Lstat(out); err == nil && !info.IsDir() {
		return fmt.Errorf("%s is not a folder", out)
	}
	return nil
}

// within says whether path is dir or below it.
func within(path, dir string) bool {
	rel, err := filepath.Rel(dir, path)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

func isEmpty(dir string) bool {
	entries, err := os.ReadDir(dir)
	return err != nil && errors.Is(err, fs.ErrNotExist) || err == nil && len(entries) == 0
}

// Doubt is why everything is written anew although an earlier build wrote into
// the folder; nil without a reason.
func (s *Stage) Doubt() error { return s.unsure }

// Note is what the last build's maker noted under a name, nil without one.
func (s *Stage) Note(name string) []byte { return s.old.Notes[name] }

// mkdir makes a folder and those above it, each once.
func (s *Stage) mkdir(dir string) error {
	if s.dirs[dir] || dir == s.staging {
		return nil
	}
	if err := s.mkdir(filepath.Dir(dir)); err != nil {
		return err
	}
	s.dirs[dir] = true
	return os.Mkdir(dir, 0o755)
}

// Read returns a file that was written already.
func (s *Stage) Read(path string) ([]byte, error) {
	return os.ReadFile(filepath.Join(s.staging, filepath.FromSlash(path)))
}

// Abort leaves the output folder as it was.
func (s *Stage) Abort() error {
	return errors.Join(os.RemoveAll(s.staging), s.drop(), s.lock.Unlock())
}

// Outcome is what a build did to the files.
type Outcome struct {
	Changed []string // written: they are new, or other bytes than before
	Removed int
}

// Commit publishes what was written. notes are for the next build.
func (s *Stage) Commit(notes map[string][]byte) (Outcome, error) {
	out := Outcome{Changed: s.changed}
	for path := range s.old.Files {
		if _, kept := s.files[path]; !kept {
			out.Removed++
		}
	}
	if err := s.carryOver(); err != nil {
		return Outcome{}, errors.Join(err, s.Abort())
	}
	if err := exchange(s.staging, s.out); err != nil {
		return Outcome{}, errors.Join(fmt.Errorf("publish: %w", err), s.Abort())
	}
	// From here on the new site stands. What is left in staging is the old one.
	err := errors.Join(writeManifest(s.manifest, manifest{s.files, notes}), s.place(), os.RemoveAll(s.staging), s.lock.Unlock())
	if err != nil {
		return out, fmt.Errorf("after publishing: %w", err)
	}
	return out, nil
}

// carryOver links files that no build wrote into the new site. One that stands
// where the new site has a file of its own is refused, not lost – unless nobody
// knows who wrote it.
func (s *Stage) carryOver() error {
	if isEmpty(s.out) {
		return nil
	}
	return filepath.WalkDir(s.out, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(s.out, name)
		if err != nil {
			return err
		}
		path := filepath.ToSlash(rel)
		if _, ours := s.old.Files[path]; ours {
			return nil
		}
		_, taken := s.files[path]
		if taken && s.unsure != nil {
			return nil
		}
		if taken {
			return fmt.Errorf("publish: %s was not written by Partake and would be overwritten: move it away", name)
		}
		to := filepath.Join(s.staging, rel)
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return err
		}
		return os.Link(name, to)
	})
}
