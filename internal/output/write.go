package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"time"

	"github.com/cespare/xxhash/v2"
)

// Keep stages a file of the last build, if that has it under the same key and
// nobody touched it since. It returns its size.
func (s *Stage) Keep(path string, key uint64) (size int64, kept bool, err error) {
	e, ok := s.old.Files[path]
	if !ok || e.Key != key || !e.stands(s.published(path)) {
		return 0, false, nil
	}
	name, err := s.claim(path)
	if err != nil {
		return 0, false, err
	}
	if !s.link(path, name) {
		s.disclaim(path)
		return 0, false, nil
	}
	s.wrote(path, e, false)
	return e.Size, true, nil
}

// Write stores one file. path is slash-separated and relative; key is the
// target's key, kept in the manifest.
func (s *Stage) Write(path string, key uint64, data []byte) error {
	name, err := s.claim(path)
	if err != nil {
		return err
	}
	e := entry{Key: key, Sum: xxhash.Sum64(data), Size: int64(len(data))}
	old, ok := s.old.Files[path]
	if ok && old.Sum == e.Sum && old.Size == e.Size && old.stands(s.published(path)) && s.link(path, name) {
		e.Mod = old.Mod
		s.wrote(path, e, false)
		return nil
	}
	if e.Mod, err = create(name, data); err != nil {
		return advise(fmt.Errorf("write: %w", err))
	}
	s.wrote(path, e, true)
	return nil
}

// create writes a new file and returns its time.
func create(name string, data []byte) (int64, error) {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return 0, err
	}
	_, err = f.Write(data)
	info, statErr := f.Stat()
	if err := errors.Join(err, statErr, f.Close()); err != nil {
		return 0, err
	}
	return info.ModTime().UnixNano(), nil
}

// link stages a published file. Where the file system has no links it is
// written again.
func (s *Stage) link(path, name string) bool { return link(s.published(path), name) == nil }

// link is how files are linked here. Tests do without.
var link = os.Link

// linkOrCopy stages a file that somebody else put into the site.
func linkOrCopy(from, to string) error {
	if link(from, to) == nil {
		return nil
	}
	info, err := os.Lstat(from)
	if err != nil {
		return err
	}
	if info.Mode()&fs.ModeSymlink != 0 {
		target, err := os.Readlink(from)
		return errors.Join(err, os.Symlink(target, to))
	}
	data, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	_, err = create(to, data)
	return errors.Join(err, os.Chmod(to, info.Mode().Perm()), os.Chtimes(to, time.Time{}, info.ModTime()))
}

// published is where a file of the site stands.
func (s *Stage) published(path string) string { return below(s.out, path) }

// below is where a target's path leads to below a folder. Both are clean, and there
// are too many to clean them again.
func below(dir, path string) string {
	return dir + string(filepath.Separator) + filepath.FromSlash(path)
}

// wrote notes what became of a path.
func (s *Stage) wrote(path string, e entry, changed bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.files[path] = e
	if changed {
		s.changed = append(s.changed, path)
	}
}

// claim takes a path once, makes its folder, and returns where to write.
func (s *Stage) claim(file string) (name string, err error) {
	if !fs.ValidPath(file) {
		return "", fmt.Errorf("write %q: not a path below the output folder", file)
	}
	s.mu.Lock()
	_, twice := s.files[file]
	if !twice {
		s.files[file] = entry{}
	}
	s.mu.Unlock()
	if twice {
		return "", fmt.Errorf("write %s: two targets have this path", file)
	}
	if err := s.mkdir(path.Dir(file)); err != nil {
		return "", advise(fmt.Errorf("write: %w", err))
	}
	return below(s.staging, file), nil
}

// disclaim gives a path back.
func (s *Stage) disclaim(path string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.files, path)
}
