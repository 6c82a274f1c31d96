// Package output puts finished files on disk: whole or not at all, nothing
// torn, nothing stale.
//
// A build writes into a staging folder beside the output folder. Commit then
// swaps the two in one step, so a reader sees the old site or the new one. Where
// a file system has no such step it takes two, and between them a reader finds
// neither. Abort leaves the old one as it was, byte for byte.
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
//
// A build may be killed at any moment. What stands then is the old site or the
// new one, and the next build clears up after it:
//
//	killed                    stands   left                    the next build
//	while it writes           old      staging                 removes it
//	before the swap           old      staging, manifest.next  looks which files are whose
//	between two renames       nothing  staging, staging-old    puts the old site back
//	after the swap            new      staging, manifest.next  looks which files are whose
//	while it removes the old  new      staging                 removes it
//
// The manifest of the new site is written before the swap, as manifest.next, and
// takes its place after it. Without it, nobody would know who wrote the files
// that are new in the site. A file is ours when it is in the old manifest, or
// stands as manifest.next says.
package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
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
	dirs    map[string]bool  // which it has made
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
		return nil, advise(fmt.Errorf("the folder for records of builds: %w", err))
	}
	s := &Stage{out: out, manifest: manifestPath(state, out), files: map[string]entry{}, dirs: map[string]bool{}}
	s.lock = flock.New(s.manifest + lockExt)
	if ok, err := s.lock.TryLock(); err != nil {
		return nil, advise(fmt.Errorf("lock the output folder: %w", err))
	} else if !ok {
		return nil, fmt.Errorf("%w into %s%s", ErrBusy, out, s.owner())
	}
	// Who waits in vain reads this; a build goes on without it.
	_ = os.WriteFile(s.lock.Path(), strconv.AppendInt(nil, int64(os.Getpid()), 10), 0o644)
	if err := s.prepare(); err != nil {
		return nil, errors.Join(advise(err), s.lock.Unlock())
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

// prepare clears up after a killed build, and makes the staging folder.
func (s *Stage) prepare() error {
	if err := s.mend(); err != nil {
		return err
	}
	parent := filepath.Dir(s.out)
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return fmt.Errorf("the folder of the output folder: %w", err)
	}
	var err error
	if s.staging, err = os.MkdirTemp(parent, "."+filepath.Base(s.out)+stagingMark); err != nil {
		return fmt.Errorf("a folder for the new site, beside the output folder: %w", err)
	}
	return os.Chmod(s.staging, 0o755)
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
	switch info, err := os.Lstat(out); {
	case err != nil || info.IsDir():
		return nil
	case info.Mode()&os.ModeSymlink != 0:
		return fmt.Errorf("%s is a link: a build puts another folder in its place, so name the folder itself", out)
	}
	return fmt.Errorf("%s is not a folder", out)
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

// mkdir makes a folder of the new site and those above it, each once. dir is as in
// a target's path.
func (s *Stage) mkdir(dir string) error {
	s.mu.Lock()
	made := s.dirs[dir]
	s.mu.Unlock()
	if made || dir == "." {
		return nil
	}
	if err := s.mkdir(path.Dir(dir)); err != nil {
		return err
	}
	err := os.Mkdir(below(s.staging, dir), 0o755)
	if err != nil && !errors.Is(err, fs.ErrExist) { // somebody else was first
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.dirs[dir] = true
	return nil
}

// Read returns a file that was written already.
func (s *Stage) Read(path string) ([]byte, error) {
	return os.ReadFile(below(s.staging, path))
}

// Abort leaves the output folder as it was. The staging folder goes last: as long
// as it is there, the next build knows that this one has not ended.
func (s *Stage) Abort() error {
	return errors.Join(s.drop(), os.RemoveAll(s.staging), s.lock.Unlock())
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
	if err := s.publish(notes); err != nil {
		return Outcome{}, errors.Join(advise(err), s.Abort())
	}
	// From here on the new site stands. What is left in staging is the old one.
	err := errors.Join(os.Rename(s.manifest+nextExt, s.manifest), s.place(), os.RemoveAll(s.staging), s.lock.Unlock())
	if err != nil {
		return out, fmt.Errorf("the new site is published, but: %w", err)
	}
	return out, nil
}

// swap is how folders are exchanged here. Tests try the other way too.
var swap = exchange

// publish does what may fail, and then makes the staging folder the site. The new
// manifest is there before the site is, under another name: so whoever finds the
// site of a killed build knows what wrote it.
func (s *Stage) publish(notes map[string][]byte) error {
	if err := s.carryOver(); err != nil {
		return fmt.Errorf("publish: %w", err)
	}
	next := s.manifest + nextExt
	if err := writeManifest(next, manifest{s.files, notes}); err != nil {
		return err
	}
	if err := swap(s.staging, s.out); err != nil {
		return errors.Join(fmt.Errorf("publish: %w", err), os.Remove(next))
	}
	return nil
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
			return fmt.Errorf("%s was not written by Partake and would be overwritten: move it away", name)
		}
		to := filepath.Join(s.staging, rel)
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return err
		}
		return linkOrCopy(name, to)
	})
}
