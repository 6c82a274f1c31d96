package output

import (
	"encoding/gob"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/cespare/xxhash/v2"
)

// manifestVersion is the first value of a manifest; another version is not read.
const manifestVersion = "partake manifest 2"

// entry is what is known of a file that a build wrote.
type entry struct {
	Key  uint64 // of the target
	Sum  uint64 // digest of the bytes
	Size int64
	Mod  int64 // when it was written, in nanoseconds since 1970
}

// manifest is what the last build wrote, and what its maker noted of it.
type manifest struct {
	Files map[string]entry
	Notes map[string][]byte
}

// stored is a manifest as it lies on disk: lists are read several times as fast
// as a map.
type stored struct {
	Paths []string
	Files []entry
	Notes map[string][]byte
}

// manifestPath is one file for each output folder.
func manifestPath(state, out string) string {
	return filepath.Join(state, fmt.Sprintf("%016x", xxhash.Sum64String(out)))
}

// errManifest means that there is a manifest and it can't be read: it is damaged,
// or of another version of Partake.
var errManifest = errors.New("the record of the last build can't be read")

// readManifest returns an empty manifest when there is none, without Files.
func readManifest(name string) (manifest, error) {
	f, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return manifest{}, nil
	}
	if err != nil {
		return manifest{}, fmt.Errorf("%w: %w", errManifest, err)
	}
	defer f.Close()
	var version string
	var s stored
	in := gob.NewDecoder(f)
	if err := in.Decode(&version); err != nil || version != manifestVersion {
		return manifest{}, errManifest
	}
	if err := in.Decode(&s); err != nil || len(s.Paths) != len(s.Files) {
		return manifest{}, errManifest
	}
	m := manifest{Files: make(map[string]entry, len(s.Paths)), Notes: s.Notes}
	for i, p := range s.Paths {
		if !fs.ValidPath(p) {
			return manifest{}, errManifest
		}
		m.Files[p] = s.Files[i]
	}
	return m, nil
}

// tmpExt is behind a manifest's name while it is written.
const tmpExt = ".tmp"

// writeManifest replaces a manifest in one step.
func writeManifest(name string, m manifest) error {
	s := stored{Notes: m.Notes}
	for p, e := range m.Files {
		s.Paths, s.Files = append(s.Paths, p), append(s.Files, e)
	}
	tmp := strings.TrimSuffix(name, nextExt) + tmpExt
	f, err := os.Create(tmp)
	if err != nil {
		return fmt.Errorf("write manifest: %w", err)
	}
	out := gob.NewEncoder(f)
	err = errors.Join(out.Encode(manifestVersion), out.Encode(s), f.Close())
	if err == nil {
		err = os.Rename(tmp, name)
	}
	if err != nil {
		return fmt.Errorf("write manifest: %w", errors.Join(err, os.Remove(tmp)))
	}
	return nil
}
