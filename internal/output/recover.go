package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

const (
	stagingMark = ".tmp-" // in the name of every staging folder
	asideExt    = "-old"  // behind it in that of the old site, between two renames
	nextExt     = ".next" // behind a manifest's name in that of the site to come
)

// mend puts right what a killed build left: the site stands, and its manifest is
// known. Killed again on the way, the next build mends the rest.
func (s *Stage) mend() error {
	left := unfinished(s.out)
	if err := putBack(left, s.out); err != nil {
		return err
	}
	if !isEmpty(s.out) { // of a site that is gone there is nothing to keep
		s.old, s.unsure = readManifest(s.manifest)
	}
	if err := s.adopt(); err != nil {
		return fmt.Errorf("the record of a killed build: %w", err)
	}
	if s.old.Files == nil && s.unsure == nil && !isEmpty(s.out) {
		return fmt.Errorf("%s is not empty and Partake did not write it: empty it, or choose another folder", s.out)
	}
	if err := os.RemoveAll(s.manifest + tmpExt); err != nil {
		return fmt.Errorf("the folder for records of builds: %w", err)
	}
	for _, dir := range left {
		if err := os.RemoveAll(dir); err != nil {
			return fmt.Errorf("clear an unfinished build: %w", err)
		}
	}
	return nil
}

// unfinished lists what killed builds into a folder left beside it.
func unfinished(out string) []string {
	all, _ := os.ReadDir(filepath.Dir(out))
	var left []string
	for _, e := range all {
		if strings.HasPrefix(e.Name(), "."+filepath.Base(out)+stagingMark) {
			left = append(left, filepath.Join(filepath.Dir(out), e.Name()))
		}
	}
	return left
}

// putBack brings a site back that was moved aside and not yet replaced: its
// successor is still in the staging folder.
func putBack(left []string, out string) error {
	for _, aside := range left {
		staging, isAside := strings.CutSuffix(aside, asideExt)
		if !isAside {
			continue
		}
		if _, err := os.Lstat(staging); err != nil {
			continue // the new site stands
		}
		_ = os.Remove(out) // an empty folder, if any
		if err := os.Rename(aside, out); err != nil {
			return fmt.Errorf("a build that was killed left the site in %s, and it can't be put back (%w): move it to %s", aside, err, out)
		}
	}
	return nil
}

// adopt reads the manifest of a site that a killed build was about to publish, or
// had published. Which of the two can't be seen at once, but of each file: it is
// as the one manifest says, or as the other. What is noted there may be true of
// the other site, so no note is kept.
func (s *Stage) adopt() error {
	next, err := readManifest(s.manifest + nextExt)
	if err != nil {
		s.old, s.unsure = manifest{}, err
	}
	if next.Files == nil || s.unsure != nil {
		return nil
	}
	files := map[string]entry{}
	for path, e := range s.old.Files {
		if _, err := os.Lstat(s.published(path)); !errors.Is(err, fs.ErrNotExist) {
			files[path] = e
		}
	}
	for path, e := range next.Files {
		if e.stands(s.published(path)) {
			files[path] = e
		}
	}
	if len(files) > 0 || s.old.Files != nil {
		s.old = manifest{Files: files}
		if err := writeManifest(s.manifest, s.old); err != nil {
			return err
		}
	}
	return os.Remove(s.manifest + nextExt)
}
