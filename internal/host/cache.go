package host

import (
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/andybalholm/brotli"
)

// The codings of a text, best first.
var codings = []struct{ name, suffix string }{{"br", ".br"}, {"gzip", ".gz"}}

// Below this many bytes nothing is compressed: it would not save a packet.
// Above the other nothing is, so that it fits into memory.
const minText, maxText = 200, 16 << 20

// Levels: what a few files cost at each start against what every reader waits.
// Brotli 6 makes the example site 4 % larger than its best, in a fortieth of
// the time.
const brotliLevel, gzipLevel = 6, gzip.DefaultCompression

// cache keeps the files of a site by the checksum of their content.
type cache struct {
	dir  string
	have map[string]stored // by checksum
}

// stored is a file of the cache.
type stored struct {
	sum   string
	size  int64
	coded map[string]int64 // sizes by coding; empty for what is not worth it
}

// newCache starts with an empty folder: what a killed server left may be torn.
func newCache(dir string) (*cache, error) {
	if err := os.RemoveAll(dir); err != nil {
		return nil, err
	}
	return &cache{dir: dir, have: map[string]stored{}}, os.MkdirAll(dir, 0o700)
}

func (c *cache) path(sum, suffix string) string { return filepath.Join(c.dir, sum+suffix) }

// add copies a file, unless its like is there.
func (c *cache) add(f fs.File, text bool) (stored, error) {
	tmp, err := os.CreateTemp(c.dir, "new-")
	if err != nil {
		return stored{}, err
	}
	defer os.Remove(tmp.Name()) // fails when it was renamed, as it should be
	h := sha256.New()
	size, err := io.Copy(io.MultiWriter(h, tmp), f)
	if err := errors.Join(err, tmp.Close()); err != nil {
		return stored{}, err
	}
	s := stored{sum: hex.EncodeToString(h.Sum(nil)[:16]), size: size, coded: map[string]int64{}}
	if old, ok := c.have[s.sum]; ok {
		return old, nil
	}
	if text && size >= minText && size <= maxText {
		if err := c.compress(tmp.Name(), s); err != nil {
			return stored{}, fmt.Errorf("compress: %w", err)
		}
	}
	if err := os.Rename(tmp.Name(), c.path(s.sum, "")); err != nil {
		return stored{}, err
	}
	c.have[s.sum] = s
	return s, nil
}

// compress writes the codings of a text that are shorter than it.
func (c *cache) compress(file string, s stored) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	for _, coding := range codings {
		var b strings.Builder
		if err := encode(&b, coding.name, data); err != nil {
			return err
		}
		if int64(b.Len()) >= s.size {
			continue
		}
		if err := os.WriteFile(c.path(s.sum, coding.suffix), []byte(b.String()), 0o600); err != nil {
			return err
		}
		s.coded[coding.name] = int64(b.Len())
	}
	return nil
}

func encode(w io.Writer, coding string, data []byte) error {
	var z io.WriteCloser
	if coding == "br" {
		z = brotli.NewWriterLevel(w, brotliLevel)
	} else {
		var err error
		if z, err = gzip.NewWriterLevel(w, gzipLevel); err != nil {
			return err
		}
	}
	_, err := z.Write(data)
	return errors.Join(err, z.Close())
}

// keep deletes all files but these.
func (c *cache) keep(needed map[string]bool) error {
	for sum := range c.have {
		if needed[sum] {
			continue
		}
		delete(c.have, sum)
		for _, suffix := range []string{"", ".br", ".gz"} {
			if err := os.Remove(c.path(sum, suffix)); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
		}
	}
	return nil
}
