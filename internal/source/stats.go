package source

import (
	"errors"
	"io/fs"
	"time"

	"github.com/cespare/xxhash/v2"
)

// Stat is what is known of a source without reading it.
type Stat struct {
	Path      string
	Size, Mod int64  // bytes; nanoseconds since 1970
	Sum       uint64 // digest of the bytes, of a file that had just been changed
}

// young says whether a file had just been changed at a moment: it may change
// again without its time telling, since file systems count in steps of up to two
// seconds. Without a moment every file is young.
func young(info fs.FileInfo, now time.Time) bool {
	return now.IsZero() || info.ModTime().After(now.Add(-2*time.Second))
}

// Stats lists everything below the folders of a site, in the order of their
// names. Files that had just been changed at a moment are read, so that a change
// right after tells too.
func Stats(site fs.FS, now time.Time) ([]Stat, error) {
	return stats(site, func(name string, info fs.FileInfo) (uint64, error) {
		if !info.Mode().IsRegular() || !young(info, now) {
			return 0, nil
		}
		return sum(site, name)
	})
}

func stats(site fs.FS, sum func(name string, info fs.FileInfo) (uint64, error)) ([]Stat, error) {
	var out []Stat
	for _, dir := range []string{"content", "layouts", "static"} {
		err := fs.WalkDir(site, dir, func(name string, d fs.DirEntry, err error) error {
			if errors.Is(err, fs.ErrNotExist) && name == dir {
				return nil
			}
			if err != nil || d.IsDir() {
				return err
			}
			info, err := d.Info()
			if err != nil {
				return err
			}
			digest, err := sum(name, info)
			out = append(out, Stat{Path: name, Size: info.Size(), Mod: info.ModTime().UnixNano(), Sum: digest})
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

func sum(site fs.FS, name string) (uint64, error) {
	src, err := fs.ReadFile(site, name)
	return xxhash.Sum64(src), err
}

// Same says whether the sources of a site are those of before.
func Same(site fs.FS, before []Stat) bool {
	now, err := stats(site, func(string, fs.FileInfo) (uint64, error) { return 0, nil })
	if err != nil || len(before) != len(now) {
		return false
	}
	for i, b := range before {
		n := now[i]
		if b.Path != n.Path || b.Size != n.Size || b.Mod != n.Mod {
			return false
		}
		if b.Sum == 0 {
			continue
		}
		if got, err := sum(site, b.Path); err != nil || got != b.Sum {
			return false
		}
	}
	return true
}
