// Package output puts finished files on disk: whole or not at all, nothing
// torn, nothing stale.
//
// A build writes into a staging folder beside the output folder. Commit then
// swaps the two in one step, so a reader sees the old site or the new one.
// Abort leaves the old one as it was, byte for byte.
//
// A manifest outside the output folder lists what the last build wrote. What
// stands in the output folder and not in the manifest was put there by
// somebody else and is carried over. A folder that is not empty and has no
// manifest is refused: it may be somebody's work.
package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/gofrs/flock"
)

// ErrBusy means that another build writes to the same folder.
var ErrBusy = errors.New("another build is running")

// Stage is one build on its way to disk. Write may be called from many
// goroutines at once; the rest from one.
type Stage struct {
	out      string // absolute
	staging  string
	manifest string
	lock     *flock.Flock
	old      map[string]uint64 // what the last build wrote
	beside   []beside

	mu   sync.Mutex
	keys map[string]uint64 // what this one has written
	dirs map[string]bool
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
	s := &Stage{out: out, manifest: manifestPath(state, out), keys: map[string]uint64{}, dirs: map[string]bool{}}
	s.lock = flock.New(s.manifest + ".lock")
	if ok, err := s.lock.TryLock(); err != nil {
		return nil, fmt.Errorf("lock: %w", err)
	} else if !ok {
		return nil, fmt.Errorf("%w into %s", ErrBusy, out)
	}
	if err := s.prepare(); err != nil {
		return nil, errors.Join(err, s.lock.Unlock())
	}
	return s, nil
}

// prepare reads the manifest, clears what a killed build left, and makes the
// staging folder.
func (s *Stage) prepare() error {
	var err error
	if s.old, err = readManifest(s.manifest); err != nil {
		return err
	}
	if s.old == nil && !isEmpty(s.out) {
		return fmt.Errorf("%s is not empty and Partake did not write it: empty it, or choose another folder", s.out)
	}
	parent := filepath.Dir(s.out)
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return fmt.Errorf("output folder: %w", err)
	}
	left, _ := filepath.Glob(filepath.Join(parent, "."+filepath.Base(s.out)+".tmp-*"))
	for _, dir := range left {
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

// Write stores one file. path is slash-separated and relative; key is the
// target's key, kept in the manifest.
func (s *Stage) Write(path string, key uint64, data []byte) error {
	if !fs.ValidPath(path) {
		return fmt.Errorf("write %q: not a path below the output folder", path)
	}
	name := filepath.Join(s.staging, filepath.FromSlash(path))
	if err := s.claim(path, key, filepath.Dir(name)); err != nil {
		return err
	}
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return fmt.Errorf("write: %w", err)
	}
	_, err = f.Write(data)
	if err := errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("write: %w", err)
	}
	return nil
}

// claim notes a path once and makes its folder.
func (s *Stage) claim(path string, key uint64, dir string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, twice := s.keys[path]; twice {
		return fmt.Errorf("write %s: two targets have this path", path)
	}
	s.keys[path] = key
	if err := s.mkdir(dir); err != nil {
		return fmt.Errorf("write: %w", err)
	}
	return nil
}

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

// Commit publishes what was written. It returns how many files of the last
// build are gone.
func (s *Stage) Commit() (removed int, err error) {
	for path := range s.old {
		if _, kept := s.keys[path]; !kept {
			removed++
		}
	}
	if err := s.carryOver(); err != nil {
		return 0, errors.Join(err, s.Abort())
	}
	if err := exchange(s.staging, s.out); err != nil {
		return 0, errors.Join(fmt.Errorf("publish: %w", err), s.Abort())
	}
	// From here on the new site stands. What is left in staging is the old one.
	err = errors.Join(writeManifest(s.manifest, s.keys), s.place(), os.RemoveAll(s.staging), s.lock.Unlock())
	if err != nil {
		return removed, fmt.Errorf("after publishing: %w", err)
	}
	return removed, nil
}

// carryOver links files that no build wrote into the new site. One that stands
// where the new site has a file of its own is refused, not lost.
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
		if _, ours := s.old[path]; ours {
			return nil
		}
		if _, taken := s.keys[path]; taken {
			return fmt.Errorf("publish: %s was not written by Partake and would be overwritten: move it away", name)
		}
		to := filepath.Join(s.staging, rel)
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return err
		}
		return os.Link(name, to)
	})
}
